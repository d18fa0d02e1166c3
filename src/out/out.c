#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "fettle/base/text.h"
#include "out/render.h"

#define USUAL_WIDTH 80

const char *const ftl_format_names[FTL_FORMATS] = {
        [FTL_FORMAT_TEXT] = "text",
        [FTL_FORMAT_JSON] = "json",
        [FTL_FORMAT_CSV] = "csv",
        [FTL_FORMAT_XLSX] = "xlsx",
};

const char *const ftl_color_names[FTL_COLORS] = {
        [FTL_COLOR_AUTO] = "auto",
        [FTL_COLOR_ALWAYS] = "always",
        [FTL_COLOR_NEVER] = "never",
};

static bool is_standard_output(const struct ftl_out *out)
{
	return out->options.path == NULL || strcmp(out->options.path, "-") == 0;
}

static void look_at_terminal(struct ftl_out *out)
{
	struct winsize size;

	out->width = USUAL_WIDTH;
	out->is_terminal = is_standard_output(out) && isatty(STDOUT_FILENO);
	out->has_color = out->options.color == FTL_COLOR_ALWAYS ||
	                 (out->options.color == FTL_COLOR_AUTO && out->is_terminal);
	if (out->is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		out->width = size.ws_col;
}

static enum ftl_status open_target(struct ftl_out *out, struct ftl_err *err)
{
	if (out->options.format == FTL_FORMAT_XLSX)
		return ftl_out_xlsx_open(out, err);
	if (is_standard_output(out)) {
		out->sink.fd = STDOUT_FILENO;
		return FTL_OK;
	}
	FTL_TRY(ftl_outfile_open(out->options.path, &out->file, err));
	out->sink.stream = out->file.stream;
	return FTL_OK;
}

enum ftl_status ftl_out_open(const struct ftl_out_options *options, struct ftl_out **ret,
                             struct ftl_err *err)
{
	struct ftl_arena arena = {NULL};
	struct ftl_out *out = FTL_NEW(&arena, struct ftl_out);

	out->arena = arena;
	out->options = *options;
	out->sink.fd = -1;
	look_at_terminal(out);
	enum ftl_status status = open_target(out, err);
	if (status != FTL_OK) {
		ftl_out_free(&out);
		return status;
	}
	*ret = out;
	return FTL_OK;
}

void ftl_out_free(struct ftl_out **ref)
{
	struct ftl_out *out = *ref;

	if (out == NULL)
		return;
	ftl_out_xlsx_drop(out);
	ftl_out_text_drop(out);
	ftl_sink_done(&out->sink);
	ftl_buf_done(&out->tape);
	ftl_outfile_done(&out->file);
	/* The arena holds the output itself. */
	struct ftl_arena arena = out->arena;
	ftl_arena_done(&arena);
	*ref = NULL;
}

static enum ftl_status refuse_second(struct ftl_err *err)
{
	return ftl_fail(err, FTL_INTERNAL, NULL, "a command gave more than one result");
}

/* Decides what goes out, once the sections are known, and starts the format. */
static enum ftl_status settle(struct ftl_out *out, const struct ftl_row *first, struct ftl_err *err)
{
	const struct ftl_table *table = out->table;
	const struct ftl_section *sections = table->sections;
	size_t count = table->section_count;

	if (count == 0 && first != NULL && first->section_count > 0) {
		/* The row is the caller's: what is declared by it must live on. */
		struct ftl_section *copies =
		        ftl_alloc(&out->arena, first->section_count, sizeof(*copies));
		memcpy(copies, first->sections, first->section_count * sizeof(*copies));
		for (size_t i = 0; i < first->section_count; i++) {
			copies[i].key = ftl_strdup(&out->arena, copies[i].key);
			copies[i].rows = NULL;
			copies[i].row_count = 0;
		}
		sections = copies;
		count = first->section_count;
	}
	FTL_TRY(ftl_shape_choose(&out->arena, table, sections, count, out->options.fields,
	                         &out->shape, err));
	out->has_shape = true;
	return FTL_OK;
}

/* Begins a list in its format; first is NULL for an empty one. */
static enum ftl_status start(struct ftl_out *out, const struct ftl_row *first, struct ftl_err *err)
{
	FTL_TRY(settle(out, first, err));
	switch (out->options.format) {
	case FTL_FORMAT_TEXT:
		return ftl_out_text_begin(out, err);
	case FTL_FORMAT_JSON:
		ftl_out_json_begin(out);
		return FTL_OK;
	case FTL_FORMAT_CSV:
		ftl_out_csv_begin(out);
		return FTL_OK;
	case FTL_FORMAT_XLSX:
	case FTL_FORMATS:
		break;
	}
	return ftl_out_xlsx_begin(out, err);
}

enum ftl_status ftl_out_begin(struct ftl_out *out, const struct ftl_table *table,
                              struct ftl_err *err)
{
	if (out->stage != FTL_OUT_IDLE)
		return refuse_second(err);
	out->stage = FTL_OUT_LIST;
	out->table = table;
	if (out->is_tape) {
		ftl_tape_begin(out, true);
		return FTL_OK;
	}
	/* Sections that only the rows know are waited for. */
	return table->section_count > 0 ? start(out, NULL, err) : FTL_OK;
}

static enum ftl_status put_row(struct ftl_out *out, const struct ftl_row *row, struct ftl_err *err)
{
	switch (out->options.format) {
	case FTL_FORMAT_TEXT:
		FTL_TRY(ftl_out_text_row(out, row, err));
		break;
	case FTL_FORMAT_JSON:
		ftl_out_json_row(out, row);
		break;
	case FTL_FORMAT_CSV:
		ftl_out_csv_row(out, row);
		break;
	case FTL_FORMAT_XLSX:
	case FTL_FORMATS:
		FTL_TRY(ftl_out_xlsx_row(out, row, err));
		break;
	}
	ftl_sink_step(&out->sink);
	return ftl_sink_check(&out->sink, err);
}

/* On a terminal what follows, "Next: …", must come after what it is about. */
static void show_now(struct ftl_out *out)
{
	if (out->is_terminal)
		ftl_sink_flush(&out->sink);
}

enum ftl_status ftl_out_row(struct ftl_out *out, const struct ftl_row *row, struct ftl_err *err)
{
	if (out->stage != FTL_OUT_LIST)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a row came without a list");
	if (out->is_tape) {
		ftl_tape_row(out, row);
		out->rows++;
		return FTL_OK;
	}
	if (out->options.limit > 0 && out->rows >= out->options.limit)
		out->is_cut = true;
	if (ftl_out_is_full(out))
		return FTL_OK;
	if (!out->has_shape)
		FTL_TRY(start(out, row, err));
	FTL_TRY(put_row(out, row, err));
	out->rows++;
	/* Its rows may come one by one, as somebody scans. */
	if (out->table->row_view != NULL)
		show_now(out);
	return FTL_OK;
}

enum ftl_status ftl_out_end(struct ftl_out *out, struct ftl_err *err)
{
	if (out->stage != FTL_OUT_LIST)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a list ended that had not begun");
	if (out->is_tape) {
		out->stage = FTL_OUT_DONE;
		ftl_tape_end(out, "");
		return FTL_OK;
	}
	if (!out->has_shape)
		FTL_TRY(start(out, NULL, err));
	out->stage = FTL_OUT_DONE;
	if (out->options.format == FTL_FORMAT_TEXT)
		FTL_TRY(ftl_out_text_end(out, err));
	if (out->options.format == FTL_FORMAT_JSON)
		ftl_out_json_end(out);
	show_now(out);
	return FTL_OK;
}

void ftl_out_set_partial(struct ftl_out *out, const char *why)
{
	out->partial = ftl_strdup(&out->arena, why);
}

const char *ftl_out_partial(const struct ftl_out *out)
{
	return out->partial;
}

bool ftl_out_is_full(const struct ftl_out *out)
{
	return out->is_cut || out->sink.is_gone;
}

bool ftl_out_is_cut(const struct ftl_out *out)
{
	return out->is_cut;
}

/* A view needs what only the first telling has: its picture is kept beside the data. */
static void tape_record(struct ftl_out *out, const struct ftl_row *row, ftl_record_view *view,
                        const void *extra)
{
	out->stage = FTL_OUT_DONE;
	ftl_tape_begin(out, false);
	ftl_tape_row(out, row);
	if (view != NULL)
		view(out, out->table, row, extra);
	ftl_tape_end(out, ftl_buf_cstr(&out->sink.buf));
}

enum ftl_status ftl_out_record(struct ftl_out *out, const struct ftl_table *shape,
                               const struct ftl_row *row, ftl_record_view *view, const void *extra,
                               struct ftl_err *err)
{
	if (out->stage != FTL_OUT_IDLE)
		return refuse_second(err);
	out->table = shape;
	if (out->is_tape) {
		tape_record(out, row, view, extra);
		return FTL_OK;
	}
	FTL_TRY(settle(out, row, err));
	out->stage = FTL_OUT_DONE;
	switch (out->options.format) {
	case FTL_FORMAT_TEXT:
		/* Who names fields wants these and no picture. */
		if (view != NULL && out->options.fields == NULL)
			view(out, shape, row, extra);
		else
			ftl_out_text_record(out, row);
		break;
	case FTL_FORMAT_JSON:
		ftl_out_json_record(out, row);
		break;
	case FTL_FORMAT_CSV:
		ftl_out_csv_begin(out);
		ftl_out_csv_row(out, row);
		break;
	case FTL_FORMAT_XLSX:
	case FTL_FORMATS:
		FTL_TRY(ftl_out_xlsx_begin(out, err));
		FTL_TRY(ftl_out_xlsx_row(out, row, err));
		break;
	}
	show_now(out);
	return ftl_sink_check(&out->sink, err);
}

enum ftl_status ftl_out_bytes(struct ftl_out *out, const void *bytes, size_t length,
                              struct ftl_err *err)
{
	if (out->stage != FTL_OUT_IDLE)
		return refuse_second(err);
	if (out->options.format != FTL_FORMAT_TEXT)
		return ftl_fail(err, FTL_USAGE, "format", "what is asked for cannot be shown as %s",
		                ftl_format_names[out->options.format]);
	out->stage = FTL_OUT_DONE;
	ftl_buf_add(&out->sink.buf, bytes, length);
	ftl_sink_step(&out->sink);
	return ftl_sink_check(&out->sink, err);
}

enum ftl_status ftl_out_close(struct ftl_out *out, struct ftl_err *err)
{
	if (out->stage == FTL_OUT_LIST)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a list was not ended");
	if (out->options.format == FTL_FORMAT_XLSX && out->stage == FTL_OUT_DONE)
		FTL_TRY(ftl_out_xlsx_close(out, err));
	ftl_sink_flush(&out->sink);
	FTL_TRY(ftl_sink_check(&out->sink, err));
	/* A command that gave nothing makes no file. */
	if (out->file.temporary != NULL && out->stage == FTL_OUT_DONE)
		return ftl_outfile_commit(&out->file, err);
	return FTL_OK;
}

void ftl_out_print(struct ftl_out *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	ftl_buf_vprintf(&out->sink.buf, format, args);
	va_end(args);
	if (!out->is_tape)
		ftl_sink_step(&out->sink);
}

void ftl_out_tone(struct ftl_out *out, enum ftl_tone tone)
{
	static const char *const codes[] = {
	        [FTL_TONE_PLAIN] = "\x1b[0m", [FTL_TONE_BOLD] = "\x1b[1m",
	        [FTL_TONE_DIM] = "\x1b[2m",   [FTL_TONE_WARN] = "\x1b[33m",
	        [FTL_TONE_GOOD] = "\x1b[32m",
	};

	if (out->has_color)
		ftl_buf_text(&out->sink.buf, codes[tone]);
}

bool ftl_out_has_color(const struct ftl_out *out)
{
	return out->has_color && out->options.format == FTL_FORMAT_TEXT;
}

int ftl_out_width(const struct ftl_out *out)
{
	return out->width;
}

const char *ftl_out_cell(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_column *column, const struct ftl_cell *cell)
{
	if (!cell->has)
		return "";
	const char *shown = ftl_cell_shown(&out->options, arena, column, cell);
	if (column->type != FTL_T_MONEY || out->options.currency.code[0] == '\0')
		return shown;
	return ftl_sprintf(arena, "%s %s", shown, out->options.currency.code);
}
