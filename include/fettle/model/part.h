#ifndef FETTLE_MODEL_PART_H
#define FETTLE_MODEL_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/opt.h"
#include "fettle/model/stock.h"

/* The catalogue of parts as plain structs: see record.h. */

enum ftl_unit {
	FTL_UNIT_PIECE,
	FTL_UNIT_SET,
	FTL_UNIT_PAIR,
	FTL_UNIT_METRE,
	FTL_UNIT_LITRE,
	FTL_UNIT_KILOGRAM,
	FTL_UNIT_GRAM,
	FTL_UNITS
};
extern const char *const ftl_unit_names[FTL_UNITS]; /* "piece", … */
/* Whether there can be half of one: cable by the metre, but no half battery. */
bool ftl_unit_is_divisible(enum ftl_unit unit);

enum ftl_tracking { FTL_TRACK_NONE, FTL_TRACK_SERIAL, FTL_TRACK_LOT, FTL_TRACKINGS };
extern const char *const ftl_tracking_names[FTL_TRACKINGS]; /* "none", "serial", "lot" */

enum ftl_number_kind { FTL_NUMBER_MAKER, FTL_NUMBER_ALTERNATIVE, FTL_NUMBER_OLD, FTL_NUMBERS };
extern const char *const ftl_number_names[FTL_NUMBERS]; /* "maker", "alternative", "old" */

/* Who sells parts to the shop. */
struct ftl_supplier {
	int64_t id;
	const char *name;
	const char *email;
	const char *phone;
	const char *account; /* our number with them */
	struct ftl_opt lead_days;
	struct ftl_opt return_days; /* from a failure until they want the part back */
	struct ftl_opt core_days;   /* the same of an old part with a deposit, from its new one */
	bool is_retired;
	int64_t created_at;
	const char *price_map; /* how their price list is read, JSON; NULL: nobody has said */
};

/* A part of the catalogue, with its price of the day and its stock. */
struct ftl_part {
	int64_t id;
	const char *code; /* on its label */
	const char *sku;
	const char *name;
	const char *maker_number; /* the first of its kind */
	const char *gtin;
	enum ftl_unit unit;
	enum ftl_tracking tracking;
	struct ftl_opt shelf_life_days;
	bool is_hazardous;
	bool is_wanted_back; /* a payer under warranty wants the old one */
	int64_t supplier_id; /* preferred; 0: none */
	const char *supplier;
	struct ftl_opt lead_days;       /* of the part, else the supplier's */
	struct ftl_opt own_lead_days;   /* of the part alone */
	struct ftl_opt core_cents;      /* deposit on each, credited for the old one */
	struct ftl_opt warranty_months; /* the supplier's own, from the day it goes out */
	int64_t superseded_by_id;       /* 0: not */
	const char *superseded_by;      /* its SKU */
	bool is_retired;
	int64_t created_at;
	struct ftl_opt cost_cents;  /* each unit, as the price list says on the day */
	struct ftl_opt price_cents; /* what it sells for, net */
	struct ftl_stock_sum stock; /* all of it */
	int64_t shelf_milli;        /* free on shelves */
	int64_t reserved_milli;
	const char *shared; /* after a change: what another part is found by too, in words; NULL:
	                       nothing */
};
/* A quantity of it in words, in the arena: "2", "0.5 metre". */
const char *ftl_stock_words(struct ftl_arena *arena, const struct ftl_part *part, int64_t milli);

struct ftl_part_number {
	int position;
	enum ftl_number_kind kind;
	const char *number;
};

struct ftl_part_fit {
	const char *brand;
	const char *model; /* NULL: every model */
};

struct ftl_part_price {
	int32_t effective_from;
	struct ftl_opt cost_cents;
	struct ftl_opt price_cents;
};

struct ftl_part_reorder {
	int64_t place_id;
	const char *place_code;
	const char *place;
	int64_t point_milli;
	int64_t quantity_milli;
};

/* What one account holds of a part. */
struct ftl_part_balance {
	struct ftl_stock_end end;
	const char *place; /* NULL: none */
	const char *order; /* code of the job; NULL: none */
	int line;          /* its position on the bill; 0: none */
	int64_t lot_id;
	const char *lot;
	struct ftl_opt expires_on;
	struct ftl_stock_sum sum;
};

/* A serial number of which the piece is in stock. */
struct ftl_part_serial {
	const char *serial;
	enum ftl_account account;
	const char *place;
	const char *order; /* code of the job it is kept for; NULL: none */
	int line;
	const char *lot; /* NULL: none */
};

/* A move as it is shown. */
struct ftl_part_move {
	struct ftl_stock_move move;
	const char *from_place, *to_place;
	const char *order; /* code of the job at either end; NULL: none */
	int line;
	const char *supplier;
	const char *purchase; /* code of the purchase order; NULL: none */
	const char *box;      /* code of the return; NULL: none */
	const char *lot;
	const char *staff;      /* login */
	int64_t reversed_by_id; /* 0: it stands */
};

/* A line of a bill that is for a part, with how far it has come. */
struct ftl_order_part {
	int64_t line_id;
	int position;
	int64_t part_id;
	const char *sku;
	const char *name;
	struct ftl_part_progress progress;
	struct ftl_opt expected_on; /* the last of what is on order for it */
};

#endif
