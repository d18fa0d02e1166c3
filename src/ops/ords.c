#include "fettle/ops/ords.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/record.h"
#include "ops/create.h"
#include "ops/csv_import.h"
#include "ops/op.h"
#include "ops/order_log.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/order.h"
#include "store/ords.h"
#include "store/row.h"
#include "store/search.h"

enum {
	ID,
	PROVIDER,
	COUNTRY,
	PARTNER_CATEGORY,
	CATEGORY,
	CATEGORY_ID,
	BRAND,
	YEAR,
	AGE,
	STATUS,
	BARRIER,
	GROUP,
	EVENT_DATE,
	PROBLEM
};

const char *const ftl_ords_field_names[FTL_ORDS_FIELDS] = {
        [ID] = "id",
        [PROVIDER] = "data_provider",
        [COUNTRY] = "country",
        [PARTNER_CATEGORY] = "partner_product_category",
        [CATEGORY] = "product_category",
        [CATEGORY_ID] = "product_category_id",
        [BRAND] = "brand",
        [YEAR] = "year_of_manufacture",
        [AGE] = "product_age",
        [STATUS] = "repair_status",
        [BARRIER] = "repair_barrier_if_end_of_life",
        [GROUP] = "group_identifier",
        [EVENT_DATE] = "event_date",
        [PROBLEM] = "problem",
};

/* What the standard's four outcomes are to us. Repairable: not mended that day, but it can be; the
 * owner went home with advice. Unknown: no result is known. */
static const struct {
	const char *name;
	enum ftl_result result;
} statuses[] = {
        {"Fixed", FTL_REPAIRED},
        {"Repairable", FTL_USER_INSTRUCTED},
        {"End of life", FTL_UNREPAIRABLE},
        {"Unknown", FTL_RESULT_NONE},
};

static const struct {
	const char *name;
	enum ftl_barrier barrier;
} barriers[] = {
        {"", FTL_BARRIER_NONE},
        {"Spare parts not available", FTL_NO_SPARE_PARTS},
        {"Spare parts too expensive", FTL_PARTS_TOO_EXPENSIVE},
        {"No way to open product", FTL_NO_WAY_TO_OPEN},
        {"Repair information not available", FTL_NO_REPAIR_INFO},
        {"Lack of equipment", FTL_NO_EQUIPMENT},
        {"Too worn out", FTL_TOO_WORN_OUT},
        {"Item too worn out", FTL_TOO_WORN_OUT}, /* what the published data really say */
};

/* A running import. */
struct importing {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *kept;    /* lives as long as the import */
	struct ftl_arena *scratch; /* one record */
	const struct ftl_category *categories;
	size_t category_count;
	/* The last group met: the files come in runs of one group. */
	const char *group_name;
	int64_t group_id;
	struct ftl_ords_result result;
	size_t positions[FTL_ORDS_FIELDS];
};

/* One record, taken apart. */
struct record {
	struct ftl_ords_row row; /* as it stands in the file */
	const char *brand;       /* as we keep them; NULL: unknown */
	const char *group;
	const char *problem;
	enum ftl_result result;
	enum ftl_barrier barrier;
	int64_t category_id;
	int32_t date;
};

static enum ftl_status take_name(const struct importing *im, struct record *r, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], other[FTL_QUOTE_SIZE];
	size_t i;

	for (i = 0; i < FTL_COUNT(statuses); i++) {
		if (strcmp(statuses[i].name, r->row.field[STATUS]) == 0)
			break;
	}
	if (i == FTL_COUNT(statuses))
		return ftl_fail(err, FTL_INVALID, "repair_status",
		                "must be Fixed, Repairable, End of life or Unknown, got %s",
		                ftl_quote(quoted, r->row.field[STATUS]));
	r->result = statuses[i].result;
	for (i = 0; i < FTL_COUNT(barriers); i++) {
		if (strcmp(barriers[i].name, r->row.field[BARRIER]) == 0)
			break;
	}
	if (i == FTL_COUNT(barriers))
		return ftl_fail(err, FTL_INVALID, "repair_barrier_if_end_of_life",
		                "is not a barrier of the standard: %s",
		                ftl_quote(quoted, r->row.field[BARRIER]));
	r->barrier = barriers[i].barrier;
	for (i = 0; i < im->category_count; i++) {
		if (strcmp(im->categories[i].name, r->row.field[CATEGORY]) == 0)
			break;
	}
	if (i == im->category_count)
		return ftl_fail(err, FTL_INVALID, "product_category", "there is no category %s",
		                ftl_quote(quoted, r->row.field[CATEGORY]));
	r->category_id = im->categories[i].id;
	snprintf(other, sizeof(other), "%lld", (long long)r->category_id);
	if (strcmp(other, r->row.field[CATEGORY_ID]) != 0)
		return ftl_fail(err, FTL_INVALID, "product_category_id",
		                "category %s has id %s, got %s", r->row.field[CATEGORY], other,
		                ftl_quote(quoted, r->row.field[CATEGORY_ID]));
	return FTL_OK;
}

static enum ftl_status read_record(struct importing *im, const struct ftl_csv_record *csv,
                                   struct record *r, struct ftl_err *err)
{
	int64_t number;

	for (int i = 0; i < FTL_ORDS_FIELDS; i++) {
		const char *name = ftl_ords_field_names[i];
		bool is_line = i == BRAND || i == GROUP;
		const char *clean;

		r->row.field[i] = csv->fields[im->positions[i]];
		FTL_TRY(ftl_text_take(im->scratch, name, is_line ? FTL_TEXT_LINE : FTL_TEXT_BLOCK,
		                      is_line ? 200 : 65536, r->row.field[i],
		                      strlen(r->row.field[i]), &clean, err));
		if (i == BRAND && clean != NULL && strcmp(clean, "Unknown") != 0)
			r->brand = clean;
		if (i == GROUP)
			r->group = clean;
		if (i == PROBLEM)
			r->problem = clean;
	}
	if (*r->row.field[ID] == '\0')
		return ftl_fail(err, FTL_INVALID, "id", "is empty");
	FTL_TRY(take_name(im, r, err));
	if (*r->row.field[YEAR] != '\0')
		FTL_TRY(ftl_parse_i64("year_of_manufacture", r->row.field[YEAR], 1800, 2200,
		                      &number, err));
	if (*r->row.field[AGE] != '\0')
		FTL_TRY(ftl_parse_decimal("product_age", r->row.field[AGE], 3, 0, 1000000, &number,
		                          err));
	FTL_TRY(ftl_date_parse("event_date", r->row.field[EVENT_DATE], &r->date, err));
	if (r->date > ftl_app_today(im->app))
		return ftl_fail(err, FTL_INVALID, "event_date", "lies in the future: %s",
		                r->row.field[EVENT_DATE]);
	return FTL_OK;
}

/* The repair group is the customer: the standard keeps no persons. */
static enum ftl_status use_group(struct importing *im, const char *name, int64_t *ret,
                                 struct ftl_err *err)
{
	struct ftl_app *app = im->app;
	const struct ftl_customer *rows;
	struct ftl_customer group = {.is_company = true};
	size_t count;

	if (name == NULL)
		name = "Open Repair Data";
	if (im->group_name != NULL && strcmp(im->group_name, name) == 0) {
		*ret = im->group_id;
		return FTL_OK;
	}
	im->group_name = ftl_strdup(im->kept, name);
	FTL_TRY(ftl_store_customer_named(app->db, im->scratch, app->site_id,
	                                 ftl_text_key(im->scratch, name), &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].is_company) {
			im->group_id = *ret = rows[i].id;
			return FTL_OK;
		}
	}
	group.name = name;
	FTL_TRY(ftl_customer_create(im->op, im->scratch, &group, err));
	im->group_id = *ret = group.id;
	return FTL_OK;
}

static enum ftl_status add_device(struct importing *im, const struct record *r, int64_t customer_id,
                                  struct ftl_device *ret, struct ftl_err *err)
{
	struct ftl_app *app = im->app;
	struct ftl_device device = {.category_id = r->category_id,
	                            .category = r->row.field[CATEGORY]};

	device.brand = r->brand;
	FTL_TRY(ftl_device_create(im->op, im->scratch, &device, err));
	FTL_TRY(ftl_store_owner_insert(app->db, device.id, customer_id, im->op->now, err));
	*ret = device;
	return FTL_OK;
}

/* The visit: one event that stands for the whole of it, known by its day only. */
static enum ftl_status add_order(struct importing *im, const struct record *r,
                                 const struct ftl_device *device, int64_t customer_id,
                                 struct ftl_err *err)
{
	struct ftl_app *app = im->app;
	struct ftl_op *op = im->op;
	struct ftl_intake_row intake = {.customer_id = customer_id,
	                                .staff_id = app->actor.staff_id};
	struct ftl_order_insert order = {.device_id = device->id,
	                                 .customer_id = customer_id,
	                                 .priority = FTL_PRIORITY_NORMAL,
	                                 .source = "ords"};
	struct ftl_order_event row = {.event = {.kind = FTL_EV_IMPORT,
	                                        .result = r->result,
	                                        .barrier = r->barrier,
	                                        .is_day_only = true}};

	ftl_zone_instant(app->zone, r->date, 12 * 3600, &row.event.at);
	/* Noon of today may lie ahead; what has happened does not. */
	if (row.event.at > im->op->now)
		row.event.at = im->op->now;
	intake.received_at = row.event.at;
	FTL_TRY(ftl_op_id(op, &intake.id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_INTAKE, &intake.code, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_INTAKE, intake.id, true, err));
	FTL_TRY(ftl_store_intake_insert(app->db, app->site_id, &intake, err));
	FTL_TRY(ftl_op_id(op, &order.id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_ORDER, &order.code, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order.id, true, err));
	order.intake_id = intake.id;
	order.fault = r->problem;
	FTL_TRY(ftl_order_open(op, &order, &row, err));
	FTL_TRY(ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_ORDER, order.id,
	                             ftl_search_order_text(im->scratch, order.code, order.fault),
	                             true, err));
	return ftl_store_ords_insert(app->db, order.id, &r->row, err);
}

/* "brand 'Braun' (on file 'Bosch'), …": where two records of one id differ; NULL: nowhere. */
static const char *difference(struct ftl_arena *arena, const struct ftl_ords_row *said,
                              const struct ftl_ords_row *on_file)
{
	FTL_BUF(buf);
	char a[FTL_QUOTE_SIZE], b[FTL_QUOTE_SIZE];

	for (int i = 0; i < FTL_ORDS_FIELDS; i++) {
		if (strcmp(said->field[i], on_file->field[i]) == 0)
			continue;
		ftl_buf_printf(&buf, "%s%s %s (on file %s)", buf.length > 0 ? ", " : "",
		               ftl_ords_field_names[i], ftl_quote(a, said->field[i]),
		               ftl_quote(b, on_file->field[i]));
	}
	return buf.length == 0 ? NULL : ftl_strdup(arena, ftl_buf_cstr(&buf));
}

static enum ftl_status import_record(struct importing *im, const struct record *r,
                                     struct ftl_ords_result *result, struct ftl_err *err)
{
	struct ftl_device device;
	struct ftl_ords_row on_file;
	const char *differs;
	int64_t customer_id;
	bool known;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_store_ords_get(im->app->db, im->scratch, r->row.field[ID], &on_file, &known,
	                           err));
	if (known) {
		differs = difference(im->scratch, &r->row, &on_file);
		result->known += differs == NULL;
		result->conflicts += differs != NULL;
		return differs == NULL ? FTL_OK
		                       : ftl_fail(err, FTL_CONFLICT, "id",
		                                  "%s is on file with other content: %s",
		                                  ftl_quote(quoted, r->row.field[ID]), differs);
	}
	FTL_TRY(use_group(im, r->group, &customer_id, err));
	FTL_TRY(add_device(im, r, customer_id, &device, err));
	FTL_TRY(add_order(im, r, &device, customer_id, err));
	result->added++;
	return FTL_OK;
}

static enum ftl_status take_record(void *context, const struct ftl_csv_record *csv,
                                   struct ftl_arena *scratch, struct ftl_err *err)
{
	struct importing *im = context;
	struct record r = {0};

	im->scratch = scratch;
	FTL_TRY(read_record(im, csv, &r, err));
	return import_record(im, &r, &im->result, err);
}

enum ftl_status ftl_ords_import(struct ftl_app *app, struct ftl_arena *arena, const char *path,
                                bool keep_going, ftl_import_progress *progress, void *context,
                                struct ftl_ords_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	FTL_CSV(csv);
	struct importing im = {.op = &op, .app = app, .kept = arena};
	struct ftl_csv_import import = {.arena = arena,
	                                .keep_going = keep_going,
	                                .take = take_record,
	                                .context = &im,
	                                .progress = progress,
	                                .progress_context = context};
	struct ftl_ords_result *result = &im.result;

	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	FTL_TRY(ftl_csv_open(path, &csv, err));
	FTL_TRY(ftl_csv_header(csv, ftl_ords_field_names, FTL_ORDS_FIELDS, im.positions, err));
	FTL_TRY(ftl_csv_import_note_file(app, path, err));
	FTL_TRY(ftl_op_begin(app, "import.ords", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_store_category_list(app->db, arena, &im.categories, &im.category_count, err));
	FTL_TRY(ftl_csv_import(&import, csv, err));
	result->read = import.read;
	result->problems = import.problems;
	result->problem_count = import.problem_count;
	/* Nothing new: no entry in the log for nothing. */
	if (result->added > 0 || app->request_id != NULL)
		FTL_TRY(ftl_op_commit(&op, result, err));
	*ret = *result;
	return FTL_OK;
}

enum ftl_status ftl_ords_export(struct ftl_app *app, ftl_ords_each *each, void *context,
                                struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);
	struct ftl_ords_row row;
	bool more;

	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	FTL_TRY(ftl_store_ords_list(app->db, app->site_id, &cursor, err));
	for (;;) {
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_store_ords_next(cursor, &scratch, &row, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(each(context, row.field, err));
	}
}
