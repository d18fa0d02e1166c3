#include <stdbool.h>
#include <string.h>

#include "fettle/base/text.h"

/* Optimal string alignment distance, bounded by the size of the words a person types. */
size_t ftl_edit_distance(const char *a, const char *b)
{
	enum { MOST = 64 };
	size_t rows[3][MOST + 1];
	size_t a_length = strnlen(a, MOST);
	size_t b_length = strnlen(b, MOST);
	size_t *before = rows[0];
	size_t *last = rows[1];
	size_t *now = rows[2];

	memset(rows, 0, sizeof(rows));
	for (size_t j = 0; j <= b_length; j++)
		last[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			bool is_swap =
			        i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
			if (is_swap && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		size_t *oldest = before;
		before = last;
		last = now;
		now = oldest;
	}
	return last[b_length];
}
