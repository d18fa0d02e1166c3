#include "cli/scan_card.h"

#include <string.h>
#include <strings.h>

#include "fettle/base/attr.h"

#define PREFIX "CMD"

/* clang-format off */
#define STEP(word_, step_, does_) \
	{.code = PREFIX word_, .word = word_, .does = does_, .kind = FTL_CARD_STEP, .step = step_}
#define STEP_THEN(word_, step_, needs_, asks_, does_) \
	{.code = PREFIX word_, .word = word_, .does = does_, .kind = FTL_CARD_STEP, .step = step_, \
	 .needs = needs_, .asks = asks_}
#define WHY(word_, hold_, does_) \
	{.code = PREFIX "FOR" word_, .word = "FOR " word_, .does = does_, .kind = FTL_CARD_HOLD, \
	 .hold = hold_}
#define RESULT(word_, result_, does_) \
	{.code = PREFIX word_, .word = word_, .does = does_, .kind = FTL_CARD_RESULT, \
	 .result = result_}

const struct ftl_card ftl_cards[] = {
	STEP("TAKE", FTL_EV_ASSIGN, "I have this job now"),
	STEP("DIAGNOSE", FTL_EV_DIAGNOSE, "I look for the fault"),
	STEP("START", FTL_EV_START, "I begin the repair"),
	STEP_THEN("PARTS", FTL_EV_WAIT_PARTS, FTL_CARD_TEXT, "Part",
	          "A part is needed: scan or type it next"),
	STEP_THEN("HOLD", FTL_EV_HOLD, FTL_CARD_REASON, NULL, "On hold: scan a FOR card next"),
	STEP("RESUME", FTL_EV_RESUME, "The hold is over"),
	STEP("TEST", FTL_EV_TEST, "Repaired: off to the check"),
	STEP_THEN("FAIL", FTL_EV_FAIL, FTL_CARD_TEXT, "What is not right",
	          "The check failed: type what is not right"),
	STEP_THEN("READY", FTL_EV_READY, FTL_CARD_OUTCOME, NULL, "Ready: scan a result card next"),
	STEP_THEN("NOTE", FTL_EV_NOTE, FTL_CARD_TEXT, "Note", "Type a note next"),
	WHY("CUSTOMER", FTL_HOLD_CUSTOMER, "On hold for the customer"),
	WHY("PAYER", FTL_HOLD_PAYER, "On hold for the payer"),
	WHY("PARTS", FTL_HOLD_PARTS, "On hold for parts"),
	WHY("VENDOR", FTL_HOLD_VENDOR, "On hold for an outside repairer"),
	WHY("LEGAL", FTL_HOLD_LEGAL, "On hold for legal reasons"),
	WHY("RECALL", FTL_HOLD_RECALL, "On hold for a recall"),
	WHY("SHOP", FTL_HOLD_INTERNAL, "On hold by the shop"),
	RESULT("REPAIRED", FTL_REPAIRED, "Repaired"),
	RESULT("PARTLY", FTL_REPAIRED_PARTLY, "Repaired in part"),
	RESULT("EXCHANGED", FTL_EXCHANGED, "Exchanged"),
	RESULT("NOFAULT", FTL_NO_FAULT_FOUND, "No fault found"),
	RESULT("SHOWN", FTL_USER_INSTRUCTED, "Customer shown how to use it"),
	RESULT("SOFTWARE", FTL_SOFTWARE_ONLY, "Software only"),
	RESULT("DECLINED", FTL_DECLINED_BY_CUSTOMER, "Declined by the customer"),
	RESULT("UNECONOMIC", FTL_UNECONOMIC, "Not worth repairing"),
	RESULT("UNREPAIRABLE", FTL_UNREPAIRABLE, "Cannot be repaired"),
	{.code = PREFIX "BACK", .word = "BACK", .does = "Forget the card before", .kind = FTL_CARD_BACK},
	{.code = PREFIX "END", .word = "END", .does = "Leave the scanner", .kind = FTL_CARD_END},
};
/* clang-format on */
const size_t ftl_card_count = FTL_COUNT(ftl_cards);

bool ftl_card_seems(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	return strncasecmp(text, PREFIX, strlen(PREFIX)) == 0 &&
	       text[strspn(text, letters)] == '\0';
}

const struct ftl_card *ftl_card_find(const char *text)
{
	for (size_t i = 0; i < ftl_card_count; i++) {
		if (strcasecmp(text, ftl_cards[i].code) == 0)
			return &ftl_cards[i];
	}
	return NULL;
}
