#ifndef FETTLE_OPS_RULE_READ_H
#define FETTLE_OPS_RULE_READ_H

#include "fettle/base/json.h"
#include "fettle/base/opt.h"
#include "fettle/ops/app.h"

/* The values of a document of rules. Errors give the path of what is wrong. */

/* A document while it is read. */
struct ftl_rule_reader {
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_json_doc *doc;
	struct ftl_err *err;
};

/* One line of text of at most `most` characters. */
FTL_MUST_CHECK enum ftl_status ftl_rule_text(const struct ftl_rule_reader *r,
                                             const struct ftl_json *value, size_t most,
                                             const char **ret);
/* "legal-guarantee-eu": what people type, and the rule of what is judged by it. */
FTL_MUST_CHECK enum ftl_status ftl_rule_code(const struct ftl_rule_reader *r,
                                             const struct ftl_json *value, const char **ret);
/* Out of a fixed set. */
FTL_MUST_CHECK enum ftl_status ftl_rule_name(const struct ftl_rule_reader *r,
                                             const struct ftl_json *value, const char *const *names,
                                             int count, int *ret);
/* Of these a value of NULL leaves what was there. */
FTL_MUST_CHECK enum ftl_status ftl_rule_date(const struct ftl_rule_reader *r,
                                             const struct ftl_json *value, struct ftl_opt *ret);
FTL_MUST_CHECK enum ftl_status ftl_rule_opt(const struct ftl_rule_reader *r,
                                            const struct ftl_json *value, int64_t min, int64_t max,
                                            struct ftl_opt *ret);
FTL_MUST_CHECK enum ftl_status ftl_rule_int(const struct ftl_rule_reader *r,
                                            const struct ftl_json *value, int max, int *ret);
FTL_MUST_CHECK enum ftl_status ftl_rule_money(const struct ftl_rule_reader *r,
                                              const struct ftl_json *value, struct ftl_opt *ret);
/* NULL: false. */
bool ftl_rule_flag(const struct ftl_json *value);
/* Texts of an array; NULL: none. */
FTL_MUST_CHECK enum ftl_status ftl_rule_words(const struct ftl_rule_reader *r,
                                              const struct ftl_json *array, const char *const **ret,
                                              size_t *ret_count);
/* Names out of a fixed set, as bits (1 << index). */
FTL_MUST_CHECK enum ftl_status ftl_rule_bits(const struct ftl_rule_reader *r,
                                             const struct ftl_json *array, const char *const *names,
                                             int count, unsigned *ret);
/* Countries of two letters, as ISO 3166 has them. */
FTL_MUST_CHECK enum ftl_status ftl_rule_countries(const struct ftl_rule_reader *r,
                                                  const struct ftl_json *array,
                                                  const char *const **ret, size_t *ret_count);

#endif
