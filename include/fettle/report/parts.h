#ifndef FETTLE_REPORT_PARTS_H
#define FETTLE_REPORT_PARTS_H

#include "fettle/report/report.h"

/* The lists behind the report of parts, for those who want the rows and no workbook. */
enum ftl_parts_list {
	FTL_PARTS_PLACES,     /* what the stock is worth, place by place */
	FTL_PARTS_COVER,      /* part by part: what is there, what was used, how long it lasts */
	FTL_PARTS_SLOW,       /* what lies unused */
	FTL_PARTS_FILL,       /* the lines of jobs that needed a part, and whether it was there */
	FTL_PARTS_SUPPLIERS,  /* what came of each, what of it was bad, how long it took */
	FTL_PARTS_FAULTY,     /* what was dead on arrival or the wrong part */
	FTL_PARTS_LOSSES,     /* what counts missed, what was scrapped or broken */
	FTL_PARTS_UNCREDITED, /* what suppliers did not credit for what went back */
	FTL_PARTS_BELOW,      /* what was taken though the ledger had none */
	FTL_PARTS_DELIVERIES, /* what came of purchase orders, and when */
	FTL_PARTS_LIST_COUNT
};
extern const struct ftl_table ftl_parts_shapes[FTL_PARTS_LIST_COUNT];

/*
 * One list of a period, as rows of its shape. is_short: of FTL_PARTS_FILL only the lines whose part
 * was not there. Errors as ftl_report_run; *ret says of which days it is.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_list(const struct ftl_report_context *context,
                                              struct ftl_period period, enum ftl_parts_list list,
                                              bool is_short, struct ftl_out *out,
                                              struct ftl_arena *arena,
                                              struct ftl_report_result *ret, struct ftl_err *err);

#endif
