#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fettle/base/module.h"
#include "fettle/base/text.h"
#include "out/render.h"

/* A workbook is written by name, so a pipe gets it from a temporary file. */
static enum ftl_status make_spool(struct ftl_out *out, struct ftl_err *err)
{
	const char *folder = getenv("TMPDIR");
	char quoted[FTL_QUOTE_SIZE];

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	char *path = ftl_sprintf(&out->arena, "%s/fettle-XXXXXX", folder);
	int fd = mkostemp(path, O_CLOEXEC);
	if (fd < 0)
		return ftl_fail(err, FTL_IO, NULL, "cannot make a temporary file in %s: %s",
		                ftl_quote(quoted, folder), strerror(errno));
	close(fd);
	out->spool = path;
	return FTL_OK;
}

static enum ftl_status load(struct ftl_out *out, struct ftl_err *err)
{
	const void *writer;

	FTL_TRY(ftl_module_load("xlsx", "ftl_xlsx_module", &writer, err));
	out->xlsx = writer;
	return FTL_OK;
}

enum ftl_status ftl_out_xlsx_open(struct ftl_out *out, struct ftl_err *err)
{
	const char *path = out->options.path;

	if (path == NULL || strcmp(path, "-") == 0) {
		if (out->is_terminal) {
			ftl_fail(err, FTL_USAGE, "format",
			         "a workbook cannot be shown on a terminal");
			return ftl_hint(err, "add --output FILE.xlsx");
		}
		FTL_TRY(load(out, err));
		FTL_TRY(make_spool(out, err));
		out->sink.fd = STDOUT_FILENO;
		return out->xlsx->open(out->spool, &out->options, &out->workbook, err);
	}
	FTL_TRY(load(out, err));
	FTL_TRY(ftl_outfile_reserve(path, &out->file, err));
	return out->xlsx->open(out->file.temporary, &out->options, &out->workbook, err);
}

/* The chosen columns; sections become columns of text. */
enum ftl_status ftl_out_xlsx_begin(struct ftl_out *out, struct ftl_err *err)
{
	const struct ftl_shape *shape = &out->shape;
	struct ftl_column *columns =
	        ftl_alloc(&out->arena, shape->count + 1, sizeof(struct ftl_column));

	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_pick *pick = &shape->picks[i];
		if (pick->column != NULL)
			columns[i] = *pick->column;
		else
			columns[i] = (struct ftl_column){.key = pick->section->key,
			                                 .title = pick->section->title,
			                                 .type = FTL_T_TEXT};
	}
	out->xlsx_table = FTL_NEW(&out->arena, struct ftl_table);
	*out->xlsx_table = *out->table;
	out->xlsx_table->columns = columns;
	out->xlsx_table->count = shape->count;
	out->xlsx_table->sections = NULL;
	out->xlsx_table->section_count = 0;
	return out->xlsx->begin(out->workbook, out->xlsx_table, err);
}

enum ftl_status ftl_out_xlsx_row(struct ftl_out *out, const struct ftl_row *row,
                                 struct ftl_err *err)
{
	const struct ftl_shape *shape = &out->shape;
	FTL_ARENA(scratch);
	struct ftl_cell *cells = ftl_alloc(&scratch, shape->count + 1, sizeof(*cells));

	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_pick *pick = &shape->picks[i];
		if (pick->column != NULL) {
			cells[i] = row->cells[pick->index];
			continue;
		}
		const struct ftl_section *section = ftl_shape_section(row, pick->section->key);
		if (section != NULL && section->row_count > 0) {
			FTL_BUF(joined);
			ftl_cell_join(&out->options, section, &joined);
			cells[i] = ftl_cell_text(ftl_strdup(&scratch, ftl_buf_cstr(&joined)));
		}
	}
	return out->xlsx->row(out->workbook, cells, err);
}

static enum ftl_status copy_spool(struct ftl_out *out, struct ftl_err *err)
{
	char bytes[4096];
	ssize_t got;
	int fd = open(out->spool, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return ftl_fail(err, FTL_IO, NULL, "cannot read the temporary file again: %s",
		                strerror(errno));
	while ((got = read(fd, bytes, sizeof(bytes))) > 0) {
		ftl_buf_add(&out->sink.buf, bytes, (size_t)got);
		ftl_sink_step(&out->sink);
	}
	int code = errno;
	close(fd);
	if (got < 0)
		return ftl_fail(err, FTL_IO, NULL, "cannot read the temporary file again: %s",
		                strerror(code));
	return FTL_OK;
}

enum ftl_status ftl_out_xlsx_close(struct ftl_out *out, struct ftl_err *err)
{
	FTL_TRY(out->xlsx->close(&out->workbook, err));
	return out->spool != NULL ? copy_spool(out, err) : FTL_OK;
}

void ftl_out_xlsx_drop(struct ftl_out *out)
{
	if (out->xlsx != NULL)
		out->xlsx->drop(&out->workbook);
	if (out->spool != NULL)
		unlink(out->spool);
	out->spool = NULL;
}
