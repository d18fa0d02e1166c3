#ifndef OPS_DEMO_DATA_H
#define OPS_DEMO_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/model/claim.h"
#include "fettle/model/line.h"
#include "fettle/model/role.h"

/* The tables the demo centre is made of. Names, numbers and addresses are made up. */

struct ftl_demo_staff {
	const char *login;
	const char *name;
	enum ftl_role role;
};
extern const struct ftl_demo_staff ftl_demo_staff[];
extern const size_t ftl_demo_staff_count;

/* People whose names are put together: any first with any last name of the table. */
extern const char *const ftl_demo_first_names[];
extern const size_t ftl_demo_first_name_count;
extern const char *const ftl_demo_last_names[];
extern const size_t ftl_demo_last_name_count;

/* People and companies of one name each. */
struct ftl_demo_customer {
	const char *name;
	const char *language; /* BCP 47 */
	bool is_company;
};
extern const struct ftl_demo_customer ftl_demo_customers[];
extern const size_t ftl_demo_customer_count;

/* Kinds of work: which faults, accessories and products go together. */
enum ftl_demo_group {
	FTL_DEMO_PHONE,
	FTL_DEMO_COMPUTER,
	FTL_DEMO_PRINTER,
	FTL_DEMO_HEADPHONES,
	FTL_DEMO_AUDIO,
	FTL_DEMO_COFFEE,
	FTL_DEMO_KITCHEN,
	FTL_DEMO_CLEANING,
	FTL_DEMO_SCREEN,
	FTL_DEMO_CONSOLE,
	FTL_DEMO_TOOL,
	FTL_DEMO_SEWING,
	FTL_DEMO_CAMERA,
	FTL_DEMO_SMALL,
	FTL_DEMO_GROUPS
};

struct ftl_demo_product {
	enum ftl_demo_group group;
	int weight;
	const char *category;
	const char *brand;
	const char *model;
	const char *serial; /* # is a digit, @ a letter; an IMEI when it is NULL */
};
extern const struct ftl_demo_product ftl_demo_products[];
extern const size_t ftl_demo_product_count;

struct ftl_demo_fault {
	enum ftl_demo_group group;
	const char *fault;
	const char *work;
	int labour_minutes; /* multiples of 15 */
	const char *part;   /* a number of ftl_demo_parts; NULL: none is needed */
	/* In codes: what is complained of, where it was, what it was, what was done. */
	const char *symptom;
	const char *section;
	const char *defect;
	const char *repair;
};
extern const struct ftl_demo_fault ftl_demo_faults[];
extern const size_t ftl_demo_fault_count;

struct ftl_demo_supplier {
	const char *name;
	const char *email;
	const char *account;
	const char *lead_days;
};
extern const struct ftl_demo_supplier ftl_demo_suppliers[];
extern const size_t ftl_demo_supplier_count;
extern const char *const ftl_demo_shelves[];
extern const size_t ftl_demo_shelf_count;

/* A part of the catalogue. */
struct ftl_demo_part {
	const char *sku;
	const char *name;
	size_t supplier; /* index of ftl_demo_suppliers */
	size_t shelf;    /* index of ftl_demo_shelves */
	int cost_cents;
	int opening; /* on the shelf on the first day */
	int point;   /* ordered again at so many */
	int again;   /* so many; 0: only for a job that needs it */
	bool has_serials;
	const char *lots; /* followed by lot; the days that it keeps */
	bool is_hazardous;
	const char *superseded_by;
};
extern const struct ftl_demo_part ftl_demo_parts[];
extern const size_t ftl_demo_part_count;

#define FTL_DEMO_ACCESSORIES 3
extern const char *const ftl_demo_accessories[FTL_DEMO_GROUPS][FTL_DEMO_ACCESSORIES];
extern const char *const ftl_demo_conditions[];
extern const size_t ftl_demo_condition_count;

/* One thing that is done with a job. */
enum ftl_demo_do {
	FTL_DEMO_ASSIGN,
	FTL_DEMO_DIAGNOSE,
	FTL_DEMO_LINES, /* labour and part of the fault, and its codes but for the kind of this name
	                 */
	FTL_DEMO_CODE,  /* the codes of an update */
	FTL_DEMO_FEE,   /* a diagnosis fee */
	FTL_DEMO_FREIGHT,
	FTL_DEMO_ASK, /* with the estimate */
	FTL_DEMO_ASK_PAYER,
	FTL_DEMO_APPROVE,
	FTL_DEMO_REFUSE, /* the payer */
	FTL_DEMO_PARTS,
	FTL_DEMO_PROMISE,
	FTL_DEMO_START,
	FTL_DEMO_SEND,
	FTL_DEMO_BACK,
	FTL_DEMO_TEST,
	FTL_DEMO_FAIL,
	FTL_DEMO_READY,
	FTL_DEMO_HAND_OVER,
	FTL_DEMO_CLOSE,
	FTL_DEMO_CANCEL,
	FTL_DEMO_HOLD,
	FTL_DEMO_RESUME,
	FTL_DEMO_NOTE,
	FTL_DEMO_CLAIM, /* what others pay */
};

struct ftl_demo_step {
	enum ftl_demo_do what;
	int min_minutes; /* opening hours before it is done: at least, at most */
	int max_minutes;
	const char *name; /* result, hold reason, date: a value the step takes */
	const char *text;
};

/* The course of a job; weights say how often, for jobs that the customer pays and for those under
 * warranty. */
struct ftl_demo_story {
	int weight_paid;
	int weight_warranty;
	const char *payer;   /* of its lines; NULL: as the cover says */
	const char *bill;    /* the same */
	const char *barrier; /* with READY */
	const struct ftl_demo_step *steps;
	size_t step_count;
};
extern const struct ftl_demo_story ftl_demo_stories[];
extern const size_t ftl_demo_story_count;

/* One thing that is done with a claim, or that its payer does. */
struct ftl_demo_claim_step {
	enum ftl_claim_act act;
	int min_minutes; /* opening hours before it is done: at least, at most */
	int max_minutes;
	int percent; /* DECIDE: of the last line, approved; the others are approved in full */
	const char *reason;
	const char *text;
};

/* What becomes of a claim once it is sent; weights say how often, for makers and for insurers. What
 * makers pay is not among it: they pay by lists (ftl_demo_errands). */
struct ftl_demo_claim_story {
	int weight_maker;
	int weight_insurer;
	const struct ftl_demo_claim_step *steps;
	size_t step_count;
};
extern const struct ftl_demo_claim_story ftl_demo_claim_stories[];
extern const size_t ftl_demo_claim_story_count;

/* What belongs to no job, by the day of the demo on which it is done. */
enum ftl_demo_errand_do {
	FTL_DEMO_REMIT,   /* the maker pays what it owes */
	FTL_DEMO_DISPUTE, /* what was paid short */
	FTL_DEMO_ORDER,   /* what jobs and shelves lack; every few days from its day on */
	FTL_DEMO_DELIVER, /* what was ordered */
	FTL_DEMO_COUNT,   /* a shelf of which one piece is missing */
	FTL_DEMO_SCRAP,
	FTL_DEMO_SEND_BACK, /* what was dead or wrong, to its suppliers */
	FTL_DEMO_DRAFT,     /* an order that nobody sends */
};
struct ftl_demo_errand {
	int day;
	enum ftl_demo_errand_do what;
	int percent;      /* REMIT: what is paid of the claim of which most is owed */
	const char *name; /* COUNT, SCRAP, DRAFT: of the part; REMIT: the amount of a line that
	                     nobody knows */
	const char *text; /* of that line; why it is done */
};
extern const struct ftl_demo_errand ftl_demo_errands[];
extern const size_t ftl_demo_errand_count;

/* Jobs that are under way when the demo ends, so that every state is to be seen. */
struct ftl_demo_open {
	size_t story;    /* index of ftl_demo_stories */
	size_t steps;    /* how many of its steps were done */
	int age_minutes; /* opening hours since check-in */
	const char *priority;
};
extern const struct ftl_demo_open ftl_demo_open[];
extern const size_t ftl_demo_open_count;

/* What is lent, and to whose job of those under way. */
struct ftl_demo_loaner {
	const char *name;
	const char *serial;
	const char *deposit; /* usual, and taken */
	size_t open;         /* index of ftl_demo_open; ftl_demo_open_count: it is free */
	const char *due;     /* from the check-in on */
	const char *condition;
};
extern const struct ftl_demo_loaner ftl_demo_loaners[];
extern const size_t ftl_demo_loaner_count;

/* The story of a device that comes back with the fault it was repaired for. */
extern const struct ftl_demo_story ftl_demo_return_story;

#endif
