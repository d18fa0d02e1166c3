#include "fettle/base/buf.h"
#include "fettle/model/claim.h"
#include "fettle/model/ident.h"

#define IN(state) (1u << FTL_CLAIM_##state)
#define WITH_THEM (IN(SUBMITTED) | IN(ACKNOWLEDGED) | IN(IN_REVIEW) | IN(INFO_REQUIRED))
#define REFUSED   (IN(REJECTED) | IN(PARTLY_APPROVED))
#define SENT      (WITH_THEM | REFUSED | IN(APPROVED) | IN(SHORT_PAID) | IN(DISPUTED) | IN(MATCHED))
#define ANY       (IN(DRAFT) | SENT | IN(CLOSED) | IN(WITHDRAWN) | IN(LAPSED) | IN(WRITTEN_OFF))

/* Where an act may happen, how a person says it, and the command that does it. */
static const struct {
	unsigned from;
	const char *refusal; /* "is approved and " + this */
	const char *command; /* NULL: none does it alone */
} acts[FTL_CLAIM_ACTS] = {
        [FTL_CLAIM_OPEN] = {0, "was opened already", NULL},
        [FTL_CLAIM_SUBMIT] = {IN(DRAFT), "cannot be submitted", "claim submit"},
        [FTL_CLAIM_CORRECT] = {REFUSED | IN(MATCHED) | IN(SHORT_PAID), "cannot be corrected",
                               "claim resubmit"},
        [FTL_CLAIM_LINE] = {0, "takes no line", NULL},
        [FTL_CLAIM_ACKNOWLEDGE] = {IN(SUBMITTED), "cannot be acknowledged", "claim chase"},
        [FTL_CLAIM_REVIEW] = {WITH_THEM, "cannot go into review", "claim chase"},
        [FTL_CLAIM_ASK] = {WITH_THEM, "cannot wait for an answer", "claim chase"},
        [FTL_CLAIM_ANSWER] = {IN(INFO_REQUIRED), "has no question to answer", "claim answer"},
        [FTL_CLAIM_CHASE] = {SENT, "cannot be chased", "claim chase"},
        [FTL_CLAIM_DECIDE] = {SENT, "cannot be decided", "claim decide"},
        [FTL_CLAIM_APPEAL] = {REFUSED | IN(MATCHED) | IN(SHORT_PAID), "cannot be appealed",
                              "claim appeal"},
        [FTL_CLAIM_PAY] = {(SENT | IN(CLOSED)) & ~(IN(SUBMITTED) | IN(ACKNOWLEDGED) | IN(REJECTED)),
                           "cannot be paid", "claim pay"},
        [FTL_CLAIM_DISPUTE] = {IN(SHORT_PAID), "cannot be disputed", "claim dispute"},
        [FTL_CLAIM_WRITE_OFF] = {SENT & ~WITH_THEM, "cannot be written off", "claim write-off"},
        [FTL_CLAIM_WITHDRAW] = {IN(DRAFT) | WITH_THEM | IN(REJECTED), "cannot be withdrawn",
                                "claim withdraw"},
        [FTL_CLAIM_LAPSE] = {IN(DRAFT), "cannot lapse", "claim lapse"},
        [FTL_CLAIM_NOTE] = {ANY, "takes no note", "claim note"},
        [FTL_CLAIM_RETURN] = {SENT | IN(CLOSED) | IN(WRITTEN_OFF), "has no part to send back yet",
                              "claim return"},
};

/* What a person most likely wants next comes first. */
static const enum ftl_claim_act wanted[] = {
        FTL_CLAIM_ANSWER,    FTL_CLAIM_SUBMIT,  FTL_CLAIM_DECIDE,   FTL_CLAIM_PAY,
        FTL_CLAIM_DISPUTE,   FTL_CLAIM_CORRECT, FTL_CLAIM_APPEAL,   FTL_CLAIM_CHASE,
        FTL_CLAIM_WRITE_OFF, FTL_CLAIM_RETURN,  FTL_CLAIM_WITHDRAW, FTL_CLAIM_LAPSE,
        FTL_CLAIM_NOTE,
};

static bool may(enum ftl_claim_state state, enum ftl_claim_act act)
{
	return (acts[act].from & (1u << state)) != 0;
}

enum ftl_status ftl_claim_can(const char *code, const struct ftl_claim_facts *facts,
                              enum ftl_claim_act act, struct ftl_err *err)
{
	enum ftl_claim_state state = ftl_claim_state_of(facts);
	char eye[FTL_CODE_SIZE];
	FTL_BUF(possible);

	if (may(state, act))
		return FTL_OK;
	ftl_code_eye_of(eye, code);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		if (may(state, wanted[i]))
			ftl_buf_printf(&possible, "%s%s",
			               ftl_buf_cstr(&possible)[0] == '\0' ? "" : ", ",
			               acts[wanted[i]].command);
	}
	ftl_fail(err, FTL_STATE, "claim", "claim %s is %s%s and %s", eye,
	         state == FTL_CLAIM_DRAFT ? "a " : "", ftl_claim_state_title(state),
	         acts[act].refusal);
	return ftl_hint(err, "possible now: %s", ftl_buf_cstr(&possible));
}
