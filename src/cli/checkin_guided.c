#include "cli/checkin_guided.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/checkin.h"
#include "cli/desk_words.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/people.h"

#define LABEL_WIDTH 9

enum ftl_status ftl_guided_ask(struct ftl_guided *guided, const struct ftl_question *question,
                               const char **slot, enum ftl_move *ret_move, int *ret_choice,
                               struct ftl_err *err)
{
	struct ftl_question asked = *question;
	struct ftl_answer answer;

	asked.initial = *slot;
	FTL_TRY(ftl_prompt_ask(guided->prompt, &asked, &guided->cli->arena, &answer, err));
	*slot = answer.text;
	*ret_move = answer.kind == FTL_ANSWER_GIVEN  ? FTL_MOVE_NEXT
	            : answer.kind == FTL_ANSWER_BACK ? FTL_MOVE_BACK
	                                             : FTL_MOVE_STOP;
	if (ret_choice != NULL)
		*ret_choice = answer.choice;
	return FTL_OK;
}

enum ftl_status ftl_guided_judge(struct ftl_guided *guided, enum ftl_status status,
                                 enum ftl_move *ret_move, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	if (status != FTL_INVALID && status != FTL_NOT_FOUND && status != FTL_CONFLICT)
		return status;
	ftl_prompt_note(guided->prompt, true, "%s", ftl_text_visible(&scratch, err->message));
	if (err->hint[0] != '\0')
		ftl_prompt_note(guided->prompt, false, "%s", ftl_text_visible(&scratch, err->hint));
	*ret_move = FTL_MOVE_AGAIN;
	return FTL_OK;
}

/* "K26-00001-A  last here Tue 12 May 2026  +420 601 555 012" */
static const char *describe(struct ftl_guided *guided, struct ftl_arena *arena,
                            const struct ftl_hit *hit)
{
	char code[FTL_CODE_SIZE];
	int32_t day, second;

	ftl_code_eye_of(code, hit->code);
	const char *detail = hit->detail != NULL ? hit->detail : "";
	if (hit->at == 0)
		return ftl_sprintf(arena, "%s  %s", code, detail);
	ftl_zone_local(guided->cli->app->zone, hit->at, &day, &second);
	return ftl_sprintf(arena, "%s  last here %s  %s", code, ftl_words_date(arena, day), detail);
}

/* The customers that the last text may mean. */
struct customers {
	struct ftl_guided *guided;
	const struct ftl_hit *hits;
	size_t count;
};

static size_t suggest_customer(void *context, const char *text, struct ftl_suggestion *ret,
                               size_t max)
{
	struct customers *c = context;
	struct ftl_arena *arena = &c->guided->scratch;
	struct ftl_err ignored;

	ftl_arena_reset(arena);
	c->count = 0;
	/* One letter means nobody, and "n" is the way to a new customer. */
	if (strlen(text) < 2 || ftl_find_customers(c->guided->cli->app, arena, text, (int64_t)max,
	                                           &c->hits, &c->count, &ignored) != FTL_OK)
		return 0;
	for (size_t i = 0; i < c->count; i++)
		ret[i] = (struct ftl_suggestion){c->hits[i].title,
		                                 describe(c->guided, arena, &c->hits[i])};
	return c->count;
}

static void take_customer(struct ftl_guided *guided, const char *code, const char *name)
{
	guided->customer_code = ftl_strdup(&guided->cli->arena, code);
	guided->customer_name = ftl_strdup(&guided->cli->arena, name);
}

/* A number or an address names a person. A name does not: two may share one. */
static bool is_certain(const char *text)
{
	return strpbrk(text, "0123456789@") != NULL;
}

/* What typed text means when no suggestion was chosen. */
static enum ftl_status resolve_customer(struct ftl_guided *guided, struct customers *c,
                                        const char *text, enum ftl_move *move, struct ftl_err *err)
{
	struct ftl_suggestion rows[FTL_SUGGESTIONS_MOST];
	struct ftl_customer customer;

	guided->customer_code = NULL;
	if (*text == '\0')
		return ftl_fail(err, FTL_INVALID, NULL, "whose device is it? n: a new customer");
	if (strcmp(text, "n") == 0 || strcmp(text, "N") == 0)
		return FTL_OK;
	if (ftl_code_seems(guided->cli->app, text)) {
		FTL_TRY(ftl_customer_get(guided->cli->app, &guided->cli->arena, text, &customer,
		                         err));
		take_customer(guided, customer.code, customer.name);
		return FTL_OK;
	}
	size_t count = suggest_customer(c, text, rows, FTL_SUGGESTIONS_MOST);
	if (count == 1 && is_certain(text)) {
		take_customer(guided, c->hits[0].code, c->hits[0].title);
		return FTL_OK;
	}
	if (count == 0) {
		/* Nobody of that name: it is a new customer's, or their number. */
		bool is_number = strspn(text, "+0123456789 ()/.-") == strlen(text);
		guided->typed[is_number ? FTL_ASK_PHONE : FTL_ASK_NAME] = text;
		ftl_prompt_note(guided->prompt, false, "nobody on file: a new customer");
		return FTL_OK;
	}
	for (size_t i = 0; i < count; i++)
		ftl_prompt_note(guided->prompt, false, "%s   %s",
		                ftl_text_visible(&guided->scratch, rows[i].text),
		                ftl_text_visible(&guided->scratch, rows[i].note));
	ftl_prompt_note(guided->prompt, true,
	                "who of these? Down and Enter choose, a code too; n: a new customer");
	*move = FTL_MOVE_AGAIN;
	return FTL_OK;
}

static enum ftl_status ask_customer(struct ftl_guided *guided, enum ftl_move *move,
                                    struct ftl_err *err)
{
	struct customers customers = {.guided = guided};
	struct ftl_question question = {.label = "Customer",
	                                .help = "[name, phone or code; n: a new one]",
	                                .suggest = suggest_customer,
	                                .context = &customers};
	int choice;

	FTL_TRY(ftl_guided_ask(guided, &question, &guided->typed[FTL_ASK_CUSTOMER], move, &choice,
	                       err));
	if (*move != FTL_MOVE_NEXT)
		return FTL_OK;
	if (choice >= 0 && (size_t)choice < customers.count)
		take_customer(guided, customers.hits[choice].code, customers.hits[choice].title);
	else
		FTL_TRY(resolve_customer(guided, &customers, guided->typed[FTL_ASK_CUSTOMER], move,
		                         err));
	if (*move == FTL_MOVE_NEXT && guided->customer_code != NULL) {
		FTL_ARENA(scratch);
		char code[FTL_CODE_SIZE];

		ftl_prompt_note(guided->prompt, false, "%s  %s",
		                ftl_text_visible(&scratch, guided->customer_name),
		                ftl_code_eye_of(code, guided->customer_code));
	}
	return FTL_OK;
}

/* The new customer's phone and e-mail as contacts; returns their number. */
static size_t contacts_of(const struct ftl_guided *guided, struct ftl_contact contacts[2])
{
	const char *phone = guided->typed[FTL_ASK_PHONE];
	const char *email = guided->typed[FTL_ASK_EMAIL];
	size_t count = 0;

	if (phone != NULL && *phone != '\0')
		contacts[count++] = (struct ftl_contact){false, phone};
	if (email != NULL && *email != '\0')
		contacts[count++] = (struct ftl_contact){true, email};
	return count;
}

static enum ftl_status ask_new_customer(struct ftl_guided *guided, enum ftl_ask ask,
                                        enum ftl_move *move, struct ftl_err *err)
{
	struct ftl_question question = {.label = ask == FTL_ASK_NAME    ? "Name"
	                                         : ask == FTL_ASK_PHONE ? "Phone"
	                                                                : "E-mail",
	                                .help = ask == FTL_ASK_NAME ? NULL : "[empty: none]"};
	struct ftl_contact contacts[2];
	struct ftl_customer_form form = {.contacts = contacts};

	FTL_TRY(ftl_guided_ask(guided, &question, &guided->typed[ask], move, NULL, err));
	if (*move != FTL_MOVE_NEXT)
		return FTL_OK;
	form.name = guided->customer_name = guided->typed[FTL_ASK_NAME];
	/* Later questions have not been asked yet: only what stands so far is looked at. */
	form.contact_count = ask == FTL_ASK_NAME ? 0 : contacts_of(guided, contacts);
	if (ask == FTL_ASK_PHONE && form.contact_count == 2)
		form.contact_count = 1;
	return ftl_customer_check_form(&guided->cli->arena, &form, err);
}

/* Customers of the new one's name who may be the same person: see ftl_customer_recognise. */
static enum ftl_status find_namesakes(const struct ftl_guided *guided, struct ftl_arena *arena,
                                      const struct ftl_customer **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	struct ftl_contact contacts[2];
	const char *name = guided->typed[FTL_ASK_NAME];

	*ret_count = 0;
	if (guided->customer_code != NULL || name == NULL || contacts_of(guided, contacts) > 0)
		return FTL_OK;
	return ftl_customer_namesakes(guided->cli->app, arena, name, ret, ret_count, err);
}

static bool has_namesakes(const struct ftl_guided *guided)
{
	FTL_ARENA(scratch);
	const struct ftl_customer *rows;
	struct ftl_err ignored;
	size_t count;

	return find_namesakes(guided, &scratch, &rows, &count, &ignored) == FTL_OK && count > 0;
}

static enum ftl_status ask_namesake(struct ftl_guided *guided, enum ftl_move *move,
                                    struct ftl_err *err)
{
	const struct ftl_question question = {
	        .label = "Same name",
	        .help = "[the code, if it is one of these; Enter: somebody else]"};
	FTL_ARENA(scratch);
	const struct ftl_customer *rows;
	struct ftl_customer customer;
	const char *text;
	size_t count;
	char code[FTL_CODE_SIZE];

	FTL_TRY(find_namesakes(guided, &scratch, &rows, &count, err));
	for (size_t i = 0; i < count; i++)
		ftl_prompt_note(guided->prompt, false, "%s   %s   %s",
		                ftl_text_visible(&scratch, rows[i].name),
		                ftl_code_eye_of(code, rows[i].code),
		                rows[i].contact_count == 0
		                        ? "no phone or e-mail"
		                        : ftl_text_visible(&scratch, rows[i].contacts[0].value));
	FTL_TRY(ftl_guided_ask(guided, &question, &guided->typed[FTL_ASK_NAMESAKE], move, NULL,
	                       err));
	text = guided->typed[FTL_ASK_NAMESAKE];
	if (*move != FTL_MOVE_NEXT || *text == '\0')
		return FTL_OK;
	FTL_TRY(ftl_customer_get(guided->cli->app, &guided->cli->arena, text, &customer, err));
	take_customer(guided, customer.code, customer.name);
	return FTL_OK;
}

static struct ftl_intake intake_of(struct ftl_guided *guided, struct ftl_contact contacts[2])
{
	struct ftl_intake_device *devices =
	        ftl_alloc(&guided->cli->arena, guided->count, sizeof(*devices));

	for (size_t i = 0; i < guided->count; i++)
		devices[i] = guided->devices[i].said;
	struct ftl_intake intake = {.customer_code = guided->customer_code,
	                            .devices = devices,
	                            .device_count = guided->count};
	if (guided->customer_code == NULL) {
		intake.customer_name = guided->customer_name;
		intake.contacts = contacts;
		intake.contact_count = contacts_of(guided, contacts);
	}
	return intake;
}

/* What the summary calls a device. */
static const char *name_of(struct ftl_arena *arena, const struct ftl_guided_device *device)
{
	if (device->is_known)
		return device->name;
	return ftl_words_device(arena, device->said.category, device->said.brand,
	                        device->said.model);
}

/* All that was said, once more, before it is written. */
static enum ftl_status ask_sure(struct ftl_guided *guided, enum ftl_move *move, struct ftl_err *err)
{
	struct ftl_question question = {
	        .label = "Check in",
	        .help = "[Enter: yes; a: another device first; Esc: back; Ctrl-C: stop]"};
	FTL_ARENA(scratch);
	const char *text = NULL;

	ftl_prompt_note(guided->prompt, false, "%s",
	                ftl_text_visible(&scratch, guided->customer_name));
	for (size_t i = 0; i < guided->count; i++) {
		const struct ftl_intake_device *said = &guided->devices[i].said;

		ftl_prompt_note(guided->prompt, false, "%zu  %s: %s; %s with it", i + 1,
		                ftl_text_visible(&scratch, name_of(&scratch, &guided->devices[i])),
		                ftl_text_visible(&scratch, said->fault),
		                said->accessory_count == 0
		                        ? "nothing"
		                        : ftl_words_count(&scratch, said->accessory_count, "thing",
		                                          "things"));
	}
	FTL_TRY(ftl_guided_ask(guided, &question, &text, move, NULL, err));
	if (*move != FTL_MOVE_NEXT || *text == '\0' || strcmp(text, "y") == 0)
		return FTL_OK;
	if (strcmp(text, "a") != 0)
		return ftl_fail(err, FTL_INVALID, NULL, "Enter checks in, a adds a device");
	if (guided->count == FTL_GUIDED_DEVICES_MAX)
		return ftl_fail(err, FTL_INVALID, NULL, "at most %d devices at once",
		                FTL_GUIDED_DEVICES_MAX);
	*move = FTL_MOVE_MORE;
	return FTL_OK;
}

static bool applies(const struct ftl_guided *guided, enum ftl_ask ask)
{
	if (ask == FTL_ASK_CUSTOMER || ask == FTL_ASK_SURE)
		return true;
	if (ask == FTL_ASK_NAME || ask == FTL_ASK_PHONE || ask == FTL_ASK_EMAIL)
		return guided->customer_code == NULL;
	if (ask == FTL_ASK_NAMESAKE)
		return has_namesakes(guided);
	return ftl_guided_device_applies(guided, ask);
}

static enum ftl_status ask_one(struct ftl_guided *guided, enum ftl_ask ask, enum ftl_move *move,
                               struct ftl_err *err)
{
	enum ftl_status status;

	*move = FTL_MOVE_NEXT;
	if (ask == FTL_ASK_CUSTOMER)
		status = ask_customer(guided, move, err);
	else if (ask == FTL_ASK_NAME || ask == FTL_ASK_PHONE || ask == FTL_ASK_EMAIL)
		status = ask_new_customer(guided, ask, move, err);
	else if (ask == FTL_ASK_NAMESAKE)
		status = ask_namesake(guided, move, err);
	else if (ask == FTL_ASK_SURE)
		status = ask_sure(guided, move, err);
	else
		return ftl_guided_ask_device(guided, ask, move, err);
	return ftl_guided_judge(guided, status, move, err);
}

/* The next question in a direction; the first one has none before it. */
static enum ftl_ask step(const struct ftl_guided *guided, enum ftl_ask ask, int by)
{
	int next = (int)ask + by;

	while (next > FTL_ASK_CUSTOMER && next < FTL_ASK_SURE &&
	       !applies(guided, (enum ftl_ask)next))
		next += by;
	return next < 0 ? FTL_ASK_CUSTOMER : (enum ftl_ask)next;
}

/* Asks from a question on until all is said. FTL_STATE when the person stopped. */
static enum ftl_status converse(struct ftl_guided *guided, enum ftl_ask ask, struct ftl_err *err)
{
	enum ftl_move move;

	for (;;) {
		FTL_TRY(ask_one(guided, ask, &move, err));
		switch (move) {
		case FTL_MOVE_NEXT:
			if (ask == FTL_ASK_SURE)
				return FTL_OK;
			ask = step(guided, ask, 1);
			break;
		case FTL_MOVE_BACK:
			ask = step(guided, ask, -1);
			break;
		case FTL_MOVE_MORE:
			guided->at = guided->count++;
			ask = FTL_ASK_DEVICE;
			break;
		case FTL_MOVE_STOP:
			return ftl_fail(err, FTL_STATE, NULL, "stopped: nothing was checked in");
		case FTL_MOVE_AGAIN:
			break;
		}
	}
}

/* The question whose answer an error of the check-in is about; the device goes to guided->at. */
static enum ftl_ask question_of(struct ftl_guided *guided, const char *field)
{
	static const struct {
		const char *field;
		enum ftl_ask ask;
	} fields[] = {{"customer.name", FTL_ASK_NAME},   {"customer.phone", FTL_ASK_PHONE},
	              {"customer.email", FTL_ASK_EMAIL}, {"customer.code", FTL_ASK_CUSTOMER},
	              {"category", FTL_ASK_CATEGORY},    {"brand", FTL_ASK_BRAND},
	              {"model", FTL_ASK_MODEL},          {"purchased_on", FTL_ASK_BOUGHT},
	              {"proof", FTL_ASK_PROOF},          {"fault", FTL_ASK_FAULT},
	              {"meter", FTL_ASK_METER},          {"accessories", FTL_ASK_LEFT_WITH},
	              {"condition", FTL_ASK_CONDITION},  {"promised_on", FTL_ASK_PROMISE}};
	if (strncmp(field, "devices[", strlen("devices[")) == 0) {
		char *end;
		unsigned long index = strtoul(field + strlen("devices["), &end, 10);

		if (strncmp(end, "].", 2) == 0 && index < guided->count) {
			guided->at = index;
			field = end + 2;
		}
	}
	for (size_t i = 0; i < FTL_COUNT(fields); i++) {
		if (strcmp(fields[i].field, field) == 0 && applies(guided, fields[i].ask))
			return fields[i].ask;
	}
	return FTL_ASK_DEVICE;
}

/* The answers count for telling a retry from another request, as options do. */
static void note_answers(struct ftl_guided *guided, const struct ftl_intake *intake)
{
	struct ftl_digest *request = &guided->cli->app->request;

	ftl_digest_text(request, intake->customer_code);
	ftl_digest_text(request, intake->customer_name);
	for (size_t i = 0; i < intake->contact_count; i++)
		ftl_digest_text(request, intake->contacts[i].value);
	for (size_t i = 0; i < guided->count; i++) {
		for (int ask = 0; ask < FTL_ASKS; ask++)
			ftl_digest_text(request, guided->devices[i].typed[ask]);
	}
}

enum ftl_status ftl_checkin_guided(struct ftl_cli *cli, struct ftl_check_in_result *ret,
                                   struct ftl_err *err)
{
	FTL_PROMPT(prompt);
	FTL_ARENA(answers);
	struct ftl_guided *guided = FTL_NEW(&answers, struct ftl_guided);
	enum ftl_ask ask = FTL_ASK_CUSTOMER;
	enum ftl_status status;

	FTL_TRY(ftl_prompt_open(LABEL_WIDTH, &prompt, err));
	guided->cli = cli;
	guided->prompt = prompt;
	guided->count = 1;
	for (;;) {
		struct ftl_contact contacts[2];
		enum ftl_move move = FTL_MOVE_NEXT;
		struct ftl_digest asked = cli->app->request;

		status = converse(guided, ask, err);
		if (status != FTL_OK)
			break;
		struct ftl_intake intake = intake_of(guided, contacts);
		note_answers(guided, &intake);
		status = ftl_check_in(cli->app, &cli->arena, &intake, 1, ret, err);
		if (status == FTL_OK)
			break;
		/* Nothing that was said is lost: back to the answer that will not do. */
		cli->app->request = asked;
		ask = question_of(guided, err->field);
		status = ftl_guided_judge(guided, status, &move, err);
		if (status != FTL_OK)
			break;
	}
	ftl_arena_done(&guided->scratch);
	return status;
}
