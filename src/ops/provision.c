#include "fettle/ops/provision.h"

#include "fettle/base/parse.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/term.h"
#include "ops/op.h"
#include "store/provision.h"

static enum ftl_status load_terms(struct ftl_app *app, struct ftl_arena *arena,
                                  struct ftl_provisions *provisions, struct ftl_err *err)
{
	const struct ftl_term_doc *docs;
	struct ftl_repair_term *terms;
	size_t count;

	FTL_TRY(ftl_term_list(app, arena, FTL_RULES_ALL, &docs, &count, err));
	terms = ftl_alloc(arena, count + 1, sizeof(*terms));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_term_doc *doc = &docs[i];
		if (doc->term.giver != FTL_COVER_OWN_REPAIR || !doc->is_general || doc->is_retired)
			continue;
		terms[provisions->term_count++] = (struct ftl_repair_term){
		        .term = &doc->term,
		        .from = doc->applies_from,
		        .before = ftl_term_before(docs, i),
		        .brands = doc->brands,
		        .brand_count = doc->brand_count,
		        .categories = doc->categories,
		        .category_count = doc->category_count,
		};
	}
	provisions->terms = terms;
	return FTL_OK;
}

enum ftl_status ftl_provisions_load(struct ftl_app *app, struct ftl_arena *arena,
                                    struct ftl_provisions *ret, struct ftl_err *err)
{
	struct ftl_provisions provisions = {0};
	int64_t days;

	FTL_TRY(ftl_store_provision_list(app->db, arena, app->site_id, &provisions.rates,
	                                 &provisions.rate_count, err));
	FTL_TRY(load_terms(app, arena, &provisions, err));
	FTL_TRY(ftl_setting_number(app, "warranty.own_repair_days", &days, err));
	provisions.usual_days = (int)days;
	*ret = provisions;
	return FTL_OK;
}

enum ftl_status ftl_provision_list(struct ftl_app *app, struct ftl_arena *arena, int32_t date,
                                   bool has_all, const struct ftl_provision_rate **ret,
                                   size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_provision_rate *rows;
	size_t count;

	FTL_TRY(ftl_store_provision_list(app->db, arena, app->site_id, &rows, &count, err));
	if (!has_all) {
		while (count > 0 && rows->effective_from > date) {
			rows++;
			count--;
		}
		count = count > 0 && rows->basis_points.has;
	}
	*ret = rows;
	*ret_count = count;
	return FTL_OK;
}

static enum ftl_status read_form(struct ftl_app *app, const struct ftl_provision_form *form,
                                 struct ftl_provision_rate *rate, struct ftl_err *err)
{
	int64_t basis_points;

	rate->effective_from = ftl_app_today(app);
	if (form->from != NULL)
		FTL_TRY(ftl_date_parse("from", form->from, &rate->effective_from, err));
	if (form->percent == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_decimal("percent", form->percent, 2, 1, FTL_BASIS_POINTS, &basis_points,
	                          err));
	rate->basis_points = ftl_some(basis_points);
	return FTL_OK;
}

/* Only what is in force can end. */
static enum ftl_status check_end(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_provision_rate *rate, struct ftl_err *err)
{
	const struct ftl_provision_rate *rows;
	size_t count;
	char date[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_provision_list(app, arena, rate->effective_from, false, &rows, &count, err));
	if (count > 0)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "provision", "no rate is in force on %s",
	         ftl_date_format(date, rate->effective_from));
	return ftl_hint(err, "fettle provision list --all shows them");
}

enum ftl_status ftl_provision_set(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_provision_form *form,
                                  struct ftl_provision_rate *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_provision_rate rate = {0};

	FTL_TRY(ftl_op_begin(app, form->percent != NULL ? "provision.set" : "provision.remove",
	                     FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, form, &rate, err));
	if (!rate.basis_points.has)
		FTL_TRY(check_end(app, arena, &rate, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_op_id(&op, &rate.id, err));
	FTL_TRY(ftl_store_provision_put(app->db, app->site_id, &rate, err));
	FTL_TRY(ftl_op_commit(&op, &rate, err));
	*ret = rate;
	return FTL_OK;
}
