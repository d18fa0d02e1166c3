#include "cli/document_file.h"

#include <string.h>
#include <strings.h>

#include "cli/cmd_label.h"
#include "cli/view_order.h"
#include "fettle/base/text.h"

/* The extension with which a path ends, without its dot; "" when it has none. */
static const char *extension_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash != NULL ? slash : path, '.');

	return dot != NULL ? dot + 1 : "";
}

/* The table's format; false: it is a PDF or none of ours. */
static bool format_of(const char *path, enum ftl_format *ret)
{
	for (int i = FTL_FORMAT_JSON; i < FTL_FORMATS; i++) {
		if (strcasecmp(extension_of(path), ftl_format_names[i]) == 0) {
			*ret = (enum ftl_format)i;
			return true;
		}
	}
	return false;
}

enum ftl_status ftl_document_check(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	enum ftl_format format;

	if (format_of(path, &format) || strcasecmp(extension_of(path), "pdf") == 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "file", "the name does not say which format it should be: %s",
	         ftl_quote(quoted, path));
	return ftl_hint(err, "name it .pdf, .csv, .xlsx or .json");
}

const char *ftl_document_money(struct ftl_cli *cli, struct ftl_opt cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return cents.has ? ftl_strdup(&cli->arena,
	                              ftl_money_format(text, cents.value, &cli->app->currency))
	                 : NULL;
}

const char *ftl_document_day(struct ftl_cli *cli, struct ftl_opt at)
{
	char day[FTL_DATE_TEXT_SIZE];
	int32_t date = ftl_app_today(cli->app), second;

	if (at.has)
		ftl_zone_local(cli->app->zone, at.value, &date, &second);
	return ftl_strdup(&cli->arena, ftl_date_format(day, date));
}

static enum ftl_status write_pdf(struct ftl_cli *cli, const struct ftl_document *kind,
                                 const void *document, const char *path, struct ftl_err *err)
{
	FTL_FORM_OUTPUT(made);
	const struct ftl_form_options options = {.made_at = ftl_app_now(cli->app),
	                                         .title = kind->title};
	struct ftl_form_data data;
	const char *text, *folder;
	size_t length;

	kind->fill(cli, document, &data);
	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	FTL_TRY(ftl_form_text(&cli->arena, kind->form, folder, &text, &length, err));
	FTL_TRY(ftl_form_pdf(kind->form, text, length, &data, &options, path, &made, err));
	for (size_t i = 0; i < made.warning_count; i++)
		ftl_cli_warn(cli, "%s", made.warnings[i]);
	return FTL_OK;
}

static enum ftl_status write_table(struct ftl_cli *cli, const struct ftl_document *kind,
                                   const void *document, enum ftl_format format, const char *path,
                                   struct ftl_err *err)
{
	FTL_OUT(out);
	const struct ftl_out_options options = {
	        .format = format,
	        .path = path,
	        .currency = cli->app->currency,
	        .zone = cli->app->zone,
	        .now = ftl_app_now(cli->app),
	        .centre = cli->app->centre,
	};

	FTL_TRY(ftl_out_open(&options, &out, err));
	FTL_TRY(kind->put_lines(document, out, err));
	return ftl_out_close(out, err);
}

enum ftl_status ftl_document_write(struct ftl_cli *cli, const struct ftl_document *kind,
                                   const void *document, const char *code, const char *path,
                                   struct ftl_err *err)
{
	enum ftl_format format;
	enum ftl_status status = format_of(path, &format)
	                                 ? write_table(cli, kind, document, format, path, err)
	                                 : write_pdf(cli, kind, document, path, err);

	if (status != FTL_OK)
		return ftl_hint(err, "nothing else is lost: fettle %s %s FILE writes it",
		                kind->command, ftl_view_code(&cli->arena, code));
	ftl_cli_say(cli, "written: %s", ftl_text_visible(&cli->arena, path));
	return FTL_OK;
}
