#ifndef FETTLE_OPS_PART_H
#define FETTLE_OPS_PART_H

#include "fettle/model/part.h"
#include "fettle/model/purchase.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"
#include "fettle/ops/import.h"

/* Parts: who sells them, the catalogue, and every way a part moves. */

/* A supplier as typed; NULL: not said. */
struct ftl_supplier_form {
	const char *name;
	const char *email;
	const char *phone;
	const char *account;
	const char *lead_days;
	const char *return_days;
	const char *core_days;
	const char *is_retired; /* edit only: "yes" or "no" */
};
/* A new one; FTL_CONFLICT when there is one of that name, in any spelling of case and blanks. */
FTL_MUST_CHECK enum ftl_status ftl_supplier_add(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_supplier_form *form,
                                                struct ftl_supplier *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_supplier_edit(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *name,
                                                 const struct ftl_supplier_form *form,
                                                 struct ftl_supplier *ret, struct ftl_err *err);
/* By name; retired ones only with has_all. */
FTL_MUST_CHECK enum ftl_status ftl_supplier_list(struct ftl_app *app, struct ftl_arena *arena,
                                                 bool has_all, const struct ftl_supplier **ret,
                                                 size_t *ret_count, struct ftl_err *err);

/* A part as typed; NULL: not said, "" takes it back. */
struct ftl_part_form {
	const char *sku;
	const char *name;
	const char *gtin;
	const char *unit;
	const char *tracking;
	const char *shelf_life_days;
	const char *is_hazardous;   /* "yes" or "no" */
	const char *is_wanted_back; /* "yes" or "no" */
	const char *supplier;
	const char *lead_days;
	const char *core; /* deposit on each */
	const char *warranty_months;
	const char *superseded_by; /* a SKU */
	const char *is_retired;    /* edit only */
	/* Numbers of each kind; a kind of which none is given stays as it is. */
	const char *const *numbers[FTL_NUMBERS];
	size_t number_counts[FTL_NUMBERS];
	const char *const *fits; /* "Brand" or "Brand: Model" */
	size_t fit_count;
	const char *cost;  /* each unit */
	const char *price; /* each unit, net */
	const char *from;  /* the day from which cost and price apply; NULL: today */
};
/* A new part; FTL_CONFLICT when there is one of that SKU, in any spelling of case and marks. */
FTL_MUST_CHECK enum ftl_status ftl_part_add(struct ftl_app *app, struct ftl_arena *arena,
                                            const struct ftl_part_form *form, struct ftl_part *ret,
                                            struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_edit(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *text, const struct ftl_part_form *form,
                                             struct ftl_part *ret, struct ftl_err *err);
/* At a place, order quantity when less than point is free there; a quantity of NULL takes that
 * back. */
FTL_MUST_CHECK enum ftl_status ftl_part_reorder(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *text, const char *place,
                                                const char *point, const char *quantity,
                                                struct ftl_part *ret, struct ftl_err *err);

/* A price list, or any table of parts, as it came; NULL: not said. */
struct ftl_part_list_form {
	const char *path;     /* CSV or a workbook; "-" is standard input */
	const char *supplier; /* whose list it is: new parts are theirs */
	const char *map; /* how it is written: a JSON document, kept with the supplier; NULL: as
	                    was said last, else by our own names of columns */
	const char *map_name; /* in errors */
	const char *from;     /* the day from which cost and price apply; NULL: today */
	bool keep_going;      /* take over what is right, though something is not */
};
/* What a row would change, or has changed. */
struct ftl_part_list_change {
	int64_t row;
	const char *sku;
	bool is_new;
	const char *what; /* "price 40.00 to 42.00, name filter to filter V11"; of a new one what it
	                     has */
};
#define FTL_PART_CHANGES_MOST 1000
struct ftl_part_list {
	int64_t read;
	int64_t added;
	int64_t changed;
	int64_t same;
	bool is_taken; /* false: something was wrong, and nothing was taken over */
	const struct ftl_part_list_change *changes; /* the first FTL_PART_CHANGES_MOST */
	size_t change_count;
	const struct ftl_import_problem *problems;
	size_t problem_count;
	/* Rows that were taken over with a number that another part is found by, too: the first
	 * FTL_PART_CHANGES_MOST. */
	const struct ftl_import_problem *warnings;
	size_t warning_count;
	const char *const *unread; /* titles of columns that were not read */
	size_t unread_count;
};
/*
 * Takes a table of parts over in one transaction: those that are not in the catalogue are added,
 * the others get what differs; a column that is not there, or a field that is empty, changes
 * nothing. A SKU that comes twice is refused. Every row that is wrong is told; unless keep_going
 * nothing is taken over then.
 */
FTL_MUST_CHECK enum ftl_status ftl_part_import(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_part_list_form *form,
                                               struct ftl_part_list *ret, struct ftl_err *err);

/*
 * By its code, SKU, a number that others know it by, or GTIN, in any spelling of case and marks.
 * FTL_NOT_FOUND; FTL_CONFLICT when several parts have the number.
 */
FTL_MUST_CHECK enum ftl_status ftl_find_part(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *text, struct ftl_part *ret,
                                             struct ftl_err *err);

/* A part with all that is known of it. */
struct ftl_part_full {
	struct ftl_part part;
	const struct ftl_part_number *numbers;
	size_t number_count;
	const struct ftl_part_fit *fits;
	size_t fit_count;
	const struct ftl_part_price *prices; /* oldest first */
	size_t price_count;
	const struct ftl_part_reorder *reorders;
	size_t reorder_count;
	const struct ftl_part_balance *balances; /* what is not zero */
	size_t balance_count;
	const struct ftl_part_serial *serials; /* in stock */
	size_t serial_count;
	int64_t serials_in_all;
	const struct ftl_purchase_due *due; /* on order, on drafts too */
	size_t due_count;
	/* Jobs for which some of it is kept or still lacks. */
	const struct ftl_purchase_need *needs;
	size_t need_count;
};
#define FTL_PART_SERIALS_MOST 20
/* With the first FTL_PART_SERIALS_MOST serial numbers, or with has_serials with all of them. */
FTL_MUST_CHECK enum ftl_status ftl_part_get(struct ftl_app *app, struct ftl_arena *arena,
                                            const char *text, bool has_serials,
                                            struct ftl_part_full *ret, struct ftl_err *err);

/* Every part of the catalogue by SKU; what each points to lasts until it returns. */
struct ftl_part_filter {
	const char *text; /* part of a SKU, name or maker's number; NULL: any */
	bool has_retired; /* also those that are */
	bool is_in_stock; /* only those of which there is some */
	bool is_out;      /* only those of which there is none */
	bool is_below;    /* only those that a place is to have more of: see ftl_part_reorder() */
	const char *supplier; /* whom it comes from; NULL: any */
	const char *place;    /* where some of it lies; NULL: any */
	const char *fits;     /* "Brand: Model", or a brand or a model; NULL: any */
};
typedef enum ftl_status ftl_part_each(void *context, const struct ftl_part *part,
                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_list(struct ftl_app *app,
                                             const struct ftl_part_filter *filter,
                                             ftl_part_each *each, bool (*is_enough)(void *context),
                                             void *context, struct ftl_err *err);

/* Every move of a part, oldest first, with the stock that there was after it. */
typedef enum ftl_status ftl_move_each(void *context, const struct ftl_part_move *move,
                                      const struct ftl_stock_sum *stock, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_explain(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *text, struct ftl_part *ret,
                                                ftl_move_each *each, void *context,
                                                struct ftl_err *err);

/* A move as typed; NULL: not said. What a kind of move does not take is left NULL. */
struct ftl_stock_form {
	const char *part;
	const char *quantity; /* NULL: one, of a line what is missing or there */
	const char *cost;     /* each unit: RECEIVE, OPEN; NULL: as the price list says */
	const char *place; /* where it goes to or is taken from; NULL: the only place it lies at */
	const char *to;    /* TRANSFER: where to */
	const char *order; /* the job's code */
	int line;          /* the line of its bill; 0: the one that is for the part */
	const char *supplier; /* RECEIVE, SEND_BACK; NULL: the part's own */
	const char *serial;
	const char *lot;
	const char *expires_on;
	const char *reference; /* of the delivery */
	const char *reason;
	bool may_go_below; /* take more than there is: a manager's, with a reason */
};

/* What was done: the part after it, and the job. */
struct ftl_stock_done {
	enum ftl_move_kind kind;
	int64_t move_id; /* 0: nothing had to move */
	int64_t quantity_milli;
	int64_t value_cents;
	struct ftl_part part;
	const char *from, *to; /* in words: "Shelf B2", "W26-00001-9 line 3", "supplier" */
	const char *order;     /* code of the job; NULL: none */
	int line;              /* 0: none */
	struct ftl_part_progress progress; /* of the line */
	const char *kept_for; /* what came is reserved for this job, of several the first; NULL:
	                         nobody waits for it */
	const char
	        *over_limit; /* the bill is more than was allowed, and the way; NULL: it is not */
	const char *over_limit_hint;
	const char *superseded; /* a part that takes its place, to be told; NULL: none */
};

/* One for each verb; they say what they need: FTL_INVALID names the field that is missing. */
FTL_MUST_CHECK enum ftl_status ftl_stock_receive(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_stock_form *form, bool is_opening,
                                                 struct ftl_stock_done *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_stock_transfer(struct ftl_app *app, struct ftl_arena *arena,
                                                  const struct ftl_stock_form *form,
                                                  struct ftl_stock_done *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_stock_scrap(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_stock_form *form,
                                               struct ftl_stock_done *ret, struct ftl_err *err);
/* To the supplier: of what is kept to be sent back, or with a place off a shelf. */
FTL_MUST_CHECK enum ftl_status ftl_stock_send_back(struct ftl_app *app, struct ftl_arena *arena,
                                                   const struct ftl_stock_form *form,
                                                   struct ftl_stock_done *ret, struct ftl_err *err);
/* The quantity is what was counted at the place, of reserved and free ones together. */
FTL_MUST_CHECK enum ftl_status ftl_stock_count(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_stock_form *form,
                                               struct ftl_stock_done *ret, struct ftl_err *err);
/* The opposite of a move that was a mistake; what it set free or used up must still be there. */
FTL_MUST_CHECK enum ftl_status ftl_stock_reverse(struct ftl_app *app, struct ftl_arena *arena,
                                                 int64_t move_id, const char *reason,
                                                 struct ftl_stock_done *ret, struct ftl_err *err);

/* Of a job. Need makes a line of its bill for the part, and keeps what is free of it; the others
 * take a line that lacks the part, or make one. */
FTL_MUST_CHECK enum ftl_status ftl_part_need(struct ftl_app *app, struct ftl_arena *arena,
                                             const struct ftl_stock_form *form,
                                             struct ftl_stock_done *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_reserve(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_stock_form *form,
                                                struct ftl_stock_done *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_release(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_stock_form *form,
                                                struct ftl_stock_done *ret, struct ftl_err *err);
/* What is reserved for the line goes first, then what is free. */
FTL_MUST_CHECK enum ftl_status ftl_part_issue(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_stock_form *form,
                                              struct ftl_stock_done *ret, struct ftl_err *err);
/* Off the job again: FTL_MOVE_GIVE_BACK, _DEAD, _WRONG or _DAMAGE. The line still needs what it
 * lost, but for what is given back unused. */
FTL_MUST_CHECK enum ftl_status ftl_part_return(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_stock_form *form,
                                               enum ftl_move_kind fate, struct ftl_stock_done *ret,
                                               struct ftl_err *err);

#endif
