/*
 * A desk that moves parts as it is told: a request a line on standard input, its outcome a line on
 * standard output as soon as it is on disk, so that what was printed is acknowledged. Many such
 * desks work on one centre; one that was killed is asked again under the same id.
 * usage: parts_desk DATABASE LOGIN
 *
 * A request is ID, TAB, UTC seconds, TAB, verb and then KEY=VALUE after a TAB each. An outcome is
 * the id, TAB and "done" with what the operation told, or "refused", the status and the field.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/model/order.h"
#include "fettle/ops/intake.h"
#include "fettle/ops/order.h"
#include "fettle/ops/part.h"
#include "fettle/ops/place.h"
#include "fettle/ops/return.h"

#define FIELDS_MAX 24

struct request {
	struct ftl_app *app;
	struct ftl_arena *arena;
	const char *fields[FIELDS_MAX]; /* "key=value" */
	size_t field_count;
	const char *told; /* what the operation gave back, in words */
};

/* The value of a field; NULL: not said. */
static const char *said(const struct request *r, const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 0; i < r->field_count; i++) {
		if (strncmp(r->fields[i], key, length) == 0 && r->fields[i][length] == '=')
			return r->fields[i] + length + 1;
	}
	return NULL;
}

static int64_t number(const struct request *r, const char *key)
{
	const char *text = said(r, key);

	return text != NULL ? strtoll(text, NULL, 10) : 0;
}

static struct ftl_stock_form stock_form(const struct request *r)
{
	return (struct ftl_stock_form){
	        .part = said(r, "part"),
	        .quantity = said(r, "quantity"),
	        .cost = said(r, "cost"),
	        .place = said(r, "place"),
	        .to = said(r, "to"),
	        .order = said(r, "order"),
	        .line = (int)number(r, "line"),
	        .supplier = said(r, "supplier"),
	        .serial = said(r, "serial"),
	        .lot = said(r, "lot"),
	        .expires_on = said(r, "expires"),
	        .reference = said(r, "reference"),
	        .reason = said(r, "reason"),
	        .may_go_below = said(r, "below") != NULL,
	};
}

/* What a request that is sent again gives back: by its operation, whose result this is. */
typedef const char *tell(struct ftl_arena *arena, const void *result);

static const char *tell_move(struct ftl_arena *arena, const void *result)
{
	const struct ftl_stock_done *done = result;

	return ftl_sprintf(arena,
	                   "move=%" PRId64 "\tquantity=%" PRId64 "\tvalue=%" PRId64 "\tline=%d",
	                   done->move_id, done->quantity_milli, done->value_cents, done->line);
}

static const char *tell_check_in(struct ftl_arena *arena, const void *result)
{
	const struct ftl_check_in_result *in = result;

	return ftl_sprintf(arena, "order=%s", in->jobs[0].order.code);
}

static const char *tell_box(struct ftl_arena *arena, const void *result)
{
	const struct ftl_return_full *full = result;

	return ftl_sprintf(arena,
	                   "box=%s\tstate=%s\treference=%s\tlines=%d\topen_lines=%d\t"
	                   "asked=%" PRId64 "\tcredited=%" PRId64 "\topen=%" PRId64,
	                   full->box.code, ftl_return_state_names[full->box.state],
	                   full->box.reference != NULL ? full->box.reference : "", full->sums.lines,
	                   full->sums.open_lines, full->sums.asked_cents, full->sums.credited_cents,
	                   full->sums.open_cents);
}

static const char *tell_nothing(struct ftl_arena *arena, const void *result)
{
	(void)result;
	return ftl_strdup(arena, "");
}

static enum ftl_status add_place(struct request *r, struct ftl_err *err)
{
	const struct ftl_place_form form = {.name = said(r, "name"), .kind = said(r, "kind")};
	struct ftl_place place;

	return ftl_place_add(r->app, r->arena, &form, &place, err);
}

static enum ftl_status edit_place(struct request *r, struct ftl_err *err)
{
	const struct ftl_place_form form = {.is_retired = said(r, "retired")};
	struct ftl_place place;

	return ftl_place_edit(r->app, r->arena, said(r, "place"), &form, &place, err);
}

static enum ftl_status set_reorder(struct request *r, struct ftl_err *err)
{
	struct ftl_part part;

	return ftl_part_reorder(r->app, r->arena, said(r, "part"), said(r, "place"),
	                        said(r, "point"), said(r, "quantity"), &part, err);
}

static enum ftl_status add_supplier(struct request *r, struct ftl_err *err)
{
	const struct ftl_supplier_form form = {.name = said(r, "name"),
	                                       .return_days = said(r, "days")};
	struct ftl_supplier supplier;

	return ftl_supplier_add(r->app, r->arena, &form, &supplier, err);
}

static enum ftl_status add_part(struct request *r, struct ftl_err *err)
{
	const struct ftl_part_form form = {.sku = said(r, "part"),
	                                   .name = said(r, "name"),
	                                   .unit = said(r, "unit"),
	                                   .tracking = said(r, "tracking"),
	                                   .supplier = said(r, "supplier"),
	                                   .cost = said(r, "cost"),
	                                   .price = said(r, "price")};
	struct ftl_part part;

	return ftl_part_add(r->app, r->arena, &form, &part, err);
}

static enum ftl_status edit_part(struct request *r, struct ftl_err *err)
{
	const struct ftl_part_form form = {.cost = said(r, "cost"),
	                                   .superseded_by = said(r, "superseded"),
	                                   .is_retired = said(r, "retired")};
	struct ftl_part part;

	return ftl_part_edit(r->app, r->arena, said(r, "part"), &form, &part, err);
}

static enum ftl_status check_in(struct request *r, struct ftl_err *err)
{
	const struct ftl_intake_device device = {
	        .category = "Kettle", .serial = said(r, "device"), .fault = "stays cold"};
	const struct ftl_intake intake = {
	        .customer_name = "Ana", .devices = &device, .device_count = 1};
	struct ftl_check_in_result in;

	return ftl_check_in(r->app, r->arena, &intake, 1, &in, err);
}

static enum ftl_status step(struct request *r, struct ftl_order_step how, struct ftl_err *err)
{
	struct ftl_order_change change;

	return ftl_order_act(r->app, r->arena, said(r, "order"), &how, &change, err);
}

static enum ftl_status approve(struct request *r, struct ftl_err *err)
{
	return step(r, (struct ftl_order_step){.kind = FTL_EV_APPROVE}, err);
}

static enum ftl_status diagnose(struct request *r, struct ftl_err *err)
{
	return step(r, (struct ftl_order_step){.kind = FTL_EV_DIAGNOSE, .technician = "mara"}, err);
}

static enum ftl_status start(struct request *r, struct ftl_err *err)
{
	return step(r, (struct ftl_order_step){.kind = FTL_EV_START}, err);
}

static enum ftl_status test(struct request *r, struct ftl_err *err)
{
	return step(r, (struct ftl_order_step){.kind = FTL_EV_TEST}, err);
}

static enum ftl_status ready(struct request *r, struct ftl_err *err)
{
	const struct ftl_order_step how = {
	        .kind = FTL_EV_READY, .result = said(r, "result"), .text = said(r, "reason")};

	return step(r, how, err);
}

static enum ftl_status hand_over(struct request *r, struct ftl_err *err)
{
	return step(r, (struct ftl_order_step){.kind = FTL_EV_HAND_OVER, .on_account = true}, err);
}

static enum ftl_status cancel(struct request *r, struct ftl_err *err)
{
	const struct ftl_order_step how = {.kind = FTL_EV_CANCEL, .text = said(r, "reason")};

	return step(r, how, err);
}

static enum ftl_status remove_line(struct request *r, struct ftl_err *err)
{
	struct ftl_order_line line;

	return ftl_order_remove_line(r->app, r->arena, said(r, "order"), (int)number(r, "line"),
	                             NULL, &line, err);
}

static enum ftl_status receive(struct request *r, struct ftl_err *err)
{
	const struct ftl_stock_form form = stock_form(r);
	struct ftl_stock_done done;

	return ftl_stock_receive(r->app, r->arena, &form, false, &done, err);
}

static enum ftl_status open_stock(struct request *r, struct ftl_err *err)
{
	const struct ftl_stock_form form = stock_form(r);
	struct ftl_stock_done done;

	return ftl_stock_receive(r->app, r->arena, &form, true, &done, err);
}

static enum ftl_status reverse(struct request *r, struct ftl_err *err)
{
	struct ftl_stock_done done;

	return ftl_stock_reverse(r->app, r->arena, number(r, "move"), said(r, "reason"), &done,
	                         err);
}

static enum ftl_status take_off(struct request *r, struct ftl_err *err)
{
	static const char *const names[] = {"give_back", "dead", "wrong", "damage"};
	static const enum ftl_move_kind kinds[] = {FTL_MOVE_GIVE_BACK, FTL_MOVE_DEAD,
	                                           FTL_MOVE_WRONG, FTL_MOVE_DAMAGE};
	const struct ftl_stock_form form = stock_form(r);
	struct ftl_stock_done done;
	size_t fate = 0;

	while (strcmp(said(r, "fate"), names[fate]) != 0)
		fate++;
	return ftl_part_return(r->app, r->arena, &form, kinds[fate], &done, err);
}

static enum ftl_status add_box(struct request *r, struct ftl_err *err)
{
	struct ftl_return_full full;

	return ftl_return_add(r->app, r->arena, said(r, "supplier"), NULL, &full, err);
}

static enum ftl_status pack(struct request *r, struct ftl_err *err)
{
	const struct ftl_return_form form = {.part = said(r, "part"),
	                                     .quantity = said(r, "quantity"),
	                                     .order = said(r, "order"),
	                                     .serial = said(r, "serial"),
	                                     .lot = said(r, "lot"),
	                                     .place = said(r, "place"),
	                                     .value = said(r, "value"),
	                                     .is_anyway = said(r, "anyway") != NULL};
	struct ftl_return_full full;

	return ftl_return_put_line(r->app, r->arena, said(r, "box"), &form, &full, err);
}

static enum ftl_status unpack(struct request *r, struct ftl_err *err)
{
	struct ftl_return_full full;

	return ftl_return_remove_line(r->app, r->arena, said(r, "box"), said(r, "line"), &full,
	                              err);
}

/* How a box goes, and comes there. */
typedef enum ftl_status carry(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              const struct ftl_return_parcel *parcel, struct ftl_return_full *ret,
                              struct ftl_err *err);

static enum ftl_status carried(struct request *r, carry *how, struct ftl_err *err)
{
	const struct ftl_return_parcel parcel = {.reference = said(r, "reference"),
	                                         .on = said(r, "on")};
	struct ftl_return_full full;

	return how(r->app, r->arena, said(r, "box"), &parcel, &full, err);
}

static enum ftl_status send_box(struct request *r, struct ftl_err *err)
{
	return carried(r, ftl_return_send, err);
}

static enum ftl_status receive_box(struct request *r, struct ftl_err *err)
{
	return carried(r, ftl_return_receive, err);
}

static enum ftl_status cancel_box(struct request *r, struct ftl_err *err)
{
	struct ftl_return_full full;

	return ftl_return_cancel(r->app, r->arena, said(r, "box"), said(r, "reason"), &full, err);
}

static enum ftl_status credit(struct request *r, struct ftl_err *err)
{
	const struct ftl_return_note note = {.line = said(r, "line"),
	                                     .amount = said(r, "amount"),
	                                     .on = said(r, "on"),
	                                     .may_be_more = said(r, "more") != NULL};
	struct ftl_return_full full;

	return ftl_return_credit(r->app, r->arena, said(r, "box"), &note, &full, err);
}

static enum ftl_status deny(struct request *r, struct ftl_err *err)
{
	static const char *const names[] = {"kept", "shelf", "scrapped"};
	static const enum ftl_return_fate fates[] = {FTL_RETURN_KEPT, FTL_RETURN_ON_SHELF,
	                                             FTL_RETURN_SCRAPPED};
	struct ftl_return_full full;
	size_t fate = 0;

	while (strcmp(said(r, "fate"), names[fate]) != 0)
		fate++;
	return ftl_return_deny(r->app, r->arena, said(r, "box"), said(r, "line"), said(r, "reason"),
	                       fates[fate], said(r, "place"), &full, err);
}

static enum ftl_status lose(struct request *r, struct ftl_err *err)
{
	struct ftl_return_full full;

	return ftl_return_lose(r->app, r->arena, said(r, "box"), said(r, "line"), said(r, "reason"),
	                       &full, err);
}

static enum ftl_status reopen(struct request *r, struct ftl_err *err)
{
	struct ftl_return_full full;

	return ftl_return_reopen(r->app, r->arena, said(r, "box"), said(r, "line"),
	                         said(r, "reason"), &full, err);
}

/* The verbs that take a form and nothing else. */
typedef enum ftl_status move(struct ftl_app *app, struct ftl_arena *arena,
                             const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                             struct ftl_err *err);

static const struct {
	const char *name;
	enum ftl_status (*run)(struct request *r, struct ftl_err *err);
	move *plain;
	tell *tell;
} verbs[] = {
        {"place", add_place, NULL, tell_nothing},
        {"supplier", add_supplier, NULL, tell_nothing},
        {"part", add_part, NULL, tell_nothing},
        {"edit", edit_part, NULL, tell_nothing},
        {"edit_place", edit_place, NULL, tell_nothing},
        {"reorder", set_reorder, NULL, tell_nothing},
        {"checkin", check_in, NULL, tell_check_in},
        {"approve", approve, NULL, tell_nothing},
        {"diagnose", diagnose, NULL, tell_nothing},
        {"start", start, NULL, tell_nothing},
        {"test", test, NULL, tell_nothing},
        {"ready", ready, NULL, tell_nothing},
        {"handover", hand_over, NULL, tell_nothing},
        {"cancel", cancel, NULL, tell_nothing},
        {"remove", remove_line, NULL, tell_nothing},
        {"receive", receive, NULL, tell_move},
        {"open", open_stock, NULL, tell_move},
        {"reverse", reverse, NULL, tell_move},
        {"return", take_off, NULL, tell_move},
        {"transfer", NULL, ftl_stock_transfer, tell_move},
        {"scrap", NULL, ftl_stock_scrap, tell_move},
        {"count", NULL, ftl_stock_count, tell_move},
        {"send_back", NULL, ftl_stock_send_back, tell_move},
        {"box", add_box, NULL, tell_box},
        {"pack", pack, NULL, tell_box},
        {"unpack", unpack, NULL, tell_box},
        {"send", send_box, NULL, tell_box},
        {"receive_box", receive_box, NULL, tell_box},
        {"credit", credit, NULL, tell_box},
        {"deny", deny, NULL, tell_box},
        {"lose", lose, NULL, tell_box},
        {"reopen", reopen, NULL, tell_box},
        {"cancel_box", cancel_box, NULL, tell_box},
        {"need", NULL, ftl_part_need, tell_move},
        {"reserve", NULL, ftl_part_reserve, tell_move},
        {"release", NULL, ftl_part_release, tell_move},
        {"issue", NULL, ftl_part_issue, tell_move},
};

struct keeping {
	struct request *request;
	tell *tell;
};

static enum ftl_status keep(void *context, const void *result, struct ftl_arena *arena,
                            const char **ret, struct ftl_err *err)
{
	struct keeping *keeping = context;

	(void)err;
	*ret = keeping->tell(arena, result);
	keeping->request->told = ftl_strdup(keeping->request->arena, *ret);
	return FTL_OK;
}

static enum ftl_status answer(struct request *r, const char *verb, struct ftl_err *err)
{
	struct ftl_stock_form form = stock_form(r);
	struct ftl_stock_done done;
	struct keeping keeping = {.request = r};
	size_t i = 0;

	while (i < sizeof(verbs) / sizeof(*verbs) && strcmp(verbs[i].name, verb) != 0)
		i++;
	if (i == sizeof(verbs) / sizeof(*verbs))
		return ftl_fail(err, FTL_USAGE, "verb", "there is none such");
	keeping.tell = verbs[i].tell;
	r->app->keep = keep;
	r->app->keep_context = &keeping;
	FTL_TRY(verbs[i].plain != NULL ? verbs[i].plain(r->app, r->arena, &form, &done, err)
	                               : verbs[i].run(r, err));
	if (r->app->was_replayed)
		r->told = ftl_strdup(r->arena, r->app->replayed);
	return FTL_OK;
}

/* Takes the line apart, does what it says and prints what became of it. */
static void serve(struct ftl_app *app, char *line)
{
	FTL_ARENA(arena);
	struct request r = {.app = app, .arena = &arena, .told = ""};
	struct ftl_err err = {0};
	char *rest = line;
	const char *id, *verb;

	ftl_digest_begin(&app->request);
	ftl_digest_text(&app->request, line);
	id = strsep(&rest, "\t");
	app->clock = (struct ftl_clock){true, strtoll(strsep(&rest, "\t"), NULL, 10)};
	verb = strsep(&rest, "\t");
	while (rest != NULL && r.field_count < FIELDS_MAX)
		r.fields[r.field_count++] = strsep(&rest, "\t");
	app->request_id = id;
	if (answer(&r, verb, &err) == FTL_OK)
		printf("%s\tdone\t%s\n", id, r.told);
	else
		printf("%s\trefused\t%s\t%s\t%s\n", id, ftl_status_name(err.status), err.field,
		       err.message);
	fflush(stdout);
}

int main(int count, char **arguments)
{
	FTL_APP(app);
	struct ftl_err err;
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	if (count != 3) {
		fputs("usage: parts_desk DATABASE LOGIN\n", stderr);
		return 2;
	}
	const struct ftl_app_options options = {.path = arguments[1],
	                                        .mode = FTL_DB_WRITE,
	                                        .clock = {true, INT64_C(1767225600)},
	                                        .as = arguments[2]};

	if (ftl_app_open(&options, &app, &err) != FTL_OK) {
		fprintf(stderr, "%s: %s\n", err.field, err.message);
		return 1;
	}
	while ((length = getline(&line, &capacity, stdin)) > 0) {
		line[length - 1] = '\0';
		serve(app, line);
	}
	free(line);
	return 0;
}
