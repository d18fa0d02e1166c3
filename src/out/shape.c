#include "out/shape.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"

static const struct ftl_column *find_column(const struct ftl_table *table, const char *key,
                                            size_t *ret_index)
{
	for (size_t i = 0; i < table->count; i++) {
		if (strcmp(table->columns[i].key, key) == 0) {
			*ret_index = i;
			return &table->columns[i];
		}
	}
	return NULL;
}

static const struct ftl_section *find_section(const struct ftl_section *sections, size_t count,
                                              const char *key)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(sections[i].key, key) == 0)
			return &sections[i];
	}
	return NULL;
}

const struct ftl_section *ftl_shape_section(const struct ftl_row *row, const char *key)
{
	return find_section(row->sections, row->section_count, key);
}

static enum ftl_status refuse_key(const struct ftl_table *table, const struct ftl_section *sections,
                                  size_t section_count, const char *key, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(keys);

	for (size_t i = 0; i < table->count; i++)
		ftl_buf_printf(&keys, "%s%s", i == 0 ? "" : ", ", table->columns[i].key);
	for (size_t i = 0; i < section_count; i++)
		ftl_buf_printf(&keys, ", %s", sections[i].key);
	ftl_fail(err, FTL_INVALID, "fields", "there is no column %s", ftl_quote(quoted, key));
	return ftl_hint(err, "there are: %s", ftl_buf_cstr(&keys));
}

static bool has_pick(const struct ftl_shape *shape, const struct ftl_pick *pick)
{
	for (size_t i = 0; i < shape->count; i++) {
		if (shape->picks[i].column == pick->column &&
		    shape->picks[i].section == pick->section)
			return true;
	}
	return false;
}

/* A key without the blanks around it. */
static const char *cut_key(struct ftl_arena *arena, const char *begin, size_t length)
{
	while (length > 0 && *begin == ' ') {
		begin++;
		length--;
	}
	while (length > 0 && begin[length - 1] == ' ')
		length--;
	return ftl_strndup(arena, begin, length);
}

static enum ftl_status pick_fields(struct ftl_arena *arena, const struct ftl_section *sections,
                                   size_t section_count, const char *fields,
                                   struct ftl_shape *shape, struct ftl_err *err)
{
	const struct ftl_table *table = shape->table;
	char quoted[FTL_QUOTE_SIZE];

	for (const char *at = fields;; at++) {
		size_t length = strcspn(at, ",");
		const char *key = cut_key(arena, at, length);
		struct ftl_pick pick = {NULL, 0, NULL};
		pick.column = find_column(table, key, &pick.index);
		if (pick.column == NULL)
			pick.section = find_section(sections, section_count, key);
		if (pick.column == NULL && pick.section == NULL)
			return refuse_key(table, sections, section_count, key, err);
		if (has_pick(shape, &pick))
			return ftl_fail(err, FTL_INVALID, "fields", "names %s twice",
			                ftl_quote(quoted, key));
		shape->picks[shape->count++] = pick;
		at += length;
		if (*at == '\0')
			return FTL_OK;
	}
}

enum ftl_status ftl_shape_choose(struct ftl_arena *arena, const struct ftl_table *table,
                                 const struct ftl_section *sections, size_t section_count,
                                 const char *fields, struct ftl_shape *ret, struct ftl_err *err)
{
	struct ftl_shape shape = {.table = table, .is_chosen = fields != NULL};

	shape.picks = ftl_alloc(arena, table->count + section_count + 1, sizeof(*shape.picks));
	if (fields != NULL) {
		FTL_TRY(pick_fields(arena, sections, section_count, fields, &shape, err));
	} else {
		for (size_t i = 0; i < table->count; i++)
			shape.picks[shape.count++] = (struct ftl_pick){&table->columns[i], i, NULL};
		for (size_t i = 0; i < section_count; i++)
			shape.picks[shape.count++] = (struct ftl_pick){NULL, 0, &sections[i]};
	}
	*ret = shape;
	return FTL_OK;
}

enum ftl_status ftl_out_check_fields(const struct ftl_table *table, const char *fields,
                                     struct ftl_err *err)
{
	struct ftl_shape shape;
	FTL_ARENA(scratch);

	if (fields == NULL)
		return FTL_OK;
	return ftl_shape_choose(&scratch, table, table->sections, table->section_count, fields,
	                        &shape, err);
}
