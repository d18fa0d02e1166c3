#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/attachment.h"
#include "fettle/ops/claim.h"
#include "fettle/ops/order.h"
#include "ops/demo.h"

/* What others pay of a job: claimed, decided, corrected, and paid by the maker's lists. */

#define MAKER      "example-maker"
#define INVOICES   12 /* the supplier's invoice is not found for one claim in so many */
#define LIST_TITLE "Claim No,RMA No,Amount,Remark\n"

/* What the example that comes with the program leaves to a centre: its own number there, and how
 * the maker writes its lists of payments. */
static const char ours[] = "{ \"account\": \"SC-40417\",\n"
                           "  \"remittance\": { \"columns\": { \"claim\": \"Claim No\","
                           " \"reference\": \"RMA No\", \"amount\": \"Amount\","
                           " \"text\": \"Remark\" }, \"tolerance\": \"0.05\" },";

enum ftl_status ftl_demo_know_maker(struct ftl_demo_run *run, struct ftl_err *err)
{
	struct ftl_payer_doc doc;
	const char *text;

	FTL_TRY(ftl_payer_find(run->app, run->arena, MAKER, &doc, err));
	text = ftl_sprintf(run->arena, "%s%s", ours, strchr(doc.text, '{') + 1);
	return ftl_payer_import(run->app, run->arena, MAKER, text, strlen(text), &doc, err);
}

/* Who is asked: the maker as the cover says, or the insurer of the story. */
static bool is_for_others(const struct ftl_demo_job *job)
{
	return job->story->payer == NULL ? job->is_warranty
	                                 : strcmp(job->story->payer, "insurer") == 0;
}

static bool is_claimable(const struct ftl_order_full *full)
{
	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_order_line *row = &full->lines[i];

		if (!row->is_removed && row->amounts.payer_cents > 0 &&
		    (row->line.payer == FTL_PAYER_MAKER || row->line.payer == FTL_PAYER_INSURER))
			return true;
	}
	return false;
}

static const struct ftl_demo_claim_story *pick_story(uint64_t *random, enum ftl_payer payer)
{
	int64_t sum = 0;
	size_t i = 0;

	for (size_t j = 0; j < ftl_demo_claim_story_count; j++)
		sum += payer == FTL_PAYER_MAKER ? ftl_demo_claim_stories[j].weight_maker
		                                : ftl_demo_claim_stories[j].weight_insurer;
	int64_t left = ftl_demo_between(random, 1, sum);
	while ((left -= payer == FTL_PAYER_MAKER ? ftl_demo_claim_stories[i].weight_maker
	                                         : ftl_demo_claim_stories[i].weight_insurer) > 0)
		i++;
	return &ftl_demo_claim_stories[i];
}

/* The supplier's invoice of a part, as a plain text. */
static enum ftl_status attach_invoice(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                                      int position, uint64_t *random, struct ftl_err *err)
{
	const struct ftl_attach_form form = {
	        .kind = "invoice", .line = position, .paths = &run->paper, .count = 1};
	struct ftl_attached attached;
	FTL_OUTFILE(file);

	FTL_TRY(ftl_outfile_open(run->paper, &file, err));
	fprintf(file.stream, "Invoice %d\n1 %s for %s %s\nnet %s EUR\n",
	        (int)ftl_demo_between(random, 200000, 299999), job->part->name, job->product->brand,
	        job->product->model, ftl_demo_money(run, job->part->cost_cents));
	FTL_TRY(ftl_outfile_commit(&file, err));
	enum ftl_status status =
	        ftl_order_attach(run->app, &run->scratch, job->code, &form, &attached, err);
	unlink(run->paper);
	return status;
}

/* What can be mended before it is sent. */
static enum ftl_status mend(struct ftl_demo_run *run, struct ftl_demo_job *job,
                            struct ftl_claim_full *claim, struct ftl_err *err)
{
	const struct ftl_preflight *preflight = claim->preflight;

	for (size_t i = 0; i < preflight->count; i++) {
		if (preflight->findings[i].check == FTL_PREFLIGHT_INVOICE_MISSING &&
		    ftl_demo_pick(&job->random, INVOICES) != 0)
			FTL_TRY(attach_invoice(run, job, preflight->findings[i].position,
			                       &job->random, err));
	}
	return ftl_claim_get(run->app, &run->scratch, claim->claim.code, claim, err);
}

/* Given up before it was sent, for what would have got it refused. */
static enum ftl_status let_lapse(struct ftl_demo_run *run, const struct ftl_claim_full *claim,
                                 struct ftl_err *err)
{
	const struct ftl_preflight *preflight = claim->preflight;
	struct ftl_claim_say say = {0};
	struct ftl_claim_change change;

	for (size_t i = 0; i < preflight->count; i++) {
		if (preflight->findings[i].severity == FTL_PREFLIGHT_BLOCKS)
			say.text = preflight->findings[i].message;
	}
	return ftl_claim_step(run->app, &run->scratch, claim->claim.code, FTL_CLAIM_LAPSE, &say,
	                      &change, err);
}

enum ftl_status ftl_demo_claim(struct ftl_demo_run *run, struct ftl_demo_job *job,
                               struct ftl_err *err)
{
	static const struct ftl_claim_say nothing = {0};
	struct ftl_order_full full;
	struct ftl_claim_drafts drafts;
	struct ftl_claim_change change;
	struct ftl_claim_full claim;

	if (!is_for_others(job))
		return FTL_OK;
	FTL_TRY(ftl_order_get(run->app, &run->scratch, job->code, &full, err));
	if (!is_claimable(&full))
		return FTL_OK;
	FTL_TRY(ftl_claim_draft(run->app, &run->scratch, job->code, NULL, &drafts, err));
	claim = drafts.claims[0];
	FTL_TRY(mend(run, job, &claim, err));
	if (claim.preflight->blocking > 0)
		return let_lapse(run, &claim, err);
	FTL_TRY(ftl_claim_submit(run->app, &run->scratch, claim.claim.code, FTL_CLAIM_SUBMIT,
	                         &nothing, &change, err));
	job->claim = ftl_strdup(run->arena, claim.claim.code);
	job->claim_story = pick_story(&job->random, claim.claim.payer);
	return FTL_OK;
}

/* All of it, or a part of its last line and the rest. */
static enum ftl_status decide(struct ftl_demo_run *run, const struct ftl_claim_full *claim,
                              const struct ftl_demo_claim_step *told, struct ftl_err *err)
{
	const struct ftl_claim_facts *facts = &claim->facts;
	const struct ftl_claim_line *last = &facts->lines[facts->line_count - 1];
	struct ftl_claim_say say = {.reason = told->reason, .text = told->text};
	struct ftl_claim_change change;
	size_t pending = 0;

	if (told->percent == 100 || told->percent == 0)
		return ftl_claim_decide(run->app, &run->scratch, claim->claim.code,
		                        told->percent == 0 ? FTL_CLAIM_ALL_REJECTED
		                                           : FTL_CLAIM_ALL_APPROVED,
		                        &say, &change, err);
	say.line = ftl_sprintf(&run->scratch, "%d", last->position);
	say.amount = ftl_demo_money(run, last->claimed_cents * told->percent / 100);
	FTL_TRY(ftl_claim_decide(run->app, &run->scratch, claim->claim.code, FTL_CLAIM_AMOUNT, &say,
	                         &change, err));
	for (size_t i = 0; i < change.full.facts.line_count; i++)
		pending += change.full.facts.lines[i].state == FTL_CLAIM_LINE_PENDING;
	say = (struct ftl_claim_say){0};
	return pending == 0 ? FTL_OK
	                    : ftl_claim_decide(run->app, &run->scratch, claim->claim.code,
	                                       FTL_CLAIM_ALL_APPROVED, &say, &change, err);
}

/* What was not approved; what was is still expected. */
static enum ftl_status write_off(struct ftl_demo_run *run, const struct ftl_claim_full *claim,
                                 const struct ftl_demo_claim_step *told, struct ftl_err *err)
{
	struct ftl_claim_change change;

	for (size_t i = 0; i < claim->facts.line_count; i++) {
		const struct ftl_claim_line *line = &claim->facts.lines[i];
		int64_t refused = ftl_claim_line_open(line) - ftl_claim_line_owed(line);
		const struct ftl_claim_say say = {
		        .reason = told->reason,
		        .line = ftl_sprintf(&run->scratch, "%d", line->position),
		        .amount = ftl_demo_money(run, refused)};

		if (refused > 0)
			FTL_TRY(ftl_claim_write_off(run->app, &run->scratch, claim->claim.code,
			                            &say, &change, err));
	}
	return FTL_OK;
}

/* The old parts that the payer wants back, in one parcel. */
static enum ftl_status send_parts_back(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                       const struct ftl_claim_full *claim, struct ftl_err *err)
{
	const char *parcel = ftl_sprintf(&run->scratch, "parcel %d",
	                                 (int)ftl_demo_between(&job->random, 100000, 999999));
	struct ftl_claim_change change;

	for (size_t i = 0; i < claim->line_count; i++) {
		const struct ftl_claim_say say = {
		        .reference = parcel,
		        .line = ftl_sprintf(&run->scratch, "%d", claim->lines[i].position)};

		if (ftl_claim_return_day(&claim->doc->terms, run->calendar, false,
		                         &claim->lines[i].line, ftl_app_today(run->app))
		            .has)
			FTL_TRY(ftl_claim_step(run->app, &run->scratch, claim->claim.code,
			                       FTL_CLAIM_RETURN, &say, &change, err));
	}
	return FTL_OK;
}

static int64_t owed_of(const struct ftl_claim_full *claim)
{
	int64_t owed = 0;

	for (size_t i = 0; i < claim->facts.line_count; i++)
		owed += ftl_claim_line_owed(&claim->facts.lines[i]);
	return owed;
}

static enum ftl_status pay(struct ftl_demo_run *run, struct ftl_demo_job *job,
                           const struct ftl_claim_full *claim, struct ftl_err *err)
{
	const struct ftl_claim_say say = {
	        .amount = ftl_demo_money(run, owed_of(claim)),
	        .reference = ftl_sprintf(&run->scratch, "transfer %d",
	                                 (int)ftl_demo_between(&job->random, 10000, 99999))};
	struct ftl_claim_change change;

	return ftl_claim_pay(run->app, &run->scratch, claim->claim.code, &say, &change, err);
}

/* What is said is enough: the payer's number comes with the first answer. */
static enum ftl_status step(struct ftl_demo_run *run, struct ftl_demo_job *job,
                            const struct ftl_demo_claim_step *told, struct ftl_err *err)
{
	struct ftl_claim_say say = {.text = told->text};
	struct ftl_claim_change change;

	if (told->act == FTL_CLAIM_ACKNOWLEDGE)
		say.reference = ftl_sprintf(&run->scratch, "RMA-%d",
		                            (int)ftl_demo_between(&job->random, 100000, 999999));
	if (told->act == FTL_CLAIM_ASK)
		say.due_on = "+10d";
	return ftl_claim_step(run->app, &run->scratch, job->claim, told->act, &say, &change, err);
}

/* Sent again as it should have been; what a new look finds goes out with the first day's reason. */
static enum ftl_status correct(struct ftl_demo_run *run, const struct ftl_claim_full *claim,
                               const struct ftl_demo_claim_step *told, struct ftl_err *err)
{
	bool is_blocked = claim->preflight != NULL && claim->preflight->blocking > 0;
	const struct ftl_claim_say say = {
	        .reason = is_blocked ? "the first revision was sent in time" : NULL,
	        .text = told->text};
	struct ftl_claim_change change;

	return ftl_claim_submit(run->app, &run->scratch, claim->claim.code, FTL_CLAIM_CORRECT, &say,
	                        &change, err);
}

/* What the payer does, or what is done because of it. */
static enum ftl_status go_on(struct ftl_demo_run *run, struct ftl_demo_job *job,
                             const struct ftl_demo_claim_step *told, struct ftl_err *err)
{
	struct ftl_claim_full claim;

	FTL_TRY(ftl_claim_get(run->app, &run->scratch, job->claim, &claim, err));
	switch (told->act) {
	case FTL_CLAIM_CORRECT:
		return correct(run, &claim, told, err);
	case FTL_CLAIM_DECIDE:
		return decide(run, &claim, told, err);
	case FTL_CLAIM_PAY:
		return pay(run, job, &claim, err);
	case FTL_CLAIM_WRITE_OFF:
		return write_off(run, &claim, told, err);
	case FTL_CLAIM_RETURN:
		return send_parts_back(run, job, &claim, err);
	case FTL_CLAIM_ACKNOWLEDGE:
	case FTL_CLAIM_REVIEW:
	case FTL_CLAIM_ASK:
	case FTL_CLAIM_ANSWER:
	case FTL_CLAIM_CHASE:
	case FTL_CLAIM_APPEAL:
	case FTL_CLAIM_DISPUTE:
	case FTL_CLAIM_NOTE:
	case FTL_CLAIM_OPEN:
	case FTL_CLAIM_SUBMIT:
	case FTL_CLAIM_LINE:
	case FTL_CLAIM_WITHDRAW:
	case FTL_CLAIM_LAPSE:
	case FTL_CLAIM_ACTS:
		break;
	}
	return step(run, job, told, err);
}

enum ftl_status ftl_demo_follow(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                struct ftl_err *err)
{
	const struct ftl_demo_claim_step *told = &job->claim_story->steps[job->claim_step++];
	bool may_end = told->act == FTL_CLAIM_PAY || told->act == FTL_CLAIM_WRITE_OFF;

	ftl_demo_act_as(run, ftl_demo_someone(run, &job->random, FTL_ROLE_MANAGER));
	FTL_TRY(go_on(run, job, told, err));
	return may_end && job->waits_for_claim ? ftl_demo_close(run, job, err) : FTL_OK;
}

/* A claim of which the maker owes something. */
struct debt {
	const char *code;
	const char *reference;
	int64_t cents;
};

static enum ftl_status find_debts(struct ftl_demo_run *run, struct debt *debts, size_t *ret_count,
                                  size_t *ret_largest, struct ftl_err *err)
{
	const struct ftl_claim_filter of_maker = {.payer = "maker"};
	const struct ftl_claim *claims;
	struct ftl_claim_full full;
	size_t count, found = 0, largest = 0;

	FTL_TRY(ftl_claim_list(run->app, &run->scratch, &of_maker, &claims, &count, err));
	for (size_t i = 0; i < count && found < run->job_count; i++) {
		FTL_TRY(ftl_claim_get(run->app, &run->scratch, claims[i].code, &full, err));
		debts[found] = (struct debt){claims[i].code, full.facts.reference, owed_of(&full)};
		if (debts[found].cents <= 0)
			continue;
		if (debts[found].cents > debts[largest].cents)
			largest = found;
		found++;
	}
	*ret_count = found;
	*ret_largest = largest;
	return FTL_OK;
}

static enum ftl_status close_paid(struct ftl_demo_run *run, struct ftl_err *err)
{
	for (size_t i = 0; i < run->job_count; i++) {
		if (run->jobs[i].waits_for_claim)
			FTL_TRY(ftl_demo_close(run, &run->jobs[i], err));
	}
	return FTL_OK;
}

/* The maker's list of what it pays, as its rules say, and what it is booked on. */
static enum ftl_status remit(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                             struct ftl_err *err)
{
	struct debt *debts = ftl_alloc(&run->scratch, run->job_count, sizeof(*debts));
	char date[FTL_DATE_TEXT_SIZE], eye[FTL_CODE_SIZE];
	struct ftl_remittance_form form = {.payer = MAKER};
	struct ftl_remittance_full full;
	size_t count, largest;
	FTL_BUF(list);

	FTL_TRY(find_debts(run, debts, &count, &largest, err));
	ftl_buf_printf(&list, LIST_TITLE);
	for (size_t i = 0; i < count; i++) {
		int percent = i == largest ? errand->percent : 100;

		ftl_buf_printf(&list, "%s,%s,%s,%s\n", ftl_code_eye_of(eye, debts[i].code),
		               debts[i].reference != NULL ? debts[i].reference : "",
		               ftl_demo_money(run, debts[i].cents * percent / 100),
		               percent < 100 ? "less the deduction by the schedule" : "");
	}
	if (errand->name != NULL)
		ftl_buf_printf(&list, ",SR-20771,%s,%s\n", errand->name, errand->text);
	else if (count == 0)
		return FTL_OK;
	ftl_date_format(date, ftl_app_today(run->app));
	form.name = ftl_sprintf(&run->scratch, "payments-%s.csv", date);
	form.reference = ftl_sprintf(&run->scratch, "payment of %s", date);
	form.bytes = ftl_buf_cstr(&list);
	form.length = strlen(form.bytes);
	FTL_TRY(ftl_remittance_import(run->app, &run->scratch, &form, &full, err));
	FTL_TRY(ftl_remittance_match(run->app, &run->scratch, full.record->code, &full, err));
	return close_paid(run, err);
}

static enum ftl_status dispute(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                               struct ftl_err *err)
{
	const struct ftl_claim_filter short_paid = {.state = "short_paid"};
	const struct ftl_claim_say say = {.text = errand->text};
	const struct ftl_claim *claims;
	struct ftl_claim_change change;
	size_t count;

	FTL_TRY(ftl_claim_list(run->app, &run->scratch, &short_paid, &claims, &count, err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_claim_step(run->app, &run->scratch, claims[i].code, FTL_CLAIM_DISPUTE,
		                       &say, &change, err));
	return FTL_OK;
}

enum ftl_status ftl_demo_run_payers(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                                    struct ftl_err *err)
{
	return errand->what == FTL_DEMO_REMIT ? remit(run, errand, err) : dispute(run, errand, err);
}
