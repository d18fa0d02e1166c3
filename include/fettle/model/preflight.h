#ifndef FETTLE_MODEL_PREFLIGHT_H
#define FETTLE_MODEL_PREFLIGHT_H

#include "fettle/base/money.h"
#include "fettle/model/calendar.h"
#include "fettle/model/coverage.h"
#include "fettle/model/fault.h"
#include "fettle/model/preauth.h"
#include "fettle/model/record.h"

/*
 * What would get a claim refused, said while the device is still on the bench. The checks are the
 * rejection reasons that payers publish (domain reference 2.7); what a payer asks is data.
 */

/* What a claim must carry, if the payer asks for it. */
enum ftl_claim_field {
	FTL_CLAIM_SERIAL,
	FTL_CLAIM_MODEL,
	FTL_CLAIM_PURCHASE_DATE,
	FTL_CLAIM_PROOF,
	FTL_CLAIM_ADDRESS,
	FTL_CLAIM_PHONE,
	FTL_CLAIM_EMAIL,
	FTL_CLAIM_CONDITION,
	FTL_CLAIM_SYMPTOM,
	FTL_CLAIM_SECTION,
	FTL_CLAIM_DEFECT,
	FTL_CLAIM_REPAIR,
	FTL_CLAIM_PART, /* the part that was fitted, in the diagnosis */
	FTL_CLAIM_FIELDS
};
#define FTL_CLAIM_NEEDS(field) (1u << (field))
extern const char *const ftl_claim_field_names[FTL_CLAIM_FIELDS]; /* "serial", "model", … */

/* With what the time to claim begins. */
enum ftl_claim_basis { FTL_CLAIM_FROM_READY, FTL_CLAIM_FROM_HAND_OVER, FTL_CLAIM_BASES };
extern const char *const ftl_claim_basis_names[FTL_CLAIM_BASES]; /* "ready", "hand_over" */

/* What is attached to a job as evidence. */
enum ftl_evidence {
	FTL_EVIDENCE_RECEIPT,
	FTL_EVIDENCE_PHOTO,
	FTL_EVIDENCE_REPORT, /* of a test */
	FTL_EVIDENCE_SIGNATURE,
	FTL_EVIDENCE_WANTED,                        /* the kinds so far may be asked for */
	FTL_EVIDENCE_INVOICE = FTL_EVIDENCE_WANTED, /* the supplier's, of a part */
	FTL_EVIDENCE_OTHER,
	FTL_EVIDENCES
};
#define FTL_EVIDENCE_OF(kind) (1u << (kind))
extern const char *const ftl_evidence_names[FTL_EVIDENCES]; /* "receipt", "photo", … */

/* Values out of a list; of none: everything. */
struct ftl_claim_list {
	const char *const *words;
	size_t count;
};

/* A part that is used in some models only. */
struct ftl_claim_part {
	const char *number;
	struct ftl_claim_list models;
};

/* What a payer asks of claims. Lists of none: everything; amounts and days that are absent: no
 * limit. */
struct ftl_payer_rules {
	enum ftl_payer payer;
	const char *account; /* our number with them; NULL: none */
	bool needs_account;
	const char *const *models;
	size_t model_count;
	const char *const *exchange_only; /* categories that are exchanged, not repaired */
	size_t exchange_only_count;
	const char *const *territory; /* ISO 3166 countries */
	size_t territory_count;
	unsigned required; /* FTL_CLAIM_NEEDS() of each */
	struct ftl_opt submit_days;
	enum ftl_claim_basis submit_basis;
	bool in_business_days;
	struct ftl_opt preauth_above_cents;
	bool preauth_for_exchange;
	bool preauth_for_repeat;
	struct ftl_opt unpaid_repeat_days;    /* a repair so soon after another is not paid */
	struct ftl_opt no_labour_repeat_days; /* its labour is not */
	struct ftl_opt labour_rate_cents;     /* an hour, at most */
	struct ftl_opt labour_most_cents;
	struct ftl_opt markup_basis_points; /* on the cost of a part, at most */
	struct ftl_opt freight_most_cents;
	struct ftl_opt amount_most_cents;
	bool pays_no_fault; /* also where no fault was found */
	/* Patterns as in pattern.h, one of which must fit. */
	struct ftl_claim_list serial_formats;
	struct ftl_claim_list part_number_formats; /* a word of the line's text is the number */
	struct ftl_opt age_most_months;            /* since the purchase */
	unsigned evidence;                         /* FTL_EVIDENCE_OF() of what must be attached */
	struct ftl_opt invoice_above_cents; /* a part that cost more needs its supplier's invoice */
	struct ftl_claim_list labour_not_with_part; /* repair codes: beside a part they pay none */
	struct ftl_claim_list codes[FTL_FAULT_KINDS];
	const struct ftl_claim_part
	        *parts; /* of numbers that are not among them nothing is known */
	size_t part_count;
};

/* A copy that is attached to the job. */
struct ftl_claim_attachment {
	enum ftl_evidence kind;
	int position;     /* of the line it is of; 0: of the whole job */
	bool is_readable; /* it is a whole picture or document */
};

/* An old part that the payer wants back. */
enum ftl_claim_return_state {
	FTL_CLAIM_RETURN_DUE,
	FTL_CLAIM_RETURN_SHIPPED,
	FTL_CLAIM_RETURN_RECEIVED,
	FTL_CLAIM_RETURN_WRONG, /* the payer says that it is another part */
	FTL_CLAIM_RETURN_DAMAGED
};
struct ftl_claim_return {
	int position; /* of the line of the new part */
	int32_t due_on;
	enum ftl_claim_return_state state;
};

/* Another live claim from the same payer for the same thing. */
struct ftl_claim_claimed {
	int position;     /* of the line that is in it; 0: it is for the same device and day */
	const char *code; /* of that claim */
};

/* A cover on file of the device that was not declared void. */
struct ftl_claim_cover {
	enum ftl_payer payer; /* whose it is */
	const char *rule;     /* as it is called */
	bool is_registered;   /* it was looked up in the giver's register */
	int32_t starts_on;
	struct ftl_opt ends_on; /* the last day on which it covers anything; absent: no end */
	struct ftl_claim_list territory; /* ISO 3166 countries */
	unsigned excludes;               /* FTL_EXCLUDES() of each */
	struct ftl_opt left_cents;       /* of its limit for this job; absent: there is none */
};

/* The job as the checks look at it. Days are civil days of the centre. */
struct ftl_preflight_job {
	const struct ftl_order *order;
	const struct ftl_customer *customer;
	const struct ftl_device *device;
	const struct ftl_order_line *lines;
	size_t line_count;
	const struct ftl_diagnosis *diagnosis;
	size_t diagnosis_count;
	const struct ftl_verdict *cover; /* what the job goes by, a class each; NULL: nothing */
	const struct ftl_order_finding *findings;
	size_t finding_count;
	const char *country;
	int32_t today;
	struct ftl_opt received_on, ready_on, handed_over_on;
	struct ftl_opt repeat_days; /* since the hand-over of an earlier repair of the device */
	const char *repeat_of;      /* its code */
	const struct ftl_preauths *preauths; /* as they stand today; NULL: nobody was asked */
	const char *authorisation; /* the number the claim gives; NULL: the one that was granted */
	const struct ftl_calendar *calendar;
	const struct ftl_part_failure *failures; /* of parts that were fitted */
	size_t failure_count;
	const struct ftl_claim_cover *covers;
	size_t cover_count;
	bool has_attachments; /* what is attached is known: else nothing is missed */
	const struct ftl_claim_attachment *attachments;
	size_t attachment_count;
	const struct ftl_claim_return *returns;
	size_t return_count;
	const struct ftl_claim_claimed *claimed;
	size_t claimed_count;
};

/* The reasons, in the order in which they are told. */
enum ftl_preflight_check {
	FTL_PREFLIGHT_NOT_COVERED,
	FTL_PREFLIGHT_CONTRACT_LAPSED,
	FTL_PREFLIGHT_DUPLICATE,
	FTL_PREFLIGHT_FILING_LIMIT,
	FTL_PREFLIGHT_SECOND_REPAIR,
	FTL_PREFLIGHT_LABOUR_ON_REPEAT,
	FTL_PREFLIGHT_AUTHORISATION_MISSING,
	FTL_PREFLIGHT_AUTHORISATION_PENDING,
	FTL_PREFLIGHT_AUTHORISATION_DENIED,
	FTL_PREFLIGHT_AUTHORISATION_EXPIRED,
	FTL_PREFLIGHT_AUTHORISATION_MISMATCH,
	FTL_PREFLIGHT_AUTHORISATION_SHORT,
	FTL_PREFLIGHT_ACCOUNT_MISSING,
	FTL_PREFLIGHT_SERIAL_MISSING,
	FTL_PREFLIGHT_SERIAL_INVALID,
	FTL_PREFLIGHT_MODEL_MISSING,
	FTL_PREFLIGHT_MODEL_NOT_ALLOWED,
	FTL_PREFLIGHT_CATEGORY_NOT_AUTHORISED,
	FTL_PREFLIGHT_EXCHANGE_ONLY,
	FTL_PREFLIGHT_REGION,
	FTL_PREFLIGHT_SOLD_ELSEWHERE,
	FTL_PREFLIGHT_PURCHASE_DATE_MISSING,
	FTL_PREFLIGHT_PURCHASE_DATE_INVALID,
	FTL_PREFLIGHT_TOO_OLD,
	FTL_PREFLIGHT_PROOF_MISSING,
	FTL_PREFLIGHT_PROOF_MISMATCH,
	FTL_PREFLIGHT_REQUEST_DATE_MISSING,
	FTL_PREFLIGHT_REQUEST_DATE_INVALID,
	FTL_PREFLIGHT_COMPLETION_DATE_MISSING,
	FTL_PREFLIGHT_COMPLETION_DATE_INVALID,
	FTL_PREFLIGHT_CUSTOMER_MISSING,
	FTL_PREFLIGHT_EVIDENCE_MISSING,
	FTL_PREFLIGHT_ILLEGIBLE,
	FTL_PREFLIGHT_CODE_MISSING,
	FTL_PREFLIGHT_CODE_INVALID,
	FTL_PREFLIGHT_PART_MISSING,
	FTL_PREFLIGHT_NO_FAULT,
	FTL_PREFLIGHT_DAMAGE,
	FTL_PREFLIGHT_LABOUR_WITH_PART,
	FTL_PREFLIGHT_PART_NUMBER_MISSING,
	FTL_PREFLIGHT_PART_NUMBER_INVALID,
	FTL_PREFLIGHT_PART_NOT_FOR_MODEL,
	FTL_PREFLIGHT_PART_NO_FAULT,
	FTL_PREFLIGHT_INVOICE_MISSING,
	FTL_PREFLIGHT_RETURN_MISSING,
	FTL_PREFLIGHT_RETURN_WRONG,
	FTL_PREFLIGHT_RETURN_DAMAGED,
	FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE,
	FTL_PREFLIGHT_PART_ABOVE_SCHEDULE,
	FTL_PREFLIGHT_FREIGHT_ABOVE_SCHEDULE,
	FTL_PREFLIGHT_AMOUNT_ABOVE_SCHEDULE,
	FTL_PREFLIGHT_ABOVE_LIMIT,
	FTL_PREFLIGHT_CHECKS
};
extern const char *const ftl_preflight_names[FTL_PREFLIGHT_CHECKS]; /* "not_covered", … */

enum ftl_preflight_severity {
	FTL_PREFLIGHT_BLOCKS, /* the claim would be refused */
	FTL_PREFLIGHT_LATER,  /* it is still to come: the job is under way */
	FTL_PREFLIGHT_WARNS,  /* there is something to look at */
	FTL_PREFLIGHT_SEVERITIES
};
extern const char *const ftl_preflight_severity_names[FTL_PREFLIGHT_SEVERITIES];

struct ftl_preflight_finding {
	enum ftl_preflight_check check;
	enum ftl_preflight_severity severity;
	int position;        /* of the line it is about; 0: of the whole claim */
	const char *field;   /* what is to be mended: "serial", "line 2" */
	const char *message; /* one line in lower case */
	const char *way;     /* the command that mends it, or what to do; codes for the eye */
};

struct ftl_preflight {
	const struct ftl_preflight_finding *findings;
	size_t count;
	size_t blocking;
	int64_t amount_cents;    /* of the payer's lines, net */
	struct ftl_opt last_day; /* to submit it; absent: none, or the time has not begun */
};

/* The same where that payer's rules are in use, and none of them for this device: the one finding
 * says so. */
void ftl_preflight_unauthorised(struct ftl_arena *arena, enum ftl_payer payer,
                                const struct ftl_preflight_job *job, struct ftl_preflight *ret);

/* Holds a job's lines of a payer against what that payer asks. Strings live in the arena. */
void ftl_preflight(struct ftl_arena *arena, const struct ftl_payer_rules *rules,
                   const struct ftl_currency *currency, const struct ftl_preflight_job *job,
                   struct ftl_preflight *ret);

#endif
