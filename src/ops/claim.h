#ifndef OPS_CLAIM_H
#define OPS_CLAIM_H

#include "fettle/ops/claim.h"
#include "ops/find.h"
#include "ops/op.h"
#include "store/claim.h"
#include "store/line.h"

/* A job as a claim of one payer looks at it. */
struct ftl_claim_look {
	struct ftl_app *app;
	struct ftl_arena *arena;
	unsigned rows; /* enum ftl_job_rows: what there may be of the next job */
	struct ftl_order order;
	struct ftl_customer customer;
	struct ftl_device device;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_preauths preauths;
	struct ftl_preflight_job job;      /* its lines: those that no other claim holds */
	const struct ftl_order_line *bill; /* every line, whoever holds it */
	size_t bill_count;
	const struct ftl_attachment *files; /* also those that were taken off */
	size_t file_count;
	const struct ftl_claim *of_device; /* of every job of it */
	size_t of_device_count;
	struct ftl_claim_facts own; /* of the claim whose lines are its own */
	const struct ftl_payer_doc *docs;
	size_t doc_count;
};

/* Of payers' documents the one that something was judged by; NULL: none, as for an id of 0. */
const struct ftl_payer_doc *ftl_payer_doc_of(const struct ftl_payer_doc *docs, size_t count,
                                             int64_t id);

/* What is the same for all jobs. */
FTL_MUST_CHECK enum ftl_status ftl_claim_look_begin(struct ftl_app *app, struct ftl_arena *arena,
                                                    struct ftl_claim_look *ret,
                                                    struct ftl_err *err);
/* A job; own_id: the claim whose lines are its own (0: none). Of those it leaves out what was
 * approved in full. */
FTL_MUST_CHECK enum ftl_status ftl_claim_look_at(struct ftl_claim_look *look, const char *code,
                                                 int64_t own_id, struct ftl_err *err);
/* Holds the job against what a payer asks: by the document of an id, or (0) by the one that applies
 * on the day it was made ready. */
void ftl_claim_look_check(struct ftl_claim_look *look, enum ftl_payer payer, int64_t rules_id,
                          struct ftl_claim_check *ret);
/* The last day to send the part back that a line of its own claim replaced; none: nobody wants it.
 */
struct ftl_opt ftl_claim_return_due(const struct ftl_claim_look *look,
                                    const struct ftl_payer_doc *doc,
                                    const struct ftl_claim_line *line);
/* Every payer of a job that has lines nobody claimed. */
FTL_MUST_CHECK enum ftl_status ftl_claim_check_job(struct ftl_claim_look *look, const char *code,
                                                   struct ftl_claim_checks *ret,
                                                   struct ftl_err *err);
bool ftl_claim_look_has_lines(const struct ftl_claim_look *look, enum ftl_payer payer);

/* A claim while something happens to it. */
struct ftl_claiming {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_claim claim;
	struct ftl_claim_facts facts;
	enum ftl_claim_state was;
	int64_t at;                 /* of the events that follow; now, unless somebody says */
	int64_t remittance_line_id; /* by which what follows is paid; 0: by hand */
	int64_t last_id;
};

/* FTL_NOT_FOUND; FTL_CONFLICT for a code of another kind. */
FTL_MUST_CHECK enum ftl_status ftl_find_claim(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, struct ftl_claim *ret,
                                              struct ftl_err *err);
/* The claim of a code, for a change of it: FTL_DB when its row is not what its events say. look:
 * for one that may come, and the operation touches the claim with its first event. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_look(struct ftl_op *op, struct ftl_arena *arena,
                                                 const char *code, struct ftl_claiming *ret,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_claiming_begin(struct ftl_op *op, struct ftl_arena *arena,
                                                  const char *code, struct ftl_claiming *ret,
                                                  struct ftl_err *err);
/* What follows happened on a day before today, and not before the claim was sent. */
void ftl_claiming_on(struct ftl_claiming *c, int32_t day);
/* The same of a day as typed; NULL: today. FTL_INVALID (field "on") for one that is to come, or
 * lies before the claim was sent. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_read_on(struct ftl_claiming *c, const char *on,
                                                    struct ftl_err *err);
/* A day as typed (field "on") that has come. */
FTL_MUST_CHECK enum ftl_status ftl_read_past_day(struct ftl_app *app, const char *text,
                                                 int32_t *ret, struct ftl_err *err);
/* Appends an event; id, time and revision are filled in. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_add(struct ftl_claiming *c,
                                                struct ftl_claim_event event, struct ftl_err *err);
/* Writes what the events say into the claim's rows. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_save(struct ftl_claiming *c, struct ftl_err *err);
/* Pays an amount: one line (position > 0), or from the first that is owed to the last; below zero:
 * takes it back from the last that was paid to the first. FTL_INVALID when that is too much. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_pay(struct ftl_claiming *c, int position, int64_t cents,
                                                const char *reference, const char *text,
                                                struct ftl_err *err);

/* What the payer decided, of one line or of all that are pending. */
struct ftl_claim_verdict {
	enum ftl_claim_decision decision;
	int position;       /* 0: all that are pending; with an amount: the only one that is */
	int64_t cents;      /* FTL_CLAIM_AMOUNT: what was approved */
	bool is_of_claim;   /* of the whole claim: from its first line that is pending on */
	const char *reason; /* why it is not all of it */
	const char *reference;
	const char *text;
};
/*
 * The decision as the claim's events; what is wrong with it is told before any is added. The claim
 * may be decided (ftl_claim_can), and has a line of the position. FTL_INVALID (fields "amount",
 * "reason", "line"), FTL_STATE when nothing is pending.
 */
FTL_MUST_CHECK enum ftl_status ftl_claiming_decide(struct ftl_claiming *c,
                                                   const struct ftl_claim_verdict *verdict,
                                                   struct ftl_err *err);
/* What would be wrong with it. */
FTL_MUST_CHECK enum ftl_status ftl_claiming_check_verdict(const struct ftl_claiming *c,
                                                          const struct ftl_claim_verdict *verdict,
                                                          struct ftl_err *err);
/* A reason as the payer's rules list it, whatever its case and the blanks around it. FTL_INVALID
 * (field "reason") when they list some and it is none of them, unless such are taken all the same.
 * *reason may be NULL. */
FTL_MUST_CHECK enum ftl_status ftl_claim_reason(struct ftl_arena *arena,
                                                const struct ftl_payer_doc *doc,
                                                bool takes_unlisted, const char **reason,
                                                struct ftl_err *err);

/* The claim as it stands, with what can be told of it. */
FTL_MUST_CHECK enum ftl_status ftl_claim_load(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_claim *claim,
                                              struct ftl_claim_full *ret, struct ftl_err *err);

/* What a claim says now, as its next revision. */
struct ftl_paper ftl_claim_paper_make(struct ftl_claim_look *look, const struct ftl_claiming *c,
                                      const struct ftl_claim_check *check,
                                      const struct ftl_claim_say *say);

#endif
