#ifndef CLI_CHECKIN_GUIDED_H
#define CLI_CHECKIN_GUIDED_H

#include "cli/context.h"
#include "cli/prompt.h"
#include "fettle/ops/intake.h"

/* The questions of a guided check-in, in their order. */
enum ftl_ask {
	FTL_ASK_CUSTOMER,
	FTL_ASK_NAME,
	FTL_ASK_PHONE,
	FTL_ASK_EMAIL,
	FTL_ASK_NAMESAKE, /* somebody of that name is on file, and nothing tells the two apart */
	FTL_ASK_DEVICE,
	FTL_ASK_CATEGORY,
	FTL_ASK_BRAND,
	FTL_ASK_MODEL,
	FTL_ASK_BOUGHT,
	FTL_ASK_PROOF,
	FTL_ASK_METER, /* only where a cover goes up to what it reads */
	FTL_ASK_FAULT,
	FTL_ASK_LEFT_WITH,
	FTL_ASK_CONDITION,
	FTL_ASK_PROMISE,
	FTL_ASK_SURE,
	FTL_ASKS
};

#define FTL_GUIDED_DEVICES_MAX 20

/* One device as it is told: what was typed at each question, and what that means. */
struct ftl_guided_device {
	const char *typed[FTL_ASKS]; /* NULL: not asked yet */
	struct ftl_intake_device said;
	bool is_known;    /* on file: what it is need not be asked */
	const char *name; /* of a known one: brand and model */
	bool has_purchase;
	bool has_meter_limit;
	struct ftl_opt promised_on; /* what the centre would promise */
	struct ftl_advice advice;   /* what such jobs took */
};

struct ftl_guided {
	struct ftl_cli *cli;
	struct ftl_prompt *prompt;
	struct ftl_arena scratch; /* suggestions of the open question */
	const char *typed[FTL_ASKS];
	const char *customer_code; /* on file; NULL: new */
	const char *customer_name;
	struct ftl_guided_device devices[FTL_GUIDED_DEVICES_MAX];
	size_t count; /* at least 1 */
	size_t at;    /* the device that is asked about */
};

/* Where the conversation goes after an answer. */
enum ftl_move {
	FTL_MOVE_NEXT,
	FTL_MOVE_AGAIN, /* the answer will not do: the same question, with what was typed */
	FTL_MOVE_BACK,
	FTL_MOVE_STOP,
	FTL_MOVE_MORE, /* another device */
};

/*
 * Asks one question and keeps what was typed in *slot, which is also what stands there at first.
 * *ret_choice is the suggestion that was taken, −1 when the text was typed; it may be NULL.
 */
FTL_MUST_CHECK enum ftl_status ftl_guided_ask(struct ftl_guided *guided,
                                              const struct ftl_question *question,
                                              const char **slot, enum ftl_move *ret_move,
                                              int *ret_choice, struct ftl_err *err);

/*
 * What to do about a status: an answer that will not do is told under the question and asked again
 * (FTL_OK, FTL_MOVE_AGAIN); everything else ends the conversation.
 */
FTL_MUST_CHECK enum ftl_status ftl_guided_judge(struct ftl_guided *guided, enum ftl_status status,
                                                enum ftl_move *ret_move, struct ftl_err *err);

/* The questions about a device; checkin_device.c. */
bool ftl_guided_device_applies(const struct ftl_guided *guided, enum ftl_ask ask);
FTL_MUST_CHECK enum ftl_status ftl_guided_ask_device(struct ftl_guided *guided, enum ftl_ask ask,
                                                     enum ftl_move *ret_move, struct ftl_err *err);

#endif
