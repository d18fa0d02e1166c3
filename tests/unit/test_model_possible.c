#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/possible.h"

#define MARA  1 /* the manager */
#define LENA  5 /* of the front desk */
#define TOMAS 7 /* the technician who asks, and has the job unless it is said otherwise */
#define AIKO  8 /* his colleague */

#define ESTIMATES_MOST 4

/*
 * What is possible, written out by hand from the domain reference 2.2 and the descriptions of the
 * commands: what the job calls for stands before the bar. Commands of the noun order stand without
 * it; a code after a command is what it takes. "/tm" limits a command to technicians and
 * managers, "/fm" to the front desk and managers; without it everybody may.
 *
 * estimates: a letter each. d: a draft of a figure, D: one that says nothing; s: sent, x: its day
 * to answer is over, a: accepted, r: rejected. V: a further version, in draft, of the one before.
 */
struct row {
	enum ftl_state state;
	const char *roles; /* who asks: of f, t and m; NULL: each of them */
	enum ftl_hold hold;
	int64_t technician; /* 0: TOMAS, −1: nobody */
	int64_t at_work;    /* 0: nobody */
	const char *estimates;
	const char *loaner; /* code of one that is out */
	bool is_away;       /* the device is at an outside repairer's place */
	bool is_over_limit, owes_fee;
	struct ftl_possible_check check;
	const char *expected;
};

#define NOBODY (-1)
/* What most open jobs allow beside their step. */
#define DESK   "assign, code/tm, line add, labour/tm, promise, hold, note"
#define BENCH  "priority, move"
#define MANAGE DESK ", cancel/fm, estimate add, check, " BENCH

static const struct row rows[] = {
        /* Every state, with nothing around it. */
        {.state = FTL_BOOKED,
         .expected = "receive | assign, code/tm, line add, promise, note, cancel/fm, estimate add"},
        {.state = FTL_RECEIVED,
         .expected = "diagnose/tm | approve, ask, ask-payer, send, ready, " MANAGE},
        {.state = FTL_DIAGNOSING,
         .expected = "start/tm | approve, test/tm, diagnose/tm, ask, ask-payer, parts, send, "
                     "ready, " MANAGE},
        {.state = FTL_AWAIT_CUSTOMER,
         .expected = "approve | diagnose/tm, ask, ask-payer, ready, " MANAGE},
        {.state = FTL_AWAIT_PAYER,
         .expected = "approve | refuse, diagnose/tm, ask, ready, " MANAGE},
        {.state = FTL_APPROVED,
         .expected = "start/tm | diagnose/tm, ask, ask-payer, parts, send, ready, " MANAGE},
        {.state = FTL_AWAIT_PARTS,
         .expected = "start/tm | diagnose/tm, ask, ask-payer, send, ready, " DESK
                     ", estimate add, check, " BENCH},
        {.state = FTL_IN_REPAIR,
         .expected = "test/tm | start/tm, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate add, " BENCH},
        {.state = FTL_AT_VENDOR, .expected = "receive | ready, " DESK ", estimate add, priority"},
        {.state = FTL_QUALITY_CHECK,
         .expected = "ready | fail, ask, " DESK ", estimate add, check, " BENCH},
        {.state = FTL_READY,
         .expected = "handover/fm | fail, notice, " DESK ", estimate add, move"},
        {.state = FTL_HANDED_OVER, .expected = "close | labour/tm, note"},
        {.state = FTL_CLOSED, .expected = "| note"},
        {.state = FTL_CANCELLED, .expected = "| note"},

        /* Nobody has it: somebody gets it, or a technician takes it by beginning. */
        {.state = FTL_RECEIVED,
         .roles = "fm",
         .technician = NOBODY,
         .expected = "assign | diagnose/tm, approve, ask, ask-payer, send, ready, code/tm, line "
                     "add, labour/tm, promise, hold, note, cancel/fm, estimate add, check, take, "
                     "priority, move"},
        {.state = FTL_RECEIVED,
         .roles = "t",
         .technician = NOBODY,
         .expected = "diagnose | approve, ask, ask-payer, send, ready, " DESK
                     ", estimate add, check, take, " BENCH},
        {.state = FTL_APPROVED,
         .roles = "fm",
         .technician = NOBODY,
         .expected = "assign | start/tm, diagnose/tm, ask, ask-payer, parts, send, ready, "
                     "code/tm, line add, labour/tm, promise, hold, note, cancel/fm, estimate add, "
                     "check, take, priority, move"},
        {.state = FTL_READY,
         .technician = NOBODY,
         .expected = "handover/fm | fail, notice, " DESK ", estimate add, take, move"},

        /* On hold; for legal reasons it stays in the house, and nobody works on it. */
        {.state = FTL_RECEIVED,
         .hold = FTL_HOLD_CUSTOMER,
         .expected = "resume | approve, diagnose/tm, ask, ask-payer, send, ready, assign, code/tm, "
                     "line add, labour/tm, promise, note, cancel/fm, estimate add, check, " BENCH},
        {.state = FTL_RECEIVED,
         .hold = FTL_HOLD_LEGAL,
         .expected = "resume | approve, ask, ask-payer, ready, assign, code/tm, line "
                     "add, labour/tm, promise, note, estimate add, check, " BENCH},
        {.state = FTL_READY,
         .hold = FTL_HOLD_LEGAL,
         .expected = "resume | fail, notice, assign, code/tm, line add, labour/tm, promise, note, "
                     "estimate add, move"},
        {.state = FTL_DIAGNOSING,
         .hold = FTL_HOLD_PARTS,
         .estimates = "d",
         .expected = "resume, estimate send E1 | approve, start/tm, test/tm, diagnose/tm, ask, "
                     "ask-payer, parts, send, ready, assign, code/tm, line add, labour/tm, "
                     "promise, note, cancel/fm, estimate add, check, estimate edit E1, " BENCH},

        /* Whoever is at work does not begin; others' timers are the manager's to end. */
        {.state = FTL_DIAGNOSING,
         .at_work = TOMAS,
         .expected = "start/tm | approve, stop/tm, test/tm, ask, ask-payer, parts, send, "
                     "ready, " MANAGE},
        {.state = FTL_DIAGNOSING,
         .at_work = AIKO,
         .expected = "start/tm | approve, stop/m, test/tm, diagnose/tm, ask, ask-payer, parts, "
                     "send, ready, " MANAGE},
        {.state = FTL_IN_REPAIR,
         .at_work = TOMAS,
         .expected = "test/tm | stop/tm, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate add, " BENCH},
        {.state = FTL_IN_REPAIR,
         .at_work = AIKO,
         .expected = "test/tm | start/tm, stop/m, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate add, " BENCH},

        /* What costs more than was allowed is asked first; who joins a repair asks nothing. */
        {.state = FTL_DIAGNOSING,
         .is_over_limit = true,
         .expected = "estimate add | approve, diagnose/tm, ask, ask-payer, parts, send, "
                     "ready, " DESK ", cancel/fm, check, " BENCH},
        {.state = FTL_APPROVED,
         .is_over_limit = true,
         .estimates = "s",
         .expected = "estimate accept E1, estimate reject E1 | diagnose/tm, ask, ask-payer, parts, "
                     "send, ready, " DESK
                     ", cancel/fm, estimate revise E1, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_PARTS,
         .is_over_limit = true,
         .estimates = "d",
         .expected = "estimate send E1 | diagnose/tm, ask, ask-payer, send, ready, " DESK
                     ", estimate add, check, estimate edit E1, " BENCH},
        {.state = FTL_IN_REPAIR,
         .is_over_limit = true,
         .estimates = "a",
         .expected = "estimate revise E1 | start/tm, diagnose/tm, ask, ask-payer, parts, "
                     "send, " DESK ", " BENCH},
        {.state = FTL_IN_REPAIR,
         .is_over_limit = true,
         .estimates = "aV",
         .expected = "estimate send E2 | start/tm, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate edit E2, " BENCH},
        {.state = FTL_IN_REPAIR,
         .is_over_limit = true,
         .estimates = "D",
         .expected = "estimate edit E1 | start/tm, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate add, " BENCH},
        {.state = FTL_IN_REPAIR,
         .is_over_limit = true,
         .estimates = "r",
         .expected = "estimate add | start/tm, diagnose/tm, ask, ask-payer, parts, send, " DESK
                     ", estimate revise E1, " BENCH},
        {.state = FTL_QUALITY_CHECK,
         .is_over_limit = true,
         .estimates = "a",
         .check = {.is_wanted = true},
         .expected = "estimate revise E1, check | fail, ask, " DESK ", " BENCH},

        /* Estimates: what waits for an answer, or to be sent, comes first. */
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "s",
         .expected = "estimate accept E1, estimate reject E1, approve | diagnose/tm, ask, "
                     "ask-payer, ready, " DESK
                     ", cancel/fm, estimate revise E1, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "rs",
         .owes_fee = true,
         .expected = "estimate accept E2, estimate reject E2, approve | diagnose/tm, ask, "
                     "ask-payer, ready, " DESK ", estimate revise E1, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "ss",
         .expected = "estimate accept E1, estimate reject E1 | diagnose/tm, ask, ask-payer, "
                     "ready, " DESK ", cancel/fm, estimate revise E2, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "x",
         .expected = "estimate revise E1, estimate reject E1 | diagnose/tm, ask, ask-payer, "
                     "ready, " DESK ", cancel/fm, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "xs",
         .expected = "estimate accept E2, estimate reject E2, approve | diagnose/tm, ask, "
                     "ask-payer, ready, " DESK
                     ", cancel/fm, estimate revise E1, estimate add, check, " BENCH},
        {.state = FTL_AWAIT_CUSTOMER,
         .estimates = "xV",
         .expected = "estimate send E2, estimate reject E1 | diagnose/tm, ask, ask-payer, "
                     "ready, " DESK ", cancel/fm, estimate add, check, estimate edit E2, " BENCH},
        {.state = FTL_AWAIT_PAYER,
         .estimates = "ss",
         .expected = "estimate accept E1, estimate reject E1, approve | refuse, diagnose/tm, ask, "
                     "ready, " DESK ", cancel/fm, estimate revise E2, estimate add, check, " BENCH},
        {.state = FTL_RECEIVED,
         .estimates = "d",
         .expected = "estimate send E1, diagnose/tm | approve, ask, ask-payer, send, ready, " DESK
                     ", cancel/fm, estimate add, check, estimate edit E1, " BENCH},
        {.state = FTL_DIAGNOSING,
         .estimates = "D",
         .expected = "start/tm | approve, test/tm, diagnose/tm, ask, ask-payer, parts, send, "
                     "ready, " DESK ", cancel/fm, estimate add, check, estimate edit E1, " BENCH},
        {.state = FTL_DIAGNOSING,
         .estimates = "r",
         .expected = "estimate revise E1, start/tm | approve, test/tm, diagnose/tm, ask, "
                     "ask-payer, parts, send, ready, " MANAGE},
        {.state = FTL_APPROVED,
         .estimates = "a",
         .expected = "start/tm | diagnose/tm, ask, ask-payer, parts, send, ready, " DESK
                     ", cancel/fm, estimate revise E1, check, " BENCH},
        {.state = FTL_AT_VENDOR,
         .estimates = "sd",
         .expected = "estimate accept E1, estimate reject E1, receive | ready, " DESK
                     ", estimate revise E1, estimate add, estimate edit E2, priority"},
        {.state = FTL_READY,
         .estimates = "s",
         .expected = "handover/fm | fail, notice, " DESK
                     ", estimate revise E1, estimate add, estimate reject E1, move"},
        {.state = FTL_CLOSED, .estimates = "sd", .expected = "| note, estimate reject E1"},
        {.state = FTL_RECEIVED,
         .owes_fee = true,
         .expected = "diagnose/tm | approve, ask, ask-payer, send, ready, " DESK
                     ", estimate add, check, " BENCH},

        /* The check: the list first, and ready only as it says. */
        {.state = FTL_QUALITY_CHECK,
         .check = {.is_wanted = true},
         .expected = "check, ready | fail, ask, " DESK ", estimate add, " BENCH},
        {.state = FTL_QUALITY_CHECK,
         .check = {.is_wanted = true, .is_missing = true},
         .expected = "check | fail, ask, " DESK ", estimate add, " BENCH},
        {.state = FTL_QUALITY_CHECK,
         .check = {.is_wanted = true, .is_missing = true, .failed = 1},
         .expected = "fail | ask, " DESK ", estimate add, check, " BENCH},
        {.state = FTL_QUALITY_CHECK,
         .check = {.is_wanted = true, .is_barred = true, .is_own = true},
         .expected = "| fail, ask, " DESK ", estimate add, " BENCH},
        {.state = FTL_QUALITY_CHECK,
         .check = {.is_barred = true},
         .expected = "ready | fail, ask, " DESK ", estimate add, " BENCH},

        /* What is lent comes back before the device leaves. */
        {.state = FTL_READY,
         .is_away = true,
         .expected = "move | fail, notice, " DESK ", estimate add"},
        {.state = FTL_AWAIT_CUSTOMER,
         .is_away = true,
         .expected = "approve | diagnose/tm, ask, ask-payer, ready, " DESK ", estimate add, check, "
                     "priority, move"},
        {.state = FTL_READY,
         .loaner = "G1",
         .expected = "loaner return G1/fm | fail, notice, " DESK ", estimate add, move"},
        {.state = FTL_RECEIVED,
         .loaner = "G1",
         .expected = "diagnose/tm | approve, ask, ask-payer, send, ready, " DESK
                     ", estimate add, check, loaner return G1/fm, " BENCH},

        /* A technician closes what they had. */
        {.state = FTL_HANDED_OVER, .roles = "t", .technician = AIKO, .expected = "| labour, note"},
        {.state = FTL_HANDED_OVER,
         .roles = "fm",
         .technician = AIKO,
         .expected = "close | labour/tm, note"},
};

static struct ftl_order_facts facts_of(const struct row *row)
{
	struct ftl_order_facts facts;

	ftl_order_facts_init(&facts);
	facts.has_events = true;
	facts.state = row->state;
	facts.hold = row->hold;
	facts.technician_id = row->technician == 0        ? TOMAS
	                      : row->technician == NOBODY ? 0
	                                                  : row->technician;
	if (row->at_work != 0)
		facts.workers[facts.worker_count++] = (struct ftl_worker){row->at_work, 1000};
	return facts;
}

static size_t read_estimates(const char *letters, struct ftl_estimate estimates[ESTIMATES_MOST])
{
	static const char *const codes[ESTIMATES_MOST] = {"E1", "E2", "E3", "E4"};
	size_t count = 0;

	for (; letters != NULL && letters[count] != '\0'; count++) {
		struct ftl_estimate *e = &estimates[count];
		char letter = letters[count];

		*e = (struct ftl_estimate){
		        .code = codes[count], .number = (int)count + 1, .version = 1};
		if (letter == 'V') {
			e->number = estimates[count - 1].number;
			e->version = 2;
		}
		e->lump_cents = letter == 'D' ? ftl_none() : ftl_some(6400);
		e->stored = letter == 's' || letter == 'x' ? FTL_ESTIMATE_SENT
		            : letter == 'a'                ? FTL_ESTIMATE_ACCEPTED
		            : letter == 'r'                ? FTL_ESTIMATE_REJECTED
		                                           : FTL_ESTIMATE_DRAFT;
		e->state = letter == 'x' ? FTL_ESTIMATE_EXPIRED : e->stored;
	}
	return count;
}

/* The expected list as it is for one role: "start | test, ask". */
static void expect_for(char *text, size_t size, const char *expected, char role)
{
	size_t used = 0;

	*text = '\0';
	while (*expected != '\0') {
		size_t length = strcspn(expected, ",|"), word;
		char end = expected[length];
		const char *from = expected + strspn(expected, " ");
		const char *limit;

		word = length - (size_t)(from - expected);
		while (word > 0 && from[word - 1] == ' ')
			word--;
		limit = memchr(from, '/', word);
		if (limit != NULL && memchr(limit, role, word - (size_t)(limit - from)) == NULL)
			word = 0;
		else if (limit != NULL)
			word = (size_t)(limit - from);
		if (word > 0)
			used += (size_t)snprintf(text + used, size - used, "%.*s, ", (int)word,
			                         from);
		if (end == '|')
			used += (size_t)snprintf(text + used, size - used, "| ");
		expected += length + (end != '\0');
	}
}

static void write_list(char *text, size_t size, const struct ftl_possible *possible)
{
	size_t used = 0;

	*text = '\0';
	for (int i = 0; i <= possible->count; i++) {
		const struct ftl_possible_act *act = &possible->acts[i];
		const char *word = i < possible->count ? act->command : "";

		if (i == possible->called_for)
			used += (size_t)snprintf(text + used, size - used, "| ");
		if (strncmp(word, "order ", strlen("order ")) == 0)
			word += strlen("order ");
		if (i < possible->count)
			used += (size_t)snprintf(text + used, size - used, "%s%s%s, ", word,
			                         act->code != NULL ? " " : "",
			                         act->code != NULL ? act->code : "");
	}
}

static void every_role_is_offered_what_the_state_and_its_surroundings_allow(void **state)
{
	static const struct {
		char letter;
		enum ftl_role role;
		int64_t id;
	} roles[] = {{'f', FTL_ROLE_FRONT_DESK, LENA},
	             {'t', FTL_ROLE_TECHNICIAN, TOMAS},
	             {'m', FTL_ROLE_MANAGER, MARA}};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(rows); i++) {
		for (size_t j = 0; j < FTL_COUNT(roles); j++) {
			const struct row *row = &rows[i];
			struct ftl_estimate estimates[ESTIMATES_MOST];
			const struct ftl_possible_facts facts = {
			        .order = facts_of(row),
			        .actor_id = roles[j].id,
			        .loaner = row->loaner,
			        .is_away = row->is_away,
			        .role = roles[j].role,
			        .estimates = estimates,
			        .estimate_count = read_estimates(row->estimates, estimates),
			        .is_over_limit = row->is_over_limit,
			        .owes_fee = row->owes_fee,
			        .check = row->check,
			};
			struct ftl_possible possible;
			char expected[1000], found[1000];

			if (row->roles != NULL && strchr(row->roles, roles[j].letter) == NULL)
				continue;
			expect_for(expected, sizeof(expected), row->expected, roles[j].letter);
			ftl_possible_acts(&facts, &possible);
			write_list(found, sizeof(found), &possible);
			if (strcmp(found, expected) != 0)
				print_error("row %zu, %s, %c\n", i, ftl_state_names[row->state],
				            roles[j].letter);
			assert_string_equal(found, expected);
		}
	}
}

static void there_is_an_end_to_how_many_work_on_a_job(void **state)
{
	struct ftl_possible_facts facts = {
	        .order = facts_of(&(struct row){.state = FTL_IN_REPAIR}),
	        .actor_id = TOMAS,
	        .role = FTL_ROLE_TECHNICIAN,
	};
	struct ftl_possible possible;

	(void)state;
	for (int i = 0; i < FTL_WORKERS_MOST - 1; i++)
		facts.order.workers[facts.order.worker_count++] = (struct ftl_worker){20 + i, 1000};
	ftl_possible_acts(&facts, &possible);
	assert_non_null(ftl_possible_find(&possible, "order start"));
	facts.order.workers[facts.order.worker_count++] = (struct ftl_worker){40, 1000};
	ftl_possible_acts(&facts, &possible);
	assert_null(ftl_possible_find(&possible, "order start"));
	assert_null(ftl_possible_find(&possible, "order diagnose"));
}

/* A refusal names what is possible in place of the step, as long as there is room. */
static void a_refusal_hints_at_what_is_possible(void **state)
{
	const struct ftl_order_facts facts = facts_of(&(struct row){.state = FTL_IN_REPAIR});
	struct ftl_possible possible = {
	        .acts = {{"estimate accept", FTL_EVENT_KINDS, "E1"},
	                 {"order ready", FTL_EV_READY, NULL},
	                 {"order test", FTL_EV_TEST, NULL}},
	        .count = 3,
	};
	const struct ftl_guard guard = {.result = FTL_REPAIRED, .possible = &possible};
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_order_can("W2600377F", &facts, FTL_EV_READY, &guard, &err), FTL_STATE);
	assert_string_equal(err.hint, "possible now: estimate accept, order test");
	for (possible.count = 0; possible.count < FTL_POSSIBLE_MOST; possible.count++)
		possible.acts[possible.count] =
		        (struct ftl_possible_act){"estimate accept", FTL_EVENT_KINDS, NULL};
	assert_int_equal(ftl_order_can("W2600377F", &facts, FTL_EV_READY, &guard, &err), FTL_STATE);
	assert_in_range(strlen(err.hint), 280, sizeof(err.hint) - 1);
	assert_string_equal(err.hint + strlen(err.hint) - strlen(", …"), ", …");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_role_is_offered_what_the_state_and_its_surroundings_allow),
	        cmocka_unit_test(there_is_an_end_to_how_many_work_on_a_job),
	        cmocka_unit_test(a_refusal_hints_at_what_is_possible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
