#include "fettle/ops/label.h"

#include <stdint.h>

#include "fettle/ops/lookup.h"
#include "fettle/ops/part.h"
#include "ops/find.h"
#include "ops/loaner.h"
#include "ops/op.h"
#include "ops/return.h"
#include "ops/stock.h"
#include "store/audit.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/row.h"

/* Rows in the making. */
struct rows {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_label_piece *items;
	size_t count;
	size_t capacity;
};

static void add_row(struct rows *rows, const struct ftl_order *order, const struct ftl_piece *piece,
                    size_t piece_count, const char *audit_head)
{
	rows->items = ftl_store_grow(rows->arena, rows->items, rows->count, &rows->capacity,
	                             sizeof(*rows->items));
	rows->items[rows->count++] = (struct ftl_label_piece){
	        .order = *order,
	        .piece = *piece,
	        .piece_count = (int)piece_count,
	        .audit_head = audit_head,
	};
}

static enum ftl_status read_head(struct rows *rows, int64_t order_id, const char **ret,
                                 struct ftl_err *err)
{
	unsigned char hash[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	bool found;

	FTL_TRY(ftl_store_audit_birth(rows->app->db, FTL_ENTITY_ORDER, order_id, hash, &found,
	                              err));
	*ret = NULL;
	if (found)
		*ret = ftl_strdup(rows->arena, ftl_hex(hex, hash, FTL_AUDIT_HEAD_DIGITS / 2));
	return FTL_OK;
}

/* The pieces of a job; only the one with this id unless it is 0. */
static enum ftl_status add_order(struct rows *rows, const struct ftl_order *order, int64_t only,
                                 struct ftl_err *err)
{
	const struct ftl_piece bare = {.order_code = order->code,
	                               .order_id = order->id,
	                               .position = 1,
	                               .is_device = true,
	                               .name = "device"};
	const struct ftl_piece *pieces = NULL;
	const char *head = NULL;
	size_t count = 0;

	FTL_TRY(read_head(rows, order->id, &head, err));
	FTL_TRY(ftl_store_piece_list(rows->app->db, rows->arena, order->id, &pieces, &count, err));
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			if (pieces[i].is_device == (pass == 0) &&
			    (only == 0 || pieces[i].id == only))
				add_row(rows, order, &pieces[i], count, head);
		}
	}
	if (count == 0)
		add_row(rows, order, &bare, 1, head);
	return FTL_OK;
}

static enum ftl_status add_intake(struct rows *rows, const struct ftl_code *code,
                                  struct ftl_err *err)
{
	struct ftl_intake_row intake;
	const struct ftl_order *orders = NULL;
	char text[FTL_CODE_SIZE];
	size_t count = 0;
	bool found;

	FTL_TRY(ftl_store_intake_find(rows->app->db, rows->arena, ftl_code_short(text, code),
	                              &intake, &found, err));
	if (!found)
		return ftl_not_on_file(code, err);
	FTL_TRY(ftl_store_order_collect(rows->app->db, rows->arena, FTL_ORDERS_INTAKE, intake.id,
	                                SIZE_MAX, &orders, &count, err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(add_order(rows, &orders[i], 0, err));
	return FTL_OK;
}

static enum ftl_status add_job(struct rows *rows, const struct ftl_code *code, struct ftl_err *err)
{
	struct ftl_order order;
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_order_find(rows->app->db, rows->arena, ftl_code_short(text, code), &order,
	                             &found, err));
	return found ? add_order(rows, &order, 0, err) : ftl_not_on_file(code, err);
}

static enum ftl_status add_piece(struct rows *rows, const struct ftl_code *code,
                                 struct ftl_err *err)
{
	struct ftl_order order;
	struct ftl_piece piece;
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_piece_find(rows->app->db, rows->arena, ftl_code_short(text, code), &piece,
	                             &found, err));
	if (!found)
		return ftl_not_on_file(code, err);
	FTL_TRY(ftl_store_order_get(rows->app->db, rows->arena, piece.order_id, &order, err));
	return add_order(rows, &order, piece.id, err);
}

static void add_tag(struct rows *rows, const struct ftl_label_tag *tag)
{
	const struct ftl_order none = {0};
	const struct ftl_piece whole = {.position = 1, .is_device = true, .name = tag->name};

	add_row(rows, &none, &whole, 1, NULL);
	rows->items[rows->count - 1].tag = *tag;
}

static enum ftl_status add_place(struct rows *rows, const struct ftl_code *code,
                                 struct ftl_err *err)
{
	struct ftl_place place;
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_find_place(rows->app, rows->arena, ftl_code_short(text, code), &place, err));
	add_tag(rows, &(struct ftl_label_tag){place.code, place.name,
	                                      ftl_place_kind_title(place.kind), NULL});
	return FTL_OK;
}

static enum ftl_status add_loaner(struct rows *rows, const struct ftl_code *code,
                                  struct ftl_err *err)
{
	struct ftl_loaner loaner;
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_find_loaner(rows->app, rows->arena, ftl_code_short(text, code), &loaner, err));
	add_tag(rows, &(struct ftl_label_tag){loaner.code, loaner.name, "loaner", NULL});
	return FTL_OK;
}

static enum ftl_status add_part(struct rows *rows, const struct ftl_code *code, struct ftl_err *err)
{
	struct ftl_part part;
	struct ftl_place place;
	char text[FTL_CODE_SIZE];
	enum ftl_status status;

	FTL_TRY(ftl_find_part(rows->app, rows->arena, ftl_code_short(text, code), &part, err));
	status = ftl_stock_place(rows->app, rows->arena, &part, NULL, &place, err);
	if (status != FTL_OK && !ftl_status_is_refusal(status))
		return status;
	add_tag(rows, &(struct ftl_label_tag){part.code, part.name, part.sku,
	                                      status == FTL_OK ? place.name : NULL});
	return FTL_OK;
}

/* For the box: whose it is, by their own number where they gave one. */
static enum ftl_status add_return(struct rows *rows, const struct ftl_code *code,
                                  struct ftl_err *err)
{
	struct ftl_return box;
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_find_return(rows->app, rows->arena, ftl_code_short(text, code), &box, err));
	add_tag(rows,
	        &(struct ftl_label_tag){box.code, box.supplier,
	                                box.reference != NULL ? box.reference : "return", NULL});
	return FTL_OK;
}

static enum ftl_status refuse_kind(const struct ftl_code *code, struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];

	ftl_fail(err, FTL_CONFLICT, "code",
	         "%s is a %s; labels are for a work order, a piece, an intake, a place, "
	         "a loaner, a part or a return",
	         ftl_code_eye(text, code), ftl_code_kind_title(code->kind));
	return ftl_hint(err, "fettle scan %s shows its work orders", text);
}

enum ftl_status ftl_label_pieces(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 const struct ftl_label_piece **ret, size_t *ret_count,
                                 struct ftl_err *err)
{
	struct rows rows = {.app = app, .arena = arena};
	struct ftl_code parsed;
	enum ftl_status status = FTL_OK;

	FTL_TRY(ftl_code_read(app, code, &parsed, err));
	switch (parsed.kind) {
	case FTL_CODE_ORDER:
		status = add_job(&rows, &parsed, err);
		break;
	case FTL_CODE_PIECE:
		status = add_piece(&rows, &parsed, err);
		break;
	case FTL_CODE_INTAKE:
		status = add_intake(&rows, &parsed, err);
		break;
	case FTL_CODE_PLACE:
		status = add_place(&rows, &parsed, err);
		break;
	case FTL_CODE_LOANER:
		status = add_loaner(&rows, &parsed, err);
		break;
	case FTL_CODE_PART:
		status = add_part(&rows, &parsed, err);
		break;
	case FTL_CODE_RETURN:
		status = add_return(&rows, &parsed, err);
		break;
	case FTL_CODE_CLAIM:
	case FTL_CODE_PURCHASE:
	case FTL_CODE_REMITTANCE:
	case FTL_CODE_STOCKTAKE:
	case FTL_CODE_CUSTOMER:
	case FTL_CODE_DEVICE:
	case FTL_CODE_ESTIMATE:
	case FTL_CODE_KINDS:
		status = refuse_kind(&parsed, err);
		break;
	}
	FTL_TRY(status);
	*ret = rows.items;
	*ret_count = rows.count;
	return FTL_OK;
}

const char *ftl_label_token(const struct ftl_label_piece *row)
{
	if (row->tag.code != NULL)
		return row->tag.code;
	return row->piece.is_device ? row->order.code : row->piece.code;
}
