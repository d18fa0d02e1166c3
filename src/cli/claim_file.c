#include "cli/claim_file.h"

#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/text.h"

/* The file while it is laid out. */
struct laying {
	struct ftl_cli *cli;
	const struct ftl_paper *paper;
	const struct ftl_paper_name **names; /* a column each */
	struct ftl_column *columns;
	size_t count;
};

static enum ftl_type type_of(const struct ftl_paper_name *name)
{
	return name->is_money ? FTL_T_MONEY : FTL_T_TEXT;
}

/* As the payer's rules name them; else everything, under our own names. */
static void lay_out(struct laying *l, const struct ftl_payer_doc *doc)
{
	const struct ftl_claim_layout *layout =
	        doc != NULL && doc->layout.count > 0 ? &doc->layout : NULL;

	l->count = layout != NULL ? layout->count : ftl_paper_name_count;
	l->names = ftl_alloc(&l->cli->arena, l->count, sizeof(*l->names));
	l->columns = ftl_alloc(&l->cli->arena, l->count, sizeof(*l->columns));
	for (size_t i = 0; i < l->count; i++) {
		const struct ftl_paper_name *name =
		        layout != NULL ? layout->columns[i].name : &ftl_paper_names[i];
		const char *title = layout != NULL ? layout->columns[i].title : name->title;

		l->names[i] = name;
		l->columns[i] = (struct ftl_column){
		        .key = layout != NULL ? title : name->name,
		        .title = title,
		        .type = type_of(name),
		        .help = name->title,
		};
	}
}

static enum ftl_status fill_cell(const struct laying *l, int position,
                                 const struct ftl_paper_name *name, struct ftl_cell *ret,
                                 struct ftl_err *err)
{
	const char *value = ftl_paper_value(l->paper, name->is_of_line ? position : 0, name->name);
	int64_t cents;

	*ret = ftl_cell_text(value);
	if (value == NULL || !name->is_money)
		return FTL_OK;
	FTL_TRY(ftl_money_parse(name->name, value, &l->cli->app->currency, true, &cents, err));
	*ret = ftl_cell_number(cents);
	return FTL_OK;
}

static enum ftl_status put_line(const struct laying *l, struct ftl_out *out, int position,
                                struct ftl_err *err)
{
	struct ftl_cell *cells = ftl_alloc(&l->cli->arena, l->count, sizeof(*cells));
	const struct ftl_row row = {.cells = cells};

	for (size_t i = 0; i < l->count; i++)
		FTL_TRY(fill_cell(l, position, l->names[i], &cells[i], err));
	return ftl_out_row(out, &row, err);
}

static enum ftl_status put_all(const struct laying *l, struct ftl_out *out, struct ftl_err *err)
{
	struct ftl_table *table = FTL_NEW(&l->cli->arena, struct ftl_table);

	*table = (struct ftl_table){.schema = "claim.file/1",
	                            .title = "Claim",
	                            .columns = l->columns,
	                            .count = l->count};
	FTL_TRY(ftl_out_begin(out, table, err));
	for (size_t i = 0; i < l->paper->count; i++) {
		if (l->paper->rows[i].position > 0 && strcmp(l->paper->rows[i].name, "line") == 0)
			FTL_TRY(put_line(l, out, l->paper->rows[i].position, err));
	}
	return ftl_out_end(out, err);
}

static enum ftl_status prepare(struct ftl_cli *cli, const char *code, int revision,
                               struct laying *l, struct ftl_claim_full *full, struct ftl_err *err)
{
	struct ftl_paper *paper = FTL_NEW(&cli->arena, struct ftl_paper);

	FTL_TRY(ftl_claim_paper(cli->app, &cli->arena, code, revision, full, paper, err));
	*l = (struct laying){.cli = cli, .paper = paper};
	lay_out(l, full->doc);
	return FTL_OK;
}

enum ftl_status ftl_claim_file_put(struct ftl_cli *cli, const char *code, int revision,
                                   struct ftl_err *err)
{
	struct ftl_claim_full full;
	struct laying l;

	FTL_TRY(prepare(cli, code, revision, &l, &full, err));
	return put_all(&l, cli->out, err);
}

/* As the file is called, else as the payer wants it. */
static enum ftl_format format_of(const char *path, const struct ftl_payer_doc *doc)
{
	const char *dot = strrchr(path, '.');
	const char *wanted = doc != NULL && doc->layout.count > 0 ? doc->layout.format : "csv";

	for (int i = FTL_FORMAT_JSON; i < FTL_FORMATS; i++) {
		if (dot != NULL && strcmp(dot + 1, ftl_format_names[i]) == 0)
			return (enum ftl_format)i;
	}
	for (int i = FTL_FORMAT_JSON; i < FTL_FORMATS; i++) {
		if (strcmp(wanted, ftl_format_names[i]) == 0)
			return (enum ftl_format)i;
	}
	return FTL_FORMAT_CSV;
}

enum ftl_status ftl_claim_file_again(struct ftl_cli *cli, const char *code, const char *path,
                                     struct ftl_err *err)
{
	FTL_OUT(out);
	struct ftl_claim_full full;
	struct laying l;

	FTL_TRY(prepare(cli, code, 0, &l, &full, err));
	const struct ftl_out_options options = {
	        .format = format_of(path, full.doc),
	        .path = path,
	        .is_raw = true,
	        .currency = cli->app->currency,
	        .zone = cli->app->zone,
	        .now = ftl_app_now(cli->app),
	        .centre = cli->app->centre,
	};
	FTL_TRY(ftl_out_open(&options, &out, err));
	FTL_TRY(put_all(&l, out, err));
	FTL_TRY(ftl_out_close(out, err));
	ftl_cli_say(cli, "written: %s", path);
	return FTL_OK;
}
