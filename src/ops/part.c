#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "store/part.h"

/* The catalogue of parts. */

#define NAME_MAX   200
#define DAYS_MAX   36500
#define LEAD_MAX   3650
#define MONTHS_MAX 1200
#define CHAIN_MOST 20

/* The first two parts of a question: whether there is none, one, or several; with the prices of a
 * day. */
static enum ftl_status select_part_on(struct ftl_app *app, struct ftl_arena *arena,
                                      enum ftl_parts which, int64_t id, const char *key,
                                      int32_t day, struct ftl_part ret[2], int *ret_count,
                                      struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool more = true;

	*ret_count = 0;
	FTL_TRY(ftl_store_part_select(app->db, which, app->site_id, id, key, day, &cursor, err));
	while (more && *ret_count < 2) {
		FTL_TRY(ftl_store_part_next(cursor, arena, &ret[*ret_count], &more, err));
		*ret_count += more;
	}
	return FTL_OK;
}

static enum ftl_status select_part(struct ftl_app *app, struct ftl_arena *arena,
                                   enum ftl_parts which, int64_t id, const char *key,
                                   struct ftl_part ret[2], int *ret_count, struct ftl_err *err)
{
	return select_part_on(app, arena, which, id, key, ftl_app_today(app), ret, ret_count, err);
}

enum ftl_status ftl_part_load(struct ftl_app *app, struct ftl_arena *arena, int64_t id,
                              struct ftl_part *ret, struct ftl_err *err)
{
	struct ftl_part found[2];
	int count;

	FTL_TRY(select_part(app, arena, FTL_PARTS_ID, id, NULL, found, &count, err));
	if (count == 0)
		return ftl_fail(err, FTL_INTERNAL, NULL, "there is no part row %lld",
		                (long long)id);
	*ret = found[0];
	return FTL_OK;
}

enum ftl_status ftl_part_of_sku(struct ftl_app *app, struct ftl_arena *arena, const char *sku,
                                int32_t day, struct ftl_part *ret, bool *ret_found,
                                struct ftl_err *err)
{
	struct ftl_part found[2];
	int count;

	FTL_TRY(select_part_on(app, arena, FTL_PARTS_SKU, 0, ftl_text_ident_key(arena, sku), day,
	                       found, &count, err));
	*ret_found = count > 0;
	if (count > 0)
		*ret = found[0];
	return FTL_OK;
}

static enum ftl_status not_on_file(const char *what, struct ftl_err *err)
{
	ftl_fail(err, FTL_NOT_FOUND, "part", "there is no part %s", what);
	return ftl_hint(err, "fettle part list --text shows those like it; fettle part add makes "
	                     "one");
}

enum ftl_status ftl_find_part(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                              struct ftl_part *ret, struct ftl_err *err)
{
	static const enum ftl_parts ways[] = {FTL_PARTS_SKU, FTL_PARTS_NUMBER, FTL_PARTS_SERIAL,
	                                      FTL_PARTS_GTIN};
	struct ftl_part found[2];
	struct ftl_code code;
	struct ftl_err ignored;
	char buffer[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE], gtin[15];
	const char *line, *key;
	int count;

	if (text == NULL)
		return ftl_fail(err, FTL_INVALID, "part", "is missing");
	if (ftl_code_seems(app, text)) {
		FTL_TRY(ftl_read_code(app, "part", text, FTL_CODE_PART, FTL_CODE_PART, &code, err));
		FTL_TRY(select_part(app, arena, FTL_PARTS_CODE, 0, ftl_code_short(buffer, &code),
		                    found, &count, err));
		if (count == 0)
			return not_on_file(ftl_code_eye(buffer, &code), err);
		*ret = found[0];
		return FTL_OK;
	}
	FTL_TRY(ftl_text_require(arena, "part", FTL_TEXT_LINE, FTL_NAME_MAX, text, strlen(text),
	                         &line, err));
	for (size_t i = 0; i < FTL_COUNT(ways); i++) {
		key = ftl_text_ident_key(arena, line);
		if (ways[i] == FTL_PARTS_GTIN) {
			if (ftl_gtin_parse("part", line, gtin, &ignored) != FTL_OK)
				break;
			key = gtin;
		}
		FTL_TRY(select_part(app, arena, ways[i], 0, key, found, &count, err));
		if (count == 2) {
			ftl_fail(err, FTL_CONFLICT, "part", "%s is a number of %s and of %s",
			         ftl_quote(quoted, line), found[0].sku, found[1].sku);
			return ftl_hint(err, "say which by its SKU");
		}
		if (count == 1) {
			*ret = found[0];
			return FTL_OK;
		}
	}
	return not_on_file(ftl_quote(quoted, line), err);
}

static enum ftl_status take_sku(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                struct ftl_part *part, struct ftl_err *err)
{
	struct ftl_part found[2];
	char quoted[FTL_QUOTE_SIZE];
	const char *key;
	int count;

	FTL_TRY(ftl_text_require(arena, "sku", FTL_TEXT_LINE, FTL_PART_NUMBER_MAX, text,
	                         strlen(text), &part->sku, err));
	key = ftl_text_ident_key(arena, part->sku);
	if (*key == '\0')
		return ftl_fail(err, FTL_INVALID, "sku", "has no letter or digit: %s",
		                ftl_quote(quoted, part->sku));
	if (ftl_code_seems(app, part->sku)) {
		ftl_fail(err, FTL_INVALID, "sku", "looks like a code of ours, got %s",
		         ftl_quote(quoted, part->sku));
		return ftl_hint(err, "a part gets its code by itself");
	}
	FTL_TRY(select_part(app, arena, FTL_PARTS_SKU, 0, key, found, &count, err));
	if (count == 0 || found[0].id == part->id)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "sku", "there is a part %s already: %s",
	         ftl_quote(quoted, found[0].sku), found[0].name);
	return ftl_hint(err, "fettle part edit %s changes it", found[0].sku);
}

/* A number within bounds, or "" for none. */
static enum ftl_status take_days(const char *field, const char *text, int64_t least, int64_t most,
                                 struct ftl_opt *ret, struct ftl_err *err)
{
	if (text == NULL)
		return FTL_OK;
	ret->has = *text != '\0';
	return ret->has ? ftl_parse_i64(field, text, least, most, &ret->value, err) : FTL_OK;
}

/* The deposit on each, or "" for none. */
static enum ftl_status take_core(struct ftl_app *app, const char *text, struct ftl_part *part,
                                 struct ftl_err *err)
{
	if (text == NULL)
		return FTL_OK;
	part->core_cents.has = *text != '\0';
	return part->core_cents.has ? ftl_money_parse("core", text, &app->currency, false,
	                                              &part->core_cents.value, err)
	                            : FTL_OK;
}

/* The part that takes this one's place; a chain never leads back. */
static enum ftl_status take_successor(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *text, struct ftl_part *part, struct ftl_err *err)
{
	struct ftl_part next;

	part->superseded_by_id = 0;
	part->superseded_by = NULL;
	if (*text == '\0')
		return FTL_OK;
	FTL_TRY(ftl_find_part(app, arena, text, &next, err));
	part->superseded_by_id = next.id;
	part->superseded_by = next.sku;
	if (next.unit != part->unit) {
		ftl_fail(err, FTL_CONFLICT, "superseded_by",
		         "%s is counted by %s and %s by %s: it cannot take its place", next.sku,
		         ftl_unit_names[next.unit], part->sku, ftl_unit_names[part->unit]);
		return ftl_hint(err,
		                "add a part that is counted by %s, or edit the unit of the one "
		                "that never moved",
		                ftl_unit_names[part->unit]);
	}
	for (int i = 0; i < CHAIN_MOST; i++) {
		if (next.id == part->id)
			return ftl_fail(err, FTL_CONFLICT, "superseded_by",
			                "%s leads back to %s: a part cannot take its own place",
			                part->superseded_by, part->sku);
		if (next.superseded_by_id == 0)
			return FTL_OK;
		FTL_TRY(ftl_part_load(app, arena, next.superseded_by_id, &next, err));
	}
	return ftl_fail(err, FTL_INVALID, "superseded_by", "the chain is longer than %d parts",
	                CHAIN_MOST);
}

static enum ftl_status take_gtin(struct ftl_arena *arena, const char *text, struct ftl_part *part,
                                 struct ftl_err *err)
{
	char gtin[15];

	part->gtin = NULL;
	if (*text == '\0')
		return FTL_OK;
	FTL_TRY(ftl_gtin_parse("gtin", text, gtin, err));
	part->gtin = ftl_strdup(arena, gtin);
	return FTL_OK;
}

/* What is counted one way cannot be counted another way once some of it has moved. */
static enum ftl_status take_counting(const struct ftl_part_form *form, bool has_moved,
                                     struct ftl_part *part, struct ftl_err *err)
{
	enum ftl_unit unit = part->unit;
	enum ftl_tracking tracking = part->tracking;
	int index;

	if (form->unit != NULL) {
		FTL_TRY(ftl_parse_name("unit", form->unit, ftl_unit_names, FTL_UNITS, &index, err));
		unit = (enum ftl_unit)index;
	}
	if (form->tracking != NULL) {
		FTL_TRY(ftl_parse_name("tracking", form->tracking, ftl_tracking_names,
		                       FTL_TRACKINGS, &index, err));
		tracking = (enum ftl_tracking)index;
	}
	if (has_moved && (unit != part->unit || tracking != part->tracking)) {
		ftl_fail(err, FTL_STATE, unit != part->unit ? "unit" : "tracking",
		         "%s has moved: it stays counted by the %s%s%s", part->sku,
		         ftl_unit_names[part->unit],
		         part->tracking == FTL_TRACK_NONE ? "" : " and followed by ",
		         part->tracking == FTL_TRACK_NONE ? ""
		                                          : ftl_tracking_names[part->tracking]);
		return ftl_hint(err, "add another part that takes its place");
	}
	part->unit = unit;
	part->tracking = tracking;
	return FTL_OK;
}

static enum ftl_status take_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_part_form *form, bool has_moved,
                                 struct ftl_part *part, struct ftl_err *err)
{
	struct ftl_supplier supplier = {0};

	if (form->sku != NULL)
		FTL_TRY(take_sku(app, arena, form->sku, part, err));
	if (form->name != NULL)
		FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, NAME_MAX, form->name,
		                         strlen(form->name), &part->name, err));
	if (form->gtin != NULL)
		FTL_TRY(take_gtin(arena, form->gtin, part, err));
	FTL_TRY(take_counting(form, has_moved, part, err));
	FTL_TRY(take_days("shelf_life", form->shelf_life_days, 1, DAYS_MAX, &part->shelf_life_days,
	                  err));
	FTL_TRY(ftl_take_flag("hazardous", form->is_hazardous, &part->is_hazardous, err));
	FTL_TRY(ftl_take_flag("wanted_back", form->is_wanted_back, &part->is_wanted_back, err));
	if (form->supplier != NULL) {
		if (*form->supplier != '\0')
			FTL_TRY(ftl_find_supplier(app, arena, form->supplier, &supplier, err));
		part->supplier_id = supplier.id;
	}
	FTL_TRY(take_days("lead_days", form->lead_days, 0, LEAD_MAX, &part->own_lead_days, err));
	FTL_TRY(take_days("warranty_months", form->warranty_months, 1, MONTHS_MAX,
	                  &part->warranty_months, err));
	FTL_TRY(take_core(app, form->core, part, err));
	if (form->superseded_by != NULL)
		FTL_TRY(take_successor(app, arena, form->superseded_by, part, err));
	return ftl_take_flag("retired", form->is_retired, &part->is_retired, err);
}

/* Numbers of the kinds that were given are replaced, those of the others stay. */
static enum ftl_status write_numbers(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_part_form *form, int64_t part_id,
                                     struct ftl_err *err)
{
	const struct ftl_part_number *old;
	struct ftl_part_number *rows;
	size_t old_count, given = 0, count = 0;

	for (int kind = 0; kind < FTL_NUMBERS; kind++)
		given += form->number_counts[kind];
	if (given == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_part_numbers(app->db, arena, part_id, &old, &old_count, err));
	rows = ftl_alloc(arena, old_count + given + 1, sizeof(*rows));
	for (int kind = 0; kind < FTL_NUMBERS; kind++) {
		for (size_t i = 0; form->number_counts[kind] == 0 && i < old_count; i++) {
			if ((int)old[i].kind == kind)
				rows[count++] = old[i];
		}
		for (size_t i = 0; i < form->number_counts[kind]; i++) {
			const char *text = form->numbers[kind][i];

			if (*text == '\0')
				continue;
			rows[count].kind = (enum ftl_number_kind)kind;
			FTL_TRY(ftl_text_require(arena, "number", FTL_TEXT_LINE,
			                         FTL_PART_NUMBER_MAX, text, strlen(text),
			                         &rows[count].number, err));
			count++;
		}
	}
	return ftl_store_part_set_numbers(app->db, part_id, old_count, rows, count, err);
}

/* "Brand", or "Brand: Model". */
static enum ftl_status write_fits(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_part_form *form, int64_t part_id,
                                  struct ftl_err *err)
{
	struct ftl_part_fit *rows = ftl_alloc(arena, form->fit_count + 1, sizeof(*rows));
	size_t count = 0;

	if (form->fit_count == 0)
		return FTL_OK;
	for (size_t i = 0; i < form->fit_count; i++) {
		const char *text = form->fits[i];
		const char *colon = strchr(text, ':');
		size_t length = colon != NULL ? (size_t)(colon - text) : strlen(text);

		if (*text == '\0')
			continue;
		FTL_TRY(ftl_text_require(arena, "fits", FTL_TEXT_LINE, NAME_MAX, text, length,
		                         &rows[count].brand, err));
		if (colon != NULL)
			FTL_TRY(ftl_text_take(arena, "fits", FTL_TEXT_LINE, NAME_MAX, colon + 1,
			                      strlen(colon + 1), &rows[count].model, err));
		count++;
	}
	return ftl_store_part_set_fits(app->db, part_id, rows, count, err);
}

static enum ftl_status write_price(struct ftl_app *app, const struct ftl_part_form *form,
                                   int64_t part_id, struct ftl_err *err)
{
	struct ftl_part_price price = {.effective_from = ftl_app_today(app)};

	if (form->cost == NULL && form->price == NULL)
		return form->from == NULL
		               ? FTL_OK
		               : ftl_fail(err, FTL_INVALID, "from",
		                          "goes with a cost or a price from that day on");
	if (form->from != NULL)
		FTL_TRY(ftl_date_parse("from", form->from, &price.effective_from, err));
	if (form->cost != NULL)
		FTL_TRY(ftl_money_parse("cost", form->cost, &app->currency, false,
		                        &price.cost_cents.value, err));
	if (form->price != NULL)
		FTL_TRY(ftl_money_parse("price", form->price, &app->currency, false,
		                        &price.price_cents.value, err));
	price.cost_cents.has = form->cost != NULL;
	price.price_cents.has = form->price != NULL;
	return ftl_store_part_put_price(app->db, part_id, &price, err);
}

static enum ftl_status write_rest(struct ftl_op *op, struct ftl_arena *arena,
                                  const struct ftl_part_form *form, int64_t part_id,
                                  struct ftl_err *err)
{
	FTL_TRY(write_numbers(op->app, arena, form, part_id, err));
	FTL_TRY(write_fits(op->app, arena, form, part_id, err));
	return write_price(op->app, form, part_id, err);
}

enum ftl_status ftl_part_sharing(struct ftl_app *app, struct ftl_arena *arena, int64_t part_id,
                                 const char *number, bool is_gtin, const char **ret,
                                 struct ftl_err *err)
{
	const char *key = is_gtin ? number : ftl_text_ident_key(arena, number);

	if (is_gtin)
		return ftl_store_part_sharing(app->db, arena, app->site_id, FTL_PARTS_SHARE_GTIN,
		                              key, part_id, ret, err);
	FTL_TRY(ftl_store_part_sharing(app->db, arena, app->site_id, FTL_PARTS_SHARE_SKU, key,
	                               part_id, ret, err));
	if (*ret != NULL)
		return FTL_OK;
	return ftl_store_part_sharing(app->db, arena, app->site_id, FTL_PARTS_SHARE_NUMBER, key,
	                              part_id, ret, err);
}

/* Of the numbers that were given, which another part has, too: it is not found by them alone. */
static enum ftl_status note_shared(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_part_form *form, struct ftl_part *part,
                                   struct ftl_err *err)
{
	FTL_BUF(words);
	char quoted[FTL_QUOTE_SIZE];
	const char *sku;

	for (int kind = 0; kind < FTL_NUMBERS; kind++) {
		for (size_t i = 0; i < form->number_counts[kind]; i++) {
			const char *number = form->numbers[kind][i];

			if (*number == '\0')
				continue;
			FTL_TRY(ftl_part_sharing(app, arena, part->id, number, false, &sku, err));
			if (sku != NULL)
				ftl_buf_printf(&words, "%s%s is a number of %s, too",
				               words.length > 0 ? ", " : "",
				               ftl_quote(quoted, number), sku);
		}
	}
	if (form->gtin != NULL && part->gtin != NULL) {
		FTL_TRY(ftl_part_sharing(app, arena, part->id, part->gtin, true, &sku, err));
		if (sku != NULL)
			ftl_buf_printf(&words, "%sGTIN %s is that of %s, too",
			               words.length > 0 ? ", " : "", part->gtin, sku);
	}
	part->shared = words.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&words)) : NULL;
	return FTL_OK;
}

static enum ftl_status finish(struct ftl_op *op, struct ftl_arena *arena,
                              const struct ftl_part_form *form, int64_t part_id,
                              struct ftl_part *ret, struct ftl_err *err)
{
	struct ftl_part part;

	FTL_TRY(ftl_part_load(op->app, arena, part_id, &part, err));
	FTL_TRY(note_shared(op->app, arena, form, &part, err));
	FTL_TRY(ftl_op_commit(op, &part, err));
	*ret = part;
	return FTL_OK;
}

enum ftl_status ftl_part_create(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_part_form *form, int64_t *ret_id,
                                struct ftl_err *err)
{
	struct ftl_part part = {0};

	if (form->sku == NULL || form->name == NULL)
		return ftl_fail(err, FTL_INVALID, form->sku == NULL ? "sku" : "name", "is missing");
	FTL_TRY(take_form(op->app, arena, form, false, &part, err));
	FTL_TRY(ftl_op_id(op, &part.id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_PART, &part.code, err));
	part.created_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PART, part.id, true, err));
	FTL_TRY(ftl_store_part_insert(op->app->db, op->app->site_id, &part, err));
	*ret_id = part.id;
	return write_rest(op, arena, form, part.id, err);
}

enum ftl_status ftl_part_add(struct ftl_app *app, struct ftl_arena *arena,
                             const struct ftl_part_form *form, struct ftl_part *ret,
                             struct ftl_err *err)
{
	FTL_OP(op);
	int64_t id;

	FTL_TRY(ftl_op_begin(app, "part.add", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_part_create(&op, arena, form, &id, err));
	return finish(&op, arena, form, id, ret, err);
}

static enum ftl_status has_moved(struct ftl_app *app, int64_t part_id, bool *ret,
                                 struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_move_of_part(app->db, part_id, &cursor, err));
	return ftl_cursor_next(cursor, ret, err);
}

/* Who knows a part by the SKU that it had still finds it. */
static enum ftl_status keep_sku(struct ftl_app *app, struct ftl_arena *arena, int64_t part_id,
                                const char *was, const char *sku, struct ftl_err *err)
{
	const struct ftl_part_number *old;
	struct ftl_part_number *rows;
	const char *key = ftl_text_ident_key(arena, was);
	size_t count;

	if (strcmp(key, ftl_text_ident_key(arena, sku)) == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_part_numbers(app->db, arena, part_id, &old, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(ftl_text_ident_key(arena, old[i].number), key) == 0)
			return FTL_OK;
		rows[i] = old[i];
	}
	rows[count] = (struct ftl_part_number){.kind = FTL_NUMBER_OLD, .number = was};
	return ftl_store_part_set_numbers(app->db, part_id, count, rows, count + 1, err);
}

/* Whether something is said of the part beside its numbers, what it fits and its prices, which are
 * rows of their own: most price lists have nothing else. */
static bool is_more_than_rest(const struct ftl_part_form *form)
{
	const char *const said[] = {
	        form->sku,           form->name,           form->gtin,
	        form->unit,          form->tracking,       form->shelf_life_days,
	        form->is_hazardous,  form->is_wanted_back, form->supplier,
	        form->lead_days,     form->core,           form->warranty_months,
	        form->superseded_by, form->is_retired};

	for (size_t i = 0; i < FTL_COUNT(said); i++) {
		if (said[i] != NULL)
			return true;
	}
	return false;
}

enum ftl_status ftl_part_change(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_part *was, const struct ftl_part_form *form,
                                struct ftl_err *err)
{
	struct ftl_part part = *was;
	bool moved;

	FTL_TRY(has_moved(op->app, part.id, &moved, err));
	FTL_TRY(take_form(op->app, arena, form, moved, &part, err));
	if (form->is_retired != NULL && part.is_retired && part.stock.quantity_milli != 0) {
		ftl_fail(err, FTL_STATE, "retired", "%s of %s is still in stock",
		         ftl_stock_words(arena, &part, part.stock.quantity_milli), part.sku);
		return ftl_hint(err, "fettle part show %s says where", part.sku);
	}
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PART, part.id, false, err));
	if (is_more_than_rest(form))
		FTL_TRY(ftl_store_part_update(op->app->db, &part, err));
	FTL_TRY(write_rest(op, arena, form, part.id, err));
	return keep_sku(op->app, arena, part.id, was->sku, part.sku, err);
}

enum ftl_status ftl_part_edit(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                              const struct ftl_part_form *form, struct ftl_part *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;

	FTL_TRY(ftl_op_begin(app, "part.edit", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_part(app, arena, text, &part, err));
	FTL_TRY(ftl_part_change(&op, arena, &part, form, err));
	FTL_TRY(ftl_parts_offer_successor(&op, arena, part.id, err));
	return finish(&op, arena, form, part.id, ret, err);
}

enum ftl_status ftl_part_reorder(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 const char *place, const char *point, const char *quantity,
                                 struct ftl_part *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_place at;
	struct ftl_part_reorder reorder = {0};

	FTL_TRY(ftl_op_begin(app, "part.reorder", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_part(app, arena, text, &part, err));
	FTL_TRY(ftl_stock_place(app, arena, &part, place, &at, err));
	reorder.place_id = at.id;
	if (quantity != NULL) {
		FTL_TRY(ftl_stock_quantity(&part, "below", point != NULL ? point : "0", 0,
		                           &reorder.point_milli, err));
		FTL_TRY(ftl_stock_quantity(&part, "quantity", quantity, 1, &reorder.quantity_milli,
		                           err));
	}
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_PART, part.id, false, err));
	FTL_TRY(ftl_store_part_put_reorder(app->db, part.id, &reorder, err));
	FTL_TRY(ftl_op_commit(&op, &part, err));
	*ret = part;
	return FTL_OK;
}
