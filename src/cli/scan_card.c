#include "cli/scan_card.h"

#include <string.h>
#include <strings.h>

#include "fettle/base/attr.h"

#define PREFIX "CMD"

const struct ftl_card ftl_cards[] = {
        {"CMDTAKE", "TAKE", "I have this job now", .kind = FTL_CARD_STEP, .step = FTL_EV_ASSIGN},
        {"CMDDIAGNOSE", "DIAGNOSE", "I look for the fault", .kind = FTL_CARD_STEP,
         .step = FTL_EV_DIAGNOSE},
        {"CMDSTART", "START", "I work on it now", .kind = FTL_CARD_STEP, .step = FTL_EV_START},
        {"CMDSTOP", "STOP", "I stop working on it", .kind = FTL_CARD_STEP, .step = FTL_EV_STOP},
        {"CMDPARTS", "PARTS", "A part is needed: scan or type it next", .kind = FTL_CARD_STEP,
         .step = FTL_EV_WAIT_PARTS, .needs = FTL_CARD_TEXT, .asks = "Part"},
        {"CMDHOLD", "HOLD", "On hold: scan a FOR card next", .kind = FTL_CARD_STEP,
         .step = FTL_EV_HOLD, .needs = FTL_CARD_REASON},
        {"CMDRESUME", "RESUME", "The hold is over", .kind = FTL_CARD_STEP, .step = FTL_EV_RESUME},
        {"CMDTEST", "TEST", "Repaired: off to the check", .kind = FTL_CARD_STEP,
         .step = FTL_EV_TEST},
        {"CMDFAIL", "FAIL", "The check failed: type what is not right", .kind = FTL_CARD_STEP,
         .step = FTL_EV_FAIL, .needs = FTL_CARD_TEXT, .asks = "What is not right"},
        {"CMDREADY", "READY", "Ready: scan a result card next", .kind = FTL_CARD_STEP,
         .step = FTL_EV_READY, .needs = FTL_CARD_OUTCOME},
        {"CMDRECEIVE", "RECEIVE", "Back from an outside repairer", .kind = FTL_CARD_STEP,
         .step = FTL_EV_RECEIVE},
        {"CMDHANDOVER", "HAND OVER", "Goes to the customer: scan its pieces next",
         .kind = FTL_CARD_STEP, .step = FTL_EV_HAND_OVER, .needs = FTL_CARD_PIECES},
        {"CMDNOTE", "NOTE", "Type a note next", .kind = FTL_CARD_STEP, .step = FTL_EV_NOTE,
         .needs = FTL_CARD_TEXT, .asks = "Note"},
        {"CMDFORCUSTOMER", "FOR CUSTOMER", "On hold for the customer", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_CUSTOMER},
        {"CMDFORPAYER", "FOR PAYER", "On hold for the payer", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_PAYER},
        {"CMDFORPARTS", "FOR PARTS", "On hold for parts", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_PARTS},
        {"CMDFORVENDOR", "FOR VENDOR", "On hold for an outside repairer", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_VENDOR},
        {"CMDFORLEGAL", "FOR LEGAL", "On hold for legal reasons", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_LEGAL},
        {"CMDFORRECALL", "FOR RECALL", "On hold for a recall", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_RECALL},
        {"CMDFORSHOP", "FOR SHOP", "On hold by the shop", .kind = FTL_CARD_HOLD,
         .hold = FTL_HOLD_INTERNAL},
        {"CMDREPAIRED", "REPAIRED", "Repaired", .kind = FTL_CARD_RESULT, .result = FTL_REPAIRED},
        {"CMDPARTLY", "PARTLY", "Repaired in part", .kind = FTL_CARD_RESULT,
         .result = FTL_REPAIRED_PARTLY},
        {"CMDEXCHANGED", "EXCHANGED", "Exchanged", .kind = FTL_CARD_RESULT,
         .result = FTL_EXCHANGED},
        {"CMDNOFAULT", "NOFAULT", "No fault found", .kind = FTL_CARD_RESULT,
         .result = FTL_NO_FAULT_FOUND},
        {"CMDSHOWN", "SHOWN", "Customer shown how to use it", .kind = FTL_CARD_RESULT,
         .result = FTL_USER_INSTRUCTED},
        {"CMDSOFTWARE", "SOFTWARE", "Software only", .kind = FTL_CARD_RESULT,
         .result = FTL_SOFTWARE_ONLY},
        {"CMDDECLINED", "DECLINED", "Declined by the customer", .kind = FTL_CARD_RESULT,
         .result = FTL_DECLINED_BY_CUSTOMER},
        {"CMDUNECONOMIC", "UNECONOMIC", "Not worth repairing", .kind = FTL_CARD_RESULT,
         .result = FTL_UNECONOMIC},
        {"CMDUNREPAIRABLE", "UNREPAIRABLE", "Cannot be repaired", .kind = FTL_CARD_RESULT,
         .result = FTL_UNREPAIRABLE},
        {"CMDBACK", "BACK", "Forget the card before", .kind = FTL_CARD_BACK},
        {"CMDEND", "END", "Leave the scanner", .kind = FTL_CARD_END},
};
const size_t ftl_card_count = FTL_COUNT(ftl_cards);

bool ftl_card_seems(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	return strncasecmp(text, PREFIX, strlen(PREFIX)) == 0 &&
	       text[strspn(text, letters)] == '\0';
}

bool ftl_card_does(const struct ftl_card *card, const char *command)
{
	if (card->kind != FTL_CARD_STEP)
		return false;
	/* Who scans it takes the job, and gives it to nobody else. */
	return strcmp(command, card->step == FTL_EV_ASSIGN ? "order take"
	                                                   : ftl_event_command(card->step)) == 0;
}

const struct ftl_card *ftl_card_find(const char *text)
{
	for (size_t i = 0; i < ftl_card_count; i++) {
		if (strcasecmp(text, ftl_cards[i].code) == 0)
			return &ftl_cards[i];
	}
	return NULL;
}
