#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/ops/part.h"
#include "fettle/ops/purchase.h"
#include "ops/demo.h"

/* What is ordered, what comes of it, and what else happens to the stock. */

#define DAY_SECONDS   INT64_C(86400)
#define ORDER_EVERY   3 /* days */
#define ORDER_LAST    4 /* days before the end: what is lacking since is suggested */
#define LATE_SUPPLIER 2 /* what it was asked for in the last days does not come */
#define LATE_DAYS     14
#define PARTIAL_ONE   4 /* one order of so many comes in two parcels */
#define UNBILLED_ONE  6 /* of one in so many the invoice has not come */

/* A number of others': "AB-17842". */
static const char *their_number(struct ftl_demo_run *run, const char *prefix, uint64_t *random)
{
	return ftl_sprintf(&run->scratch, "%s%d", prefix,
	                   (int)ftl_demo_between(random, 10000, 99999));
}

static size_t supplier_of(const struct ftl_purchase_full *full)
{
	size_t i = 0;

	while (strcmp(ftl_demo_suppliers[i].name, full->supplier.name) != 0)
		i++;
	return i;
}

/* Sent, and confirmed for a day; when it really comes. */
static enum ftl_status send_order(struct ftl_demo_run *run, const char *code, uint64_t *random,
                                  struct ftl_err *err)
{
	static const struct ftl_demo_errand deliver = {.what = FTL_DEMO_DELIVER};
	int64_t now = ftl_app_now(run->app);
	char day[FTL_DATE_TEXT_SIZE];
	struct ftl_purchase_full full;
	struct ftl_purchase_answer answer = {.reference = their_number(run, "AB-", random)};
	int64_t lead;

	FTL_TRY(ftl_purchase_send(run->app, &run->scratch, code, NULL, &full, err));
	lead = full.supplier.lead_days.value;
	answer.expected = ftl_date_format(day, (int32_t)(ftl_app_today(run->app) + lead));
	FTL_TRY(ftl_purchase_confirm(run->app, &run->scratch, code, &answer, &full, err));
	if (supplier_of(&full) == LATE_SUPPLIER && run->end_at - now < LATE_DAYS * DAY_SECONDS)
		return FTL_OK;
	ftl_demo_put_off(run, &deliver, ftl_strdup(run->arena, code),
	                 now + DAY_SECONDS * ftl_demo_between(random, 1, lead),
	                 60 * ftl_demo_between(random, 20, 300));
	return FTL_OK;
}

static enum ftl_status order(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                             uint64_t *random, struct ftl_err *err)
{
	struct ftl_purchase_plan plan;
	int64_t now = ftl_app_now(run->app);
	const char *sent = "";

	FTL_TRY(ftl_purchase_suggest(run->app, &run->scratch, NULL, true, &plan, err));
	for (size_t i = 0; i < plan.count; i++) {
		const char *code = plan.wishes[i].purchase;

		if (code == NULL || strcmp(code, sent) == 0)
			continue;
		FTL_TRY(send_order(run, code, random, err));
		sent = code;
	}
	if (run->end_at - now > (ORDER_EVERY + ORDER_LAST) * DAY_SECONDS)
		ftl_demo_put_off(run, errand, NULL, now + ORDER_EVERY * DAY_SECONDS, 1200);
	return FTL_OK;
}

static enum ftl_status receive_line(struct ftl_demo_run *run, const char *code,
                                    const struct ftl_purchase_line *line, const char *reference,
                                    struct ftl_err *err)
{
	const struct ftl_demo_part *part = ftl_demo_part_of(line->sku);
	int64_t count = ftl_purchase_left(line) / 1000;
	const char *pair[] = {ftl_sprintf(&run->scratch, "%d", line->position),
	                      ftl_sprintf(&run->scratch, "%lld", (long long)count)};
	const char **serials = ftl_alloc(&run->scratch, (size_t)count + 1, sizeof(*serials));
	struct ftl_purchase_delivery delivery = {
	        .pairs = pair,
	        .pair_count = FTL_COUNT(pair),
	        .place = ftl_demo_shelves[part->shelf],
	        .reference = reference,
	        .lot = part->lots != NULL ? ftl_demo_new_lot(run) : NULL,
	};
	struct ftl_purchase_received received;

	if (part->has_serials) {
		for (int64_t i = 0; i < count; i++)
			serials[i] = ftl_demo_new_serial(run);
		delivery.serials = serials;
		delivery.serial_count = (size_t)count;
	}
	return ftl_purchase_receive(run->app, &run->scratch, code, &delivery, &received, err);
}

/* What came and was not asked for yet, as it was ordered. */
static enum ftl_status bill(struct ftl_demo_run *run, const char *code, uint64_t *random,
                            struct ftl_err *err)
{
	struct ftl_purchase_full full;
	struct ftl_purchase_invoice_form form = {.number = their_number(run, "RE-", random)};
	struct ftl_purchase_matched matched;
	int64_t cents = 0;

	FTL_TRY(ftl_purchase_get(run->app, &run->scratch, code, &full, err));
	for (size_t i = 0; i < full.line_count; i++)
		cents += full.lines[i].moved_cents - full.lines[i].billed_cents;
	form.amount = ftl_demo_money(run, cents);
	ftl_demo_act_as(run, ftl_demo_someone(run, random, FTL_ROLE_MANAGER));
	return ftl_purchase_invoice(run->app, &run->scratch, code, &form, &matched, err);
}

/* All of it, or all but the last line, which comes later. */
static enum ftl_status deliver(struct ftl_demo_run *run, const struct ftl_demo_due *due,
                               uint64_t *random, struct ftl_err *err)
{
	struct ftl_purchase_full full;
	const char *reference = their_number(run, "LS-", random);
	bool is_partial;

	FTL_TRY(ftl_purchase_get(run->app, &run->scratch, due->purchase, &full, err));
	is_partial =
	        !due->is_rest && full.line_count > 1 && ftl_demo_pick(random, PARTIAL_ONE) == 0;
	ftl_demo_act_as(run, ftl_demo_someone(run, random, FTL_ROLE_FRONT_DESK));
	for (size_t i = 0; i + (is_partial ? 1 : 0) < full.line_count; i++) {
		if (ftl_purchase_left(&full.lines[i]) > 0)
			FTL_TRY(receive_line(run, due->purchase, &full.lines[i], reference, err));
	}
	if (is_partial)
		ftl_demo_put_off_rest(run, due,
		                      ftl_app_now(run->app) +
		                              DAY_SECONDS * ftl_demo_between(random, 3, 9));
	if (is_partial || ftl_demo_pick(random, UNBILLED_ONE) == 0)
		return FTL_OK;
	return bill(run, due->purchase, random, err);
}

static enum ftl_status count(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                             struct ftl_err *err)
{
	struct ftl_part_full full;
	struct ftl_stock_form form = {.part = errand->name, .reason = errand->text};
	struct ftl_stock_done done;

	FTL_TRY(ftl_part_get(run->app, &run->scratch, errand->name, false, &full, err));
	if (full.part.shelf_milli < 1000)
		return FTL_OK;
	form.place = ftl_demo_shelves[ftl_demo_part_of(errand->name)->shelf];
	form.quantity = ftl_sprintf(
	        &run->scratch, "%lld",
	        (long long)((full.part.shelf_milli + full.part.reserved_milli) / 1000 - 1));
	return ftl_stock_count(run->app, &run->scratch, &form, &done, err);
}

static enum ftl_status scrap(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                             struct ftl_err *err)
{
	const struct ftl_stock_form form = {
	        .part = errand->name, .quantity = "1", .reason = errand->text};
	struct ftl_stock_done done;

	return ftl_stock_scrap(run->app, &run->scratch, &form, &done, err);
}

static enum ftl_status send_back(struct ftl_demo_run *run, uint64_t *random, struct ftl_err *err)
{
	struct ftl_stock_done done;

	for (size_t i = 0; i < ftl_demo_part_count; i++) {
		const struct ftl_stock_form form = {
		        .part = ftl_demo_parts[i].sku,
		        .quantity = ftl_sprintf(&run->scratch, "%d", run->to_send_back[i]),
		        .reference = their_number(run, "RMA-", random)};

		if (run->to_send_back[i] == 0)
			continue;
		run->to_send_back[i] = 0;
		FTL_TRY(ftl_stock_send_back(run->app, &run->scratch, &form, &done, err));
	}
	return FTL_OK;
}

static enum ftl_status draft(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                             struct ftl_err *err)
{
	const struct ftl_demo_part *part = ftl_demo_part_of(errand->name);
	const struct ftl_purchase_form form = {.part = errand->name, .quantity = "20"};
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_add(run->app, &run->scratch, ftl_demo_suppliers[part->supplier].name,
	                         errand->text, &full, err));
	return ftl_purchase_put_line(run->app, &run->scratch, full.purchase.code, &form, &full,
	                             err);
}

enum ftl_status ftl_demo_run_stock(struct ftl_demo_run *run, const struct ftl_demo_due *due,
                                   uint64_t *random, struct ftl_err *err)
{
	const struct ftl_demo_errand *errand = due->errand;

	switch (errand->what) {
	case FTL_DEMO_ORDER:
		return order(run, errand, random, err);
	case FTL_DEMO_DELIVER:
		return deliver(run, due, random, err);
	case FTL_DEMO_COUNT:
		return count(run, errand, err);
	case FTL_DEMO_SCRAP:
		return scrap(run, errand, err);
	case FTL_DEMO_SEND_BACK:
		return send_back(run, random, err);
	case FTL_DEMO_DRAFT:
	case FTL_DEMO_REMIT:
	case FTL_DEMO_DISPUTE:
		break;
	}
	return draft(run, errand, err);
}
