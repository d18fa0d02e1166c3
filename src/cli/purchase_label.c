#include "cli/purchase_label.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd_label.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

static enum ftl_status format_of(const char *path, enum ftl_label_format *ret, struct ftl_err *err)
{
	const char *dot = strrchr(path, '.');
	char quoted[FTL_QUOTE_SIZE];

	for (int i = 0; dot != NULL && i < FTL_LABEL_FORMATS; i++) {
		*ret = (enum ftl_label_format)i;
		if (strcmp(dot + 1, ftl_label_extension(*ret)) == 0)
			return FTL_OK;
	}
	ftl_fail(err, FTL_INVALID, "label", "the name does not say which format it should be: %s",
	         ftl_quote(quoted, path));
	return ftl_hint(err, "name it .png, .svg, .pdf, .zpl, .escpos or .txt");
}

enum ftl_status ftl_purchase_label_check(struct ftl_cli *cli, const char *path, const char *printer,
                                         struct ftl_err *err)
{
	struct ftl_printer found;
	enum ftl_label_format format;

	if (path != NULL && printer != NULL)
		return ftl_fail(err, FTL_USAGE, "label",
		                "labels go to a printer or to a file, not to both at once");
	if (path != NULL)
		return format_of(path, &format, err);
	return printer != NULL ? ftl_cli_find_printer(cli, printer, &found, err) : FTL_OK;
}

static void fill_job(struct ftl_cli *cli, const struct ftl_purchase_item *item,
                     struct ftl_label_data *label)
{
	const struct ftl_part part = {.unit = item->line.unit};

	*label = (struct ftl_label_data){
	        .code = ftl_sprintf(&cli->arena, "for %s",
	                            ftl_view_code(&cli->arena, item->kept_for)),
	        .short_code = item->kept_for,
	        .device = ftl_sprintf(&cli->arena, "%s × %s",
	                              ftl_stock_words(&cli->arena, &part,
	                                              item->quantity_milli - item->shelf_milli),
	                              item->line.name),
	        .piece_name = item->line.sku,
	        .centre = cli->app->centre,
	};
}

/* For the shelf what `label` makes of the part's code, with the place that it goes to now. */
static enum ftl_status fill_shelf(struct ftl_cli *cli, const struct ftl_purchase_item *item,
                                  struct ftl_label_data *label, struct ftl_err *err)
{
	const struct ftl_label_piece tag = {
	        .tag = {item->part_code, item->line.name, item->line.sku, item->place}};
	const struct ftl_label_data *made;

	FTL_TRY(ftl_cli_label_data(cli, &tag, 1, &made, err));
	*label = *made;
	return FTL_OK;
}

static enum ftl_status fill(struct ftl_cli *cli, const struct ftl_purchase_received *received,
                            struct ftl_label_data *labels, size_t *ret_count, struct ftl_err *err)
{
	*ret_count = 0;
	for (size_t i = 0; i < received->count; i++) {
		const struct ftl_purchase_item *item = &received->items[i];

		if (item->kept_for != NULL && item->shelf_milli < item->quantity_milli)
			fill_job(cli, item, &labels[(*ret_count)++]);
		if (item->shelf_milli > 0)
			FTL_TRY(fill_shelf(cli, item, &labels[(*ret_count)++], err));
	}
	return FTL_OK;
}

/* A tag has a layout of its own for a size, where there is one: tag-62x29 for 62x29. */
static enum ftl_status load_layout(struct ftl_cli *cli, const struct ftl_printer *printer,
                                   const struct ftl_layout **ret, struct ftl_err *err)
{
	const char *media = printer != NULL ? printer->media : NULL;
	enum ftl_status status;

	if (media == NULL)
		FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.media", &media, err));
	if (strncmp(media, "intake-", strlen("intake-")) == 0)
		media += strlen("intake-");
	status = ftl_cli_load_layout(cli, ftl_sprintf(&cli->arena, "tag-%s", media), ret, err);
	return status == FTL_NOT_FOUND ? ftl_cli_load_layout(cli, media, ret, err) : status;
}

/* x.png, x-2.png, x-3.png: of the second on nobody has spoken, and none is written over. */
static enum ftl_status path_of(struct ftl_cli *cli, const char *path, size_t i, const char **ret,
                               struct ftl_err *err)
{
	const char *dot = strrchr(path, '.');
	char quoted[FTL_QUOTE_SIZE];

	*ret = path;
	if (i == 0)
		return FTL_OK;
	*ret = ftl_sprintf(&cli->arena, "%.*s-%zu%s", (int)(dot - path), path, i + 1, dot);
	if (cli->is_yes || access(*ret, F_OK) != 0)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "label", "%s is already there, and would be label %zu",
	         ftl_quote(quoted, *ret), i + 1);
	return ftl_hint(err,
	                "the parts are received; fettle purchase label makes their labels again");
}

static enum ftl_status write_files(struct ftl_cli *cli, const struct ftl_label_output *output,
                                   const char *path, struct ftl_err *err)
{
	for (size_t i = 0; i < output->count; i++) {
		FTL_OUTFILE(file);
		const struct ftl_buf *bytes = &output->files[i];
		const char *to;

		FTL_TRY(path_of(cli, path, i, &to, err));
		FTL_TRY(ftl_outfile_open(to, &file, err));
		(void)fwrite(bytes->data, 1, bytes->length, file.stream);
		FTL_TRY(ftl_outfile_commit(&file, err));
		ftl_cli_say(cli, "written: %s", ftl_text_visible(&cli->arena, to));
	}
	return FTL_OK;
}

enum ftl_status ftl_purchase_label_make(struct ftl_cli *cli,
                                        const struct ftl_purchase_received *received,
                                        const char *path, const char *printer, struct ftl_err *err)
{
	FTL_LABEL_OUTPUT(output);
	struct ftl_label_data *labels =
	        ftl_alloc(&cli->arena, received->count * 2 + 1, sizeof(*labels));
	size_t count;
	struct ftl_label_options options = {.made_at = ftl_app_now(cli->app),
	                                    .title = "Parts received",
	                                    .copies = 1,
	                                    .is_cut = true};
	const struct ftl_layout *layout;
	struct ftl_printer found;

	FTL_TRY(fill(cli, received, labels, &count, err));
	if (printer != NULL) {
		FTL_TRY(ftl_cli_find_printer(cli, printer, &found, err));
		ftl_printer_defaults(&found, &options);
	} else {
		FTL_TRY(format_of(path, &options.format, err));
	}
	FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.url", &options.url_base, err));
	FTL_TRY(load_layout(cli, printer != NULL ? &found : NULL, &layout, err));
	FTL_TRY(ftl_label_render(layout, labels, count, &options, &output, err));
	for (size_t i = 0; i < output.warning_count; i++)
		ftl_cli_warn(cli, "%s", output.warnings[i]);
	if (printer == NULL)
		return write_files(cli, &output, path, err);
	FTL_TRY(ftl_cli_send_labels(&found, &output, 1, err));
	ftl_cli_say(cli, "%zu %s sent to %s", count, count == 1 ? "label" : "labels", found.name);
	return FTL_OK;
}
