#ifndef HELPER_CASES_H
#define HELPER_CASES_H

#include "fettle/base/json.h"
#include "fettle/base/opt.h"
#include "fettle/model/coverage.h"

/*
 * Reads the cases that lie in tests/fixtures/coverage; their keys are in README.md there. What is
 * not as declared fails the test. A value that is NULL (left out, or null) is absent.
 */
struct cases {
	struct ftl_arena arena; /* what was read */
	struct ftl_json_doc *doc;
};
void cases_open(struct cases *cases, const char *file);
void cases_done(struct cases *cases);

/* ftl_json_object: values[i] is the member of fields[i]. */
void cases_object(struct cases *cases, const struct ftl_json *object,
                  const struct ftl_json_field *fields, size_t count,
                  const struct ftl_json **values);
/* The same by cost class: labour, parts, shipping, travel. */
void cases_classes(struct cases *cases, const struct ftl_json *object,
                   const struct ftl_json *values[FTL_LINE_CLASSES]);
extern const char *const cases_class_names[FTL_LINE_CLASSES];

size_t cases_count(const struct ftl_json *array);
const char *cases_text(const struct ftl_json *value);
bool cases_flag(const struct ftl_json *value, bool otherwise);
struct ftl_opt cases_number(struct cases *cases, const struct ftl_json *value);
struct ftl_opt cases_money(const struct ftl_json *value); /* in cents */
struct ftl_opt cases_date(const struct ftl_json *value);
/* The index of a name in the string table of an enum. */
int cases_name(const struct ftl_json *value, const char *const *names, int count, int otherwise);
/* {class: {percent, ends_on}}; a class that is left out is not covered. */
void cases_shares(struct cases *cases, const struct ftl_json *value,
                  struct ftl_cover_share ret[FTL_LINE_CLASSES]);

#endif
