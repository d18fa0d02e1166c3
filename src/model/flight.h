#ifndef MODEL_FLIGHT_H
#define MODEL_FLIGHT_H

#include "fettle/model/ident.h"
#include "fettle/model/preflight.h"

/* What the checks of a claim share: preflight_*.c. */

/* A claim while it is looked at. */
struct ftl_flight {
	struct ftl_arena *arena;
	const struct ftl_payer_rules *rules;
	const struct ftl_currency *currency;
	const struct ftl_preflight_job *job;
	char order[FTL_CODE_SIZE];  /* for the eye */
	char device[FTL_CODE_SIZE]; /* likewise */
	struct ftl_preflight_finding *findings;
	size_t count, capacity;
	struct ftl_preflight result;
};

/* Adds a finding; see struct ftl_preflight_finding. */
void ftl_flight_find(struct ftl_flight *f, enum ftl_preflight_check check,
                     enum ftl_preflight_severity severity, int position, const char *field,
                     const char *message, const char *way);

/* Whether the payer asks for it. */
bool ftl_flight_needs(const struct ftl_flight *f, enum ftl_claim_field field);
/* Whether a line is on the bill for the payer. */
bool ftl_flight_is_theirs(const struct ftl_flight *f, const struct ftl_order_line *row);

/* "12.50 EUR", "2026-11-22", "line 2". */
const char *ftl_flight_money(const struct ftl_flight *f, int64_t cents);
const char *ftl_flight_date(const struct ftl_flight *f, int64_t day);
const char *ftl_flight_line_field(const struct ftl_flight *f, const struct ftl_order_line *row);

/* The checks, in the order in which they are told. */
void ftl_flight_check_cover(struct ftl_flight *f);
void ftl_flight_check_claim(struct ftl_flight *f);
void ftl_flight_check_device(struct ftl_flight *f);
void ftl_flight_check_evidence(struct ftl_flight *f);
void ftl_flight_check_work(struct ftl_flight *f);
void ftl_flight_check_parts(struct ftl_flight *f);
void ftl_flight_check_bill(struct ftl_flight *f);

#endif
