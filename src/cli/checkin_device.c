#include <string.h>

#include "cli/checkin_guided.h"
#include "cli/desk_words.h"
#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/order.h"
#include "fettle/ops/people.h"

#define ACCESSORIES_MAX 50

static struct ftl_guided_device *device_of(struct ftl_guided *guided)
{
	return &guided->devices[guided->at];
}

bool ftl_guided_device_applies(const struct ftl_guided *guided, enum ftl_ask ask)
{
	const struct ftl_guided_device *device = &guided->devices[guided->at];

	switch (ask) {
	case FTL_ASK_CATEGORY:
	case FTL_ASK_BRAND:
	case FTL_ASK_MODEL:
		return !device->is_known;
	case FTL_ASK_BOUGHT:
		return !device->has_purchase;
	case FTL_ASK_PROOF:
		return !device->has_purchase && device->said.purchased_on != NULL;
	case FTL_ASK_METER:
		return device->has_meter_limit;
	case FTL_ASK_DEVICE:
	case FTL_ASK_FAULT:
	case FTL_ASK_LEFT_WITH:
	case FTL_ASK_CONDITION:
	case FTL_ASK_PROMISE:
		return true;
	case FTL_ASK_CUSTOMER:
	case FTL_ASK_NAME:
	case FTL_ASK_PHONE:
	case FTL_ASK_EMAIL:
	case FTL_ASK_NAMESAKE:
	case FTL_ASK_SURE:
	case FTL_ASKS:
		break;
	}
	return false;
}

/* An empty answer says nothing. */
static const char *said_or_null(const char *text)
{
	return text == NULL || *text == '\0' ? NULL : text;
}

/* The customer's devices of earlier visits, to be picked without scanning. */
struct earlier {
	struct ftl_arena *arena;
	const char *codes[FTL_SUGGESTIONS_MOST];
	struct ftl_suggestion rows[FTL_SUGGESTIONS_MOST];
	size_t count;
};

static enum ftl_status note_earlier(void *context, const struct ftl_order *order,
                                    struct ftl_err *err)
{
	struct earlier *e = context;

	(void)err;
	for (size_t i = 0; i < e->count; i++) {
		if (strcmp(e->codes[i], order->device_code) == 0)
			return FTL_OK;
	}
	if (e->count == FTL_SUGGESTIONS_MOST)
		return FTL_OK;
	const char *number = order->serial != NULL ? order->serial : order->imei;
	char code[FTL_CODE_SIZE];
	e->codes[e->count] = ftl_strdup(e->arena, order->device_code);
	e->rows[e->count++] = (struct ftl_suggestion){
	        ftl_strdup(e->arena, ftl_code_eye_of(code, order->device_code)),
	        ftl_sprintf(e->arena, "%s%s%s",
	                    ftl_words_device(e->arena, order->category, order->brand, order->model),
	                    number != NULL ? "  " : "", number != NULL ? number : "")};
	return FTL_OK;
}

/* Only while nothing is typed: a scan must not be disturbed. */
static size_t suggest_earlier(void *context, const char *text, struct ftl_suggestion *ret,
                              size_t max)
{
	const struct earlier *e = context;
	size_t count = *text == '\0' ? e->count : 0;

	if (count > max)
		count = max;
	memcpy(ret, e->rows, count * sizeof(*ret));
	return count;
}

/* The fifteenth digit of an IMEI of which fourteen were typed; NULL when text is none. */
static const char *complete_imei(struct ftl_arena *arena, const char *text)
{
	struct ftl_err ignored;
	char imei[16];

	for (int digit = 0; digit <= 9; digit++) {
		const char *whole = ftl_sprintf(arena, "%s%d", text, digit);

		if (ftl_imei_parse("imei", whole, imei, &ignored) == FTL_OK)
			return whole;
	}
	return NULL;
}

static size_t count_digits(const char *text)
{
	size_t count = 0;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			count++;
		else if (strchr(" -./", *c) == NULL)
			return 0;
	}
	return count;
}

/* What was scanned or typed: a code of ours, a maker's label, an IMEI, else a serial number. */
static enum ftl_status understand(struct ftl_guided *guided, const char *text, enum ftl_move *move,
                                  struct ftl_err *err)
{
	struct ftl_arena *arena = &guided->cli->arena;
	struct ftl_guided_device *device = device_of(guided);
	struct ftl_gs1 gs1;
	size_t digits = count_digits(text);

	device->said.code = device->said.imei = device->said.gtin = device->said.serial = NULL;
	if (*text == '\0')
		return FTL_OK;
	if (strncmp(text, "serial:", strlen("serial:")) == 0) {
		device->said.serial = text + strlen("serial:");
	} else if (ftl_code_seems(guided->cli->app, text)) {
		struct ftl_scan scan;

		FTL_TRY(ftl_scan(guided->cli->app, arena, text, &scan, err));
		if (scan.thing == FTL_THING_DEVICE)
			device->said.code = scan.device.code;
		else if (scan.has_order)
			device->said.code = scan.order.device_code;
		else
			return ftl_fail(err, FTL_INVALID, NULL, "that is %s %s, not a device",
			                ftl_text_article(ftl_thing_names[scan.thing]),
			                ftl_thing_names[scan.thing]);
	} else if (ftl_gs1_parse(arena, text, &gs1)) {
		device->said.gtin = gs1.gtin;
		device->said.serial = gs1.serial;
	} else if (digits == 14 && complete_imei(arena, text) != NULL) {
		device->typed[FTL_ASK_DEVICE] = complete_imei(arena, text);
		ftl_prompt_note(guided->prompt, true,
		                "an IMEI has 15 digits: with its check digit it would be this");
		*move = FTL_MOVE_AGAIN;
	} else if (digits == 15 || digits == 16) {
		char imei[16];

		if (ftl_imei_parse("imei", text, imei, err) != FTL_OK)
			return ftl_hint(err, "if it is no IMEI: serial:%s", text);
		device->said.imei = text;
	} else {
		device->said.serial = text;
	}
	return FTL_OK;
}

static void show_cover(struct ftl_guided *guided, const struct ftl_device_preview *preview)
{
	FTL_ARENA(scratch);
	const char *lines[FTL_LINE_CLASSES];
	size_t count = ftl_words_cover(&scratch, preview->cover, lines);

	for (size_t i = 0; i < count; i++)
		ftl_prompt_note(guided->prompt, false, "%s%s", i == 0 ? "Cover  " : "       ",
		                lines[i]);
}

static void show_known(struct ftl_guided *guided, const struct ftl_device_preview *preview)
{
	FTL_ARENA(scratch);
	const struct ftl_device *device = preview->device;
	FTL_BUF(line);

	ftl_buf_text(&line,
	             ftl_words_device(&scratch, device->category, device->brand, device->model));
	if (device->imei != NULL)
		ftl_buf_text(&line, " · IMEI ok");
	if (device->purchased_on.has)
		ftl_buf_printf(&line, " · bought %s (%s)",
		               ftl_words_date(&scratch, (int32_t)device->purchased_on.value),
		               device->proof != NULL ? device->proof : "no proof on file");
	ftl_prompt_note(guided->prompt, false, "%s",
	                ftl_text_visible(&scratch, ftl_buf_cstr(&line)));
	if (preview->owner != NULL && !ftl_text_equal(preview->owner->code, guided->customer_code))
		ftl_prompt_note(guided->prompt, true, "last brought in by %s",
		                ftl_text_visible(&scratch, preview->owner->name));
}

/* Looks the device up. The first time tells what is known and what to mind; has_cover: the day of
 * purchase has been asked. */
static enum ftl_status look_up(struct ftl_guided *guided, bool is_first, bool has_cover,
                               struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_guided_device *device = device_of(guided);
	struct ftl_device_preview preview;

	FTL_TRY(ftl_intake_preview(guided->cli->app, &guided->cli->arena, &device->said, &preview,
	                           err));
	device->promised_on = preview.promised_on;
	device->advice = preview.advice;
	device->has_meter_limit = preview.has_meter_limit;
	if (is_first) {
		device->is_known = preview.device != NULL;
		device->has_purchase = device->is_known && preview.device->purchased_on.has;
		device->name =
		        device->is_known
		                ? ftl_words_device(&guided->cli->arena, preview.device->category,
		                                   preview.device->brand, preview.device->model)
		                : NULL;
	}
	if (is_first && device->is_known)
		show_known(guided, &preview);
	for (size_t i = 0; is_first && i < preview.warning_count; i++)
		ftl_prompt_note(guided->prompt, true, "%s",
		                ftl_text_visible(&scratch, preview.warnings[i].text));
	for (size_t i = 0; is_first && device->said.imei != NULL && i < preview.warning_count;
	     i++) {
		/* The check-in would refuse it at the very end. */
		if (strcmp(preview.warnings[i].kind, "open_job") == 0)
			return ftl_fail(err, FTL_CONFLICT, NULL,
			                "add a note to that job, or hand it over first");
	}
	if (preview.fixed_here != NULL && (is_first ? device->is_known : has_cover))
		ftl_prompt_note(guided->prompt, false, "Here   %s",
		                ftl_text_visible(&scratch, preview.fixed_here));
	/* Cover is told once all is known that decides it. */
	if (is_first ? device->has_purchase : has_cover)
		show_cover(guided, &preview);
	return FTL_OK;
}

static enum ftl_status ask_device(struct ftl_guided *guided, enum ftl_move *move,
                                  struct ftl_err *err)
{
	struct ftl_guided_device *device = device_of(guided);
	struct earlier earlier = {.arena = &guided->scratch};
	struct ftl_order_filter filter = {.customer = guided->customer_code, .limit = 50};
	struct ftl_question question = {
	        .label = "Device",
	        .help = "[scan or type a serial, an IMEI, our label; empty: it has no number]",
	        .suggest = suggest_earlier,
	        .context = &earlier};

	ftl_arena_reset(&guided->scratch);
	if (guided->customer_code != NULL)
		FTL_TRY(ftl_order_list(guided->cli->app, &filter, note_earlier, &earlier, err));
	FTL_TRY(ftl_guided_ask(guided, &question, &device->typed[FTL_ASK_DEVICE], move, NULL, err));
	if (*move != FTL_MOVE_NEXT)
		return FTL_OK;
	FTL_TRY(understand(guided, device->typed[FTL_ASK_DEVICE], move, err));
	return *move == FTL_MOVE_NEXT ? look_up(guided, true, false, err) : FTL_OK;
}

struct categories {
	const struct ftl_category *rows;
	size_t count;
	struct ftl_arena *arena;
};

static size_t suggest_category(void *context, const char *text, struct ftl_suggestion *ret,
                               size_t max)
{
	const struct categories *c = context;
	const char *key = ftl_text_key(c->arena, text);
	size_t count = 0;

	for (size_t i = 0; *key != '\0' && i < c->count && count < max; i++) {
		if (strstr(ftl_text_key(c->arena, c->rows[i].name), key) != NULL)
			ret[count++] = (struct ftl_suggestion){c->rows[i].name, NULL};
	}
	return count;
}

/* A category may be meant by a part of its name when there is only one such. */
static enum ftl_status ask_category(struct ftl_guided *guided, enum ftl_move *move,
                                    struct ftl_err *err)
{
	struct ftl_guided_device *device = device_of(guided);
	struct categories categories = {.arena = &guided->scratch};
	struct ftl_suggestion found[2];
	struct ftl_question question = {.label = "Category",
	                                .help = "[type a part: head, lap, vac …]",
	                                .suggest = suggest_category,
	                                .context = &categories};

	ftl_arena_reset(&guided->scratch);
	FTL_TRY(ftl_category_list(guided->cli->app, &guided->scratch, &categories.rows,
	                          &categories.count, err));
	FTL_TRY(ftl_guided_ask(guided, &question, &device->typed[FTL_ASK_CATEGORY], move, NULL,
	                       err));
	if (suggest_category(&categories, device->typed[FTL_ASK_CATEGORY], found, 2) == 1)
		device->typed[FTL_ASK_CATEGORY] = ftl_strdup(&guided->cli->arena, found[0].text);
	device->said.category = said_or_null(device->typed[FTL_ASK_CATEGORY]);
	if (*move != FTL_MOVE_NEXT || device->said.category == NULL)
		return FTL_OK;
	FTL_TRY(look_up(guided, false, false, err));
	ftl_prompt_note(guided->prompt, false, "%s",
	                ftl_text_visible(&guided->scratch, device->said.category));
	return FTL_OK;
}

/* A day as typed, as the intake wants it. */
static enum ftl_status read_day(struct ftl_guided *guided, const char *field, const char *text,
                                const char **ret, struct ftl_err *err)
{
	struct ftl_period period;
	char date[FTL_DATE_TEXT_SIZE];

	*ret = NULL;
	if (said_or_null(text) == NULL)
		return FTL_OK;
	FTL_TRY(ftl_period_parse(field, text, ftl_app_today(guided->cli->app), &period, err));
	if (period.from != period.to)
		return ftl_fail(err, FTL_INVALID, field, "must be one day, like 2026-11-26 or +3d");
	*ret = ftl_strdup(&guided->cli->arena, ftl_date_format(date, period.from));
	return FTL_OK;
}

/* "case, charger" */
static enum ftl_status read_list(struct ftl_guided *guided, const char *text, struct ftl_err *err)
{
	struct ftl_guided_device *device = device_of(guided);
	struct ftl_arena *arena = &guided->cli->arena;
	const char **items = ftl_alloc(arena, ACCESSORIES_MAX, sizeof(*items));
	char *rest = ftl_strdup(arena, text);
	const char *item;

	device->said.accessories = items;
	device->said.accessory_count = 0;
	while ((item = strsep(&rest, ",;")) != NULL) {
		item += strspn(item, " ");
		if (*item == '\0')
			continue;
		if (device->said.accessory_count == ACCESSORIES_MAX)
			return ftl_fail(err, FTL_INVALID, NULL, "at most %d things",
			                ACCESSORIES_MAX);
		items[device->said.accessory_count++] = item;
	}
	return FTL_OK;
}

/* Takes the answer to a plain question into the device; what will not do is an error. */
static enum ftl_status take(struct ftl_guided *guided, enum ftl_ask ask, const char *text,
                            struct ftl_err *err)
{
	struct ftl_guided_device *device = device_of(guided);
	struct ftl_intake_device *said = &device->said;

	switch (ask) {
	case FTL_ASK_BRAND:
		said->brand = said_or_null(text);
		if (said->brand == NULL && said->category == NULL)
			return ftl_fail(err, FTL_INVALID, NULL,
			                "without a category it needs a brand");
		return FTL_OK;
	case FTL_ASK_MODEL:
		said->model = said_or_null(text);
		return FTL_OK;
	case FTL_ASK_BOUGHT:
		FTL_TRY(read_day(guided, "purchased_on", text, &said->purchased_on, err));
		return look_up(guided, false, true, err);
	case FTL_ASK_PROOF:
		said->proof = said_or_null(text);
		return FTL_OK;
	case FTL_ASK_METER:
		said->meter = said_or_null(text);
		return said->meter != NULL ? look_up(guided, false, true, err) : FTL_OK;
	case FTL_ASK_FAULT:
		said->fault = said_or_null(text);
		if (said->fault == NULL)
			return ftl_fail(err, FTL_INVALID, NULL,
			                "the customer's own words: what is wrong?");
		return FTL_OK;
	case FTL_ASK_LEFT_WITH:
		return read_list(guided, text, err);
	case FTL_ASK_CONDITION:
		said->condition = said_or_null(text);
		return FTL_OK;
	case FTL_ASK_PROMISE:
		return read_day(guided, "promised_on", text, &said->promised_on, err);
	case FTL_ASK_CUSTOMER:
	case FTL_ASK_NAME:
	case FTL_ASK_PHONE:
	case FTL_ASK_EMAIL:
	case FTL_ASK_NAMESAKE:
	case FTL_ASK_DEVICE:
	case FTL_ASK_CATEGORY:
	case FTL_ASK_SURE:
	case FTL_ASKS:
		break;
	}
	return FTL_OK;
}

static const struct {
	const char *label;
	const char *help;
} plain[FTL_ASKS] = {
        [FTL_ASK_BRAND] = {"Brand", NULL},
        [FTL_ASK_MODEL] = {"Model", NULL},
        [FTL_ASK_BOUGHT] = {"Bought", "[2026-11-22; empty: not known]"},
        [FTL_ASK_PROOF] = {"Proof", "[receipt 4711; empty: none]"},
        [FTL_ASK_METER] = {"Meter", "[what its counter reads: 12000 km; empty: not known]"},
        [FTL_ASK_FAULT] = {"Fault", "[in the customer's words]"},
        [FTL_ASK_LEFT_WITH] = {"Left with", "[case, charger; empty: nothing]"},
        [FTL_ASK_CONDITION] = {"Condition", "[scratches, dents; empty: nothing to note]"},
        [FTL_ASK_PROMISE] = {"Promise", "[a day, +3d]"},
};

/* "9 in 10 such jobs take 3 days (n = 58)" */
static void show_advice(struct ftl_guided *guided, const struct ftl_advice *advice)
{
	int64_t days = advice->p90_on.value - ftl_app_today(guided->cli->app);

	if (advice->level == FTL_ADVICE_TARGET || !advice->p90_on.has || days < 0)
		return;
	ftl_prompt_note(guided->prompt, false, "9 in 10 such jobs take %s (n = %lld%s)",
	                days == 0 ? "less than a day"
	                          : ftl_words_count(&guided->scratch, (size_t)days, "day", "days"),
	                (long long)advice->jobs,
	                advice->level == FTL_ADVICE_MODEL      ? ""
	                : advice->level == FTL_ADVICE_CATEGORY ? ", other models too"
	                                                       : ", of all kinds");
}

static enum ftl_status ask_plain(struct ftl_guided *guided, enum ftl_ask ask, enum ftl_move *move,
                                 struct ftl_err *err)
{
	struct ftl_guided_device *device = device_of(guided);
	struct ftl_question question = {.label = plain[ask].label, .help = plain[ask].help};
	char date[FTL_DATE_TEXT_SIZE];

	if (ask == FTL_ASK_PROMISE)
		show_advice(guided, &device->advice);
	if (ask == FTL_ASK_PROMISE && device->typed[ask] == NULL && device->promised_on.has)
		device->typed[ask] =
		        ftl_strdup(&guided->cli->arena,
		                   ftl_date_format(date, (int32_t)device->promised_on.value));
	FTL_TRY(ftl_guided_ask(guided, &question, &device->typed[ask], move, NULL, err));
	return *move == FTL_MOVE_NEXT ? take(guided, ask, device->typed[ask], err) : FTL_OK;
}

enum ftl_status ftl_guided_ask_device(struct ftl_guided *guided, enum ftl_ask ask,
                                      enum ftl_move *ret_move, struct ftl_err *err)
{
	enum ftl_status status;

	if (ask == FTL_ASK_DEVICE)
		status = ask_device(guided, ret_move, err);
	else if (ask == FTL_ASK_CATEGORY)
		status = ask_category(guided, ret_move, err);
	else
		status = ask_plain(guided, ask, ret_move, err);
	return ftl_guided_judge(guided, status, ret_move, err);
}
