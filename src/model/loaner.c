#include "fettle/model/loaner.h"

#include "fettle/model/ident.h"

const char *const ftl_loaner_state_names[FTL_LOANER_STATES] = {
        [FTL_LOANER_FREE] = "free",
        [FTL_LOANER_LENT] = "lent",
        [FTL_LOANER_LOST] = "lost",
};

const char *const ftl_loaner_act_names[FTL_LOANER_ACTS] = {
        [FTL_LOANER_LEND] = "lend",
        [FTL_LOANER_RETURN] = "return",
        [FTL_LOANER_LOSE] = "lost",
};

void ftl_loaner_apply(struct ftl_loaner_facts *facts, const struct ftl_loaner_event *event)
{
	switch (event->act) {
	case FTL_LOANER_LEND:
		*facts = (struct ftl_loaner_facts){FTL_LOANER_LENT, event->order_id, event->due_on};
		break;
	case FTL_LOANER_LOSE: /* nobody expects it back on a day */
		*facts = (struct ftl_loaner_facts){FTL_LOANER_LOST, event->order_id, ftl_none()};
		break;
	case FTL_LOANER_RETURN:
		*facts = (struct ftl_loaner_facts){FTL_LOANER_FREE, 0, ftl_none()};
		break;
	case FTL_LOANER_ACTS:
		break;
	}
}

bool ftl_loaner_is_overdue(enum ftl_loaner_state state, struct ftl_opt due_on, int32_t today)
{
	return state == FTL_LOANER_LENT && due_on.has && due_on.value < today;
}

static enum ftl_status can_lend(const char *eye, enum ftl_loaner_state state, bool is_retired,
                                const char *with, struct ftl_err *err)
{
	if (state == FTL_LOANER_LENT) {
		ftl_fail(err, FTL_STATE, "loaner", "loaner %s is lent already%s%s", eye,
		         with != NULL ? ", " : "", with != NULL ? with : "");
		return ftl_hint(err,
		                "when it is back: fettle loaner return %s; fettle loaner list "
		                "--free shows others",
		                eye);
	}
	if (state == FTL_LOANER_LOST) {
		ftl_fail(err, FTL_STATE, "loaner", "loaner %s is lost and cannot be lent", eye);
		return ftl_hint(err, "when it turned up: fettle loaner return %s", eye);
	}
	if (!is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "loaner", "loaner %s is retired and cannot be lent", eye);
	return ftl_hint(err, "fettle loaner edit %s --retired no takes it into use again", eye);
}

static enum ftl_status can_lose(const char *eye, enum ftl_loaner_state state, struct ftl_err *err)
{
	if (state == FTL_LOANER_LENT)
		return FTL_OK;
	if (state == FTL_LOANER_LOST) {
		ftl_fail(err, FTL_STATE, "loaner", "loaner %s is lost already", eye);
		return ftl_hint(err, "fettle loaner show %s tells its history", eye);
	}
	ftl_fail(err, FTL_STATE, "loaner", "loaner %s is not lent and cannot be lost with a job",
	         eye);
	return ftl_hint(err,
	                "what is gone from the shop is retired: fettle loaner edit %s "
	                "--retired yes",
	                eye);
}

enum ftl_status ftl_loaner_can(const char *code, enum ftl_loaner_state state, bool is_retired,
                               enum ftl_loaner_act act, const char *with, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, code);
	switch (act) {
	case FTL_LOANER_LEND:
		return can_lend(eye, state, is_retired, with, err);
	case FTL_LOANER_LOSE:
		return can_lose(eye, state, err);
	case FTL_LOANER_RETURN:
	case FTL_LOANER_ACTS:
		break;
	}
	if (state != FTL_LOANER_FREE)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "loaner", "loaner %s is not lent: there is nothing to take back",
	         eye);
	return ftl_hint(err, "fettle loaner show %s tells its history", eye);
}

enum ftl_status ftl_loaner_can_go_with(const char *code, enum ftl_state state, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if (ftl_state_is_open(state))
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s %s and takes no loaner",
	         ftl_code_eye_of(eye, code), ftl_state_sentence(state));
	return ftl_hint(err, "a loaner goes with a job whose device is here: fettle order list "
	                     "--open shows them");
}
