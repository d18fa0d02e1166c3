#include "fettle/model/claim_paper.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/buf.h"

#define NAME(name, title, is_of_line, is_money) {name, title, is_of_line, is_money},
const struct ftl_paper_name ftl_paper_names[] = {FTL_PAPER_NAMES(NAME)};
const size_t ftl_paper_name_count = sizeof(ftl_paper_names) / sizeof(*ftl_paper_names);

const struct ftl_paper_name *ftl_paper_name_find(const char *name)
{
	for (size_t i = 0; i < ftl_paper_name_count; i++) {
		if (strcmp(ftl_paper_names[i].name, name) == 0)
			return &ftl_paper_names[i];
	}
	return NULL;
}

void ftl_paper_add(struct ftl_arena *arena, struct ftl_paper *paper, int position, const char *name,
                   const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	if (paper->count == paper->capacity) {
		size_t capacity = paper->capacity == 0 ? 64 : 2 * paper->capacity;
		struct ftl_paper_row *rows = ftl_alloc(arena, capacity, sizeof(*rows));

		if (paper->count > 0)
			memcpy(rows, paper->rows, paper->count * sizeof(*rows));
		paper->rows = rows;
		paper->capacity = capacity;
	}
	paper->rows[paper->count++] = (struct ftl_paper_row){position, name, value};
}

const char *ftl_paper_value(const struct ftl_paper *paper, int position, const char *name)
{
	for (size_t i = 0; i < paper->count; i++) {
		if (paper->rows[i].position == position && strcmp(paper->rows[i].name, name) == 0)
			return paper->rows[i].value;
	}
	return NULL;
}

static void write_value(struct ftl_buf *buf, const char *value)
{
	for (const char *c = value; *c != '\0'; c++) {
		if (*c == '\\')
			ftl_buf_text(buf, "\\\\");
		else if (*c == '\n')
			ftl_buf_text(buf, "\\n");
		else
			ftl_buf_char(buf, *c);
	}
}

const char *ftl_paper_write(struct ftl_arena *arena, const struct ftl_paper *paper)
{
	FTL_BUF(text);

	for (size_t i = 0; i < paper->count; i++) {
		ftl_buf_printf(&text, "%d %s ", paper->rows[i].position, paper->rows[i].name);
		write_value(&text, paper->rows[i].value);
		ftl_buf_char(&text, '\n');
	}
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static const char *read_value(struct ftl_arena *arena, const char *from, size_t length)
{
	char *value = ftl_alloc(arena, length + 1, 1);
	size_t at = 0;

	for (size_t i = 0; i < length; i++) {
		if (from[i] == '\\' && i + 1 < length)
			value[at++] = (char)(from[++i] == 'n' ? '\n' : from[i]);
		else
			value[at++] = from[i];
	}
	value[at] = '\0';
	return value;
}

/* "3 amount 41.50", without its line end. */
static bool read_row(struct ftl_arena *arena, struct ftl_paper *paper, const char *text,
                     size_t length)
{
	char *end;
	long position = strtol(text, &end, 10);
	const char *name = end + 1;
	const char *value = memchr(name, ' ', length - (size_t)(name - text));
	const struct ftl_paper_name *known;

	if (end == text || *end != ' ' || position < 0 || position > 1000000 || value == NULL)
		return false;
	known = ftl_paper_name_find(ftl_strndup(arena, name, (size_t)(value - name)));
	if (known == NULL)
		return false;
	value++;
	ftl_paper_add(arena, paper, (int)position, known->name,
	              read_value(arena, value, length - (size_t)(value - text)));
	return true;
}

enum ftl_status ftl_paper_read(struct ftl_arena *arena, const char *text, struct ftl_paper *ret,
                               struct ftl_err *err)
{
	struct ftl_paper paper = {0};

	while (*text != '\0') {
		const char *end = strchr(text, '\n');

		if (end == NULL || end - text < 4 || *text < '0' || *text > '9' ||
		    !read_row(arena, &paper, text, (size_t)(end - text)))
			return ftl_fail(err, FTL_DB, NULL, "what a claim said cannot be read");
		text = end + 1;
	}
	*ret = paper;
	return FTL_OK;
}
