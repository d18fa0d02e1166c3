#ifndef FETTLE_STORE_HOLDING_H
#define FETTLE_STORE_HOLDING_H

#include "fettle/db/db.h"
#include "fettle/model/holding.h"
#include "fettle/model/part.h"

extern const struct ftl_sql_table ftl_holding_sql;

/* A part as reports need it. Valid until the next one is read, as all that belongs to it. */
struct ftl_holding_part {
	int64_t id;
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	int64_t supplier_id; /* who usually sells it; 0: none */
};

struct ftl_holding_move {
	struct ftl_stock_move move;
	enum ftl_move_kind kind; /* its own, or of the move that it takes back */
	bool is_taken_back;      /* by as_of */
	int64_t sender_id;       /* the supplier who sent what is dead or wrong; 0: not known */
	int64_t staff_id;
	const char *order; /* code of the job; NULL: none */
};

/* A line of a job that is for the part, also one that was taken off later. */
struct ftl_holding_need {
	int64_t line_id;
	int64_t added_at;
	const char *order;
	int position;
	struct ftl_part_need need;
};

/*
 * Every part of a site in order of id, each with its moves up to as_of in order of id and the lines
 * of jobs that were put on for it by then. Three ordered cursors run side by side: one pass reads
 * everything once and memory does not grow. For one consistent view open a transaction first.
 *
 * Who sent a piece that is dead or wrong is the supplier of, in this order: the last delivery of
 * its serial number; of its lot; of what was ordered for its line; of the part. Deliveries after
 * it, those taken back before it and those of nobody do not count.
 */
struct ftl_holdings;

FTL_MUST_CHECK enum ftl_status ftl_holdings_open(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                                 struct ftl_holdings **ret, struct ftl_err *err);
/* The next part, its next move, its next line; *ret is NULL at the end of each. */
FTL_MUST_CHECK enum ftl_status ftl_holdings_next(struct ftl_holdings *holdings,
                                                 const struct ftl_holding_part **ret,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_holdings_move(struct ftl_holdings *holdings,
                                                 const struct ftl_holding_move **ret,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_holdings_need(struct ftl_holdings *holdings,
                                                 const struct ftl_holding_need **ret,
                                                 struct ftl_err *err);
void ftl_holdings_close(struct ftl_holdings **holdings);
#define FTL_HOLDINGS(var) struct ftl_holdings *var FTL_CLEANUP(ftl_holdings_close) = NULL

/* What came of a line of a purchase order, each time, but what was taken back by as_of. */
struct ftl_delivery {
	int64_t move_id;
	int64_t at;
	int64_t quantity_milli;
	int64_t supplier_id;
	const char *purchase; /* code of the order */
	int position;
	int64_t ordered_milli;
	const char *sku;
	const char *name;
	struct ftl_opt sent_at;
	struct ftl_opt confirmed_on; /* the first day that the supplier named for it */
	struct ftl_opt lead_days;    /* of the part, else of the supplier */
	bool is_first;               /* of its line */
};

/* In order of lines, for ftl_delivery_next(). */
FTL_MUST_CHECK enum ftl_status ftl_delivery_select(struct ftl_db *db, int64_t site_id,
                                                   int64_t as_of, struct ftl_cursor **ret,
                                                   struct ftl_err *err);
/* Texts go into the arena. */
FTL_MUST_CHECK enum ftl_status ftl_delivery_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                                 struct ftl_delivery *ret, bool *ret_more,
                                                 struct ftl_err *err);

#endif
