#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cmd_label.h"
#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"

#define CARDS_MEDIUM "cards-a4"
#define CODES_NAMED  3 /* in the hint that says how to print again */

enum { CODE, PIECE, NUMBER, NAME, TOKEN, FORMAT, FILE_PATH, PRINTER, BYTES, TEXT, CELLS };

static const struct ftl_column columns[CELLS] = {
        [CODE] = {.key = "code",
                  .title = "Work order",
                  .type = FTL_T_CODE,
                  .help = "the job, in large letters on the label; of a tag its own"},
        [PIECE] = {.key = "piece",
                   .title = "Piece",
                   .type = FTL_T_CODE,
                   .help = "the piece it is for; absent when the job has no pieces"},
        [NUMBER] = {.key = "number",
                    .title = "No.",
                    .type = FTL_T_TEXT,
                    .help = "which of the job's pieces: 2/3"},
        [NAME] = {.key = "name", .title = "What", .type = FTL_T_TEXT, .help = "the piece's name"},
        [TOKEN] = {.key = "qr",
                   .title = "QR code",
                   .type = FTL_T_TEXT,
                   .is_detail = true,
                   .help = "what the QR code carries: the device its job, an accessory itself"},
        [FORMAT] = {.key = "format",
                    .title = "Format",
                    .type = FTL_T_ENUM,
                    .is_detail = true,
                    .help = "png, svg, pdf, zpl, escpos or text"},
        [FILE_PATH] = {.key = "file",
                       .title = "File",
                       .type = FTL_T_TEXT,
                       .help = "where it was written; several labels may share a file"},
        [PRINTER] = {.key = "printer",
                     .title = "Printer",
                     .type = FTL_T_TEXT,
                     .help = "where it was sent"},
        [BYTES] = {.key = "bytes", .title = "Bytes", .type = FTL_T_INT, .help = "of the file"},
        [TEXT] = {.key = "text",
                  .title = "Label",
                  .type = FTL_T_TEXT,
                  .is_detail = true,
                  .help = "the label itself, when it was neither written nor sent"},
};

static const struct ftl_table shape = {.schema = "label.list/1",
                                       .title = "Labels",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "no label was made"};

/* The label as it stands, with its escape sequences. */
static void view_label(struct ftl_out *out, const struct ftl_table *table,
                       const struct ftl_row *row, const void *extra)
{
	(void)table;
	(void)extra;
	ftl_out_print(out, "%s", row->cells[TEXT].text);
}

static const struct ftl_table screen_shape = {.schema = "label.list/1",
                                              .title = "Labels",
                                              .columns = columns,
                                              .count = CELLS,
                                              .empty = "no label was made",
                                              .row_view = view_label};

/* What one call works with. */
struct job {
	struct ftl_cli *cli;
	const struct ftl_label_piece *pieces;
	size_t count;
	const struct ftl_label_data *labels;
	struct ftl_label_options options;
	const struct ftl_layout *layout;
	bool is_tags;                      /* of places and loaners, and not of pieces */
	const struct ftl_printer *printer; /* NULL: files or the screen */
	struct ftl_printer printer_room;
	const char **paths; /* of the files that were written; NULL: none */
};

/* Every code's pieces, in the order given. */
static enum ftl_status collect(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;
	size_t code_count = 0;
	const struct ftl_value *codes = ftl_cli_args(cli, "CODE", &code_count);
	bool only_device = ftl_cli_flag(cli, "only-device");
	FTL_BUF(all);

	for (size_t i = 0; i < code_count; i++) {
		const struct ftl_label_piece *rows = NULL;
		size_t count = 0;

		FTL_TRY(ftl_label_pieces(cli->app, &cli->arena, codes[i].text, &rows, &count, err));
		for (size_t j = 0; j < count; j++) {
			if (rows[j].piece.is_device || !only_device)
				ftl_buf_add(&all, &rows[j], sizeof(rows[j]));
		}
	}
	job->count = all.length / sizeof(*job->pieces);
	if (job->count == 0)
		return ftl_fail(err, FTL_INVALID, "only_device",
		                "none of these codes is that of a device");
	struct ftl_label_piece *pieces = ftl_alloc(&cli->arena, job->count, sizeof(*pieces));
	memcpy(pieces, all.data, all.length);
	job->pieces = pieces;
	job->is_tags = pieces[0].tag.code != NULL;
	for (size_t i = 1; i < job->count; i++) {
		if (job->is_tags != (pieces[i].tag.code != NULL))
			return ftl_fail(
			        err, FTL_USAGE, "CODE",
			        "labels of places or loaners and of jobs are made one after the "
			        "other: they look different");
	}
	return FTL_OK;
}

/* The part of a path from its extension on, or its end. */
static const char *extension_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');

	return dot == NULL || dot == name ? path + strlen(path) : dot;
}

static enum ftl_status format_of_path(const char *path, enum ftl_label_format *ret,
                                      struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *extension = extension_of(path);

	for (int i = 0; i < FTL_LABEL_FORMATS && *extension != '\0'; i++) {
		enum ftl_label_format format = (enum ftl_label_format)i;
		if (strcasecmp(extension + 1, ftl_label_extension(format)) == 0) {
			*ret = format;
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_INVALID, "output", "the name does not say which format it should be: %s",
	         ftl_quote(quoted, path));
	return ftl_hint(err, "name it .png, .svg, .pdf, .zpl, .escpos or .txt, or add --to FORMAT");
}

static bool is_stdout(const struct ftl_cli *cli)
{
	return cli->output == NULL || strcmp(cli->output, "-") == 0;
}

static enum ftl_status pick_printer(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;

	if (!ftl_cli_is_given(cli, "printer"))
		return FTL_OK;
	if (cli->output != NULL)
		return ftl_fail(err, FTL_USAGE, "output",
		                "labels go to a printer or to a file, not to both at once");
	FTL_TRY(ftl_cli_find_printer(cli, ftl_cli_text(cli, "printer"), &job->printer_room, err));
	if (ftl_cli_is_given(cli, "to")) {
		job->printer_room.language = (enum ftl_label_format)ftl_cli_enum(cli, "to");
		FTL_TRY(ftl_printer_check(&job->printer_room, err));
	}
	job->printer = &job->printer_room;
	return FTL_OK;
}

static enum ftl_status pick_format(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;

	if (job->printer != NULL) {
		ftl_printer_defaults(job->printer, &job->options);
		return FTL_OK;
	}
	job->options.format = FTL_LABEL_TEXT;
	if (ftl_cli_is_given(cli, "to"))
		job->options.format = (enum ftl_label_format)ftl_cli_enum(cli, "to");
	else if (!is_stdout(cli))
		FTL_TRY(format_of_path(cli->output, &job->options.format, err));
	return FTL_OK;
}

/* A tag has a layout of its own for a size, where there is one: tag-62x29 for 62x29. */
static enum ftl_status load_layout(struct job *job, const char *media, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;
	const char *size = media;
	enum ftl_status status;

	if (!job->is_tags)
		return ftl_cli_load_layout(cli, media, &job->layout, err);
	if (strncmp(media, "intake-", strlen("intake-")) == 0)
		size += strlen("intake-");
	status = ftl_cli_load_layout(cli, ftl_sprintf(&cli->arena, "tag-%s", size), &job->layout,
	                             err);
	return status == FTL_NOT_FOUND ? ftl_cli_load_layout(cli, media, &job->layout, err)
	                               : status;
}

/* The medium, the address before codes, and what was asked for in dots and numbers. */
static enum ftl_status pick_options(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;
	const char *media = ftl_cli_text(cli, "media");
	bool is_cards = ftl_cli_flag(cli, "cards");

	job->options = (struct ftl_label_options){
	        .dpi = ftl_cli_int(cli, "dpi"),
	        .made_at = ftl_app_now(cli->app),
	        .title = ftl_sprintf(&cli->arena, "Labels, %s", cli->app->centre),
	        .copies = ftl_cli_int(cli, "copies"),
	        .skip = ftl_cli_int(cli, "skip"),
	        .is_cut = true,
	};
	FTL_TRY(pick_printer(job, err));
	FTL_TRY(pick_format(job, err));
	/* Cards are for our own scanner alone: no address stands before them. */
	if (!is_cards)
		FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.url", &job->options.url_base,
		                        err));
	if (media == NULL && job->printer != NULL)
		media = job->printer->media;
	if (media == NULL && is_cards)
		media = CARDS_MEDIUM;
	if (media == NULL)
		FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.media", &media, err));
	return load_layout(job, media, err);
}

static enum ftl_status draw(const struct job *job, const struct ftl_label_data *labels,
                            size_t count, struct ftl_label_output *ret, struct ftl_err *err)
{
	FTL_TRY(ftl_label_render(job->layout, labels, count, &job->options, ret, err));
	for (size_t i = 0; i < ret->warning_count; i++)
		ftl_cli_warn(job->cli, "%s", ret->warnings[i]);
	return FTL_OK;
}

static void fill_cells(const struct job *job, size_t i, struct ftl_cell cells[CELLS])
{
	const struct ftl_label_piece *row = &job->pieces[i];
	bool has_file = job->paths != NULL;
	size_t file = ftl_label_is_single(job->options.format) ? i : 0;

	cells[CODE] = ftl_cell_text(row->tag.code != NULL ? row->tag.code : row->order.code);
	cells[PIECE] = ftl_cell_text(row->piece.code);
	cells[NUMBER] = ftl_cell_text(
	        ftl_sprintf(&job->cli->arena, "%d/%d", row->piece.position, row->piece_count));
	cells[NAME] = ftl_cell_text(row->piece.name);
	cells[TOKEN] = ftl_cell_text(job->labels[i].short_code);
	cells[FORMAT] = ftl_cell_text(ftl_label_format_names[job->options.format]);
	cells[FILE_PATH] = ftl_cell_text(has_file ? job->paths[file] : NULL);
	cells[PRINTER] = ftl_cell_text(job->printer != NULL ? job->printer->name : NULL);
	cells[BYTES] = ftl_cell_none();
	cells[TEXT] = ftl_cell_none();
}

/* What was made, a row a label. */
static enum ftl_status list_made(const struct job *job, const struct ftl_label_output *output,
                                 struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;

	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	for (size_t i = 0; i < job->count; i++) {
		struct ftl_cell cells[CELLS];
		const struct ftl_row row = {.cells = cells};
		size_t file = ftl_label_is_single(job->options.format) ? i : 0;

		fill_cells(job, i, cells);
		cells[BYTES] = ftl_cell_number((int64_t)output->files[file].length);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

/* Labels on the screen: each is a row whose picture is the label. */
static enum ftl_status show_labels(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;

	job->options.is_ansi = ftl_out_has_color(cli->out);
	FTL_TRY(ftl_out_begin(cli->out, &screen_shape, err));
	for (size_t i = 0; i < job->count && !ftl_out_is_full(cli->out); i++) {
		FTL_LABEL_OUTPUT(output);
		struct ftl_cell cells[CELLS];
		const struct ftl_row row = {.cells = cells};

		FTL_TRY(draw(job, &job->labels[i], 1, &output, err));
		fill_cells(job, i, cells);
		cells[BYTES] = ftl_cell_number((int64_t)output.files[0].length);
		cells[TEXT] = ftl_cell_text(ftl_buf_cstr(&output.files[0]));
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

/* The bytes alone, for a pipe. */
static enum ftl_status pipe_labels(struct job *job, struct ftl_err *err)
{
	const char *format = ftl_label_format_names[job->options.format];
	FTL_LABEL_OUTPUT(output);

	if (ftl_label_is_single(job->options.format) && job->count > 1) {
		ftl_fail(err, FTL_USAGE, "output",
		         "%zu labels as %s are %zu files and cannot go to standard output",
		         job->count, format, job->count);
		return ftl_hint(err,
		                "give --output NAME.%s, or --to pdf, or --only-device for one "
		                "label a job",
		                format);
	}
	if (job->options.format != FTL_LABEL_TEXT && isatty(STDOUT_FILENO)) {
		ftl_fail(err, FTL_USAGE, "output", "a terminal cannot show %s", format);
		return ftl_hint(err, "give --output NAME.%s", format);
	}
	FTL_TRY(draw(job, job->labels, job->count, &output, err));
	const struct ftl_buf *file = &output.files[0];
	enum ftl_status status = ftl_out_bytes(job->cli->out, file->data, file->length, err);
	if (status == FTL_USAGE)
		return ftl_hint(err, "add --output FILE for a list of the labels, or leave "
		                     "--format out");
	return status;
}

/* x.png, x-2.png, x-3.png … */
static const char *path_of(struct ftl_arena *arena, const char *path, size_t i)
{
	const char *extension = extension_of(path);

	if (i == 0)
		return path;
	return ftl_sprintf(arena, "%.*s-%zu%s", (int)(extension - path), path, i + 1, extension);
}

/* --output names the first file and may replace it; of the others nobody has spoken. */
static enum ftl_status check_unnamed(const struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;
	struct stat status;
	char quoted[FTL_QUOTE_SIZE];

	if (!ftl_label_is_single(job->options.format) || cli->is_yes)
		return FTL_OK;
	for (size_t i = 1; i < job->count; i++) {
		const char *path = path_of(&cli->arena, cli->output, i);

		if (lstat(path, &status) != 0)
			continue;
		ftl_fail(err, FTL_CONFLICT, "output", "%s is already there, and would be label %zu",
		         ftl_quote(quoted, path), i + 1);
		return ftl_hint(err, "choose another name, add --yes to replace such files, or "
		                     "--to pdf for one file");
	}
	return FTL_OK;
}

/*
 * Everything that can fail for want of room fails here, before the first file is put in place. The
 * file is closed: there may be more of them than a process may have open.
 */
static enum ftl_status write_beside(struct ftl_outfile *file, const struct ftl_buf *bytes,
                                    struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	bool is_written = fwrite(bytes->data, 1, bytes->length, file->stream) == bytes->length &&
	                  fflush(file->stream) == 0 && fsync(fileno(file->stream)) == 0;
	int code = errno;

	if (fclose(file->stream) != 0 && is_written) {
		is_written = false;
		code = errno;
	}
	file->stream = NULL;
	if (is_written)
		return FTL_OK;
	ftl_fail(err, FTL_IO, "output", "cannot write %s: %s", ftl_quote(quoted, file->path),
	         strerror(code));
	return ftl_hint(err, "no label was written");
}

static enum ftl_status put_files(struct job *job, const struct ftl_label_output *output,
                                 struct ftl_outfile *files, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;

	for (size_t i = 0; i < output->count; i++) {
		job->paths[i] = path_of(&cli->arena, cli->output, i);
		FTL_TRY(ftl_outfile_open(job->paths[i], &files[i], err));
		FTL_TRY(write_beside(&files[i], &output->files[i], err));
	}
	for (size_t i = 0; i < output->count; i++)
		FTL_TRY(ftl_outfile_commit(&files[i], err));
	return FTL_OK;
}

static enum ftl_status write_labels(struct job *job, struct ftl_err *err)
{
	struct ftl_arena *arena = &job->cli->arena;
	FTL_LABEL_OUTPUT(output);

	FTL_TRY(check_unnamed(job, err));
	FTL_TRY(draw(job, job->labels, job->count, &output, err));
	struct ftl_outfile *files = ftl_alloc(arena, output.count, sizeof(*files));
	job->paths = ftl_alloc(arena, output.count, sizeof(*job->paths));
	enum ftl_status status = put_files(job, &output, files, err);
	for (size_t i = 0; i < output.count; i++)
		ftl_outfile_done(&files[i]);
	FTL_TRY(status);
	return list_made(job, &output, err);
}

/* How to print the same again: the codes as they were given. */
static enum ftl_status hint_again(const struct job *job, struct ftl_err *err)
{
	size_t count = 0;
	const struct ftl_value *codes = ftl_cli_args(job->cli, "CODE", &count);
	FTL_BUF(text);

	for (size_t i = 0; i < count && i < CODES_NAMED; i++) {
		struct ftl_code code;
		struct ftl_err ignored;
		char eye[FTL_CODE_SIZE];

		if (ftl_code_read(job->cli->app, codes[i].text, &code, &ignored) == FTL_OK)
			ftl_buf_printf(&text, " %s", ftl_code_eye(eye, &code));
	}
	return ftl_hint(err, "nothing is lost; print again: fettle label%s%s --printer %s",
	                ftl_buf_cstr(&text), count > CODES_NAMED ? " …" : "", job->printer->name);
}

static enum ftl_status print_labels(struct job *job, struct ftl_err *err)
{
	FTL_LABEL_OUTPUT(output);

	FTL_TRY(draw(job, job->labels, job->count, &output, err));
	enum ftl_status status =
	        ftl_cli_send_labels(job->printer, &output, job->options.copies, err);
	if (status == FTL_IO)
		return hint_again(job, err);
	FTL_TRY(status);
	FTL_TRY(list_made(job, &output, err));
	ftl_cli_say(job->cli, "%zu %s sent to %s", job->count, job->count == 1 ? "label" : "labels",
	            job->printer->name);
	return FTL_OK;
}

/* The labels of codes, or the action cards. */
static enum ftl_status choose(struct job *job, struct ftl_err *err)
{
	struct ftl_cli *cli = job->cli;
	bool has_codes = ftl_cli_arg(cli, "CODE") != NULL;

	if (!ftl_cli_flag(cli, "cards"))
		return has_codes ? collect(job, err)
		                 : ftl_fail(err, FTL_USAGE, "CODE", "is missing");
	if (has_codes)
		return ftl_fail(err, FTL_USAGE, "cards", "goes without a CODE");
	ftl_cli_card_labels(cli, &job->pieces, &job->labels, &job->count);
	return FTL_OK;
}

static enum ftl_status run_label(struct ftl_cli *cli, struct ftl_err *err)
{
	struct job job = {.cli = cli};

	FTL_TRY(choose(&job, err));
	FTL_TRY(pick_options(&job, err));
	if (job.labels == NULL)
		FTL_TRY(ftl_cli_label_data(cli, job.pieces, job.count, &job.labels, err));
	if (job.printer != NULL)
		return print_labels(&job, err);
	if (!is_stdout(cli))
		return write_labels(&job, err);
	if (cli->output == NULL && job.options.format == FTL_LABEL_TEXT)
		return show_labels(&job, err);
	return pipe_labels(&job, err);
}

static const struct ftl_option options[] = {
        {.key = "media",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "label size, such as 62x29; otherwise the printer's, or setting label.media"},
        {.key = "to",
         .type = FTL_OPT_ENUM,
         .value = "FORMAT",
         .help = "png, svg, pdf, zpl, escpos or text; otherwise by --output or --printer",
         .names = ftl_label_format_names,
         .name_count = FTL_LABEL_FORMATS},
        {.key = "dpi",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "dots an inch: 203, 300, 600; otherwise the printer's or the medium's",
         .min = 150,
         .max = 1200},
        {.key = "printer",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "send to this printer: fettle printer list"},
        {.key = "copies",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "of each label; pictures are written once all the same",
         .standard = "1",
         .min = 1,
         .max = 100},
        {.key = "cards",
         .type = FTL_OPT_FLAG,
         .help = "the action cards of `fettle scan` instead of labels"},
        {.key = "only-device", .type = FTL_OPT_FLAG, .help = "no labels for accessories"},
        {.key = "skip",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "places already used on the first sheet of a PDF",
         .max = 1000},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE",
         .min = 0,
         .max = 0,
         .help = "a work order, a piece, an intake, a place or a loaner"},
};
static const struct ftl_example examples[] = {
        {"fettle label W26-00001-9", "the labels of a job on the screen, one a piece", "orders"},
        {"fettle label W26-00001-9 --output label.png",
         "label.png for the device, label-2.png and so on for what came with it", "orders"},
        {"fettle label W26-00001-9 --media 57x32 --to zpl --output labels.zpl",
         "for a Zebra printer", "orders"},
        {"fettle label --cards --output cards.pdf", "a sheet of action cards for the bench",
         "centre"},
        {"fettle label L26-00002-B --output shelf.png", "the tag of a place", "places"},
        {"fettle label W26-00001-9 --printer counter", "straight to the printer", "printer"},
};

const struct ftl_command ftl_command_label = {
        .path = "label",
        .summary = "make or print labels",
        .description =
                "Of a work order every piece gets its label, the device first; of a piece's code "
                "only that piece; of an intake everything that was handed in.\n\n"
                "The QR code on the device carries the job's code, on an accessory the piece's own "
                "one; either can be scanned or typed wherever a job is asked for. A place and a "
                "loaner have a tag "
                "with their own code, in the layout tag-62x29 for the size 62x29.\n\n"
                "PNG and SVG are one file a label: x.png, x-2.png, x-3.png. PDF, ZPL and ESC/POS "
                "hold all labels in one file. A file of the name given is replaced; x-2.png and "
                "so on are not written over without --yes. Without --output and --printer the "
                "labels are shown "
                "as text, and --format json or csv lists what was made.\n\n"
                "--cards makes the cards that are scanned at the bench, each a QR code with a word "
                "and what it does: as PDF one A4 sheet to cut up.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        .audience = FTL_FOR_FRONT_DESK,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_label,
};
