#include <stdlib.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "ops/fault.h"
#include "ops/find.h"
#include "store/device.h"
#include "store/fault.h"
#include "store/row.h"

/* What is counted, the narrowest first: one is enough as soon as it has jobs enough. */
enum level { MODEL_SYMPTOM, MODEL_GROUP, BRAND_SYMPTOM, BRAND_GROUP, LEVELS };

#define JOB_FIXES_MOST 8

/* A repair with its counts at each level. */
struct entry {
	struct ftl_fix fix; /* without counts */
	const char *part_key;
	struct ftl_fix counts[LEVELS];
};

/* A job of the device at hand. */
struct job {
	int64_t order_id;
	enum ftl_result result;
	bool is_model;
	const char *symptom;
	const char *section_group;
	size_t fixes[JOB_FIXES_MOST]; /* places in entries */
	size_t fix_count;
};

struct counting {
	struct ftl_app *app;
	struct ftl_arena *arena;
	int64_t repeat_days;
	int64_t left_out; /* a job that does not count */
	int32_t today;
	const char *symptom; /* NULL: any fault */
	const char *group;
	struct entry *entries;
	size_t entry_count, entry_capacity;
	int64_t jobs[LEVELS], recent[LEVELS];
	/* the device at hand */
	int64_t device_id;
	struct ftl_arena scratch;
	struct job *seen;
	struct ftl_visit *visits;
	size_t seen_count, seen_capacity, visit_capacity;
};

static void end_counting(struct counting *c)
{
	ftl_arena_done(&c->scratch);
}

static const char *copy(struct ftl_arena *arena, const char *text)
{
	return text == NULL ? NULL : ftl_strdup(arena, text);
}

static bool is_at(const struct counting *c, const struct job *job, const struct ftl_visit *visit,
                  enum level level)
{
	bool by_symptom = level == MODEL_SYMPTOM || level == BRAND_SYMPTOM;

	if (level < BRAND_SYMPTOM && !job->is_model)
		return false;
	if (by_symptom)
		return c->symptom != NULL && ftl_text_equal(c->symptom, job->symptom);
	if (c->group != NULL)
		return ftl_text_equal(c->group, visit->group);
	return c->symptom == NULL;
}

/* Counts a job that is handed over, at each level that it belongs to. */
static void count_job(struct counting *c, size_t i)
{
	const struct job *job = &c->seen[i];
	const struct ftl_visit *visit = &c->visits[i];
	struct ftl_opt back = ftl_visit_back(c->visits, c->seen_count, i, false);
	bool is_back = back.has && back.value <= c->repeat_days;

	if (!visit->out_on.has || job->fix_count == 0 || job->order_id == c->left_out)
		return;
	bool is_recent = c->today - visit->out_on.value < c->repeat_days;
	for (int level = 0; level < LEVELS; level++) {
		if (!is_at(c, job, visit, (enum level)level))
			continue;
		*(is_recent ? &c->recent[level] : &c->jobs[level]) += 1;
		for (size_t f = 0; f < job->fix_count; f++) {
			struct ftl_fix *counts = &c->entries[job->fixes[f]].counts[level];

			counts->recent += is_recent;
			counts->jobs += !is_recent;
			counts->came_back += !is_recent && is_back;
			counts->worked +=
			        !is_recent && !is_back && ftl_result_is_repair(job->result);
		}
	}
}

static void settle_device(struct counting *c)
{
	for (size_t i = 0; i < c->seen_count; i++)
		count_job(c, i);
	c->seen = NULL;
	c->visits = NULL;
	c->seen_count = c->seen_capacity = c->visit_capacity = 0;
	ftl_arena_reset(&c->scratch);
}

static struct ftl_opt day_of(const struct counting *c, struct ftl_opt at)
{
	int32_t day, second;

	if (!at.has)
		return ftl_none();
	ftl_zone_local(c->app->zone, at.value, &day, &second);
	return ftl_some(day);
}

static void begin_job(struct counting *c, const struct ftl_fix_row *row)
{
	size_t i = c->seen_count++;

	c->seen = ftl_store_grow(&c->scratch, c->seen, i, &c->seen_capacity, sizeof(*c->seen));
	c->visits =
	        ftl_store_grow(&c->scratch, c->visits, i, &c->visit_capacity, sizeof(*c->visits));
	c->seen[i] = (struct job){
	        .order_id = row->order_id, .result = row->result, .is_model = row->is_model};
	c->visits[i] = (struct ftl_visit){.received_on = (int32_t)day_of(c, row->received_at).value,
	                                  .out_on = day_of(c, row->handed_over_at)};
}

static size_t find_entry(struct counting *c, const struct ftl_fix_row *row)
{
	struct entry *entry;

	for (size_t i = 0; i < c->entry_count; i++) {
		entry = &c->entries[i];
		if (ftl_text_equal(entry->fix.repair, row->repair) &&
		    ftl_text_equal(entry->fix.section, row->section) &&
		    ftl_text_equal(entry->part_key, row->part_key))
			return i;
	}
	c->entries = ftl_store_grow(c->arena, c->entries, c->entry_count, &c->entry_capacity,
	                            sizeof(*c->entries));
	entry = &c->entries[c->entry_count];
	*entry = (struct entry){.fix = {.section = copy(c->arena, row->section),
	                                .section_text = copy(c->arena, row->section_text),
	                                .repair = copy(c->arena, row->repair),
	                                .repair_text = copy(c->arena, row->repair_text),
	                                .part = copy(c->arena, row->part)},
	                        .part_key = copy(c->arena, row->part_key)};
	return c->entry_count++;
}

/* A line of diagnosis into the job at hand. */
static void take_line(struct counting *c, const struct ftl_fix_row *row)
{
	struct job *job = &c->seen[c->seen_count - 1];
	struct ftl_visit *visit = &c->visits[c->seen_count - 1];
	size_t entry;

	if (job->symptom == NULL)
		job->symptom = copy(&c->scratch, row->symptom);
	if (visit->group == NULL || visit->group == job->section_group) {
		if (row->symptom_group != NULL)
			visit->group = copy(&c->scratch, row->symptom_group);
		else if (visit->group == NULL)
			visit->group = job->section_group = copy(&c->scratch, row->section_group);
	}
	if (row->repair == NULL || row->is_no_fault || job->fix_count == JOB_FIXES_MOST)
		return;
	entry = find_entry(c, row);
	for (size_t i = 0; i < job->fix_count; i++) {
		if (job->fixes[i] == entry)
			return;
	}
	job->fixes[job->fix_count++] = entry;
}

static enum ftl_status read_all(struct counting *c, const char *model_key, const char *brand_key,
                                int64_t category_id, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_fix_row row;
	bool more;

	FTL_TRY(ftl_store_fix_select(c->app->db, c->app->site_id, model_key, brand_key, category_id,
	                             &cursor, err));
	for (;;) {
		FTL_TRY(ftl_store_fix_next(cursor, &row, &more, err));
		if (!more || row.device_id != c->device_id)
			settle_device(c);
		if (!more)
			return FTL_OK;
		c->device_id = row.device_id;
		if (c->seen_count == 0 || c->seen[c->seen_count - 1].order_id != row.order_id)
			begin_job(c, &row);
		take_line(c, &row);
	}
}

/* What helps more comes first: see ftl_fixes(). */
static int compare_fixes(const void *a, const void *b)
{
	const struct ftl_fix *x = a, *y = b;
	int64_t left = (x->worked + 1) * (y->jobs + 2), right = (y->worked + 1) * (x->jobs + 2);

	if (left != right)
		return left > right ? -1 : 1;
	if (x->jobs != y->jobs)
		return x->jobs > y->jobs ? -1 : 1;
	return strcmp(x->repair, y->repair);
}

static void fill(const struct counting *c, enum level level, struct ftl_fixes *ret)
{
	struct ftl_fix *fixes = ftl_alloc(c->arena, c->entry_count, sizeof(*fixes));

	ret->jobs = c->jobs[level];
	ret->recent = c->recent[level];
	for (size_t i = 0; i < c->entry_count; i++) {
		const struct ftl_fix *counts = &c->entries[i].counts[level];
		struct ftl_fix *fix = &fixes[ret->count];

		if (counts->jobs + counts->recent == 0)
			continue;
		*fix = c->entries[i].fix;
		fix->jobs = counts->jobs;
		fix->worked = counts->worked;
		fix->came_back = counts->came_back;
		fix->recent = counts->recent;
		ret->count++;
	}
	if (ret->count > 1)
		qsort(fixes, ret->count, sizeof(*fixes), compare_fixes);
	ret->fixes = fixes;
}

/* The narrowest level with jobs enough, else the one with the most. */
static enum level choose(const struct counting *c)
{
	int best = c->symptom != NULL ? MODEL_SYMPTOM : MODEL_GROUP;

	for (int level = 0; level < LEVELS; level++) {
		if (c->jobs[level] >= FTL_FIXES_ENOUGH)
			return (enum level)level;
	}
	for (int level = 0; level < LEVELS; level++) {
		if (c->jobs[level] + c->recent[level] > c->jobs[best] + c->recent[best])
			best = level;
	}
	return (enum level)best;
}

/* What is looked for, resolved. */
struct wanted {
	struct ftl_device device; /* brand, model, category and its id */
	struct ftl_fault_code symptom;
	const char *group;
	int64_t order_id;
};

static const char *scope_words(struct ftl_arena *arena, const struct wanted *w, enum level level)
{
	const struct ftl_device *device = &w->device;
	bool is_model = level < BRAND_SYMPTOM;
	const char *what = is_model ? device->model : device->category;
	FTL_BUF(text);

	ftl_buf_printf(&text, "%s%s%s", device->brand ? device->brand : "",
	               device->brand != NULL && what != NULL ? " " : "", what ? what : "");
	if (level == MODEL_SYMPTOM || level == BRAND_SYMPTOM)
		ftl_buf_printf(&text, ", %s", w->symptom.text);
	else if (w->group != NULL)
		ftl_buf_printf(&text, ", faults of the group %s", w->group);
	else
		ftl_buf_text(&text, ", any fault");
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static const char *key_of(struct ftl_arena *arena, const char *text)
{
	return text == NULL ? NULL : ftl_text_key(arena, text);
}

static enum ftl_status count(struct ftl_app *app, struct ftl_arena *arena, const struct wanted *w,
                             struct ftl_fixes *ret, struct ftl_err *err)
{
	struct counting c FTL_CLEANUP(end_counting) = {.app = app,
	                                               .arena = arena,
	                                               .left_out = w->order_id,
	                                               .today = ftl_app_today(app),
	                                               .symptom = w->symptom.code,
	                                               .group = w->group};
	enum level level;

	FTL_TRY(ftl_setting_number(app, "repeat.days", &c.repeat_days, err));
	FTL_TRY(read_all(&c, key_of(arena, w->device.model), key_of(arena, w->device.brand),
	                 w->device.category_id, err));
	level = choose(&c);
	*ret = (struct ftl_fixes){.scope = scope_words(arena, w, level),
	                          .symptom = w->symptom.code,
	                          .group = w->group,
	                          .repeat_days = c.repeat_days};
	fill(&c, level, ret);
	return FTL_OK;
}

static enum ftl_status want_job(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                struct wanted *w, struct ftl_err *err)
{
	struct ftl_order order;
	const struct ftl_diagnosis *lines;
	const struct ftl_fault_code *symptom;
	size_t count;

	FTL_TRY(ftl_find_order(app, arena, code, &order, err));
	FTL_TRY(ftl_store_device_get(app->db, arena, order.device_id, &w->device, err));
	FTL_TRY(ftl_store_diagnosis_list(app->db, arena, order.id, &lines, &count, err));
	symptom = ftl_diagnosis_symptom(lines, count);
	if (symptom != NULL)
		w->symptom = *symptom;
	w->group = ftl_diagnosis_group(lines, count);
	w->order_id = order.id;
	return FTL_OK;
}

enum ftl_status ftl_fixes(struct ftl_app *app, struct ftl_arena *arena,
                          const struct ftl_fixes_ask *ask, struct ftl_fixes *ret,
                          struct ftl_err *err)
{
	struct wanted w = {0};
	struct ftl_category category;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	if (ask->code != NULL)
		FTL_TRY(want_job(app, arena, ask->code, &w, err));
	if (ask->model != NULL)
		w.device.model = ask->model;
	if (ask->brand != NULL)
		w.device.brand = ask->brand;
	if (ask->category != NULL) {
		FTL_TRY(ftl_store_category_find(app->db, arena, ftl_text_key(arena, ask->category),
		                                &category, &found, err));
		if (!found) {
			ftl_fail(err, FTL_INVALID, "category", "there is no category %s",
			         ftl_quote(quoted, ask->category));
			return ftl_hint(err, "fettle category list shows them");
		}
		w.device.category_id = category.id;
		w.device.category = category.name;
	}
	if (ask->symptom != NULL) {
		FTL_TRY(ftl_fault_resolve(app, arena, FTL_FAULT_SYMPTOM, "symptom", ask->symptom,
		                          &w.symptom, err));
		w.group = w.symptom.group;
	}
	return count(app, arena, &w, ret, err);
}

const char *ftl_fix_words(struct ftl_arena *arena, const struct ftl_fix *fix)
{
	return ftl_sprintf(arena, "%s%s%s%s%s%s", fix->section_text ? fix->section_text : "",
	                   fix->section_text ? ": " : "", fix->repair_text, fix->part ? " (" : "",
	                   fix->part ? fix->part : "", fix->part ? ")" : "");
}

enum ftl_status ftl_fixed_here(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_device *device,
                               const struct ftl_fault_code *symptom, int64_t order_id,
                               const char **ret, struct ftl_err *err)
{
	const struct wanted w = {.device = *device,
	                         .symptom = *symptom,
	                         .group = symptom->group,
	                         .order_id = order_id};
	struct ftl_fixes fixes;

	*ret = NULL;
	if (device->model == NULL && (device->brand == NULL || device->category_id == 0))
		return FTL_OK;
	FTL_TRY(count(app, arena, &w, &fixes, err));
	if (fixes.jobs < FTL_FIXES_ENOUGH)
		return FTL_OK;
	*ret = ftl_sprintf(arena, "%s: %lld of %lld worked (%s)",
	                   ftl_fix_words(arena, &fixes.fixes[0]), (long long)fixes.fixes[0].worked,
	                   (long long)fixes.fixes[0].jobs, fixes.scope);
	return FTL_OK;
}
