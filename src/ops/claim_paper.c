#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"

/* What a claim says of a job, taken down while it is sent. */
struct writing {
	struct ftl_claim_look *look;
	struct ftl_arena *arena;
	struct ftl_paper paper;
};

static void put(struct writing *w, const char *name, const char *value)
{
	ftl_paper_add(w->arena, &w->paper, 0, name,
	              value == NULL ? NULL : ftl_strdup(w->arena, value));
}

static void put_code(struct writing *w, const char *name, const char *code)
{
	char eye[FTL_CODE_SIZE];

	put(w, name, code == NULL ? NULL : ftl_code_eye_of(eye, code));
}

static void put_date(struct writing *w, const char *name, struct ftl_opt day)
{
	char text[FTL_DATE_TEXT_SIZE];

	put(w, name, day.has ? ftl_date_format(text, (int32_t)day.value) : NULL);
}

static const char *money(const struct writing *w, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(w->arena, ftl_money_format(text, cents, &w->look->app->currency));
}

/* "1.5", "2": thousandths without what says nothing. */
static const char *decimal(const struct writing *w, int64_t number, int64_t whole)
{
	FTL_BUF(text);
	int64_t rest = number % whole;

	ftl_buf_printf(&text, "%lld", (long long)(number / whole));
	if (rest != 0)
		ftl_buf_char(&text, '.');
	while (rest != 0) {
		whole /= 10;
		ftl_buf_char(&text, (char)('0' + rest / whole));
		rest %= whole;
	}
	return ftl_strdup(w->arena, ftl_buf_cstr(&text));
}

static void put_head(struct writing *w, const struct ftl_claiming *c,
                     const struct ftl_claim_check *check, const struct ftl_claim_say *say)
{
	struct ftl_app *app = w->look->app;
	const struct ftl_preflight_job *job = &w->look->job;
	const struct ftl_preauth *preauth = ftl_preauths_find(job->preauths, c->claim.payer);
	int revision = c->facts.revision + 1;

	put_code(w, "claim", c->claim.code);
	put(w, "revision", ftl_sprintf(w->arena, "%d", revision));
	put(w, "payer", ftl_payer_names[c->claim.payer]);
	if (check->doc != NULL) {
		put(w, "rules", check->doc->code);
		put(w, "account", check->doc->rules.account);
	}
	put(w, "servicer", app->centre);
	put(w, "country", app->country);
	put(w, "currency", app->currency.code);
	put_date(w, "submitted_on", ftl_some(job->today));
	put(w, "reference", say->reference != NULL ? say->reference : c->facts.reference);
	if (preauth != NULL && preauth->state != FTL_PREAUTH_REQUESTED &&
	    preauth->state != FTL_PREAUTH_DENIED) {
		put(w, "preauth", preauth->number);
		if (preauth->granted_cents.has)
			put(w, "preauth_amount", money(w, preauth->granted_cents.value));
	}
	if (revision > 1)
		put(w, "corrects", ftl_sprintf(w->arena, "%d", revision - 1));
	put(w, "note", say->text);
}

static void put_unit(struct writing *w)
{
	const struct ftl_order *order = &w->look->order;
	const struct ftl_device *device = &w->look->device;

	put_code(w, "order", order->code);
	put(w, "result", ftl_result_names[order->result]);
	put(w, "category", device->category);
	put(w, "brand", device->brand);
	put(w, "model", device->model);
	put(w, "serial", device->serial);
	put(w, "imei", device->imei);
	put(w, "gtin", device->gtin);
	put_date(w, "purchased_on", device->purchased_on);
	put(w, "proof", device->proof);
}

static void put_customer(struct writing *w)
{
	const struct ftl_customer *customer = &w->look->customer;
	const char *contacts[2] = {NULL, NULL};

	for (size_t i = customer->contact_count; i > 0; i--)
		contacts[customer->contacts[i - 1].is_email] = customer->contacts[i - 1].value;
	put(w, "customer", customer->name);
	put(w, "address", customer->address);
	put(w, "phone", contacts[0]);
	put(w, "email", contacts[1]);
}

/* The codes of every line of the diagnosis that stands, "B, F". */
static const char *codes(const struct writing *w, enum ftl_fault_kind kind)
{
	const struct ftl_preflight_job *job = &w->look->job;
	FTL_BUF(text);

	for (size_t i = 0; i < job->diagnosis_count; i++) {
		const struct ftl_fault_code *code = &job->diagnosis[i].codes[kind];

		if (!job->diagnosis[i].is_removed && code->id != 0)
			ftl_buf_printf(&text, "%s%s", text.length > 0 ? ", " : "", code->code);
	}
	return ftl_strdup(w->arena, ftl_buf_cstr(&text));
}

static void put_service(struct writing *w)
{
	const struct ftl_order *order = &w->look->order;
	const struct ftl_preflight_job *job = &w->look->job;
	FTL_BUF(parts);
	FTL_BUF(work);

	for (size_t i = 0; i < job->diagnosis_count; i++) {
		const struct ftl_diagnosis *line = &job->diagnosis[i];

		if (!line->is_removed && line->part != NULL)
			ftl_buf_printf(&parts, "%s%s", parts.length > 0 ? ", " : "", line->part);
		if (!line->is_removed && line->text != NULL)
			ftl_buf_printf(&work, "%s%s", work.length > 0 ? "; " : "", line->text);
	}
	put_date(w, "requested_on", job->received_on);
	put_date(w, "completed_on", job->ready_on);
	put_date(w, "handed_over_on", job->handed_over_on);
	put(w, "technician", order->technician_name);
	put(w, "fault", order->fault);
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++)
		put(w, ftl_fault_kind_names[kind], codes(w, (enum ftl_fault_kind)kind));
	put(w, "part", ftl_buf_cstr(&parts));
	put(w, "work", ftl_buf_cstr(&work));
	put_code(w, "repeat_of", job->repeat_of);
}

/* What goes along, each with the beginning of its SHA-256, a file a line. */
static void put_files(struct writing *w)
{
	FTL_BUF(text);

	for (size_t i = 0; i < w->look->file_count; i++) {
		const struct ftl_attachment *file = &w->look->files[i];

		if (!file->removed_at.has)
			ftl_buf_printf(&text, "%s%s: %s (%.16s)", text.length > 0 ? "\n" : "",
			               ftl_attachment_kind_names[file->kind], file->name,
			               file->sha256);
	}
	put(w, "attachments", ftl_buf_cstr(&text));
}

static void put_line(struct writing *w, const struct ftl_order_line *row)
{
	const struct ftl_line *line = &row->line;
	const struct {
		const char *name;
		const char *value;
	} values[] = {
	        {"line", ftl_sprintf(w->arena, "%d", row->position)},
	        {"class", ftl_line_class_names[line->class]},
	        {"text", row->text},
	        {"quantity", decimal(w, line->quantity_milli, 1000)},
	        {"unit_cost", money(w, line->unit_cost_cents)},
	        {"unit_price", money(w, line->unit_price_cents)},
	        {"tax_percent", decimal(w, line->tax_basis_points, 100)},
	        {"amount", money(w, row->amounts.payer_cents)},
	};

	for (size_t i = 0; i < FTL_COUNT(values); i++)
		ftl_paper_add(w->arena, &w->paper, row->position, values[i].name, values[i].value);
}

struct ftl_paper ftl_claim_paper_make(struct ftl_claim_look *look, const struct ftl_claiming *c,
                                      const struct ftl_claim_check *check,
                                      const struct ftl_claim_say *say)
{
	struct writing w = {.look = look, .arena = look->arena};

	put_head(&w, c, check, say);
	put_unit(&w);
	put_customer(&w);
	put_service(&w);
	put_files(&w);
	put(&w, "total", money(&w, check->preflight.amount_cents));
	for (size_t i = 0; i < look->job.line_count; i++) {
		const struct ftl_order_line *row = &look->job.lines[i];

		if (!row->is_removed && row->line.payer == c->claim.payer)
			put_line(&w, row);
	}
	return w.paper;
}
