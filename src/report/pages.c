#include "report/pages.h"

#include <inttypes.h>
#include <string.h>

const char *ftl_column_letters(struct ftl_arena *arena, int column)
{
	if (column < 26)
		return ftl_sprintf(arena, "%c", 'A' + column);
	return ftl_sprintf(arena, "%c%c", 'A' + column / 26 - 1, 'A' + column % 26);
}

const char *ftl_column_range(struct ftl_arena *arena, const char *sheet, int column, int64_t rows)
{
	const char *letters = ftl_column_letters(arena, column);

	return ftl_sprintf(arena, "'%s'!$%s$2:$%s$%" PRId64, sheet, letters, letters, rows + 1);
}

const char *ftl_page_footer(const struct ftl_report_context *context, const struct ftl_frame *frame,
                            const char *title, struct ftl_arena *arena)
{
	return ftl_sprintf(arena, "%s, %s, as of %s. %s", title, frame->period_words,
	                   frame->as_of_words, context->centre);
}

int ftl_page_title(struct ftl_sheet *sheet, const char *title, const char *first,
                   const char *second)
{
	ftl_sheet_height(sheet, 0, 28);
	ftl_sheet_text(sheet, 0, 0, FTL_FACE_TITLE, title);
	ftl_sheet_text(sheet, 1, 0, FTL_FACE_SUBTITLE, first);
	ftl_sheet_text(sheet, 2, 0, FTL_FACE_SUBTITLE, second);
	return 4;
}

/* Lines a text takes when wrapped at so many characters: the height of its row. */
static int lines_of(const char *text, int width)
{
	return (int)((strlen(text) + (size_t)width - 1) / (size_t)width);
}

void ftl_page_definitions(struct ftl_workbook *book, const char *footer,
                          const struct ftl_definition *rows, size_t count)
{
	static const double widths[] = {30, 84, 50};
	static const char *const heads[] = {"Figure", "What it is", "Where it comes from"};
	struct ftl_sheet *sheet =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Definitions",
	                                                          .widths = widths,
	                                                          .columns = 3,
	                                                          .head_rows = 1,
	                                                          .footer = footer});

	ftl_sheet_height(sheet, 0, 18);
	for (int i = 0; i < 3; i++)
		ftl_sheet_text(sheet, 0, i, FTL_FACE_HEAD, heads[i]);
	for (size_t i = 0; i < count; i++) {
		struct ftl_look look = {FTL_FACE_PLAIN, FTL_SHOW_WRAP};
		int row = (int)i + 1;
		int words = lines_of(rows[i].words, 96);
		int source = lines_of(rows[i].source, 56);
		ftl_sheet_height(sheet, row, 13 * (words > source ? words : source) + 6);
		ftl_sheet_span(sheet, row, 0, 0, look, rows[i].name);
		ftl_sheet_span(sheet, row, 1, 1, look, rows[i].words);
		ftl_sheet_span(sheet, row, 2, 2, look, rows[i].source);
	}
}
