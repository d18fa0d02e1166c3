#ifndef FETTLE_STORE_STOCK_H
#define FETTLE_STORE_STOCK_H

#include "fettle/db/db.h"
#include "fettle/model/part.h"

/* The ledger of parts: its moves, what is repeated from them, and the lines of jobs parts are for.
 */

extern const struct ftl_sql_table ftl_stock_sql;
extern const struct ftl_sql_table ftl_stock_sheet_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_move_insert(struct ftl_db *db, int64_t site_id,
                                                     const struct ftl_stock_move *move,
                                                     int64_t staff_id, struct ftl_err *err);
/* One move by its id; *ret_reversed says that another has taken it back. */
FTL_MUST_CHECK enum ftl_status ftl_store_move_get(struct ftl_db *db, struct ftl_arena *arena,
                                                  int64_t id, struct ftl_stock_move *ret,
                                                  bool *ret_reversed, bool *ret_found,
                                                  struct ftl_err *err);

/* Three columns from one on: which account, at what place, for which line. */
struct ftl_stock_end ftl_store_stock_end(struct ftl_cursor *cursor, int column);
enum ftl_move_kind ftl_store_move_kind(struct ftl_cursor *cursor, int column);

/* What is kept in an account for the line of order_part o. That there is a line lets the index on
 * lines be used, which has no others. */
#define FTL_STORE_LINE_HELD(account)                                                               \
	"COALESCE((SELECT SUM(b.quantity_milli) FROM stock_balance b WHERE b.line_id = o.line_id " \
	"AND b.line_id <> 0 AND b.account = '" account "'), 0)"
/* How far the line of order_part o is, with order_line l; what is ordered for it comes after it.
 * Five columns from one on. */
#define FTL_STORE_PROGRESS                                                                         \
	"l.quantity_milli, " FTL_STORE_LINE_HELD("reserved") ", " FTL_STORE_LINE_HELD(             \
	        "job") ", " FTL_STORE_LINE_HELD("customer") ", "
struct ftl_part_progress ftl_store_progress(struct ftl_cursor *cursor, int column);

/* All stock of a part, as it is repeated in its row. */
FTL_MUST_CHECK enum ftl_status ftl_store_stock_get(struct ftl_db *db, int64_t part_id,
                                                   struct ftl_stock_sum *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_stock_set(struct ftl_db *db, int64_t part_id,
                                                   const struct ftl_stock_sum *stock,
                                                   struct ftl_err *err);
/* What an account holds of a part and lot; zeros when it never held any. */
FTL_MUST_CHECK enum ftl_status ftl_store_balance_get(struct ftl_db *db, int64_t part_id,
                                                     const struct ftl_stock_end *end,
                                                     int64_t lot_id, struct ftl_stock_sum *ret,
                                                     struct ftl_err *err);
/* Adds to it. */
FTL_MUST_CHECK enum ftl_status ftl_store_balance_add(struct ftl_db *db, int64_t part_id,
                                                     const struct ftl_stock_end *end,
                                                     int64_t lot_id, struct ftl_stock_sum change,
                                                     struct ftl_err *err);
/* What is not zero of a part, by account, place and line; or of a line of a job. Of lots the one
 * that expires first is first. */
FTL_MUST_CHECK enum ftl_status ftl_store_balance_list(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t part_id,
                                                      const struct ftl_part_balance **ret,
                                                      size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_balance_of_line(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t line_id,
                                                         const struct ftl_part_balance **ret,
                                                         size_t *ret_count, struct ftl_err *err);

/* Where a part lies or ever lay, with what is there now, reserved or free. */
struct ftl_stock_home {
	int64_t place_id;
	const char *place_code;
	const char *place;
	int64_t quantity_milli;
};
FTL_MUST_CHECK enum ftl_status ftl_store_stock_homes(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t part_id,
                                                     const struct ftl_stock_home **ret,
                                                     size_t *ret_count, struct ftl_err *err);

/* The SKU of a part that a place holds some of, or less than none; NULL: of none. */
FTL_MUST_CHECK enum ftl_status ftl_store_stock_at_place(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t place_id, const char **ret_sku,
                                                        struct ftl_err *err);

/* Where a serial number of a part is. */
FTL_MUST_CHECK enum ftl_status ftl_store_serial_get(struct ftl_db *db, int64_t part_id,
                                                    const char *serial_key,
                                                    struct ftl_stock_end *ret, int64_t *ret_lot_id,
                                                    bool *ret_found, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_serial_put(struct ftl_db *db, int64_t part_id,
                                                    const char *serial_key, const char *serial,
                                                    const struct ftl_stock_end *end, int64_t lot_id,
                                                    struct ftl_err *err);

/* The serial numbers of a part and lot that are at one place. */
FTL_MUST_CHECK enum ftl_status ftl_store_serial_at(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t part_id, const struct ftl_stock_end *end,
                                                   int64_t lot_id, const char *const **ret,
                                                   size_t *ret_count, struct ftl_err *err);

/* The first serial numbers of a part that are in stock, and how many there are. */
FTL_MUST_CHECK enum ftl_status ftl_store_serial_list(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t part_id, int64_t most,
                                                     const struct ftl_part_serial **ret,
                                                     size_t *ret_count, int64_t *ret_in_all,
                                                     struct ftl_err *err);

/* A lot of a part, by its key; insert makes it. */
FTL_MUST_CHECK enum ftl_status ftl_store_lot_find(struct ftl_db *db, int64_t part_id,
                                                  const char *lot_key, int64_t *ret_id,
                                                  struct ftl_opt *ret_expires_on, bool *ret_found,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_lot_insert(struct ftl_db *db, int64_t id, int64_t part_id,
                                                    const char *lot, struct ftl_opt expires_on,
                                                    struct ftl_err *err);

/* The moves of a part in order of id, for ftl_store_move_next(). */
FTL_MUST_CHECK enum ftl_status ftl_store_move_of_part(struct ftl_db *db, int64_t part_id,
                                                      struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_move_next(struct ftl_cursor *cursor,
                                                   struct ftl_arena *arena,
                                                   struct ftl_part_move *ret, bool *ret_more,
                                                   struct ftl_err *err);

/* Every move of a site, part by part, bare: ftl_store_move_bare_next(). */
FTL_MUST_CHECK enum ftl_status ftl_store_move_all(struct ftl_db *db, int64_t site_id,
                                                  struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_move_bare_next(struct ftl_cursor *cursor,
                                                        struct ftl_stock_move *ret, bool *ret_more,
                                                        struct ftl_err *err);
/* Every balance of the site's parts, part by part, in order of account, place, line and lot. */
FTL_MUST_CHECK enum ftl_status ftl_store_balance_all(struct ftl_db *db, int64_t site_id,
                                                     struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_balance_next(struct ftl_cursor *cursor,
                                                      int64_t *ret_part_id,
                                                      struct ftl_part_balance *ret, bool *ret_more,
                                                      struct ftl_err *err);

enum ftl_astray {
	FTL_ASTRAY_COST,   /* of a line, by its moves */
	FTL_ASTRAY_SERIAL, /* a serial number, by its last move */
	FTL_ASTRAY_HELD,   /* by a line that is off the bill, or a job that is closed */
	FTL_ASTRAY_LOST    /* a serial number with moves and no row */
};

/* What is repeated from the moves and differs: the cost of a line, or where a serial number is. */
struct ftl_stock_astray {
	const char *sku;
	const char *what; /* "line 3 of W26000019", "serial number X1" */
	enum ftl_astray kind;
};
FTL_MUST_CHECK enum ftl_status ftl_store_stock_astray(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id,
                                                      const struct ftl_stock_astray **ret,
                                                      size_t *ret_count, struct ftl_err *err);

/* The lines of bills that are for parts. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_insert(struct ftl_db *db, int64_t line_id,
                                                           int64_t order_id, int64_t part_id,
                                                           struct ftl_err *err);
/* Whose line it is, for which part, and whether it was taken off the bill; not found: it is for no
 * part of the catalogue. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_get(struct ftl_db *db, int64_t line_id,
                                                        int64_t *ret_order_id, int64_t *ret_part_id,
                                                        bool *ret_removed, bool *ret_found,
                                                        struct ftl_err *err);
/* Whether a job has or had a line for a part. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_any(struct ftl_db *db, int64_t order_id,
                                                        int64_t part_id, bool *ret,
                                                        struct ftl_err *err);
/* Those of a job that were not taken off, in the order of its bill. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_list(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t order_id,
                                                         const struct ftl_order_part **ret,
                                                         size_t *ret_count, struct ftl_err *err);
/* What the ledger says that a line cost; of which job it is. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_cost(struct ftl_db *db, int64_t line_id,
                                                         int64_t cost_cents, int64_t *ret_order_id,
                                                         struct ftl_err *err);

/* A line of an open job that is for a part, oldest first; those that lack none too. */
struct ftl_waiting_line {
	int64_t line_id;
	int64_t order_id;
	const char *order; /* code of the job */
	int position;
	struct ftl_part_progress progress;
	/* SUPERSEDED: the part that it is for, and how much of its ordered_milli is of the one
	 * asked for. */
	int64_t part_id;
	int64_t instead_milli;
};
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_waiting(struct ftl_db *db,
                                                            struct ftl_arena *arena,
                                                            int64_t part_id,
                                                            const struct ftl_waiting_line **ret,
                                                            size_t *ret_count, struct ftl_err *err);
/* The same, counted by the unit of a part, that are for some part whose place another takes. */
FTL_MUST_CHECK enum ftl_status
ftl_store_order_part_superseded(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                const struct ftl_waiting_line **ret, size_t *ret_count,
                                struct ftl_err *err);
/* What is on order of a part for one line is for another from now on; of which purchase orders. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_part_pass(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t from_line_id, int64_t part_id,
                                                         int64_t to_line_id,
                                                         const int64_t **ret_purchases,
                                                         size_t *ret_count, struct ftl_err *err);

#endif
