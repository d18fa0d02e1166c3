#include "report/warranty.h"

#include <stdlib.h>

#include "fettle/base/buf.h"
#include "fettle/base/memory.h"
#include "report/pages.h"

#define NO_NAME_KEY "\x01" /* no key of a text begins like this */

void ftl_warranty_done(struct ftl_warranty *report)
{
	for (int by = 0; by < FTL_COST_BYS; by++) {
		ftl_groups_done(&report->by[by].groups);
		free(report->by[by].sums);
	}
	ftl_claims_done(&report->claims);
	ftl_workbook_free(&report->book);
}

/* False when a sum leaves the range of money. */
static bool add_sums(struct ftl_warranty_sums *total, const struct ftl_warranty_sums *sums)
{
	bool is_in_range = ftl_money_add(total->total, sums->total, &total->total) &&
	                   ftl_money_add(total->payable, sums->payable, &total->payable) &&
	                   ftl_money_add(total->recovered, sums->recovered, &total->recovered);

	for (int class = 0; class < FTL_LINE_CLASSES; class ++)
		is_in_range &=
		        ftl_money_add(total->cost[class], sums->cost[class], &total->cost[class]);
	for (int amount = 0; amount < FTL_AMOUNTS; amount++)
		is_in_range &= ftl_money_add(total->amounts[amount], sums->amounts[amount],
		                             &total->amounts[amount]);
	total->jobs += sums->jobs;
	return is_in_range;
}

static enum ftl_status too_large(struct ftl_err *err)
{
	return ftl_fail(err, FTL_INVALID, NULL,
	                "the sum of the costs is larger than any amount the "
	                "program handles");
}

/* Adds to the job as a whole and to the payer's and the bill code's part of it. */
static bool add_part(struct ftl_warranty_job *job, enum ftl_payer payer, enum ftl_bill bill,
                     const struct ftl_warranty_sums *sums)
{
	job->has_payer[payer] = true;
	job->has_bill[bill] = true;
	return add_sums(&job->all, sums) && add_sums(&job->by_payer[payer], sums) &&
	       add_sums(&job->by_bill[bill], sums);
}

static bool add_line(struct ftl_warranty_job *job, const struct ftl_figures_line *line,
                     const struct ftl_line_amounts *amounts)
{
	struct ftl_warranty_sums sums = {
	        .total = amounts->cost_cents,
	        .payable = amounts->payer_cents,
	        .recovered = line->recovered_cents.has ? line->recovered_cents.value
	                                               : ftl_claims_paid(&job->claims, line->id)};

	sums.cost[line->line.class] = amounts->cost_cents;
	if (!add_part(job, line->line.payer, line->line.bill, &sums))
		return false;
	job->all.jobs = 1;
	job->by_payer[line->line.payer].jobs = 1;
	job->by_bill[line->line.bill].jobs = 1;
	return true;
}

static bool add_claims(struct ftl_warranty_job *job)
{
	bool is_in_range = true;

	for (size_t i = 0; i < job->claims.count; i++) {
		const struct ftl_claim_view *view = &job->claims.views[i];
		struct ftl_warranty_sums sums = {0};
		for (int amount = 0; amount < FTL_AMOUNTS; amount++)
			sums.amounts[amount] = view->amounts[amount];
		is_in_range &=
		        add_part(job, view->row->payer, ftl_payer_bill(view->row->payer), &sums);
	}
	return is_in_range;
}

enum ftl_status ftl_warranty_take(const struct ftl_report_context *context, struct ftl_arena *arena,
                                  const struct ftl_job_view *job, struct ftl_warranty_job *ret,
                                  struct ftl_err *err)
{
	const struct ftl_figures_job *row = job->row;
	struct ftl_line_amounts *amounts = ftl_alloc(arena, row->line_count + 1, sizeof(*amounts));
	int64_t *payable = ftl_alloc(arena, row->line_count + 1, sizeof(*payable));

	*ret = (struct ftl_warranty_job){0};
	for (size_t i = 0; i < row->line_count; i++) {
		FTL_TRY(ftl_line_amounts(&row->lines[i].line, &amounts[i], err));
		payable[i] = amounts[i].payer_cents;
	}
	ftl_claims_fold(context, arena, job, payable, &ret->claims);
	for (size_t i = 0; i < row->line_count; i++) {
		if (ftl_bill_is_warranty(row->lines[i].line.bill) &&
		    !add_line(ret, &row->lines[i], &amounts[i]))
			return too_large(err);
	}
	return add_claims(ret) ? FTL_OK : too_large(err);
}

static struct ftl_warranty_sums *sums_of(struct ftl_warranty_division *division, size_t group)
{
	while (group >= division->capacity) {
		size_t capacity = division->capacity == 0 ? 32 : division->capacity * 2;
		division->sums =
		        ftl_memory_resize(division->sums, capacity * sizeof(*division->sums));
		for (size_t i = division->capacity; i < capacity; i++)
			division->sums[i] = (struct ftl_warranty_sums){0};
		division->capacity = capacity;
	}
	return &division->sums[group];
}

/* The number of the group, from 1, goes to ret_number. */
static bool add_named(struct ftl_warranty_division *division, const char *key, const char *name,
                      const struct ftl_warranty_sums *sums, int64_t *ret_number)
{
	size_t group = ftl_groups_find(&division->groups, key, name);

	*ret_number = (int64_t)group + 1;
	return add_sums(sums_of(division, group), sums);
}

static bool add_model(struct ftl_warranty *report, const struct ftl_figures_job *row,
                      const struct ftl_warranty_sums *sums, int64_t *ret_number)
{
	FTL_BUF(key);
	FTL_BUF(name);
	bool has_model = row->model != NULL && row->model_key != NULL;
	bool has_brand = row->brand != NULL && row->brand_key != NULL;

	ftl_buf_printf(&key, "%s\x1f%s", has_brand ? row->brand_key : NO_NAME_KEY,
	               has_model ? row->model_key : NO_NAME_KEY);
	ftl_buf_printf(&name, "%s%s%s", has_brand ? row->brand : "no brand",
	               has_brand && has_model ? " " : ", ", has_model ? row->model : "no model");
	return add_named(&report->by[FTL_COST_BY_MODEL], ftl_buf_cstr(&key), ftl_buf_cstr(&name),
	                 sums, ret_number);
}

/* To those that a job has one of. */
static bool add_job(struct ftl_warranty *report, const struct ftl_job_view *job,
                    const struct ftl_warranty_sums *sums, int64_t number[FTL_COST_BYS])
{
	const struct ftl_figures_job *row = job->row;
	struct ftl_warranty_division *by = report->by;
	bool has_brand = row->brand != NULL && row->brand_key != NULL;
	size_t slice = ftl_frame_slice(report->frame, job->ready_on);

	number[FTL_COST_BY_SLICE] = (int64_t)slice + 1;
	return add_sums(sums_of(&by[FTL_COST_BY_SLICE], slice), sums) &&
	       add_named(&by[FTL_COST_BY_BRAND], has_brand ? row->brand_key : NO_NAME_KEY,
	                 has_brand ? row->brand : "no brand", sums, &number[FTL_COST_BY_BRAND]) &&
	       add_named(&by[FTL_COST_BY_CATEGORY], row->category == NULL ? "" : row->category,
	                 row->category == NULL ? "no category" : row->category, sums,
	                 &number[FTL_COST_BY_CATEGORY]) &&
	       add_named(&by[FTL_COST_BY_SYMPTOM], row->symptom == NULL ? "" : row->symptom,
	                 row->symptom == NULL ? "no symptom code" : row->symptom, sums,
	                 &number[FTL_COST_BY_SYMPTOM]) &&
	       add_model(report, row, sums, &number[FTL_COST_BY_MODEL]);
}

static bool add_divisions(struct ftl_warranty *report, const struct ftl_job_view *job,
                          struct ftl_warranty_job *costs)
{
	struct ftl_warranty_division *by = report->by;
	struct ftl_claim_groups *groups = &costs->groups;
	bool is_in_range = add_job(report, job, &costs->all, groups->of_job);

	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (costs->has_payer[payer])
			is_in_range &= add_named(&by[FTL_COST_BY_PAYER], ftl_payer_names[payer],
			                         ftl_payer_names[payer], &costs->by_payer[payer],
			                         &groups->of_payer[payer]);
	}
	for (int bill = 0; bill < FTL_BILLS; bill++) {
		if (costs->has_bill[bill])
			is_in_range &= add_named(&by[FTL_COST_BY_BILL], ftl_bill_names[bill],
			                         ftl_bill_names[bill], &costs->by_bill[bill],
			                         &groups->of_bill[bill]);
	}
	return is_in_range;
}

enum ftl_status ftl_warranty_visit(void *state, const struct ftl_job_view *job, struct ftl_err *err)
{
	struct ftl_warranty *report = state;
	struct ftl_arena *arena = &report->claims.arena;
	struct ftl_warranty_job costs;

	ftl_arena_reset(arena);
	FTL_TRY(ftl_provision_take(&report->provision, arena, job, err));
	if (!job->is_in_period && !job->is_before)
		return report->book == NULL ? FTL_OK : ftl_workbook_check(report->book, err);
	FTL_TRY(ftl_warranty_take(report->context, arena, job, &costs, err));
	if (costs.all.jobs == 0 && costs.claims.count == 0)
		return FTL_OK;
	if (!add_sums(job->is_before ? &report->was : &report->now, &costs.all) ||
	    (!job->is_before && !add_divisions(report, job, &costs)) ||
	    !ftl_claims_take(&report->claims, job, &costs.claims, &costs.groups))
		return too_large(err);
	if (job->is_before || report->book == NULL)
		return FTL_OK;
	if (costs.all.jobs > 0)
		ftl_warranty_put_job(report, job, &costs);
	return ftl_workbook_check(report->book, err);
}

struct ftl_claims_cost ftl_warranty_claims_cost(const struct ftl_warranty *report,
                                                struct ftl_arena *arena)
{
	struct ftl_claims_cost cost = {.now = report->now.total, .was = report->was.total};

	if (report->book != NULL && report->now.jobs > 0 && report->now.jobs <= FTL_LIVE_ROWS)
		cost.formula = ftl_sprintf(
		        arena, "SUM(%s)",
		        ftl_column_range(arena, "Jobs", FTL_COST_TOTAL, report->now.jobs));
	return cost;
}

static enum ftl_status run_book(struct ftl_warranty *report, const char *path,
                                struct ftl_arena *arena, struct ftl_report_result *ret,
                                struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	struct ftl_warranty_sheets sheets;

	FTL_TRY(ftl_workbook_open(
	        &(struct ftl_workbook_options){
	                .path = path,
	                .title = ftl_sprintf(arena, "Warranty cost, %s",
	                                     report->frame->period_words),
	                .subject = ftl_sprintf(arena, "As of %s", report->frame->as_of_words),
	                .centre = context->centre,
	                .now = context->now,
	                .currency = context->currency,
	                .zone = context->zone},
	        &report->book, err));
	ftl_warranty_sheets_open(report, arena, &sheets);
	FTL_TRY(ftl_walk(context, report->frame, true, ftl_warranty_visit, report, err));
	ftl_grid_end(report->jobs);
	ftl_grid_end(report->claims.list);
	ftl_grid_end(report->claims.leaks);
	ftl_grid_end(report->claims.refusal_list);
	ftl_grid_end(report->provision.list);
	ftl_warranty_sheets_fill(report, arena, &sheets);
	ret->sheets = 3 + FTL_COST_BYS + FTL_CLAIMS_SHEETS + ftl_grid_sheets(report->jobs) +
	              ftl_grid_sheets(report->claims.list) + ftl_grid_sheets(report->claims.leaks) +
	              ftl_grid_sheets(report->claims.refusal_list) +
	              ftl_grid_sheets(report->provision.list);
	return ftl_workbook_close(&report->book, err);
}

enum ftl_status ftl_warranty_run(const struct ftl_report_context *context,
                                 const struct ftl_frame *frame, const char *path,
                                 struct ftl_out *out, struct ftl_arena *arena,
                                 struct ftl_report_result *ret, struct ftl_err *err)
{
	struct ftl_warranty report FTL_CLEANUP(ftl_warranty_done) = {.context = context,
	                                                             .frame = frame};
	struct ftl_figure figures[FTL_WARRANTY_ALL];
	struct ftl_claims_cost cost;

	report.claims.context = context;
	report.claims.frame = frame;
	report.claims.now_amounts = report.now.amounts;
	report.claims.was_amounts = report.was.amounts;
	ftl_provision_begin(context, frame, arena, &report.provision);
	/* Every slice has its sums, also one without a job. */
	sums_of(&report.by[FTL_COST_BY_SLICE], frame->slice_count);
	if (path != NULL)
		FTL_TRY(run_book(&report, path, arena, ret, err));
	else
		FTL_TRY(ftl_walk(context, frame, true, ftl_warranty_visit, &report, err));
	ret->jobs = report.now.jobs;
	if (path != NULL)
		return FTL_OK;
	cost = ftl_warranty_claims_cost(&report, arena);
	ftl_warranty_figures(&report, arena, figures);
	ftl_claims_figures(&report.claims, &cost, arena, figures + FTL_WARRANTY_FIGURES);
	ftl_leak_figures(&report.claims, arena,
	                 figures + FTL_WARRANTY_FIGURES + FTL_CLAIMS_FIGURES);
	ftl_provision_figures(&report.provision, arena,
	                      figures + FTL_WARRANTY_ALL - FTL_PROVISION_FIGURES);
	return ftl_figures_put(context, frame, figures, FTL_WARRANTY_ALL, out, err);
}
