#include "fettle/base/attr.h"
#include "ops/demo_data.h"

/* A business day is eight hours. */
#define DAY 480

#define ACKNOWLEDGED                                                                               \
	{                                                                                          \
		FTL_CLAIM_ACKNOWLEDGE, 60, 3 * DAY, 0, NULL, NULL                                  \
	}
#define PARTS_BACK                                                                                 \
	{                                                                                          \
		FTL_CLAIM_RETURN, DAY, 6 * DAY, 0, NULL, NULL                                      \
	}
#define APPROVED                                                                                   \
	{                                                                                          \
		FTL_CLAIM_DECIDE, 6 * DAY, 18 * DAY, 100, NULL, NULL                               \
	}

static const struct ftl_demo_claim_step approved[] = {ACKNOWLEDGED, PARTS_BACK, APPROVED};
static const struct ftl_demo_claim_step at_once[] = {
        {FTL_CLAIM_DECIDE, 2 * DAY, 8 * DAY, 100, NULL, NULL}, PARTS_BACK};
static const struct ftl_demo_claim_step chased[] = {
        PARTS_BACK,
        {FTL_CLAIM_CHASE, 12 * DAY, 18 * DAY, 0, NULL, "asked how it stands"},
        {FTL_CLAIM_DECIDE, DAY, 5 * DAY, 100, NULL, NULL},
};
static const struct ftl_demo_claim_step asked[] = {
        ACKNOWLEDGED,
        {FTL_CLAIM_ASK, DAY, 5 * DAY, 0, NULL, "which serial number had the old part?"},
        {FTL_CLAIM_ANSWER, 60, 3 * DAY, 0, NULL, "sent a photo of its label"},
        PARTS_BACK,
        {FTL_CLAIM_DECIDE, 3 * DAY, 8 * DAY, 100, NULL, NULL},
};
static const struct ftl_demo_claim_step cut[] = {
        ACKNOWLEDGED,
        PARTS_BACK,
        {FTL_CLAIM_DECIDE, 5 * DAY, 14 * DAY, 60, "R13", "no invoice with it that we can read"},
        {FTL_CLAIM_WRITE_OFF, 2 * DAY, 10 * DAY, 0, "not worth an appeal", NULL},
};
static const struct ftl_demo_claim_step corrected[] = {
        ACKNOWLEDGED,
        PARTS_BACK,
        {FTL_CLAIM_DECIDE, 4 * DAY, 9 * DAY, 0, "R04", "serial number is not in our register"},
        {FTL_CLAIM_CORRECT, 60, 5 * DAY, 0, NULL, "serial number as on the receipt"},
        {FTL_CLAIM_DECIDE, 4 * DAY, 9 * DAY, 100, NULL, NULL},
};
static const struct ftl_demo_claim_step appealed[] = {
        ACKNOWLEDGED,
        PARTS_BACK,
        {FTL_CLAIM_DECIDE, 4 * DAY, 9 * DAY, 0, "R17", "damage by use"},
        {FTL_CLAIM_APPEAL, DAY, 6 * DAY, 0, NULL, "the photos show no trace of a fall"},
        {FTL_CLAIM_DECIDE, 8 * DAY, 14 * DAY, 80, "R17", "as a gesture"},
        {FTL_CLAIM_WRITE_OFF, DAY, 8 * DAY, 0, "the appeal is over", NULL},
};
static const struct ftl_demo_claim_step given_up[] = {
        ACKNOWLEDGED,
        {FTL_CLAIM_DECIDE, 6 * DAY, 12 * DAY, 0, "R21", NULL},
        {FTL_CLAIM_WRITE_OFF, 3 * DAY, 10 * DAY, 0, "the old part was thrown away", NULL},
};
static const struct ftl_demo_claim_step refused[] = {
        ACKNOWLEDGED,
        PARTS_BACK,
        {FTL_CLAIM_DECIDE, 6 * DAY, 12 * DAY, 0, "R99", NULL},
        {FTL_CLAIM_WRITE_OFF, 12 * DAY, 22 * DAY, 0, "too late for an appeal", NULL},
};
static const struct ftl_demo_claim_step insured[] = {
        ACKNOWLEDGED,
        {FTL_CLAIM_DECIDE, 4 * DAY, 12 * DAY, 100, NULL, NULL},
        {FTL_CLAIM_PAY, 3 * DAY, 9 * DAY, 0, NULL, NULL},
};
static const struct ftl_demo_claim_step insured_in_part[] = {
        {FTL_CLAIM_DECIDE, 4 * DAY, 12 * DAY, 75, "wear of the part", NULL},
        {FTL_CLAIM_PAY, 3 * DAY, 9 * DAY, 0, NULL, NULL},
        {FTL_CLAIM_WRITE_OFF, DAY, 5 * DAY, 0, "the customer was promised the price", NULL},
};

#define STORY(name) .steps = (name), .step_count = FTL_COUNT(name)

const struct ftl_demo_claim_story ftl_demo_claim_stories[] = {
        {.weight_maker = 50, STORY(approved)},
        {.weight_maker = 14, STORY(at_once)},
        {.weight_maker = 5, STORY(chased)},
        {.weight_maker = 6, STORY(asked)},
        {.weight_maker = 9, STORY(cut)},
        {.weight_maker = 8, STORY(corrected)},
        {.weight_maker = 4, STORY(appealed)},
        {.weight_maker = 4, STORY(given_up)},
        {.weight_maker = 3, STORY(refused)},
        {.weight_insurer = 3, STORY(insured)},
        {.weight_insurer = 1, STORY(insured_in_part)},
};
const size_t ftl_demo_claim_story_count = FTL_COUNT(ftl_demo_claim_stories);
