#ifndef REPORT_PARTS_PAGES_H
#define REPORT_PARTS_PAGES_H

#include "report/parts.h"

/* Pages of the report of parts with a row a period, place or supplier. */

#define FTL_PAGE_FIRST_ROW 5

enum ftl_parts_page { FTL_PAGE_SLICES, FTL_PAGE_PLACES, FTL_PAGE_SUPPLIERS, FTL_PARTS_PAGES };

/* Columns that charts show. */
enum { FTL_SLICES_STOCK = 1, FTL_PLACES_VALUE_COLUMN = 2 };

struct ftl_sheet *ftl_parts_page_open(struct ftl_workbook *book, const char *footer,
                                      enum ftl_parts_page page);
void ftl_parts_write_slices(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            struct ftl_sheet *sheet);
void ftl_parts_write_places(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            struct ftl_sheet *sheet);
void ftl_parts_write_suppliers(const struct ftl_parts_report *report, struct ftl_arena *arena,
                               struct ftl_sheet *sheet);

#endif
