#ifndef FETTLE_STORE_FIGURES_H
#define FETTLE_STORE_FIGURES_H

#include "fettle/db/db.h"
#include "fettle/model/claim.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_figures_sql;

/* A line of a job as reports need it. */
struct ftl_figures_line {
	int64_t id;
	struct ftl_line line;
	struct ftl_opt recovered_cents; /* as somebody noted it; what claims brought is theirs */
};

/* A claim on a payer of a job; a draft may have no event but its first. */
struct ftl_figures_claim {
	int64_t id;
	const char *code;
	enum ftl_payer payer;
	int64_t rules_id; /* 0: no payer's document was in use */
	const struct ftl_claim_event *events;
	size_t event_count;
};

/* One work order with its events and lines; everything is valid until the next one is read. */
struct ftl_figures_job {
	int64_t id;
	const char *code; /* short form */
	const char *priority;
	const char *source;
	struct ftl_opt first_promised_on;
	int64_t customer_id;
	int64_t category_id; /* 0: none */
	const char *category;
	const char *brand;
	const char *brand_key;
	const char *model;
	const char *model_key;
	const char *serial;
	const char *symptom; /* code of the first symptom of the diagnosis; NULL: none */
	const char *symptom_text;
	bool has_cover;
	enum ftl_payer cover_payer; /* of labour, by the verdict at check-in */
	const struct ftl_event *events;
	size_t event_count;
	struct ftl_promises promises; /* by the events */
	const struct ftl_figures_line *lines;
	size_t line_count;
	const struct ftl_figures_claim *claims;
	size_t claim_count;
};

/*
 * Every work order of a site in order of id, each with its events up to as_of in order of id and
 * the lines and claims that stood on it then. Four ordered cursors run side by side, so that one
 * pass reads everything once and memory does not grow. For one consistent view open a transaction
 * first.
 */
struct ftl_figures;

FTL_MUST_CHECK enum ftl_status ftl_figures_open(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                                struct ftl_figures **ret, struct ftl_err *err);
/* *ret is NULL at the end. */
FTL_MUST_CHECK enum ftl_status ftl_figures_next(struct ftl_figures *figures,
                                                const struct ftl_figures_job **ret,
                                                struct ftl_err *err);
void ftl_figures_close(struct ftl_figures **figures);
#define FTL_FIGURES(var) struct ftl_figures *var FTL_CLEANUP(ftl_figures_close) = NULL

/* Events that lie after an instant, and how many jobs have one. */
FTL_MUST_CHECK enum ftl_status ftl_figures_later(struct ftl_db *db, int64_t site_id, int64_t at,
                                                 int64_t *ret_events, int64_t *ret_jobs,
                                                 struct ftl_err *err);

#endif
