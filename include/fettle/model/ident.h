#ifndef FETTLE_MODEL_IDENT_H
#define FETTLE_MODEL_IDENT_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * Codes of things: W26-00001-9 for the eye, W26000019 in QR codes. Kind letter, two-digit year,
 * site code of a further site of a chain (none for the first), serial of five to nine digits,
 * ISO 7064 MOD 37,36 check character over all that stands before it.
 */
enum ftl_code_kind {
	FTL_CODE_ORDER,      /* W */
	FTL_CODE_CLAIM,      /* C */
	FTL_CODE_PURCHASE,   /* B */
	FTL_CODE_INTAKE,     /* N */
	FTL_CODE_PIECE,      /* P */
	FTL_CODE_CUSTOMER,   /* K */
	FTL_CODE_DEVICE,     /* D */
	FTL_CODE_ESTIMATE,   /* E */
	FTL_CODE_PLACE,      /* L */
	FTL_CODE_LOANER,     /* G */
	FTL_CODE_REMITTANCE, /* R */
	FTL_CODE_PART,       /* A */
	FTL_CODE_STOCKTAKE,  /* T */
	FTL_CODE_RETURN,     /* V */
	FTL_CODE_KINDS
};

/* A code taken apart; the check character follows from the rest. */
struct ftl_code {
	enum ftl_code_kind kind;
	int year;     /* 2000 to 2099 */
	char site[4]; /* "" or one to three upper-case letters */
	int64_t serial;
};

#define FTL_CODE_SIZE 32

/* "work order", "piece" … : the kind's name in messages; and its letter. */
const char *ftl_code_kind_title(enum ftl_code_kind kind);
char ftl_code_kind_letter(enum ftl_code_kind kind);

/* The check character of upper-case letters and digits (ISO 7064 MOD 37,36, hybrid system). */
char ftl_check_character(const char *payload);

/* Short form, as printed in codes and stored; eye form, with hyphens. Return buffer. */
const char *ftl_code_short(char buffer[FTL_CODE_SIZE], const struct ftl_code *code);
const char *ftl_code_eye(char buffer[FTL_CODE_SIZE], const struct ftl_code *code);

/* Eye form of a stored short form ("W26000019" gives "W26-00001-9"); returns buffer. */
const char *ftl_code_eye_of(char buffer[FTL_CODE_SIZE], const char *short_form);

/* False for serials that are skipped because their check character would be I, O, Y or Z. */
bool ftl_code_is_usable(const struct ftl_code *code);

/*
 * Reads what a person or a scanner gave: case, hyphens and every other mark are ignored, an AIM
 * prefix (]C1, ]Q3 …) is dropped. Of a URL that begins with our_url the last path segment counts;
 * any other URL is not ours, and with our_url "" none is. With field "code": FTL_INVALID for a
 * wrong check character, without saying the right one, FTL_NOT_FOUND for what is no code at all or
 * one that is never given out ("not one of our labels: got '…'").
 */
FTL_MUST_CHECK enum ftl_status ftl_code_parse(const char *text, const char *our_url,
                                              struct ftl_code *ret, struct ftl_err *err);

/* True when text looks like one of our codes, right or mistyped: so scan can tell it from a serial.
 */
bool ftl_code_is_like(const char *text, const char *our_url);

/*
 * IMEI: 15 digits with a Luhn check digit (3GPP TS 23.003 Annex B). Blanks, hyphens, dots and
 * slashes are dropped. Refused with field "imei": other lengths (16 is an IMEISV), a wrong check
 * digit (names the right one), placeholders (all the same digit, TAC 00499901), other characters
 * (full-width digits, spreadsheet notation 4.90E+14).
 */
FTL_MUST_CHECK enum ftl_status ftl_imei_parse(const char *field, const char *text, char ret[16],
                                              struct ftl_err *err);

/* True for fifteen digits that ftl_imei_parse refuses as a placeholder, and gives them: what
 * telephones show that have no IMEI. */
bool ftl_imei_is_placeholder(const char *text, char ret[16]);

/* GTIN-8, -12, -13 or -14 with its check digit, padded with zeros to 14. field "gtin". */
FTL_MUST_CHECK enum ftl_status ftl_gtin_parse(const char *field, const char *text, char ret[15],
                                              struct ftl_err *err);

/*
 * A serial number or asset tag: printable ASCII after width folding, at most 64 characters; keeps
 * the raw form (trimmed) and gives the key under which it matches (upper case, letters and digits
 * only). A letter of another script is refused and named ("U+0410").
 */
struct ftl_serial {
	const char *raw;
	const char *key;
	const char *lookalike; /* ftl_text_lookalike of the key */
};
FTL_MUST_CHECK enum ftl_status ftl_serial_parse(struct ftl_arena *arena, const char *field,
                                                const char *text, struct ftl_serial *ret,
                                                struct ftl_err *err);

/*
 * What a maker's own label gave: GTIN and serial out of a GS1 Digital Link URL
 * (https://host/01/{gtin}/21/{serial}) or a GS1 element string with GS separators and AIM prefix
 * ((01) GTIN, (21) serial). Members are NULL when absent; false when it is neither.
 */
struct ftl_gs1 {
	const char *gtin; /* 14 digits, check digit verified */
	const char *serial;
};
bool ftl_gs1_parse(struct ftl_arena *arena, const char *text, struct ftl_gs1 *ret);

#endif
