#include "cli/view_picture.h"

#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/text.h"

/* User text, harmless on a terminal, on one line. */
const char *ftl_picture_safe(const struct ftl_picture *p, const char *text)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	const struct ftl_cell cell = ftl_cell_text(text);

	return ftl_out_cell(p->out, p->arena, &column, &cell);
}

const char *ftl_picture_date(const struct ftl_picture *p, int64_t date)
{
	return ftl_view_date(p->arena, (int32_t)date, ftl_app_today(p->app));
}

/* Safe text, padded to a width; longer text sticks out. */
void ftl_picture_padded(const struct ftl_picture *p, const char *text, size_t width)
{
	size_t used = ftl_utf8_width(text);

	ftl_out_print(p->out, "%s%*s", text, used < width ? (int)(width - used) : 0, "");
}

/* The length of the line that text begins with, broken at a blank where there is one. */
static size_t break_at(const char *text, size_t columns)
{
	size_t fits = ftl_utf8_fit(text, columns);

	if (text[fits] == '\0')
		return fits;
	for (size_t i = fits; i > 0; i--) {
		if (text[i] == ' ')
			return i;
	}
	return fits > 0 ? fits : strlen(text);
}

/* Safe text over as many lines as it needs; the first begins where the line stands, the others
 * under it. */
void ftl_picture_wrapped(const struct ftl_picture *p, const char *text, size_t indent)
{
	size_t columns = p->width > indent + 20 ? p->width - indent : 20;

	for (bool is_first = true; *text != '\0' || is_first; is_first = false) {
		size_t length = break_at(text, columns);

		ftl_out_print(p->out, "%*s%.*s\n", is_first ? 0 : (int)indent, "", (int)length,
		              text);
		text += length;
		while (*text == ' ')
			text++;
	}
}

/* One more item of a row of items that goes on under itself where the line is full. */
void ftl_picture_item(const struct ftl_picture *p, size_t *used, size_t indent, const char *between,
                      const char *item)
{
	size_t width = ftl_utf8_width(between) + ftl_utf8_width(item);

	if (*used > indent && *used + width > p->width) {
		ftl_out_print(p->out, "\n%*s", (int)indent, "");
		*used = indent;
		between = "";
	}
	ftl_out_print(p->out, "%s%s", between, item);
	*used += ftl_utf8_width(between) + ftl_utf8_width(item);
}

/* The parts of a sentence that are there, with a mark between. */
void ftl_picture_join(struct ftl_buf *buf, const char *mark, const char *part)
{
	if (part != NULL && *part != '\0')
		ftl_buf_printf(buf, "%s%s", buf->length > 0 ? mark : "", part);
}

const char *ftl_picture_part(const struct ftl_picture *p, const char *before, const char *text)
{
	return text != NULL ? ftl_sprintf(p->arena, "%s%s", before, text) : NULL;
}
