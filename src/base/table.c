#include "table.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"

static enum ftl_status refuse_missing(const char *label, const struct ftl_csv_record *header,
                                      const char *name, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(found);

	for (size_t i = 0; i < header->count; i++) {
		char column[FTL_QUOTE_SIZE];
		ftl_buf_printf(&found, "%s%s", i == 0 ? "" : ", ",
		               ftl_quote(column, header->fields[i]));
	}
	return ftl_fail(err, FTL_INVALID, label, "there is no column %s; the header has %s",
	                ftl_quote(quoted, name), ftl_buf_cstr(&found));
}

enum ftl_status ftl_table_columns(const char *label, const struct ftl_csv_record *header,
                                  const char *const *names, size_t count, size_t required,
                                  size_t *positions, bool *ret_is_missing, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < count; i++) {
		size_t found = 0;
		positions[i] = FTL_CSV_ABSENT;
		for (size_t j = 0; j < header->count; j++) {
			if (strcmp(header->fields[j], names[i]) == 0) {
				positions[i] = j;
				found++;
			}
		}
		*ret_is_missing = found == 0 && i < required;
		if (*ret_is_missing)
			return refuse_missing(label, header, names[i], err);
		if (found > 1)
			return ftl_fail(err, FTL_INVALID, label, "column %s occurs %zu times",
			                ftl_quote(quoted, names[i]), found);
	}
	return FTL_OK;
}
