#ifndef FETTLE_BASE_TEXT_H
#define FETTLE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/* What a field of free text may hold. */
enum ftl_text_kind {
	FTL_TEXT_LINE,  /* one line: names, models, labels. Outer blanks are trimmed */
	FTL_TEXT_BLOCK, /* several lines: faults, notes. Kept byte for byte; newline and tab may
	                   occur */
};

/* True for well-formed UTF-8 (RFC 3629: no overlong forms, surrogates or values past U+10FFFF). */
bool ftl_utf8_is_valid(const char *text, size_t length, size_t *ret_bad_offset);

/* Decodes one code point of valid UTF-8 at *text and moves past it; 0 at the end. */
uint32_t ftl_utf8_next(const char **text);

/* Terminal columns of valid UTF-8: combining marks and joiners 0, wide characters 2. */
size_t ftl_utf8_width(const char *text);

/* The longest prefix of text that fits into columns; returns its length in bytes. */
size_t ftl_utf8_fit(const char *text, size_t columns);

/*
 * The only door for free text from outside. Refuses (FTL_INVALID, naming the field): invalid
 * UTF-8 with its byte position, NUL, control characters (C0, DEL, C1) except newline and tab in a
 * block, bidirectional controls U+202A–202E and U+2066–2069, noncharacters, more than eight
 * combining marks in a row, more than max_bytes; the error shows the value and a way out. CRLF and
 * CR in a block become newline only if kind is a block and the CR is part of CRLF. Text that is
 * empty or shows nothing (blanks, zero-width, U+3164, U+00A0) gives *ret = NULL: required fields
 * check for that with ftl_text_require().
 */
FTL_MUST_CHECK enum ftl_status ftl_text_take(struct ftl_arena *arena, const char *field,
                                             enum ftl_text_kind kind, size_t max_bytes,
                                             const char *raw, size_t length, const char **ret,
                                             struct ftl_err *err);

/* As ftl_text_take, but empty text is refused: "fault: is empty". */
FTL_MUST_CHECK enum ftl_status ftl_text_require(struct ftl_arena *arena, const char *field,
                                                enum ftl_text_kind kind, size_t max_bytes,
                                                const char *raw, size_t length, const char **ret,
                                                struct ftl_err *err);

/*
 * The key under which text is searched and compared: NFKC, case folded, runs of blanks made one,
 * outer blanks cut; the marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters are stripped and
 * stroked letters (đ ł ø …) made plain. "Čović  Ana" and "covic ana" share a key. Not for showing.
 */
const char *ftl_text_key(struct ftl_arena *arena, const char *text);
/* Whether a name is among some, as their keys compare; NULL is among none. */
bool ftl_text_is_among(struct ftl_arena *arena, const char *const *names, size_t count,
                       const char *name);

/*
 * Upper-case key of an identifier (serial, asset tag): NFKC width folding, ASCII upper case, every
 * character that is not a letter or digit dropped. "sn-1 " and "ＳＮ-1" give "SN1".
 */
const char *ftl_text_ident_key(struct ftl_arena *arena, const char *text);

/* The search fold of an identifier key: O→0, I and L→1, B→8, S→5, Z→2. Never stored as the value.
 */
const char *ftl_text_lookalike(struct ftl_arena *arena, const char *ident_key);

/* Text made safe for a terminal: control, bidi and invalid bytes shown as \x1b, \u202e … */
const char *ftl_text_visible(struct ftl_arena *arena, const char *text);

/* Size of a buffer for ftl_quote(). */
#define FTL_QUOTE_SIZE 112

/*
 * User text for a message: in single quotes, made visible, shortened to about 60 columns with an
 * ellipsis. Writes into and returns buffer. NULL shows as nothing in quotes.
 */
const char *ftl_quote(char buffer[FTL_QUOTE_SIZE], const char *text);

/* The number of edits (insert, delete, replace, swap neighbours) between two words, of which the
 * first 64 bytes count. */
size_t ftl_edit_distance(const char *a, const char *b);

/* "a", or "an" before a word that begins with a vowel letter. */
const char *ftl_text_article(const char *word);

/* The text behind the byte-order mark that editors and spreadsheets put before it, if one is there.
 */
char *ftl_text_past_mark(char *text);

/* Where a text stands in a string table, of which entries may be NULL; -1: nowhere. */
int ftl_text_index(const char *const *names, int count, const char *text);
bool ftl_text_equal(const char *a, const char *b); /* strcmp that takes NULLs: NULL equals NULL */

#endif
