#include <inttypes.h>

#include "report/pages.h"
#include "report/warranty.h"

/* Columns of the table; the amounts stand below those of the jobs. */
enum { NAME, NUMBER, AMOUNTS, OF_CLAIMED = AMOUNTS + FTL_AMOUNTS, OF_COST, COLUMNS };

static const struct {
	const char *title;
	enum ftl_show show;
} heads[COLUMNS] = {
        [NAME] = {"Claims", FTL_SHOW_TEXT},
        [NUMBER] = {"No.", FTL_SHOW_INT},
        [AMOUNTS + FTL_AMOUNT_CLAIMED] = {"Claimed", FTL_SHOW_MONEY},
        [AMOUNTS + FTL_AMOUNT_APPROVED] = {"Approved", FTL_SHOW_MONEY},
        [AMOUNTS + FTL_AMOUNT_PAID] = {"Paid", FTL_SHOW_MONEY},
        [AMOUNTS + FTL_AMOUNT_SHORT] = {"Short-paid", FTL_SHOW_MONEY},
        [AMOUNTS + FTL_AMOUNT_WRITTEN_OFF] = {"Written off", FTL_SHOW_MONEY},
        [OF_CLAIMED] = {"Paid of claimed", FTL_SHOW_PERCENT},
        [OF_COST] = {"Paid of the cost", FTL_SHOW_PERCENT},
};

/* A row of the table: a group's, or that of all. */
struct row {
	int at;
	enum ftl_face face;
	const struct ftl_warranty_sums *sums;
	const char *numbers; /* range of the list with the groups' numbers; NULL: all */
	bool is_live;
};

/* What of an amount the list has for the row. */
static const char *sum_of(const struct ftl_warranty *report, struct ftl_arena *arena,
                          const struct row *row, int amount)
{
	const char *amounts = ftl_column_range(arena, "Claims", FTL_CLAIMS_CLAIMED + amount,
	                                       report->claims.now.claims);

	return row->numbers == NULL ? ftl_sprintf(arena, "=SUM(%s)", amounts)
	                            : ftl_sprintf(arena, "=SUMIF(%s,$B%d,%s)", row->numbers,
	                                          row->at + 1, amounts);
}

static void write_row(const struct ftl_warranty *report, struct ftl_arena *arena,
                      struct ftl_sheet *sheet, const struct row *row)
{
	struct ftl_look money = {row->face, FTL_SHOW_MONEY};
	struct ftl_look share = {row->face, FTL_SHOW_PERCENT};
	const int64_t *amounts = row->sums->amounts;
	const char *claimed = ftl_column_letters(arena, AMOUNTS + FTL_AMOUNT_CLAIMED);
	const char *paid = ftl_column_letters(arena, AMOUNTS + FTL_AMOUNT_PAID);

	for (int amount = 0; amount < FTL_AMOUNTS; amount++) {
		if (row->is_live)
			ftl_sheet_formula(sheet, row->at, AMOUNTS + amount, money,
			                  sum_of(report, arena, row, amount), amounts[amount], 1);
		else
			ftl_sheet_value(sheet, row->at, AMOUNTS + amount, money, amounts[amount],
			                1);
	}
	if (row->is_live)
		ftl_sheet_formula(sheet, row->at, OF_CLAIMED, share,
		                  ftl_sprintf(arena, "=IF(%s%d=0,\"–\",%s%d/%s%d)", claimed,
		                              row->at + 1, paid, row->at + 1, claimed, row->at + 1),
		                  amounts[FTL_AMOUNT_PAID], amounts[FTL_AMOUNT_CLAIMED]);
	else
		ftl_sheet_value(sheet, row->at, OF_CLAIMED, share, amounts[FTL_AMOUNT_PAID],
		                amounts[FTL_AMOUNT_CLAIMED]);
	/* A value: the filter above may sort the rows with the cost. */
	ftl_sheet_value(sheet, row->at, OF_COST, share, amounts[FTL_AMOUNT_PAID], row->sums->total);
}

void ftl_warranty_claims_write(const struct ftl_warranty *report, struct ftl_arena *arena,
                               struct ftl_sheet *sheet, const struct ftl_warranty_claims *table)
{
	int64_t rows = report->claims.now.claims;
	struct ftl_look number = {FTL_FACE_PLAIN, FTL_SHOW_INT};
	struct row row = {
	        .at = table->row,
	        .face = FTL_FACE_PLAIN,
	        .numbers = ftl_column_range(arena, "Claims", FTL_CLAIMS_GROUP + table->by, rows),
	        .is_live = rows > 0 && rows <= FTL_LIVE_ROWS &&
	                   rows * (int64_t)table->count <= FTL_LIVE_CELLS,
	};

	for (int i = 0; i < COLUMNS; i++)
		ftl_sheet_span(sheet, row.at, i, i, (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               heads[i].title);
	for (size_t i = 0; i < table->count; i++) {
		size_t group = table->order[i];
		row.at++;
		row.sums = &report->by[table->by].sums[group];
		ftl_sheet_link(sheet, row.at, NAME, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
		               ftl_warranty_group_name(report, table->by, group), "'Claims'!A1");
		ftl_sheet_value(sheet, row.at, NUMBER, number, (int64_t)group + 1, 1);
		write_row(report, arena, sheet, &row);
	}
	row.at++;
	row.face = FTL_FACE_TOTAL;
	row.sums = &report->now;
	row.numbers = NULL;
	ftl_sheet_text(sheet, row.at, NAME, FTL_FACE_TOTAL, "All claims");
	ftl_sheet_blank(sheet, row.at, NUMBER, FTL_FACE_TOTAL);
	write_row(report, arena, sheet, &row);
}
