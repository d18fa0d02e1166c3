#include "report/claims.h"
#include "report/pages.h"

/* The Pareto of refusals: by reason, and by who could have prevented them. */

#define HEAD_ROW  4
#define FIRST_ROW 5

enum { NAME, PAYER, CAUSE, COUNT, SHARE, CUMULATED, AMOUNT, COLUMNS };

static const struct {
	const char *title;
	enum ftl_show show;
} heads[COLUMNS] = {
        [NAME] = {"Reason", FTL_SHOW_TEXT},          [PAYER] = {"Payer", FTL_SHOW_TEXT},
        [CAUSE] = {"Preventable by", FTL_SHOW_TEXT}, [COUNT] = {"Refusals", FTL_SHOW_INT},
        [SHARE] = {"Share", FTL_SHOW_PERCENT},       [CUMULATED] = {"Cumulated", FTL_SHOW_PERCENT},
        [AMOUNT] = {"Refused", FTL_SHOW_MONEY},
};

#define CAUSES (FTL_CLAIM_CAUSES + 1) /* and those of which the rules do not say */

static const char *const cause_titles[CAUSES] = {
        [FTL_CAUSE_FRONT_DESK] = "front desk",
        [FTL_CAUSE_TECHNICIAN] = "technician",
        [FTL_CAUSE_PARTS] = "parts",
        [FTL_CAUSE_CLAIMS] = "claims",
        [FTL_CAUSE_PAYER] = "nobody here: the payer",
        [FTL_CLAIM_CAUSES] = "not said",
};

static int cause_of(const struct ftl_refusal *refusal)
{
	return refusal->cause.has ? (int)refusal->cause.value : FTL_CLAIM_CAUSES;
}

static void write_heads(struct ftl_sheet *sheet, int row, const char *name, bool has_reasons)
{
	for (int i = 0; i < COLUMNS; i++)
		ftl_sheet_span(sheet, row, i, i, (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == NAME                  ? name
		               : has_reasons || i > CAUSE ? heads[i].title
		                                          : "");
}

static void write_row(const struct ftl_claims *claims, struct ftl_sheet *sheet, int row,
                      const struct ftl_refusal *refusal, int64_t cumulated)
{
	struct ftl_look share = {FTL_FACE_PLAIN, FTL_SHOW_PERCENT};
	int64_t all = claims->now.refusals;

	ftl_sheet_value(sheet, row, COUNT, (struct ftl_look){FTL_FACE_PLAIN, FTL_SHOW_INT},
	                refusal->count, 1);
	ftl_sheet_value(sheet, row, SHARE, share, refusal->count, all);
	ftl_sheet_value(sheet, row, CUMULATED, share, cumulated, all);
	ftl_sheet_value(sheet, row, AMOUNT, (struct ftl_look){FTL_FACE_PLAIN, FTL_SHOW_MONEY},
	                refusal->cents, 1);
}

static int write_reasons(const struct ftl_claims *claims, struct ftl_arena *arena,
                         struct ftl_sheet *sheet)
{
	const struct ftl_refusals *refusals = &claims->refusals;
	size_t count = refusals->groups.count;
	int64_t *weights = ftl_alloc(arena, count + 1, sizeof(*weights));
	size_t *order = ftl_alloc(arena, count + 1, sizeof(*order));
	int64_t cumulated = 0;
	int row = FIRST_ROW;

	for (size_t i = 0; i < count; i++)
		weights[i] = refusals->rows[i].count;
	ftl_groups_rank(&refusals->groups, weights, order);
	if (count > 0)
		ftl_sheet_bars(sheet, FIRST_ROW, FIRST_ROW + (int)count - 1, COUNT);
	for (size_t i = 0; i < count; i++, row++) {
		const struct ftl_refusal *refusal = &refusals->rows[order[i]];
		cumulated += refusal->count;
		ftl_sheet_text(sheet, row, NAME, FTL_FACE_PLAIN, refusals->groups.names[order[i]]);
		ftl_sheet_text(sheet, row, PAYER, FTL_FACE_PLAIN, ftl_payer_names[refusal->payer]);
		ftl_sheet_text(sheet, row, CAUSE, FTL_FACE_PLAIN, cause_titles[cause_of(refusal)]);
		write_row(claims, sheet, row, refusal, cumulated);
	}
	return row;
}

static void write_causes(const struct ftl_claims *claims, struct ftl_sheet *sheet, int row)
{
	struct ftl_refusal causes[CAUSES] = {{0}};
	int64_t cumulated = 0;
	int order[CAUSES];

	for (size_t i = 0; i < claims->refusals.groups.count; i++) {
		const struct ftl_refusal *refusal = &claims->refusals.rows[i];
		causes[cause_of(refusal)].count += refusal->count;
		causes[cause_of(refusal)].cents += refusal->cents;
	}
	/* Few of them: each goes before those that are fewer. */
	for (int i = 0; i < CAUSES; i++) {
		int at = i;
		for (; at > 0 && causes[order[at - 1]].count < causes[i].count; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	write_heads(sheet, row++, "Preventable by", false);
	for (int i = 0; i < CAUSES; i++, row++) {
		cumulated += causes[order[i]].count;
		ftl_sheet_text(sheet, row, NAME, FTL_FACE_PLAIN, cause_titles[order[i]]);
		ftl_sheet_blank(sheet, row, PAYER, FTL_FACE_PLAIN);
		ftl_sheet_blank(sheet, row, CAUSE, FTL_FACE_PLAIN);
		write_row(claims, sheet, row, &causes[order[i]], cumulated);
	}
}

void ftl_refusals_write(const struct ftl_claims *claims, struct ftl_arena *arena,
                        struct ftl_sheet *sheet)
{
	int row;

	ftl_page_title(sheet, "Why payers refused",
	               ftl_sprintf(arena,
	                           "%s. Decisions that gave less than was claimed, for jobs ready "
	                           "%s; each counts, also when it was put right later.",
	                           claims->context->centre, claims->frame->period_words),
	               ftl_sprintf(arena, "As of %s", claims->frame->as_of_words));
	ftl_sheet_money_width(sheet, AMOUNT, AMOUNT, claims->now.refused);
	write_heads(sheet, HEAD_ROW, "Reason", true);
	row = write_reasons(claims, arena, sheet);
	write_causes(claims, sheet, row + 1);
}
