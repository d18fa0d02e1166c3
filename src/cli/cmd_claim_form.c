#include <stdlib.h>
#include <string.h>

#include "cli/cmd_label.h"
#include "cli/context.h"
#include "cli/desk_words.h"
#include "cli/view_claim.h"
#include "cli/view_order.h"
#include "fettle/base/text.h"
#include "fettle/print/form.h"

/* The fields of the form, and what the claim calls them; NULL: it does not say. */
static const struct {
	const char *key;
	const char *label;
	const char *name;
} fields[] = {
        {"account", "Account", "account"},
        {"authorisation", "Authorisation", "preauth"},
        {"claim_type", "Type", NULL},
        {"contract", "Contract", NULL},
        {"order", "Work order", "order"},
        {"revision", "Revision", "revision"},
        {"made_on", "Date", "submitted_on"},
        {"currency", "Currency", "currency"},
        {"brand", "Brand", "brand"},
        {"model", "Model", "model"},
        {"serial", "Serial number", "serial"},
        {"imei", "IMEI", "imei"},
        {"purchased_on", "Purchased on", "purchased_on"},
        {"proof", "Proof of purchase", "proof"},
        {"new_serial", "Serial of the new unit", "new_serial"},
        {"customer", "Customer", "customer"},
        {"customer_address", "Address", "address"},
        {"customer_phone", "Phone", "phone"},
        {"customer_email", "E-mail", "email"},
        {"received_on", "Received on", "requested_on"},
        {"completed_on", "Completed on", "completed_on"},
        {"handed_over_on", "Handed over on", "handed_over_on"},
        {"technician", "Technician", "technician"},
        {"condition_code", "Condition", "condition"},
        {"symptom_code", "Symptom", "symptom"},
        {"section_code", "Section", "section"},
        {"defect_code", "Defect", "defect"},
        {"repair_code", "Repair", "repair"},
        {"result", "Result", "result"},
        {"fault", "Fault as told", "fault"},
        {"work", "Work performed", "work"},
        {"parts_total", "Parts", NULL},
        {"labour_total", "Labour", NULL},
        {"other_total", "Other", NULL},
        {"tax_total", "Tax", NULL},
        {"total", "Total claimed", "total"},
        {"declaration", "Note", "note"},
        {"centre", "Service centre", "servicer"},
        {"centre_address", "Address", NULL},
};

static const struct ftl_form_column line_columns[] = {
        {"class", "Class"},  {"part", "Part"},   {"text", "Description"},
        {"quantity", "Qty"}, {"price", "Price"}, {"amount", "Amount"},
};
static const char *const line_names[] = {"class", NULL, "text", "quantity", "unit_price", "amount"};
static const struct ftl_form_column file_columns[] = {
        {"number", "No"}, {"kind", "Kind"}, {"name", "File"}, {"sha256", "SHA-256"}};

enum { HEADING = FTL_COUNT(fields), PAYER, SHOWN_CODE, SHORT_CODE, FIELDS };

static void fill_fields(struct ftl_cli *cli, const struct ftl_claim_full *full,
                        const struct ftl_paper *paper, struct ftl_form_field ret[FIELDS])
{
	const struct ftl_claim *claim = &full->claim;
	const char *to = full->doc != NULL ? full->doc->title
	                                   : ftl_words_payer(ftl_payer_names[claim->payer]);

	for (size_t i = 0; i < FTL_COUNT(fields); i++)
		ret[i] = (struct ftl_form_field){
		        fields[i].key, fields[i].label,
		        fields[i].name == NULL ? NULL : ftl_paper_value(paper, 0, fields[i].name)};
	ret[HEADING] = (struct ftl_form_field){"heading", "Form", "Warranty claim"};
	ret[PAYER] = (struct ftl_form_field){"payer", "To", to};
	ret[SHOWN_CODE] =
	        (struct ftl_form_field){"code", "Claim", ftl_view_code(&cli->arena, claim->code)};
	ret[SHORT_CODE] = (struct ftl_form_field){"short_code", "Code", claim->code};
}

static struct ftl_form_table fill_lines(struct ftl_arena *arena, const struct ftl_paper *paper)
{
	const char **cells =
	        ftl_alloc(arena, paper->count * FTL_COUNT(line_names) + 1, sizeof(*cells));
	struct ftl_form_table table = {"lines", line_columns, FTL_COUNT(line_columns), cells, 0};
	size_t at = 0;

	for (size_t i = 0; i < paper->count; i++) {
		if (strcmp(paper->rows[i].name, "line") != 0)
			continue;
		for (size_t j = 0; j < FTL_COUNT(line_names); j++)
			cells[at++] = line_names[j] == NULL
			                      ? NULL
			                      : ftl_paper_value(paper, paper->rows[i].position,
			                                        line_names[j]);
		table.row_count++;
	}
	return table;
}

/* "photo: label.jpg (a1b2…)", a file a line, as the claim says it. */
static struct ftl_form_table fill_files(struct ftl_arena *arena, const struct ftl_paper *paper)
{
	const char *said = ftl_paper_value(paper, 0, "attachments");
	char *rest = said == NULL ? NULL : ftl_strdup(arena, said), *line;
	size_t most = said == NULL ? 1 : strlen(said) + 1, at = 0;
	const char **cells = ftl_alloc(arena, most * FTL_COUNT(file_columns), sizeof(*cells));
	struct ftl_form_table table = {"attachments", file_columns, FTL_COUNT(file_columns), cells,
	                               0};

	while (rest != NULL && (line = strsep(&rest, "\n")) != NULL) {
		char *colon = strstr(line, ": "), *hash = strrchr(line, '(');

		if (colon == NULL || hash == NULL || hash < colon)
			continue;
		*colon = '\0';
		hash[-1] = '\0';
		hash[strcspn(hash, ")")] = '\0';
		table.row_count++;
		cells[at++] = ftl_sprintf(arena, "%zu", table.row_count);
		cells[at++] = line;
		cells[at++] = colon + 2;
		cells[at++] = hash + 1;
	}
	return table;
}

static enum ftl_status run_form(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_FORM_OUTPUT(made);
	struct ftl_claim_full full;
	struct ftl_paper paper;
	struct ftl_form_field values[FIELDS];
	struct ftl_form_table tables[2];
	const struct ftl_form_data data = {values, FIELDS, tables, FTL_COUNT(tables)};
	const struct ftl_form_options options = {.made_at = ftl_app_now(cli->app),
	                                         .title = "Warranty claim"};
	const char *text, *folder;
	size_t length;

	if (cli->output == NULL)
		return ftl_fail(err, FTL_USAGE, "output", "is missing: where the PDF goes");
	FTL_TRY(ftl_claim_paper(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"),
	                        (int)ftl_cli_int(cli, "revision"), &full, &paper, err));
	fill_fields(cli, &full, &paper, values);
	tables[0] = fill_lines(&cli->arena, &paper);
	tables[1] = fill_files(&cli->arena, &paper);
	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	FTL_TRY(ftl_form_text(&cli->arena, "claim-a4", folder, &text, &length, err));
	if (strcmp(cli->output, "-") == 0) {
		FTL_TRY(ftl_form_draw("claim-a4", text, length, &data, &options, &made, err));
		FTL_TRY(ftl_out_bytes(cli->out, made.pdf.data, made.pdf.length, err));
	} else {
		FTL_TRY(ftl_form_pdf("claim-a4", text, length, &data, &options, cli->output, &made,
		                     err));
		ftl_cli_say(cli, "written: %s, %lld page%s", cli->output, (long long)made.pages,
		            made.pages == 1 ? "" : "s");
	}
	for (size_t i = 0; i < made.warning_count; i++)
		ftl_cli_warn(cli, "%s", made.warnings[i]);
	return FTL_OK;
}

static const struct ftl_option options[] = {
        {.key = "revision",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "which one; otherwise the last",
         .min = 1,
         .max = 10000},
};
static const struct ftl_argument arguments[] = {
        {.name = "CLAIM", .min = 1, .max = 1, .help = "its code"},
};
static const struct ftl_example examples[] = {
        {"fettle claim form C26-00001-N --output claim.pdf", "to be sent on paper or by mail",
         "claims"},
};

const struct ftl_command ftl_command_claim_form = {
        .path = "claim form",
        .summary = "write what a claim said when it was sent as a form on paper (PDF)",
        .description =
                "By claim-a4.json of the folder 'forms' beside the database, if there is one. "
                "It says what was frozen when it was sent.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .run = run_form,
};
