#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "ops/possible.h"
#include "ops/tests.h"
#include "store/device.h"
#include "store/event.h"
#include "store/order.h"
#include "store/test.h"

/* A check while it is worked out. */
struct testing {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_order order;
	struct ftl_order_facts facts;
	const struct ftl_order_event *events;
	size_t event_count;
	enum ftl_test_phase phase;
	struct ftl_order_tests tests;
	struct ftl_test_result *answers;
	size_t answer_count;
};

/* When the job last went to the quality check: what was tested before counts no more. */
static int64_t since_of(const struct ftl_order_event *events, size_t count)
{
	int64_t since = 0;

	for (size_t i = 0; i < count; i++) {
		if (events[i].event.kind == FTL_EV_TEST)
			since = events[i].event.id;
	}
	return since;
}

static void count_all(struct ftl_arena *arena, struct ftl_order_tests *tests, int64_t since_id)
{
	for (int phase = 0; phase < FTL_TEST_PHASES; phase++) {
		tests->current[phase] = ftl_alloc(arena, tests->list.item_count + 1,
		                                  sizeof(*tests->current[phase]));
		tests->sums[phase] = ftl_test_count(
		        &tests->list, tests->results, tests->count, (enum ftl_test_phase)phase,
		        phase == FTL_TEST_AFTER ? since_id : 0, tests->current[phase]);
	}
}

enum ftl_status ftl_tests_load(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                               const struct ftl_order_event *events, size_t event_count,
                               struct ftl_order_tests *ret, struct ftl_err *err)
{
	struct ftl_order_tests tests = {0};
	bool found;

	FTL_TRY(ftl_store_test_results(db, arena, order_id, &tests.results, &tests.count, err));
	if (tests.count > 0) {
		FTL_TRY(ftl_store_test_list_get(db, arena, tests.results[0].list_id, &tests.list,
		                                &found, err));
		if (!found)
			return ftl_fail(err, FTL_DB, "order",
			                "the list it was tested with is no longer on file");
	}
	count_all(arena, &tests, since_of(events, event_count));
	*ret = tests;
	return FTL_OK;
}

/* Did this person have the job when it was repaired, or work on the repair? */
static bool has_repaired(const struct ftl_order_event *events, size_t count, int64_t staff_id)
{
	struct ftl_order_facts facts;

	ftl_order_facts_init(&facts);
	for (size_t i = 0; i < count; i++) {
		enum ftl_event_kind kind = events[i].event.kind;

		ftl_order_apply(&facts, &events[i].event);
		if ((kind == FTL_EV_START || kind == FTL_EV_TEST) &&
		    facts.technician_id == staff_id)
			return true;
		if (facts.state == FTL_IN_REPAIR && ftl_order_worker(&facts, staff_id) != NULL)
			return true;
	}
	return false;
}

static enum ftl_status is_set(struct ftl_app *app, const char *key, const char *value, bool *ret,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *set;

	FTL_TRY(ftl_setting_get(app, &scratch, key, &set, err));
	*ret = strcmp(set, value) == 0;
	return FTL_OK;
}

/* Without a list, or with one that was not gone through, who says "ready" is who tested. */
static bool is_own_test(const struct ftl_app *app, const struct ftl_order_tests *tests,
                        const struct ftl_order_event *events, size_t count)
{
	const struct ftl_test_sum *sum = &tests->sums[FTL_TEST_AFTER];

	if (sum->items == 0 || sum->open > 0)
		return has_repaired(events, count, app->actor.staff_id);
	for (size_t i = 0; i < sum->items; i++) {
		if (has_repaired(events, count, tests->current[FTL_TEST_AFTER][i]->staff_id))
			return true;
	}
	return false;
}

enum ftl_status ftl_tests_check(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                const struct ftl_order_event *events, size_t count,
                                struct ftl_possible_check *ret, struct ftl_err *err)
{
	struct ftl_possible_check check = {0};
	struct ftl_order_tests tests;
	const struct ftl_test_sum *sum = &tests.sums[FTL_TEST_AFTER];
	bool is_off, is_required, is_other;

	*ret = check;
	FTL_TRY(is_set(app, "quality.list", "off", &is_off, err));
	FTL_TRY(is_set(app, "quality.list", "required", &is_required, err));
	FTL_TRY(is_set(app, "quality.other_person", "yes", &is_other, err));
	if (is_off && !is_other)
		return FTL_OK;
	FTL_TRY(ftl_tests_load(app->db, arena, order_id, events, count, &tests, err));
	check.is_wanted = !is_off && (tests.count == 0 || sum->open > 0);
	check.is_barred = is_other && has_repaired(events, count, app->actor.staff_id);
	check.failed = is_off ? 0 : (int)sum->failed;
	check.is_missing = is_required && check.is_wanted;
	check.is_own = is_other && is_own_test(app, &tests, events, count);
	*ret = check;
	return FTL_OK;
}

enum ftl_status ftl_tests_guard(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                struct ftl_guard *guard, struct ftl_err *err)
{
	const struct ftl_order_event *events;
	struct ftl_possible_check check;
	size_t count;

	FTL_TRY(ftl_store_event_list(app->db, arena, order_id, &events, &count, err));
	FTL_TRY(ftl_tests_check(app, arena, order_id, events, count, &check, err));
	guard->tests_failed = check.failed;
	guard->tests_missing = check.is_missing;
	guard->is_own_test = check.is_own;
	return FTL_OK;
}

/* Before the repair while the job is not yet in the check; after it while it is. */
static enum ftl_status find_phase(struct testing *t, const char *phase, struct ftl_err *err)
{
	bool is_in_check = t->facts.state == FTL_QUALITY_CHECK;
	char code[FTL_CODE_SIZE];
	int index;

	t->phase = is_in_check ? FTL_TEST_AFTER : FTL_TEST_BEFORE;
	if (phase != NULL) {
		FTL_TRY(ftl_parse_name("when", phase, ftl_test_phase_names, FTL_TEST_PHASES, &index,
		                       err));
		t->phase = (enum ftl_test_phase)index;
	}
	ftl_code_eye_of(code, t->order.code);
	if (phase == NULL && t->facts.state == FTL_IN_REPAIR) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s is in repair, not in quality check", code);
		return ftl_hint(
		        err,
		        "order test %s says that the repair is done; --before notes how the "
		        "device came in",
		        code);
	}
	if (t->phase == FTL_TEST_AFTER && !is_in_check) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s (%s) cannot be checked after repair: it is not in quality "
		         "check",
		         code, ftl_state_title(t->facts.state));
		return t->facts.state == FTL_IN_REPAIR
		               ? ftl_hint(err, "order test %s says that the repair is done", code)
		               : FTL_STATE;
	}
	if (t->phase == FTL_TEST_BEFORE &&
	    (is_in_check || t->facts.state == FTL_READY || t->facts.state == FTL_BOOKED ||
	     t->facts.state == FTL_AT_VENDOR || !ftl_state_is_open(t->facts.state))) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s (%s) cannot be checked before repair now", code,
		         ftl_state_title(t->facts.state));
		return is_in_check ? ftl_hint(err, "leave --before out: the check after the repair "
		                                   "is due")
		                   : FTL_STATE;
	}
	return FTL_OK;
}

/* By policy the repairer's word is not enough. */
static enum ftl_status check_person(const struct testing *t, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];
	bool is_other;

	FTL_TRY(is_set(t->app, "quality.other_person", "yes", &is_other, err));
	if (t->phase != FTL_TEST_AFTER || !is_other ||
	    !has_repaired(t->events, t->event_count, t->app->actor.staff_id))
		return FTL_OK;
	ftl_fail(err, FTL_DENIED, "as", "%s repaired work order %s: somebody else tests it",
	         t->app->actor.name, ftl_code_eye_of(code, t->order.code));
	return ftl_hint(err, "ask a colleague (setting quality.other_person)");
}

/* The job with its events and the list it is tested with. */
static enum ftl_status load(struct testing *t, struct ftl_err *err)
{
	struct ftl_device device;

	FTL_TRY(ftl_store_event_list(t->app->db, t->arena, t->order.id, &t->events, &t->event_count,
	                             err));
	ftl_order_facts_init(&t->facts);
	for (size_t i = 0; i < t->event_count; i++)
		ftl_order_apply(&t->facts, &t->events[i].event);
	FTL_TRY(ftl_tests_load(t->app->db, t->arena, t->order.id, t->events, t->event_count,
	                       &t->tests, err));
	if (t->tests.count > 0)
		return FTL_OK;
	FTL_TRY(ftl_store_device_get(t->app->db, t->arena, t->order.device_id, &device, err));
	FTL_TRY(ftl_test_list_of(t->app, t->arena, device.category_id, &t->tests.list, err));
	count_all(t->arena, &t->tests, 0);
	return FTL_OK;
}

static enum ftl_status prepare(struct testing *t, const char *phase, struct ftl_err *err)
{
	FTL_TRY(load(t, err));
	FTL_TRY(find_phase(t, phase, err));
	return check_person(t, err);
}

static enum ftl_status read_answer(struct testing *t, const struct ftl_test_answer *said,
                                   struct ftl_err *err)
{
	struct ftl_test_result *answer = &t->answers[t->answer_count];
	const struct ftl_test_list *list = &t->tests.list;
	char quoted[FTL_QUOTE_SIZE];
	int64_t position;
	int outcome;

	FTL_TRY(ftl_parse_i64("item", said->item, INT64_MIN, INT64_MAX, &position, err));
	if (position < 1 || (uint64_t)position > list->item_count) {
		ftl_fail(err, FTL_INVALID, "item", "the test list %s has items 1 to %zu, got %lld",
		         ftl_quote(quoted, list->title), list->item_count, (long long)position);
		return ftl_hint(err, "fettle test-list show shows a list");
	}
	for (size_t i = 0; i < t->answer_count; i++) {
		if (t->answers[i].position == position)
			return ftl_fail(err, FTL_INVALID, "item", "item %lld is answered twice",
			                (long long)position);
	}
	FTL_TRY(ftl_parse_name("item", said->outcome, ftl_outcome_names, FTL_OUTCOMES, &outcome,
	                       err));
	*answer = (struct ftl_test_result){
	        .position = (int)position,
	        .phase = t->phase,
	        .outcome = (enum ftl_outcome)outcome,
	        .staff_id = t->app->actor.staff_id,
	        .staff = t->app->actor.login,
	        .staff_name = t->app->actor.name,
	};
	FTL_TRY(ftl_take_text(t->arena, "", "note", FTL_TEXT_LINE, FTL_NAME_MAX, said->note,
	                      &answer->note, err));
	if (answer->outcome == FTL_OUTCOME_FAIL && answer->note == NULL) {
		ftl_fail(err, FTL_INVALID, "note",
		         "is missing: item %lld failed, say what is not right",
		         (long long)position);
		return ftl_hint(err, "--item '%lld=fail:what is not right'", (long long)position);
	}
	t->answer_count++;
	return FTL_OK;
}

static enum ftl_status read_answers(struct testing *t, const struct ftl_test_form *form,
                                    struct ftl_err *err)
{
	if (form->count == 0)
		return ftl_fail(err, FTL_INVALID, "item", "is missing: nothing was tested");
	t->answers = ftl_alloc(t->arena, form->count, sizeof(*t->answers));
	for (size_t i = 0; i < form->count; i++)
		FTL_TRY(read_answer(t, &form->answers[i], err));
	return FTL_OK;
}

static enum ftl_status write_answers(struct testing *t, struct ftl_op *op, struct ftl_err *err)
{
	struct ftl_order_tests *tests = &t->tests;
	size_t count = tests->count + t->answer_count;
	struct ftl_test_result *all = ftl_alloc(t->arena, count, sizeof(*all));

	if (tests->count > 0)
		memcpy(all, tests->results, tests->count * sizeof(*all));
	for (size_t i = 0; i < t->answer_count; i++) {
		struct ftl_test_result *answer = &t->answers[i];

		FTL_TRY(ftl_op_id(op, &answer->id, err));
		answer->list_id = tests->list.id;
		answer->at = op->now;
		FTL_TRY(ftl_store_test_result_insert(op->app->db, t->order.id, answer, err));
		all[tests->count + i] = *answer;
	}
	tests->results = all;
	tests->count = count;
	count_all(t->arena, tests, since_of(t->events, t->event_count));
	return FTL_OK;
}

/* "Left and right play equally loud: right side is silent; Buttons …: stuck" */
static const char *failures_of(const struct testing *t)
{
	FTL_BUF(text);

	for (size_t i = 0; i < t->tests.list.item_count; i++) {
		const struct ftl_test_result *result = t->tests.current[t->phase][i];

		if (result != NULL && result->outcome == FTL_OUTCOME_FAIL)
			ftl_buf_printf(&text, "%s%s: %s", text.length > 0 ? "; " : "",
			               t->tests.list.items[i], result->note);
	}
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

/* The timeline tells of the check: a note, or that it failed. */
static enum ftl_status write_event(struct testing *t, struct ftl_op *op, struct ftl_err *err)
{
	const struct ftl_test_sum *sum = &t->tests.sums[t->phase];
	struct ftl_order_event row = {.event = {.kind = FTL_EV_NOTE}};

	if (t->phase == FTL_TEST_AFTER && sum->open == 0 && sum->failed > 0) {
		row.event.kind = FTL_EV_FAIL;
		row.text = failures_of(t);
	} else {
		row.text =
		        ftl_sprintf(t->arena, "checked %s repair: %zu of %zu answered, %zu failed",
		                    ftl_test_phase_names[t->phase], sum->items - sum->open,
		                    sum->items, sum->failed);
	}
	return ftl_order_append(op, t->order.id, &t->facts, &row, err);
}

static struct ftl_test_change change_of(const struct testing *t)
{
	return (struct ftl_test_change){
	        .order = t->order,
	        .phase = t->phase,
	        .tests = t->tests,
	        .state = t->facts.state,
	        .reworks = t->facts.reworks,
	        .at = t->facts.last_event_at,
	        .is_returned = t->phase == FTL_TEST_AFTER && t->facts.state == FTL_IN_REPAIR,
	};
}

enum ftl_status ftl_order_test_begin(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const char *phase, struct ftl_test_change *ret,
                                     struct ftl_err *err)
{
	struct testing t = {.app = app, .arena = arena};

	FTL_TRY(ftl_find_order(app, arena, code, &t.order, err));
	FTL_TRY(prepare(&t, phase, err));
	*ret = change_of(&t);
	return FTL_OK;
}

enum ftl_status ftl_order_test(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               const struct ftl_test_form *form, struct ftl_test_change *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct testing t = {.app = app, .arena = arena};
	struct ftl_test_change change;
	struct ftl_order_facts facts;

	FTL_TRY(ftl_op_begin(app, "order.check", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &t.order, err));
	FTL_TRY(prepare(&t, form->phase, err));
	FTL_TRY(read_answers(&t, form, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, t.order.id, false, err));
	FTL_TRY(ftl_test_list_store(&op, &t.tests.list, err));
	FTL_TRY(write_answers(&t, &op, err));
	FTL_TRY(write_event(&t, &op, err));
	change = change_of(&t);
	FTL_TRY(ftl_possible_now(app, arena, &t.order, &facts, &change.possible, err));
	FTL_TRY(ftl_op_commit(&op, &change, err));
	*ret = change;
	return FTL_OK;
}
