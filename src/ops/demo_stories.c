#include "fettle/base/attr.h"
#include "ops/demo_data.h"

/* A business day is eight hours. */
#define DAY 480

#define ASSIGN                                                                                     \
	{                                                                                          \
		FTL_DEMO_ASSIGN, 5, 150, NULL, NULL                                                \
	}
#define DIAGNOSE                                                                                   \
	{                                                                                          \
		FTL_DEMO_DIAGNOSE, 20, 360, NULL, NULL                                             \
	}
#define LINES                                                                                      \
	{                                                                                          \
		FTL_DEMO_LINES, 5, 45, NULL, NULL                                                  \
	}
#define START                                                                                      \
	{                                                                                          \
		FTL_DEMO_START, 10, 180, NULL, NULL                                                \
	}
#define TEST                                                                                       \
	{                                                                                          \
		FTL_DEMO_TEST, 30, 240, NULL, NULL                                                 \
	}
#define REPAIRED                                                                                   \
	{                                                                                          \
		FTL_DEMO_READY, 10, 90, "repaired", NULL                                           \
	}
#define COLLECT                                                                                    \
	{FTL_DEMO_HAND_OVER, 60, 5 * DAY, NULL, NULL}, {FTL_DEMO_CLAIM, 30, 4 * DAY, NULL, NULL},  \
	{                                                                                          \
		FTL_DEMO_CLOSE, 60, 2 * DAY, NULL, NULL                                            \
	}

static const struct ftl_demo_step quick[] = {ASSIGN, DIAGNOSE, START,  LINES,
                                             TEST,   REPAIRED, COLLECT};
static const struct ftl_demo_step with_parts[] = {
        ASSIGN,
        DIAGNOSE,
        LINES,
        {FTL_DEMO_PARTS, 5, 30, "+5d", NULL},
        {FTL_DEMO_PROMISE, 0, 10, "+8d", "the part has to be ordered"},
        {FTL_DEMO_START, 2 * DAY, 6 * DAY, NULL, NULL},
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step with_estimate[] = {
        ASSIGN,
        DIAGNOSE,
        LINES,
        {FTL_DEMO_ASK, 10, 90, "+10d", "shall we repair it for this price?"},
        {FTL_DEMO_APPROVE, 45, 4 * DAY, NULL, "yes, by telephone"},
        START,
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step estimate_and_parts[] = {
        ASSIGN,
        DIAGNOSE,
        LINES,
        {FTL_DEMO_ASK, 10, 90, "+10d", "shall we order the part and repair it for this price?"},
        {FTL_DEMO_APPROVE, 60, 3 * DAY, NULL, "yes, by e-mail"},
        {FTL_DEMO_PARTS, 5, 60, "+6d", NULL},
        {FTL_DEMO_PROMISE, 0, 10, "+9d", "the part has to be ordered"},
        {FTL_DEMO_START, 3 * DAY, 8 * DAY, NULL, NULL},
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step declined[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_ASK, 10, 120, "+3d", "shall we repair it for this price?"},
        {FTL_DEMO_FEE, 2 * 60, 4 * DAY, NULL, NULL},
        {FTL_DEMO_READY, 1, 20, "declined_by_customer", "too expensive for the customer"},
        COLLECT,
};
static const struct ftl_demo_step no_fault[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_READY, 60, 2 * DAY, "no_fault_found", "ran a whole day without the fault"},
        COLLECT,
};
static const struct ftl_demo_step instructed[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_READY, 20, 120, "user_instructed", "showed how to descale and reset it"},
        COLLECT,
};
static const struct ftl_demo_step unrepairable[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_READY, 60, DAY, "unrepairable", "the part is no longer made"},
        COLLECT,
};
static const struct ftl_demo_step uneconomic[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_ASK, 20, 120, "+3d", "the repair would cost more than a used one"},
        {FTL_DEMO_READY, 60, 3 * DAY, "uneconomic", NULL},
        COLLECT,
};
static const struct ftl_demo_step with_payer[] = {
        ASSIGN,
        DIAGNOSE,
        LINES,
        {FTL_DEMO_ASK_PAYER, 15, 120, "+5d", "asked for leave to repair"},
        {FTL_DEMO_APPROVE, 3 * 60, 6 * DAY, "+30d", "granted"},
        {FTL_DEMO_PARTS, 5, 60, "+6d", NULL},
        {FTL_DEMO_PROMISE, 0, 10, "+9d", "the part has to be ordered"},
        {FTL_DEMO_START, 2 * DAY, 6 * DAY, NULL, NULL},
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step refused[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_ASK_PAYER, 15, 120, "+5d", "asked for leave to repair"},
        {FTL_DEMO_REFUSE, 3 * 60, 5 * DAY, NULL, "fell, by the photos: not insured"},
        {FTL_DEMO_ASK, 20, 120, "+5d", "the insurer does not pay: repair at your own cost?"},
        {FTL_DEMO_READY, 60, 3 * DAY, "declined_by_customer", NULL},
        COLLECT,
};
static const struct ftl_demo_step outside[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_SEND, 60, DAY, "+10d", "board repair"},
        {FTL_DEMO_BACK, 5 * DAY, 9 * DAY, NULL, "back, board repaired"},
        {FTL_DEMO_FREIGHT, 1, 20, NULL, NULL},
        LINES,
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step rework[] = {
        ASSIGN,
        DIAGNOSE,
        START,
        LINES,
        TEST,
        {FTL_DEMO_FAIL, 10, 60, NULL, "fault comes back when it is warm"},
        {FTL_DEMO_TEST, 60, DAY, NULL, NULL},
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step undone[] = {
        ASSIGN,
        DIAGNOSE,
        START,
        LINES,
        TEST,
        REPAIRED,
        {FTL_DEMO_FAIL, 60, DAY, NULL, "a screw was left over"},
        {FTL_DEMO_TEST, 20, 120, NULL, NULL},
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step held[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_HOLD, 10, 60, "customer", "customer looks for the password"},
        {FTL_DEMO_RESUME, 2 * 60, 4 * DAY, NULL, NULL},
        START,
        LINES,
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step held_by_us[] = {
        ASSIGN,
        DIAGNOSE,
        {FTL_DEMO_HOLD, 10, 60, "internal", "the special tool is lent out"},
        {FTL_DEMO_RESUME, 60, 2 * DAY, NULL, NULL},
        START,
        LINES,
        {FTL_DEMO_NOTE, 10, 30, NULL, "cleaned it inside as well"},
        TEST,
        REPAIRED,
        COLLECT,
};
static const struct ftl_demo_step cancelled[] = {
        ASSIGN,
        {FTL_DEMO_CANCEL, 60, 2 * DAY, NULL, "customer bought a new one"},
};
static const struct ftl_demo_step exchanged[] = {
        ASSIGN,
        DIAGNOSE,
        LINES,
        {FTL_DEMO_ASK_PAYER, 15, 120, "+5d", "asked for an exchange"},
        {FTL_DEMO_APPROVE, DAY, 5 * DAY, "+60d", "exchange granted"},
        {FTL_DEMO_START, DAY, 3 * DAY, NULL, NULL},
        TEST,
        {FTL_DEMO_READY, 10, 60, "exchanged", "new unit, serial noted on the receipt"},
        COLLECT,
};
static const struct ftl_demo_step software[] = {
        ASSIGN,
        DIAGNOSE,
        START,
        {FTL_DEMO_FEE, 5, 30, NULL, NULL},
        {FTL_DEMO_CODE, 1, 5, NULL, NULL},
        TEST,
        {FTL_DEMO_READY, 10, 60, "software_only", "updated and reset"},
        COLLECT,
};
static const struct ftl_demo_step forgotten[] = {
        ASSIGN, DIAGNOSE, START, {FTL_DEMO_LINES, 5, 45, "symptom", NULL}, TEST, REPAIRED, COLLECT,
};
static const struct ftl_demo_step held_by_law[] = {
        ASSIGN,
        {FTL_DEMO_HOLD, 10, 60, "legal", "serial number is reported stolen, police asked"},
};

#define STORY(name) .steps = (name), .step_count = FTL_COUNT(name)

enum {
	QUICK,
	WITH_PARTS,
	WITH_ESTIMATE,
	ESTIMATE_AND_PARTS,
	DECLINED,
	NO_FAULT,
	INSTRUCTED,
	UNREPAIRABLE,
	UNECONOMIC,
	WITH_MAKER,
	WITH_INSURER,
	REFUSED,
	OUTSIDE,
	REWORK,
	UNDONE,
	HELD,
	HELD_BY_US,
	CANCELLED,
	EXCHANGED,
	SOFTWARE,
	GOODWILL,
	HELD_BY_LAW,
	FORGOTTEN,
	STORIES
};

const struct ftl_demo_story ftl_demo_stories[STORIES] = {
        [QUICK] = {.weight_paid = 30, .weight_warranty = 28, STORY(quick)},
        [WITH_PARTS] = {.weight_paid = 12, .weight_warranty = 26, STORY(with_parts)},
        [WITH_ESTIMATE] = {.weight_paid = 18, STORY(with_estimate)},
        [ESTIMATE_AND_PARTS] = {.weight_paid = 10, STORY(estimate_and_parts)},
        [DECLINED] = {.weight_paid = 6, STORY(declined)},
        [NO_FAULT] = {.weight_paid = 5, .weight_warranty = 8, STORY(no_fault)},
        [INSTRUCTED] = {.weight_paid = 2, .weight_warranty = 3, STORY(instructed)},
        [UNREPAIRABLE] = {.weight_paid = 4,
                          .barrier = "spare_parts_not_available",
                          STORY(unrepairable)},
        [UNECONOMIC] = {.weight_paid = 3,
                        .barrier = "spare_parts_too_expensive",
                        STORY(uneconomic)},
        [WITH_MAKER] = {.weight_warranty = 14, STORY(with_payer)},
        [WITH_INSURER] = {.weight_paid = 4, .payer = "insurer", STORY(with_payer)},
        [REFUSED] = {.weight_paid = 1, .payer = "insurer", STORY(refused)},
        [OUTSIDE] = {.weight_paid = 2, .weight_warranty = 3, STORY(outside)},
        [REWORK] = {.weight_paid = 4, .weight_warranty = 4, STORY(rework)},
        [UNDONE] = {.weight_paid = 1, .weight_warranty = 2, STORY(undone)},
        [HELD] = {.weight_paid = 3, .weight_warranty = 2, STORY(held)},
        [HELD_BY_US] = {.weight_paid = 2, .weight_warranty = 2, STORY(held_by_us)},
        [CANCELLED] = {.weight_paid = 2, .weight_warranty = 1, STORY(cancelled)},
        [EXCHANGED] = {.weight_warranty = 5, STORY(exchanged)},
        [SOFTWARE] = {.weight_paid = 3, .weight_warranty = 4, STORY(software)},
        [GOODWILL] = {.weight_paid = 2, .payer = "shop", .bill = "goodwill", STORY(quick)},
        [HELD_BY_LAW] = {STORY(held_by_law)},
        [FORGOTTEN] = {STORY(forgotten)},
};
const size_t ftl_demo_story_count = STORIES;

const struct ftl_demo_story ftl_demo_return_story = {
        .payer = "shop", .bill = "warranty_own", STORY(quick)};

const struct ftl_demo_open ftl_demo_open[] = {
        {QUICK, 0, 12, "normal"},
        {WITH_PARTS, 0, 200, "high"},
        {QUICK, 0, 5 * DAY, "normal"}, /* nobody has it, and it is late */
        {QUICK, 1, 300, "normal"},
        {WITH_PARTS, 2, 90, "normal"},
        {OUTSIDE, 2, 2 * DAY, "low"},
        {REWORK, 2, 4 * DAY, "normal"},
        {WITH_ESTIMATE, 4, DAY, "normal"},
        {ESTIMATE_AND_PARTS, 4, 3 * DAY, "high"},
        {DECLINED, 3, 9 * DAY, "normal"},
        {WITH_MAKER, 4, 2 * DAY, "normal"},
        {WITH_INSURER, 4, 6 * DAY, "normal"},
        {WITH_ESTIMATE, 5, 2 * DAY, "normal"},
        {ESTIMATE_AND_PARTS, 5, DAY, "urgent"},
        {WITH_PARTS, 5, 3 * DAY, "normal"},
        {WITH_PARTS, 5, 4 * DAY, "normal"},
        {WITH_PARTS, 4, 8 * DAY, "normal"}, /* the part does not come */
        {ESTIMATE_AND_PARTS, 7, 7 * DAY, "normal"},
        {QUICK, 3, DAY, "urgent"},
        {HELD, 6, 3 * DAY, "normal"},
        {REWORK, 6, 4 * DAY, "high"},
        {WITH_PARTS, 6, 6 * DAY, "normal"},
        {OUTSIDE, 3, 5 * DAY, "normal"},
        {QUICK, 5, DAY, "normal"},
        {WITH_ESTIMATE, 7, 2 * DAY, "normal"},
        {QUICK, 6, 2 * DAY, "normal"},
        {WITH_PARTS, 8, 9 * DAY, "normal"},
        {NO_FAULT, 3, 12 * DAY, "low"},
        {DECLINED, 5, 20 * DAY, "normal"},
        {HELD, 3, 2 * DAY, "normal"},
        {HELD_BY_LAW, 2, 6 * DAY, "normal"},
        {REFUSED, 5, 8 * DAY, "normal"},
        /* Handed over and not claimed yet: their days run out. */
        {WITH_MAKER, 11, 26 * DAY, "normal"},
        {WITH_MAKER, 11, 23 * DAY, "normal"},
        {EXCHANGED, 9, 20 * DAY, "normal"},
        {FORGOTTEN, 7, 8 * DAY, "normal"},
};
const size_t ftl_demo_open_count = FTL_COUNT(ftl_demo_open);

/* A telephone for the job in which a telephone waits for its part, and a tablet, overdue, for that
 * of the tablet whose part does not come. */
const struct ftl_demo_loaner ftl_demo_loaners[] = {
        {"Nokia 105", "NK105-77-0412", "30.00", 14, "+21d", "with charger, no scratches"},
        {"Samsung Galaxy Tab A7", "R9PT-70-2285X", "80.00", 16, "+7d", "cover worn"},
        {"De'Longhi Dedica", "DD-885-19-3", "50.00", FTL_COUNT(ftl_demo_open), NULL, NULL},
};
const size_t ftl_demo_loaner_count = FTL_COUNT(ftl_demo_loaners);
