#ifndef FETTLE_OPS_TEST_H
#define FETTLE_OPS_TEST_H

#include "fettle/model/possible.h"
#include "fettle/model/record.h"
#include "fettle/model/test.h"
#include "fettle/ops/app.h"

#define FTL_TEST_ITEMS_MAX 100

/*
 * The lists in force: of every category the shop's newest, else the program's; has_all: older
 * versions too. In order of category, the one for any device first.
 */
FTL_MUST_CHECK enum ftl_status ftl_test_lists(struct ftl_app *app, struct ftl_arena *arena,
                                              bool has_all, const struct ftl_test_list **ret,
                                              size_t *ret_count, struct ftl_err *err);

/* The list in force for a category (0: none known), or the one for any device. */
FTL_MUST_CHECK enum ftl_status ftl_test_list_of(struct ftl_app *app, struct ftl_arena *arena,
                                                int64_t category_id, struct ftl_test_list *ret,
                                                struct ftl_err *err);

/* The list of a category by its name (NULL: for any device), in a version (0: the one in force). */
FTL_MUST_CHECK enum ftl_status ftl_test_list_find(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *category, int64_t version,
                                                  struct ftl_test_list *ret, struct ftl_err *err);

/*
 * Takes the shop's own list from a document {"category": "Mobile", "title": "…", "items": ["…"]};
 * without a category it is for any device. name is what the document is called in errors. What was
 * tested before keeps its list.
 */
FTL_MUST_CHECK enum ftl_status ftl_test_list_import(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *name, const char *text,
                                                    size_t length, struct ftl_test_list *ret,
                                                    struct ftl_err *err);

/* One answer as it was typed. */
struct ftl_test_answer {
	const char *item;    /* its number */
	const char *outcome; /* "pass", "fail", "na" */
	const char *note;    /* NULL: none */
};

struct ftl_test_form {
	const char *phase; /* "before", "after"; NULL: what the state of the job asks for */
	const struct ftl_test_answer *answers;
	size_t count;
};

/* Reads {"when": "after", "items": [{"item": 3, "result": "fail", "note": "…"}, …]}. */
FTL_MUST_CHECK enum ftl_status ftl_test_form_read(struct ftl_arena *arena, const char *name,
                                                  const char *text, size_t length,
                                                  struct ftl_test_form *ret, struct ftl_err *err);

/* A check, and where the job stands. */
struct ftl_test_change {
	struct ftl_order order; /* the job as it was found */
	enum ftl_test_phase phase;
	struct ftl_order_tests tests;
	enum ftl_state state; /* now */
	int reworks;
	bool is_returned; /* every item is answered and some failed: it went back to repair */
	int64_t at;
	struct ftl_possible possible; /* once answers are written: with the job, now */
};

/* What a check would begin with: refuses where ftl_order_test would refuse any answer. */
FTL_MUST_CHECK enum ftl_status ftl_order_test_begin(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code, const char *phase,
                                                    struct ftl_test_change *ret,
                                                    struct ftl_err *err);

/*
 * Writes answers down. The check after a repair is finished when every item is answered: if one
 * failed then, the job goes back to repair, and a rework is counted.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_test(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code, const struct ftl_test_form *form,
                                              struct ftl_test_change *ret, struct ftl_err *err);

#endif
