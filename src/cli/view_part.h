#ifndef CLI_VIEW_PART_H
#define CLI_VIEW_PART_H

#include "cli/context.h"
#include "fettle/model/old_part.h"
#include "fettle/ops/part.h"

/* How parts look: the columns they have everywhere, and words for what moved. */

enum ftl_view_part {
	FTL_VIEW_PART_SKU,
	FTL_VIEW_PART_NAME,
	FTL_VIEW_PART_FREE,
	FTL_VIEW_PART_RESERVED,
	FTL_VIEW_PART_STOCK,
	FTL_VIEW_PART_UNIT,
	FTL_VIEW_PART_PRICE,
	FTL_VIEW_PART_COST,
	FTL_VIEW_PART_AVERAGE,
	FTL_VIEW_PART_VALUE,
	FTL_VIEW_PART_CODE,
	FTL_VIEW_PART_MAKER_NUMBER,
	FTL_VIEW_PART_GTIN,
	FTL_VIEW_PART_TRACKING,
	FTL_VIEW_PART_SHELF_LIFE,
	FTL_VIEW_PART_HAZARDOUS,
	FTL_VIEW_PART_WANTED_BACK,
	FTL_VIEW_PART_SUPPLIER,
	FTL_VIEW_PART_LEAD_DAYS,
	FTL_VIEW_PART_CORE,
	FTL_VIEW_PART_WARRANTY,
	FTL_VIEW_PART_SUPERSEDED_BY,
	FTL_VIEW_PART_RETIRED,
	FTL_VIEW_PART_SINCE,
	FTL_VIEW_PART_CELLS
};
extern const struct ftl_column ftl_view_part_columns[FTL_VIEW_PART_CELLS];
/* What it costs only for who may see it. */
void ftl_view_part_cells(struct ftl_cell cells[FTL_VIEW_PART_CELLS], const struct ftl_app *app,
                         const struct ftl_part *part);

/* What text shows of one part beside what lists have room for, where it says something. */
#define FTL_VIEW_PART_SAID                                                                         \
	"code,maker_number,gtin,unit,shelf_life_days,hazardous,wanted_back,supplier,lead_days,"    \
	"core,warranty_months,superseded_by,retired"

/* Words of a kind of move, for columns: "given back unused" of "give_back". */
const char *ftl_view_move_title(const char *name);

/* The parts of a job, line by line: how far each is. */
enum ftl_view_order_part {
	FTL_VIEW_ORDER_PART_LINE,
	FTL_VIEW_ORDER_PART_SKU,
	FTL_VIEW_ORDER_PART_NAME,
	FTL_VIEW_ORDER_PART_STATE,
	FTL_VIEW_ORDER_PART_NEEDED,
	FTL_VIEW_ORDER_PART_ORDERED,
	FTL_VIEW_ORDER_PART_EXPECTED,
	FTL_VIEW_ORDER_PART_RESERVED,
	FTL_VIEW_ORDER_PART_ON_JOB,
	FTL_VIEW_ORDER_PART_USED,
	FTL_VIEW_ORDER_PART_OLD,
	FTL_VIEW_ORDER_PART_CELLS
};
extern const struct ftl_column ftl_view_order_part_columns[FTL_VIEW_ORDER_PART_CELLS];
#define FTL_VIEW_ORDER_PARTS                                                                       \
	{                                                                                          \
		.key = "parts", .title = "Parts", .columns = ftl_view_order_part_columns,          \
		.count = FTL_VIEW_ORDER_PART_CELLS                                                 \
	}
/* olds: what came out where they went in. */
struct ftl_section ftl_view_order_parts(struct ftl_arena *arena, const struct ftl_order_part *parts,
                                        size_t count, const struct ftl_old_part *olds,
                                        size_t old_count);
/* "held: its supplier took a deposit", "in V26-00001-6"; NULL: nothing is to be said of it. */
const char *ftl_view_old_part(struct ftl_arena *arena, const struct ftl_old_part *old);

/* Sections of a part: its serial numbers, what is on order, which jobs need it. */
#define FTL_VIEW_PART_SERIAL_CELLS 6
#define FTL_VIEW_PART_DUE_CELLS    8
#define FTL_VIEW_PART_JOB_CELLS    7
extern const struct ftl_column ftl_view_part_serial_columns[FTL_VIEW_PART_SERIAL_CELLS];
extern const struct ftl_column ftl_view_part_due_columns[FTL_VIEW_PART_DUE_CELLS];
extern const struct ftl_column ftl_view_part_job_columns[FTL_VIEW_PART_JOB_CELLS];
#define FTL_VIEW_PART_SERIALS                                                                      \
	{                                                                                          \
		.key = "serials", .title = "Serial numbers in stock",                              \
		.columns = ftl_view_part_serial_columns, .count = FTL_VIEW_PART_SERIAL_CELLS       \
	}
#define FTL_VIEW_PART_DUE                                                                          \
	{                                                                                          \
		.key = "on_order", .title = "On order", .columns = ftl_view_part_due_columns,      \
		.count = FTL_VIEW_PART_DUE_CELLS                                                   \
	}
#define FTL_VIEW_PART_JOBS                                                                         \
	{                                                                                          \
		.key = "jobs", .title = "Jobs that need it", .columns = ftl_view_part_job_columns, \
		.count = FTL_VIEW_PART_JOB_CELLS                                                   \
	}
struct ftl_section ftl_view_part_serials(struct ftl_arena *arena, const struct ftl_part_full *full);
struct ftl_section ftl_view_part_due(struct ftl_arena *arena, const struct ftl_part_full *full);
struct ftl_section ftl_view_part_jobs(struct ftl_arena *arena, const struct ftl_part_full *full);

/* Words of an account, for columns. */
const char *ftl_view_account_title(const char *name);

/* The outcome of every command that moves a part: its shape and how it is shown. */
extern const struct ftl_table ftl_view_stock_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_stock_put(struct ftl_cli *cli, const void *result,
                                                  struct ftl_err *err);

#endif
