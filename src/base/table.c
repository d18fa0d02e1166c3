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

/* A blank, a line break or a no-break space; how many bytes. */
static size_t blank_at(const char *text)
{
	if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')
		return 1;
	return strncmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static const char *past_blanks(const char *text)
{
	for (size_t length; (length = blank_at(text)) > 0;)
		text += length;
	return text;
}

/* Whether both are the same title, however many blanks of whatever kind stand between the words. */
static bool is_title(const char *title, const char *name)
{
	title = past_blanks(title);
	name = past_blanks(name);
	while (*title != '\0' && *name != '\0') {
		bool is_gap = blank_at(title) > 0 && blank_at(name) > 0;

		if (!is_gap && *title != *name)
			break;
		title = is_gap ? past_blanks(title) : title + 1;
		name = is_gap ? past_blanks(name) : name + 1;
	}
	return *past_blanks(title) == '\0' && *past_blanks(name) == '\0';
}

size_t ftl_table_matches(const struct ftl_csv_record *header, const char *const *names,
                         size_t count)
{
	size_t matches = 0;

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < header->count; j++) {
			if (is_title(header->fields[j], names[i])) {
				matches++;
				break;
			}
		}
	}
	return matches;
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
			if (is_title(header->fields[j], names[i])) {
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
