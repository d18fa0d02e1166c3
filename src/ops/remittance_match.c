#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/remittance.h"

/* Matching what waits of a remittance with the payer's claims, and booking what fits. */
struct matching {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_remittance_full full;
	struct ftl_remittance_row *rows;   /* that wait */
	struct ftl_remittance_line *lines; /* the same, with what waits of each */
	size_t count;
	const struct ftl_remittance_claim *claims;
	size_t claim_count;
	struct ftl_remittance result;
};

static struct ftl_opt day_of(const struct ftl_app *app, struct ftl_opt at)
{
	int32_t day, second;

	if (!at.has)
		return ftl_none();
	ftl_zone_local(app->zone, at.value, &day, &second);
	return ftl_some(day);
}

/* What is expected of a claim that nobody decided yet is what was claimed. */
static bool is_undecided(enum ftl_claim_state state)
{
	return state == FTL_CLAIM_SUBMITTED || state == FTL_CLAIM_ACKNOWLEDGED ||
	       state == FTL_CLAIM_IN_REVIEW || state == FTL_CLAIM_INFO_REQUIRED;
}

enum ftl_status ftl_remittance_load_claims(struct ftl_app *app, struct ftl_arena *arena,
                                           enum ftl_payer payer, const char *rules,
                                           const struct ftl_remittance_claim **ret,
                                           size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_remittance_open *open;
	struct ftl_remittance_claim *claims;
	size_t count, kept = 0;

	FTL_TRY(ftl_store_remittance_claims(app->db, arena, app->site_id, payer, &open, &count,
	                                    err));
	claims = ftl_alloc(arena, count + 1, sizeof(*claims));
	for (size_t i = 0; i < count; i++) {
		struct ftl_remittance_claim *claim = &claims[kept];

		if (open[i].rules != NULL && !ftl_text_equal(open[i].rules, rules))
			continue;
		*claim = open[i].claim;
		claim->handed_over_on = day_of(app, claim->handed_over_on);
		claim->submitted_on = day_of(app, claim->submitted_on);
		if (is_undecided(open[i].state))
			claim->expected_cents = open[i].claimed_cents;
		kept++;
	}
	*ret = claims;
	*ret_count = kept;
	return FTL_OK;
}

static void load_lines(struct matching *m)
{
	m->rows = ftl_alloc(m->arena, m->full.count + 1, sizeof(*m->rows));
	m->lines = ftl_alloc(m->arena, m->full.count + 1, sizeof(*m->lines));
	for (size_t i = 0; i < m->full.count; i++) {
		const struct ftl_remittance_row *row = &m->full.rows[i];

		if (!row->is_open)
			continue;
		m->rows[m->count] = *row;
		m->lines[m->count] = row->line;
		m->lines[m->count].amount_cents -= row->booked_cents;
		m->count++;
	}
}

static enum ftl_status tolerance_of(const struct matching *m, int64_t *ret, struct ftl_err *err)
{
	const struct ftl_payer_doc *docs;
	size_t count;

	*ret = 0;
	FTL_TRY(ftl_payer_list(m->app, m->arena, FTL_RULES_ALL, &docs, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (docs[i].id == m->full.record->rules_id)
			*ret = docs[i].remittance.tolerance_cents;
	}
	return FTL_OK;
}

enum ftl_status ftl_remittance_approve(struct ftl_claiming *c, int64_t cents, const char *reason,
                                       struct ftl_err *err)
{
	for (size_t i = 0; i < c->facts.line_count && cents > 0; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];
		int64_t approved = line->claimed_cents;

		if (line->state != FTL_CLAIM_LINE_PENDING)
			continue;
		if (approved > line->paid_cents + cents)
			approved = line->paid_cents + cents;
		cents -= approved - line->paid_cents;
		FTL_TRY(ftl_claiming_add(
		        c,
		        (struct ftl_claim_event){.act = FTL_CLAIM_DECIDE,
		                                 .position = line->position,
		                                 .amount_cents = ftl_some(approved),
		                                 .reason = approved == line->claimed_cents ? NULL
		                                           : reason != NULL                ? reason
		                                                            : "paid short"},
		        err));
	}
	return FTL_OK;
}

/* What a claim can take of an amount: what is owed, or what was paid when it is taken back. */
static int64_t room_of(const struct ftl_claim_facts *facts, bool is_taken_back)
{
	int64_t room = 0;

	for (size_t i = 0; i < facts->line_count; i++) {
		const struct ftl_claim_line *line = &facts->lines[i];

		room += is_taken_back ? -line->paid_cents : ftl_claim_line_owed(line);
	}
	return room;
}

enum ftl_status ftl_remittance_pay(struct ftl_claiming *c, struct ftl_remittance_row *row,
                                   struct ftl_err *err)
{
	int64_t cents = row->line.amount_cents - row->booked_cents;
	int64_t room = room_of(&c->facts, cents < 0);
	char eye[FTL_CODE_SIZE];

	if (cents < 0 ? cents < room : cents > room)
		cents = room;
	row->claim_id = c->claim.id;
	if (cents != 0) {
		c->remittance_line_id = row->id;
		FTL_TRY(ftl_claiming_pay(
		        c, 0, cents,
		        ftl_strdup(c->arena, ftl_code_eye_of(eye, row->remittance_code)),
		        row->line.text, err));
		c->remittance_line_id = 0;
	}
	row->booked_cents += cents;
	row->is_open = row->booked_cents != row->line.amount_cents;
	return ftl_store_remittance_line_update(c->app->db, row, err);
}

/* A little less than was approved is all of it: the rest is written off. */
static enum ftl_status round_off(struct ftl_claiming *c, int64_t cents, struct ftl_err *err)
{
	for (size_t i = 0; i < c->facts.line_count && cents > 0; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];
		int64_t part = ftl_claim_line_owed(line);

		if (part == 0)
			continue;
		if (part > cents)
			part = cents;
		cents -= part;
		FTL_TRY(ftl_claiming_add(c,
		                         (struct ftl_claim_event){.act = FTL_CLAIM_WRITE_OFF,
		                                                  .position = line->position,
		                                                  .amount_cents = ftl_some(part),
		                                                  .reason = FTL_CLAIM_ROUNDING},
		                         err));
	}
	return FTL_OK;
}

/* A little more than is owed is no question for a person. */
static enum ftl_status put_aside(struct matching *m, const size_t *of_claim, size_t of_count,
                                 struct ftl_err *err)
{
	for (size_t i = 0; i < of_count; i++) {
		struct ftl_remittance_row *row = &m->rows[of_claim[i]];

		if (!row->is_open)
			continue;
		row->dismissed_reason = FTL_CLAIM_ROUNDING;
		row->is_open = false;
		FTL_TRY(ftl_store_remittance_line_update(m->app->db, row, err));
	}
	return FTL_OK;
}

static enum ftl_status book_claim(struct matching *m, const struct ftl_remittance_sum *sum,
                                  const size_t *of_claim, size_t of_count, struct ftl_err *err)
{
	struct ftl_claiming c;
	const char *reason = NULL;

	FTL_TRY(ftl_claiming_begin(m->op, m->arena, m->claims[sum->claim].code, &c, err));
	for (size_t i = 0; i < of_count && reason == NULL; i++)
		reason = m->lines[of_claim[i]].text;
	if (m->full.record->paid_on < ftl_app_today(m->app))
		ftl_claiming_on(&c, m->full.record->paid_on);
	/* What is short by a little is approved as it was claimed. */
	FTL_TRY(ftl_remittance_approve(
	        &c, sum->paid_cents - (sum->rounding_cents < 0 ? sum->rounding_cents : 0), reason,
	        err));
	for (size_t i = 0; i < of_count; i++)
		FTL_TRY(ftl_remittance_pay(&c, &m->rows[of_claim[i]], err));
	if (sum->rounding_cents < 0)
		FTL_TRY(round_off(&c, -sum->rounding_cents, err));
	if (sum->rounding_cents > 0)
		FTL_TRY(put_aside(m, of_claim, of_count, err));
	return ftl_claiming_save(&c, err);
}

/* The lines of each claim, which follow each other in `order` from `first` of the claim on. */
struct by_claim {
	size_t *first; /* one a claim, and the end */
	size_t *order;
};

static struct by_claim sort_lines(struct matching *m)
{
	struct by_claim by = {ftl_alloc(m->arena, m->claim_count + 2, sizeof(size_t)),
	                      ftl_alloc(m->arena, m->count + 1, sizeof(size_t))};
	size_t *next = ftl_alloc(m->arena, m->claim_count + 1, sizeof(size_t));

	for (size_t i = 0; i < m->count; i++) {
		const struct ftl_remittance_match *match = &m->result.matches[i];

		if (match->claim != FTL_REMITTANCE_NO_CLAIM &&
		    match->outcome != FTL_REMITTANCE_DUPLICATE)
			by.first[match->claim + 1]++;
	}
	for (size_t i = 0; i < m->claim_count; i++) {
		by.first[i + 1] += by.first[i];
		next[i] = by.first[i];
	}
	for (size_t i = 0; i < m->count; i++) {
		const struct ftl_remittance_match *match = &m->result.matches[i];

		if (match->claim != FTL_REMITTANCE_NO_CLAIM &&
		    match->outcome != FTL_REMITTANCE_DUPLICATE)
			by.order[next[match->claim]++] = i;
	}
	return by;
}

static enum ftl_status book_all(struct matching *m, struct ftl_err *err)
{
	struct by_claim by = sort_lines(m);

	for (size_t i = 0; i < m->count; i++) {
		const struct ftl_remittance_match *match = &m->result.matches[i];
		struct ftl_remittance_row *row = &m->rows[i];

		row->outcome = ftl_some(match->outcome);
		row->key = match->key;
		row->claim_id = match->claim == FTL_REMITTANCE_NO_CLAIM
		                        ? row->claim_id
		                        : m->claims[match->claim].id;
		FTL_TRY(ftl_store_remittance_line_update(m->app->db, row, err));
	}
	for (size_t i = 0; i < m->result.sum_count; i++) {
		const struct ftl_remittance_sum *sum = &m->result.sums[i];
		size_t first = by.first[sum->claim];

		FTL_TRY(book_claim(m, sum, &by.order[first], by.first[sum->claim + 1] - first,
		                   err));
	}
	return FTL_OK;
}

enum ftl_status ftl_remittance_match(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     struct ftl_remittance_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct matching m = {.op = &op, .app = app, .arena = arena};
	struct ftl_remittance_record record;
	struct ftl_remittance_full full;
	int64_t tolerance;

	FTL_TRY(ftl_op_begin(app, "remittance.match", FTL_CAN_CLAIM, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_remittance(app, arena, code, &record, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_REMITTANCE, record.id, false, err));
	FTL_TRY(ftl_remittance_load(app, arena, record.id, &m.full, err));
	load_lines(&m);
	FTL_TRY(ftl_remittance_load_claims(app, arena, record.payer, record.rules, &m.claims,
	                                   &m.claim_count, err));
	FTL_TRY(tolerance_of(&m, &tolerance, err));
	FTL_TRY(ftl_remittance_settle(arena, m.claims, m.claim_count, m.lines, m.count, tolerance,
	                              &m.result, err));
	FTL_TRY(book_all(&m, err));
	FTL_TRY(ftl_remittance_load(app, arena, record.id, &full, err));
	FTL_TRY(ftl_op_commit(&op, &full, err));
	*ret = full;
	return FTL_OK;
}
