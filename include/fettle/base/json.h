#ifndef FETTLE_BASE_JSON_H
#define FETTLE_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * Strict JSON reading over cJSON. A document is checked before it is parsed: UTF-8, one value and
 * nothing after it, no raw control characters, no \u0000, no lone surrogates, depth ≤ 64, no
 * duplicate keys; errors give line and column. Numbers keep their text.
 */
struct ftl_json_doc;
struct ftl_json; /* one value inside a document; lives as long as the document */

enum ftl_json_kind {
	FTL_JSON_NULL,
	FTL_JSON_BOOL,
	FTL_JSON_NUMBER,
	FTL_JSON_STRING,
	FTL_JSON_ARRAY,
	FTL_JSON_OBJECT
};

/* name is what the text is called in errors ("intake.json"); first_line is 1 unless JSON Lines. */
FTL_MUST_CHECK enum ftl_status ftl_json_parse(const char *name, int64_t first_line,
                                              const char *text, size_t length,
                                              struct ftl_json_doc **ret, struct ftl_err *err);
void ftl_json_free(struct ftl_json_doc **doc);
#define FTL_JSON_DOC(var) struct ftl_json_doc *var FTL_CLEANUP(ftl_json_free) = NULL

const struct ftl_json *ftl_json_root(const struct ftl_json_doc *doc);
enum ftl_json_kind ftl_json_kind(const struct ftl_json *value);

/* Array elements or object members in order: pass NULL for the first, returns NULL at the end. */
const struct ftl_json *ftl_json_next(const struct ftl_json *container,
                                     const struct ftl_json *previous);
const char *ftl_json_key(const struct ftl_json *member); /* the member's own key */

/* "$.devices[2].serial": where a value stands, for errors. */
const char *ftl_json_path(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                          const struct ftl_json *value);

/* Raw contents. String: the text (never has NUL inside). Number: its text as written. */
const char *ftl_json_text(const struct ftl_json *value);
bool ftl_json_bool(const struct ftl_json *value);

/* A declared member of an object: what may stand there. */
struct ftl_json_field {
	const char *key;
	enum ftl_json_kind kind;
	bool is_required;
};

/*
 * Takes an object apart by its declaration: values[i] receives the member of fields[i], or NULL
 * when it is absent or null. FTL_INVALID names the path of an unknown key, a wrong kind ("must be
 * a string") or a missing required member.
 */
FTL_MUST_CHECK enum ftl_status ftl_json_object(const struct ftl_json_doc *doc,
                                               const struct ftl_json *object,
                                               const struct ftl_json_field *fields, size_t count,
                                               const struct ftl_json **values, struct ftl_err *err);

/* A number that must be an integer as written (no point, no exponent) within min … max. */
FTL_MUST_CHECK enum ftl_status ftl_json_i64(const struct ftl_json_doc *doc,
                                            const struct ftl_json *value, int64_t min, int64_t max,
                                            int64_t *ret, struct ftl_err *err);

/* A decimal number scaled by 10^decimals, for sizes in layouts: 29.5 with 2 gives 2950. */
FTL_MUST_CHECK enum ftl_status ftl_json_decimal(const struct ftl_json_doc *doc,
                                                const struct ftl_json *value, int decimals,
                                                int64_t *ret_scaled, struct ftl_err *err);

/* A string that must be one of count names, as an index; of a value of NULL *ret stays. */
FTL_MUST_CHECK enum ftl_status ftl_json_name(const struct ftl_json_doc *doc,
                                             const struct ftl_json *value, const char *const *names,
                                             int count, int *ret, struct ftl_err *err);

/* The member "kind" of an object whose other members depend on it, which is read before them. */
FTL_MUST_CHECK enum ftl_status ftl_json_kind_name(const struct ftl_json_doc *doc,
                                                  const struct ftl_json *object,
                                                  const char *const *names, int count, int *ret,
                                                  struct ftl_err *err);

/* Sets FTL_INVALID about a value, with its path as field and its line in the message. */
enum ftl_status ftl_json_fail(const struct ftl_json_doc *doc, const struct ftl_json *value,
                              struct ftl_err *err, const char *format, ...) FTL_PRINTF(4, 5);

#endif
