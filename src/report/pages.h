#ifndef REPORT_PAGES_H
#define REPORT_PAGES_H

#include "fettle/out/workbook.h"
#include "report/figure.h"

/* Most rows of a data sheet that live formulas refer to: beyond it they would make opening slow. */
#define FTL_LIVE_ROWS 100000

/* Most cells that one column of live formulas looks at together, each at all rows of a list: twenty
 * million take LibreOffice about a second for five such columns. */
#define FTL_LIVE_CELLS 20000000

/* "P" of 15; "AA" of 26. */
const char *ftl_column_letters(struct ftl_arena *arena, int column);
/* "'Jobs'!$P$2:$P$101": a column of a data sheet with that many rows. */
const char *ftl_column_range(struct ftl_arena *arena, const char *sheet, int column, int64_t rows);

/* What stands at the foot of every page: centre, report, period, as-of. */
const char *ftl_page_footer(const struct ftl_report_context *context, const struct ftl_frame *frame,
                            const char *title, struct ftl_arena *arena);

/* Title, and two lines below it: what, and when. Returns the next row. */
int ftl_page_title(struct ftl_sheet *sheet, const char *title, const char *first,
                   const char *second);

/* A row of the sheet of definitions. */
struct ftl_definition {
	const char *name;
	const char *words;
	const char *source;
};

/* The last sheet. */
void ftl_page_definitions(struct ftl_workbook *book, const char *footer,
                          const struct ftl_definition *rows, size_t count);

#endif
