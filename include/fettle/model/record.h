#ifndef FETTLE_MODEL_RECORD_H
#define FETTLE_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/opt.h"
#include "fettle/model/attachment.h"
#include "fettle/model/attention.h"
#include "fettle/model/claim.h"
#include "fettle/model/coverage.h"
#include "fettle/model/custody.h"
#include "fettle/model/fault.h"
#include "fettle/model/line.h"
#include "fettle/model/loaner.h"
#include "fettle/model/order.h"
#include "fettle/model/remittance.h"
#include "fettle/model/role.h"

/*
 * The things of the trade as plain structs: the store fills them, operations return them, front
 * ends show them. Strings live in the caller's arena; NULL is absent. Codes are in short form.
 */

/* Somebody who works at the centre. */
struct ftl_staff {
	int64_t id;
	const char *login;
	const char *name;
	enum ftl_role role;
	bool is_active;
	int64_t created_at;
};

/* A telephone number or an e-mail address, as it was given. */
struct ftl_contact {
	bool is_email;
	const char *value;
};

/* A person or company whose devices come in. code is the short form. */
struct ftl_customer {
	int64_t id;
	const char *code;
	bool is_company;
	const char *name;
	const char *language; /* BCP 47 tag */
	const char *address;
	const char *note;
	const struct ftl_contact *contacts;
	size_t contact_count;
	int64_t created_at;
};

/* A device; what is not known is NULL. *_key members are folded for comparing. */
struct ftl_device {
	int64_t id;
	const char *code;
	int64_t category_id; /* 0: none */
	const char *category;
	const char *brand;
	const char *model;
	const char *serial;
	const char *serial_key;
	const char *imei;
	const char *imei2;
	const char *gtin;
	const char *asset_tag;
	struct ftl_opt purchased_on; /* date */
	const char *proof;
	int64_t created_at;
	int64_t owner_id; /* the present owner, 0: unknown */
};

/* A work order as lists show it. */
struct ftl_order {
	int64_t id;
	const char *code;
	const char *intake_code;
	int64_t customer_id;
	const char *customer_code;
	const char *customer;
	int64_t device_id;
	const char *device_code;
	const char *category;
	const char *brand;
	const char *model;
	const char *serial;
	const char *imei;
	const char *asset_tag;
	enum ftl_priority priority;
	const char *fault;
	const char *condition;
	struct ftl_opt approval_limit_cents;
	struct ftl_opt promised_on;
	struct ftl_opt first_promised_on;
	const char *returns_for; /* code of the job this one returns for */
	const char *source;      /* "desk" or "ords" */
	enum ftl_state state;
	enum ftl_hold hold;
	enum ftl_result result;
	enum ftl_barrier barrier;
	int64_t technician_id;
	const char *technician; /* login */
	const char *technician_name;
	struct ftl_opt received_at;
	struct ftl_opt ready_at;
	struct ftl_opt handed_over_at;
	struct ftl_opt closed_at;
	int64_t state_since;
	int64_t last_event_at;
	int64_t last_event_id;
	bool is_open;
	const char *place; /* where the device lies; NULL: not known, or not in our care */
	enum ftl_place_kind place_kind; /* of that place */
};

/* One row of a work order's timeline. */
struct ftl_order_event {
	struct ftl_event event;
	struct ftl_opt recorded_at; /* when it was typed, if later than it happened */
	enum ftl_state state;       /* after the event */
	const char *staff;          /* login */
	const char *staff_name;
	const char *technician; /* login of who was given the job */
	const char *technician_name;
	struct ftl_opt due_on;
	const char *reference; /* NOTICE: the way it was given */
	struct ftl_opt amount_cents;
	const char *text;
	struct ftl_opt payer; /* ASK_PAYER: who was asked, an enum ftl_payer; absent: nobody said */
	int64_t vendor_id;    /* SEND: the outside repairer; 0: none */
	const char *vendor;
	const char *vendor_code;
	const char *tracking; /* SEND: the parcel's number */
};

/* Somebody at work: whose timer runs, and on which job. */
struct ftl_timer {
	int64_t staff_id;
	const char *staff; /* login */
	const char *staff_name;
	int64_t order_id;
	const char *order_code;
	int64_t since;
};

/* What a work order was last put to wait for: a question, a part, a repairer, a hold. */
struct ftl_order_request {
	enum ftl_event_kind kind;
	struct ftl_opt due_on; /* date */
	const char *reference;
	const char *text;
};

/* A device that is lent. While it is lent or lost, with whom and for which job. */
struct ftl_loaner {
	int64_t id;
	const char *code;
	const char *name;
	const char *serial;
	struct ftl_opt deposit_cents; /* what is usually asked for it */
	bool is_retired;
	int64_t created_at;
	enum ftl_loaner_state state;
	int64_t order_id; /* 0: none */
	struct ftl_opt due_on;
	const char *order_code;
	const char *customer_code;
	const char *customer;
	struct ftl_opt since; /* of its last event: lent, back, or lost since; none: never lent */
	struct ftl_opt taken_cents; /* the deposit that was taken for it */
};

/* One event of a loaner, with what lists show. */
struct ftl_loaner_row {
	struct ftl_loaner_event event;
	const char *loaner_code;
	const char *loaner; /* its name */
	const char *order_code;
	const char *customer;
	const char *staff; /* login of who noted it */
	const char *staff_name;
	const char *text;      /* the condition, or what became of it */
	int line_position;     /* of the charge on the job's bill; 0: none */
	int64_t line_order_id; /* the job whose bill it is */
	int64_t line_cents;    /* what it comes to */
	bool is_line_removed;
};

/* An open work order as the board shows it. */
struct ftl_board_job {
	struct ftl_order order; /* what the board does not show is left out */
	bool has_request;       /* of what it waits for now */
	struct ftl_order_request request;
	int promises;               /* how many days were promised, one after the other */
	struct ftl_notices notices; /* since it is ready */
	struct ftl_attention attention;
	const struct ftl_timer *timer;   /* that has run longest on it; NULL: nobody is at work */
	const struct ftl_loaner *loaner; /* that is due first of those out for it; NULL: none is */
	int64_t at_work_since; /* the person whose bench it is; 0: not, or nobody's bench */
};

/* A thing with a label of its own: the device (position 1) or what was left with it. */
struct ftl_piece {
	int64_t id;
	const char *code;
	const char *order_code;
	int64_t order_id;
	int position;
	bool is_device; /* else an accessory */
	const char *name;
	bool is_here;     /* in our care */
	bool is_missing;  /* not here, and it was said what became of it */
	int64_t place_id; /* 0: not known; the rest of the place is then absent */
	const char *place_code;
	const char *place; /* its name */
	enum ftl_place_kind place_kind;
};

/* True for a piece that is in our care and lies at an outside repairer. */
bool ftl_piece_is_away(const struct ftl_piece *piece);
/* The same of a job's device, whatever the job's state says. */
bool ftl_order_is_away(const struct ftl_order *order);

/* A shelf, a bench, a desk, or an outside repairer. */
struct ftl_place {
	int64_t id;
	const char *code;
	enum ftl_place_kind kind;
	const char *name;
	bool is_retired;
	int64_t created_at;
	int64_t piece_count; /* what lies there; lists fill it */
};

/* One row of a piece's custody. */
struct ftl_custody_row {
	struct ftl_custody_event event;
	int64_t piece_id;
	const char *piece_code;
	const char *piece; /* its name */
	bool is_device;
	const char *place; /* name; NULL: not known */
	const char *staff; /* login of who noted it */
	const char *text;
};

/* A piece as it lies at a place. */
struct ftl_place_piece {
	struct ftl_piece piece;
	const char *customer;
	const char *category;
	const char *brand;
	const char *model;
	enum ftl_state state; /* of its job */
	int64_t since;        /* when it came there */
	const char *staff;    /* login of who put it there */
};

/* What was found on a job's device that a cover may exclude. */
struct ftl_order_finding {
	int64_t id;
	enum ftl_exclusion exclusion;
	const char *evidence; /* NULL: it is only suspected */
	const char *staff;    /* login of who noted it */
	int64_t at;
};

/* A claim as lists show it: its own row, with what is known of its job. */
struct ftl_claim {
	int64_t id;
	const char *code;
	int64_t order_id;
	const char *order_code;
	const char *customer;
	const char *brand;
	const char *model;
	const char *serial;
	struct ftl_opt received_at; /* the job's device */
	enum ftl_payer payer;
	int64_t rules_id;  /* the payer's document; 0: none */
	const char *rules; /* its code */
	enum ftl_claim_state state;
	int revision;
	const char *reference; /* the payer's number */
	int64_t claimed_cents;
	int64_t approved_cents;
	int64_t paid_cents;
	int64_t written_off_cents;
	struct ftl_opt submitted_at;
	struct ftl_opt decided_at;
	struct ftl_opt paid_at;
	int64_t created_at;
	int64_t last_event_id;
};

/* One row of a claim's history. */
struct ftl_claim_row {
	struct ftl_claim_event event;
	const char *staff; /* login of who noted it */
	const char *staff_name;
};

/* A list of payments that came in. */
struct ftl_remittance_record {
	int64_t id;
	const char *code;
	int64_t rules_id;
	const char *rules; /* the payer's code */
	enum ftl_payer payer;
	const char *file_name;
	const char *reference;
	int32_t paid_on;
	int64_t created_at;
	/* Of its lines: */
	int64_t line_count;
	int64_t open_count; /* of which something waits */
	int64_t total_cents;
	int64_t booked_cents;    /* what stands on claims */
	int64_t dismissed_cents; /* what was put aside with a reason */
};

/* One line of it, and what became of it. */
struct ftl_remittance_row {
	int64_t id;
	int64_t remittance_id;
	const char *remittance_code;
	struct ftl_remittance_line line;
	struct ftl_opt outcome; /* enum ftl_remittance_outcome; absent: nobody matched it yet */
	enum ftl_remittance_key key;
	int64_t claim_id;       /* that it was matched with; 0: none */
	const char *claim_code; /* of that claim */
	int64_t booked_cents;
	const char *dismissed_reason;
	bool is_open; /* something of it waits */
};

/* A file that belongs to a job; its bytes are got one at a time. */
struct ftl_attachment {
	int64_t id;
	int position; /* its number on the job; never given again */
	enum ftl_attachment_kind kind;
	const char *name; /* as the file was called, made visible */
	const char *media_type;
	int64_t size_bytes;
	const char *sha256; /* of the bytes as they are kept */
	bool is_readable;   /* ftl_media_is_readable */
	int line_position;  /* the line of the bill it belongs to; 0: none */
	const char *text;
	int64_t staff_id;
	const char *staff; /* login of who attached it */
	int64_t at;
	struct ftl_opt removed_at;
	const char *removed_reason;
};

/* A line of a job's bill with its amounts; a removed one stays on record. */
struct ftl_order_line {
	int64_t id;
	const char *order_code; /* of the job it belongs to; operations fill it, lists do not */
	int position;
	const char *text;
	struct ftl_line line;
	struct ftl_line_amounts amounts;
	struct ftl_opt recovered_cents; /* what the payer paid back so far, net of tax */
	bool is_removed;
	/* After a change of it, filled by operations: why the customer is to be asked now, "costs
	 * …, over …,", and how; NULL: no need. */
	const char *over_limit;
	const char *over_limit_hint;
};

/* Why a part line of a job failed. */
struct ftl_part_failure {
	const char *order_code;
	int64_t line_id;
	int position;     /* of the line on the job's bill */
	const char *part; /* the line's text */
	enum ftl_part_failure_reason reason;
	const char *by; /* login of who damaged it; NULL: nobody did */
	const char *by_name;
	const char *text;
	const char *staff; /* login of who noted it */
	int64_t noted_at;
	const char *brand; /* of the job's device */
	const char *model;
	bool is_taken_back; /* what was said until now: it did not fail, so far */
};

/* What the desk was told at a check-in. */
struct ftl_warning {
	const char *kind; /* "repeat", "open_job", "similar_serial", "new_owner", … */
	const char *text;
	const char *other_code; /* the work order it points at; may be NULL */
};

/* A customer who brought a device in, and since when it was theirs. */
struct ftl_owner_span {
	const char *customer_code;
	const char *customer;
	int64_t since;
};

/* A kind of device. */
struct ftl_category {
	int64_t id;
	const char *name;
};

/* A printer as it is stored; the print room checks its values. */
struct ftl_printer_record {
	int64_t id;
	const char *name;
	const char *kind; /* "tcp", "file", "cups" */
	const char *target;
	const char *language; /* "zpl", "escpos", "png", "pdf" */
	const char *media;
	int dpi;
	struct ftl_opt width_dots; /* of the print head, where it is known */
};

#endif
