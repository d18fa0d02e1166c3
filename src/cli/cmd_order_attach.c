#include <string.h>
#include <unistd.h>

#include "cli/rows.h"
#include "cli/view_attachment.h"
#include "cli/view_order.h"
#include "fettle/base/file.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/ops/attachment.h"

static const struct ftl_table attached_shape = {
        .schema = "order.attached/1",
        .title = "Attachments",
        .columns = ftl_view_attachment_columns,
        .count = FTL_VIEW_ATTACHMENT_CELLS,
};
static const struct ftl_table list_shape = {
        .schema = "order.attachments/1",
        .title = "Attachments",
        .columns = ftl_view_attachment_columns,
        .count = FTL_VIEW_ATTACHMENT_CELLS,
        .empty = "nothing is attached",
};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	(void)cli;
	ftl_view_attachment_cells(cells, thing);
}

/* What somebody should know of a file before the paper is thrown away. */
static void tell_file(struct ftl_cli *cli, const struct ftl_attachment *row, bool is_stripped)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, row->name);
	if (is_stripped)
		ftl_cli_say(cli,
		            "%s: what tells where, when and with what it was taken is left out",
		            quoted);
	if (strcmp(row->media_type, ftl_media_types[FTL_MEDIA_WEBP]) == 0 ||
	    strcmp(row->media_type, ftl_media_types[FTL_MEDIA_HEIC]) == 0)
		ftl_cli_warn(cli,
		             "%s may tell where it was taken: of this sort of picture that is not "
		             "left out",
		             quoted);
	if (!row->is_readable)
		ftl_cli_warn(cli,
		             "%s is not whole: a payer will refuse it; attach it again and take "
		             "attachment %d off",
		             quoted, row->position);
}

static enum ftl_status put_attached(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_attached *attached = result;

	FTL_TRY(ftl_cli_put_list(cli, &attached_shape, fill, attached->rows, attached->count,
	                         sizeof(struct ftl_attachment), err));
	for (size_t i = 0; i < attached->count && attached->is_stripped != NULL; i++)
		tell_file(cli, &attached->rows[i], attached->is_stripped[i]);
	ftl_cli_next(cli, "order attachments %s", ftl_view_code(&cli->arena, attached->order_code));
	return FTL_OK;
}

static enum ftl_status run_attach(struct ftl_cli *cli, struct ftl_err *err)
{
	size_t count;
	const char *const *paths = ftl_cli_arg_texts(cli, "FILE", &count);
	const struct ftl_attach_form form = {.kind = ftl_cli_text(cli, "kind"),
	                                     .text = ftl_cli_text(cli, "text"),
	                                     .line = ftl_cli_int(cli, "line"),
	                                     .paths = paths,
	                                     .count = count};
	struct ftl_attached attached;

	FTL_TRY(ftl_order_attach(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &attached,
	                         err));
	return ftl_cli_outcome(cli, &attached, err);
}

static enum ftl_status run_attachments(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_attachment *rows;
	size_t count;

	FTL_TRY(ftl_order_attachments(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                              ftl_cli_flag(cli, "all"), &rows, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, rows, count, sizeof(struct ftl_attachment),
	                        err);
}

static enum ftl_status read_number(struct ftl_cli *cli, int64_t *ret, struct ftl_err *err)
{
	return ftl_parse_i64("N", ftl_cli_arg(cli, "N"), 1, INT32_MAX, ret, err);
}

/* To where the person said, byte for byte. */
static enum ftl_status write_bytes(struct ftl_cli *cli, const void *bytes, size_t length,
                                   struct ftl_err *err)
{
	FTL_OUTFILE(file);

	if (strcmp(cli->output, "-") == 0) {
		if (isatty(STDOUT_FILENO)) {
			ftl_fail(err, FTL_USAGE, "output", "a terminal cannot show an attachment");
			return ftl_hint(err, "give --output FILE");
		}
		return ftl_out_bytes(cli->out, bytes, length, err);
	}
	FTL_TRY(ftl_outfile_open(cli->output, &file, err));
	fwrite(bytes, 1, length, file.stream);
	return ftl_outfile_commit(&file, err);
}

static enum ftl_status run_attachment(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_attachment row;
	const void *bytes;
	int64_t number;

	if (cli->output == NULL) {
		ftl_fail(err, FTL_USAGE, "output", "is missing");
		return ftl_hint(err, "say where it goes: --output FILE, or - for standard output");
	}
	FTL_TRY(read_number(cli, &number, err));
	FTL_TRY(ftl_order_attachment(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), number, &row,
	                             &bytes, err));
	FTL_TRY(write_bytes(cli, bytes, (size_t)row.size_bytes, err));
	if (strcmp(cli->output, "-") == 0)
		return FTL_OK;
	return ftl_cli_put_list(cli, &attached_shape, fill, &row, 1, sizeof(struct ftl_attachment),
	                        err);
}

static enum ftl_status run_detach(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_attached attached;
	int64_t number;

	FTL_TRY(read_number(cli, &number, err));
	FTL_TRY(ftl_order_detach(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), number,
	                         ftl_cli_words(cli, "REASON"), &attached, err));
	return ftl_cli_outcome(cli, &attached, err);
}

#define ORDER                                                                                      \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "the work order, or one of its pieces" \
	}
#define NUMBER                                                                                     \
	{                                                                                          \
		.name = "N", .min = 1, .max = 1, .help = "the attachment's number on the job"      \
	}

static const struct ftl_option attach_options[] = {
        {.key = "kind",
         .type = FTL_OPT_ENUM,
         .value = "KIND",
         .help = "receipt, photo, report, invoice, signature or other",
         .names = ftl_attachment_kind_names,
         .name_count = FTL_ATTACHMENT_KINDS,
         .is_required = true},
        {.key = "line",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "the line of the bill it belongs to: the invoice of a part",
         .min = 1,
         .max = 100000},
        {.key = "text", .type = FTL_OPT_TEXT, .value = "WORDS", .help = "what is to be said of it"},
};
static const struct ftl_argument attach_arguments[] = {
        ORDER,
        {.name = "FILE", .min = 1, .max = 0, .is_file = true, .help = "files to keep with the job"},
};
static const struct ftl_example attach_examples[] = {
        {"fettle order attach W26-00001-9 front.jpg back.jpg --kind photo",
         "what it looked like when it came", "photos"},
        {"fettle order attach W26-00009-U invoice.pdf --kind invoice --line 1",
         "the supplier's invoice of a part", "photos"},
};

const struct ftl_command ftl_command_order_attach = {
        .path = "order attach",
        .summary = "keep files with a work order: photos, receipts, reports",
        .description =
                "Files are kept in the database with their SHA-256, so that a backup has them and "
                "`check` tells a damaged one. What a file is, is told by its content, not by its "
                "name: JPEG, PNG, WebP, HEIC, PDF and plain text; as report or other file also "
                "workbooks (XLSX) and ZIP. Links and devices are refused, and what is larger than "
                "the setting attachment.max_mib. All files go in or none; the same one twice on a "
                "job is a conflict.\n\n"
                "Of JPEG and PNG only the picture is kept: what tells where, when and with what it "
                "was taken is left out, and so is the mark how it was held. A file that is not "
                "whole is kept and told.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_NOUN,
        FTL_OPTIONS(attach_options),
        FTL_ARGUMENTS(attach_arguments),
        FTL_EXAMPLES(attach_examples),
        .shape = &attached_shape,
        .run = run_attach,
        .write = put_attached,
};

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those that were taken off"},
};
static const struct ftl_argument order_arguments[] = {ORDER};
static const struct ftl_example list_examples[] = {
        {"fettle order attachments W26-00001-9", "what is kept with the job", "photos"},
        {"fettle order attachments W26-00001-9 --fields attachment,name,sha256",
         "to compare with sha256sum", "photos"},
};

const struct ftl_command ftl_command_order_attachments = {
        .path = "order attachments",
        .summary = "list the files that are kept with a work order",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_ARGUMENTS(order_arguments),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_attachments,
};

static const struct ftl_argument one_arguments[] = {ORDER, NUMBER};
static const struct ftl_example one_examples[] = {
        {"fettle order attachment W26-00001-9 1 --output photo.jpg", "the file as it is kept",
         "photos"},
        {"fettle order attachment W26-00001-9 1 --output - | sha256sum", "into another program",
         "photos"},
};

const struct ftl_command ftl_command_order_attachment = {
        .path = "order attachment",
        .summary = "give back a file that is kept with a work order",
        .description = "Byte for byte as it is kept, once it was held against its SHA-256. A file "
                       "of the name given to --output is replaced.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        FTL_ARGUMENTS(one_arguments),
        FTL_EXAMPLES(one_examples),
        .shape = &attached_shape,
        .run = run_attachment,
};

static const struct ftl_argument detach_arguments[] = {
        ORDER,
        NUMBER,
        {.name = "REASON", .min = 1, .max = 0, .help = "why: it stays with the job"},
};
static const struct ftl_example detach_examples[] = {
        {"fettle order detach W26-00001-9 1 'of another device'", "it does not belong here",
         "photos"},
};

const struct ftl_command ftl_command_order_detach = {
        .path = "order detach",
        .summary = "take a file off a work order",
        .description =
                "For who attached it, and for managers. What it was, its SHA-256 and the reason "
                "stay on record; its content is deleted and its number is not given again.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(detach_arguments),
        FTL_EXAMPLES(detach_examples),
        .shape = &attached_shape,
        .run = run_detach,
        .write = put_attached,
};
