#include "cli/rows.h"
#include <string.h>

#include "cli/cmd_label.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

enum { NAME, KIND, TARGET, LANGUAGE, MEDIA, DPI, WIDTH, CELLS };

static const struct ftl_column columns[CELLS] = {
        [NAME] = {.key = "name",
                  .title = "Printer",
                  .type = FTL_T_TEXT,
                  .help = "what stands after --printer"},
        [KIND] = {.key = "kind", .title = "Kind", .type = FTL_T_ENUM, .help = "tcp, file or cups"},
        [TARGET] = {.key = "target",
                    .title = "Where",
                    .type = FTL_T_TEXT,
                    .help = "address, path, or name of the print queue"},
        [LANGUAGE] = {.key = "language",
                      .title = "Language",
                      .type = FTL_T_ENUM,
                      .help = "what it understands: zpl, escpos, png, pdf"},
        [MEDIA] = {.key = "media",
                   .title = "Medium",
                   .type = FTL_T_TEXT,
                   .help = "the labels that are in it"},
        [DPI] = {.key = "dpi", .title = "dpi", .type = FTL_T_INT, .help = "dots an inch"},
        [WIDTH] = {.key = "width_dots",
                   .title = "Head",
                   .type = FTL_T_INT,
                   .is_detail = true,
                   .help = "dots of its print head; absent when it was not told"},
};

static const struct ftl_table list_shape = {.schema = "printer.list/1",
                                            .title = "Printers",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "no printer is set up"};
static const struct ftl_table one_shape = {
        .schema = "printer/1", .title = "Printer", .columns = columns, .count = CELLS};

/* Only what a retry still knows: the printer itself is gone. */
static const struct ftl_column removed_column = {
        .key = "name", .title = "Removed", .type = FTL_T_TEXT, .help = "the printer's name"};
static const struct ftl_table removed_shape = {
        .schema = "printer.removed/1", .title = "Removed", .columns = &removed_column, .count = 1};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_printer_record *printer = thing;

	(void)cli;
	cells[NAME] = ftl_cell_text(printer->name);
	cells[KIND] = ftl_cell_text(printer->kind);
	cells[TARGET] = ftl_cell_text(printer->target);
	cells[LANGUAGE] = ftl_cell_text(printer->language);
	cells[MEDIA] = ftl_cell_text(printer->media);
	cells[DPI] = ftl_cell_number(printer->dpi);
	cells[WIDTH] = printer->width_dots.has ? ftl_cell_number(printer->width_dots.value)
	                                       : ftl_cell_none();
}

static enum ftl_status show(struct ftl_cli *cli, const void *printer, struct ftl_err *err)
{
	return ftl_cli_put_record(cli, &one_shape, fill, printer, err);
}

/* The print room's view of a stored printer. */
static enum ftl_status read_record(const struct ftl_printer_record *record, struct ftl_printer *ret,
                                   struct ftl_err *err)
{
	int kind, language;

	FTL_TRY(ftl_parse_name("kind", record->kind, ftl_printer_kind_names, FTL_PRINTER_KINDS,
	                       &kind, err));
	FTL_TRY(ftl_parse_name("language", record->language, ftl_label_format_names,
	                       FTL_LABEL_FORMATS, &language, err));
	*ret = (struct ftl_printer){
	        .name = record->name,
	        .kind = (enum ftl_printer_kind)kind,
	        .target = record->target,
	        .language = (enum ftl_label_format)language,
	        .media = record->media,
	        .dpi = record->dpi,
	        .width_dots = record->width_dots.has ? record->width_dots.value : 0,
	};
	return ftl_printer_check(ret, err);
}

enum ftl_status ftl_cli_find_printer(struct ftl_cli *cli, const char *name, struct ftl_printer *ret,
                                     struct ftl_err *err)
{
	struct ftl_printer_record record;

	FTL_TRY(ftl_printer_get(cli->app, &cli->arena, name, &record, err));
	return read_record(&record, ret, err);
}

enum ftl_status ftl_cli_send_labels(const struct ftl_printer *printer,
                                    const struct ftl_label_output *output, int64_t copies,
                                    struct ftl_err *err)
{
	/* Of the other languages the one file holds the copies already. */
	int64_t times = ftl_label_is_single(printer->language) && copies > 1 ? copies : 1;

	if (printer->kind == FTL_PRINTER_FILE && (output->count > 1 || times > 1)) {
		ftl_fail(err, FTL_INVALID, "printer",
		         "%s takes one picture at a time: the next would replace it",
		         printer->name);
		return ftl_hint(err, "add --to pdf, or set the printer up with --language pdf");
	}
	for (size_t i = 0; i < output->count; i++) {
		const struct ftl_buf *file = &output->files[i];

		for (int64_t j = 0; j < times; j++)
			FTL_TRY(ftl_printer_send(printer, file->data, file->length, err));
	}
	return FTL_OK;
}

/* The resolution of a medium, for printers that do not say theirs. */
static enum ftl_status medium_dpi(struct ftl_cli *cli, const char *name, int64_t *ret,
                                  struct ftl_err *err)
{
	const struct ftl_label_medium *media = NULL;
	const char *folder = NULL;
	size_t count = 0;

	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	FTL_TRY(ftl_label_list_media(&cli->arena, folder, &media, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(media[i].name, name) == 0)
			*ret = media[i].dpi;
	}
	return FTL_OK;
}

static const char *language_of(struct ftl_cli *cli)
{
	if (ftl_cli_is_given(cli, "language"))
		return ftl_cli_text(cli, "language");
	return ftl_cli_enum(cli, "kind") == FTL_PRINTER_CUPS ? "pdf" : "zpl";
}

/* Only printers that are sent dots have a head that a label could be too wide for. */
static enum ftl_status read_width(const struct ftl_cli *cli, struct ftl_printer_record *record,
                                  struct ftl_err *err)
{
	if (!ftl_cli_is_given(cli, "width-dots"))
		return FTL_OK;
	if (strcmp(record->language, "zpl") != 0 && strcmp(record->language, "escpos") != 0)
		return ftl_fail(err, FTL_INVALID, "width_dots",
		                "a printer that takes %s scales by itself; only zpl and escpos "
		                "need the width of the print head",
		                record->language);
	record->width_dots = ftl_some(ftl_cli_int(cli, "width-dots"));
	return FTL_OK;
}

static enum ftl_status write_added(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_printer_record *printer = result;

	FTL_TRY(show(cli, printer, err));
	ftl_cli_next(cli, "printer test %s", printer->name);
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_printer_record record = {
	        .name = ftl_cli_arg(cli, "NAME"),
	        .kind = ftl_cli_text(cli, "kind"),
	        .target = ftl_cli_text(cli, "target"),
	        .language = language_of(cli),
	};
	const struct ftl_layout *layout = NULL;
	struct ftl_printer printer;
	const char *media = ftl_cli_text(cli, "media");
	int64_t dpi = ftl_cli_int(cli, "dpi");

	if (media == NULL)
		FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.media", &media, err));
	FTL_TRY(ftl_cli_load_layout(cli, media, &layout, err));
	record.media = ftl_layout_name(layout);
	if (!ftl_cli_is_given(cli, "dpi"))
		FTL_TRY(medium_dpi(cli, record.media, &dpi, err));
	record.dpi = (int)dpi;
	FTL_TRY(read_width(cli, &record, err));
	FTL_TRY(read_record(&record, &printer, err));
	FTL_TRY(ftl_printer_add(cli->app, &cli->arena, &record, err));
	return ftl_cli_outcome(cli, &record, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_printer_record *printers = NULL;
	size_t count = 0;

	FTL_TRY(ftl_printer_list(cli->app, &cli->arena, &printers, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, printers, count, sizeof(*printers), err);
}

static enum ftl_status write_removed(struct ftl_cli *cli, const void *name, struct ftl_err *err)
{
	const struct ftl_cell cell = ftl_cell_text(name);
	const struct ftl_row row = {.cells = &cell};

	return ftl_out_record(cli->out, &removed_shape, &row, NULL, NULL, err);
}

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *name = ftl_cli_arg(cli, "NAME");

	FTL_TRY(ftl_printer_remove(cli->app, &cli->arena, name, err));
	return ftl_cli_outcome(cli, name, err);
}

/* A label that shows every field at work; its codes belong to no job. */
static enum ftl_status run_test(struct ftl_cli *cli, struct ftl_err *err)
{
	static const struct ftl_label_data label = {
	        .code = "TEST",
	        .short_code = "TEST",
	        .device = "AÄÉŁŞ ΑΩ ДЖЯ",
	        .customer = "日本語 한국어 العربية",
	        .serial_kind = "SN",
	        .serial_tail = "123456",
	        .received = "1 Jan",
	        .promised = "Fri 31 Dec",
	        .priority = "TEST",
	        .piece_number = "1",
	        .piece_count = "1",
	        .piece_name = "test",
	};
	struct ftl_label_options options = {.made_at = ftl_app_now(cli->app), .is_cut = true};
	struct ftl_label_data data = label;
	struct ftl_printer_record record;
	const struct ftl_layout *layout = NULL;
	struct ftl_printer printer;
	FTL_LABEL_OUTPUT(output);

	FTL_TRY(ftl_printer_get(cli->app, &cli->arena, ftl_cli_arg(cli, "NAME"), &record, err));
	FTL_TRY(read_record(&record, &printer, err));
	FTL_TRY(ftl_cli_load_layout(cli, record.media, &layout, err));
	data.centre = cli->app->centre;
	ftl_printer_defaults(&printer, &options);
	FTL_TRY(ftl_label_render(layout, &data, 1, &options, &output, err));
	for (size_t i = 0; i < output.warning_count; i++)
		ftl_cli_warn(cli, "%s", output.warnings[i]);
	if (ftl_cli_send_labels(&printer, &output, 1, err) != FTL_OK)
		return ftl_hint(err,
		                "switch it on, look at its paper and address, and try again: "
		                "fettle printer test %s",
		                printer.name);
	FTL_TRY(show(cli, &record, err));
	ftl_cli_say(cli, "a test label was sent to %s", printer.name);
	return FTL_OK;
}

static const struct ftl_option add_options[] = {
        {.key = "kind",
         .type = FTL_OPT_ENUM,
         .value = "KIND",
         .help = "tcp: a network printer; file: a device or a file; cups: a print queue",
         .names = ftl_printer_kind_names,
         .name_count = FTL_PRINTER_KINDS,
         .is_required = true},
        {.key = "target",
         .type = FTL_OPT_TEXT,
         .value = "WHERE",
         .help = "address with or without port, absolute path, or name of the queue",
         .is_required = true},
        {.key = "language",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "zpl, escpos, and for file and cups also png or pdf; zpl unless it is cups (pdf)"},
        {.key = "media",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "the labels that are in it; otherwise setting label.media"},
        {.key = "dpi",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "its resolution: 203, 300, 600; otherwise the medium's",
         .min = 150,
         .max = 1200},
        {.key = "width-dots",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "dots its print head has in a row: 80 mm paper is 576, 58 mm is 384; a label that "
                 "is wider is refused",
         .min = 64,
         .max = 5000},
};
static const struct ftl_argument name_arguments[] = {
        {.name = "NAME", .min = 1, .max = 1, .help = "its name: letters, digits, dots, hyphens"},
};
static const struct ftl_example add_examples[] = {
        {"fettle printer add counter --kind tcp --target 192.0.2.5 --media 62x29",
         "a network label printer, port 9100", NULL},
        {"fettle printer add slips --kind file --target /dev/usb/lp0 --language escpos "
         "--media 57x32 --width-dots 384",
         "a receipt printer for 58 mm paper at the USB port", NULL},
        {"fettle printer add office --kind cups --target Brother_QL-820NWB --media 62x29",
         "a queue of the print server", NULL},
};

const struct ftl_command ftl_command_printer_add = {
        .path = "printer add",
        .summary = "set a printer up, or change it",
        .description = "A printer of the same name is replaced. Nothing is sent yet: see "
                       "'fettle printer test'.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(name_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = write_added,
};

static const struct ftl_example list_examples[] = {
        {"fettle printer list", "the printers and what is in them", NULL},
};

const struct ftl_command ftl_command_printer_list = {
        .path = "printer list",
        .summary = "list the printers",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_example remove_examples[] = {
        {"fettle printer remove counter", "the printer is gone", "printer"},
};

const struct ftl_command ftl_command_printer_remove = {
        .path = "printer remove",
        .summary = "forget a printer",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(name_arguments),
        FTL_EXAMPLES(remove_examples),
        .shape = &removed_shape,
        .run = run_remove,
        .write = write_removed,
};

static const struct ftl_example test_examples[] = {
        {"fettle printer test counter", "one label with letters of many scripts", "printer"},
};

const struct ftl_command ftl_command_printer_test = {
        .path = "printer test",
        .summary = "print a test label",
        .description = "Sends one label in the printer's own language. Says what does not answer.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(name_arguments),
        FTL_EXAMPLES(test_examples),
        .shape = &one_shape,
        .run = run_test,
};
