#include "cli/scan_count.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/model/ident.h"

enum ftl_status ftl_scan_count_begin(struct ftl_cli *cli, struct ftl_scan_count *count,
                                     const char *code, struct ftl_err *err)
{
	struct ftl_order_full full;
	bool is_away = false;

	ftl_arena_reset(count->kept);
	*count = (struct ftl_scan_count){.kept = count->kept};
	FTL_TRY(ftl_order_get(cli->app, count->kept, code, &full, err));
	count->code = full.order.code;
	count->bill_cents = full.totals.customer_cents + full.totals.customer_tax_cents;
	count->pieces = ftl_alloc(count->kept, full.piece_count + 1, sizeof(*count->pieces));
	count->scanned = ftl_alloc(count->kept, full.piece_count + 1, sizeof(*count->scanned));
	for (size_t i = 0; i < full.piece_count; i++) {
		const struct ftl_piece *piece = &full.pieces[i];

		is_away = is_away || ftl_piece_is_away(piece);
		count->count += piece->is_here;
		if (piece->is_here || piece->is_missing)
			count->pieces[count->piece_count++] = *piece;
	}
	count->is_possible =
	        !is_away && ftl_possible_find(&full.possible, "order handover") != NULL;
	return FTL_OK;
}

static bool is_scanned(const struct ftl_scan_count *count, const char *code)
{
	for (size_t i = 0; i < count->scanned_count; i++) {
		if (strcmp(count->scanned[i], code) == 0)
			return true;
	}
	return false;
}

bool ftl_scan_count_piece(struct ftl_scan_count *count, const char *code)
{
	for (size_t i = 0; i < count->piece_count; i++) {
		const struct ftl_piece *piece = &count->pieces[i];
		bool is_job = piece->is_device && strcmp(count->code, code) == 0;

		if (!is_job && strcmp(piece->code, code) != 0)
			continue;
		if (!is_scanned(count, piece->code)) {
			count->scanned[count->scanned_count++] = piece->code;
			count->count += piece->is_missing;
		}
		return true;
	}
	return false;
}

const char *ftl_scan_count_rest(const struct ftl_scan_count *count, struct ftl_arena *arena)
{
	char eye[FTL_CODE_SIZE];
	FTL_BUF(text);

	for (size_t i = 0; i < count->piece_count; i++) {
		const struct ftl_piece *piece = &count->pieces[i];

		if (piece->is_here && !is_scanned(count, piece->code))
			ftl_buf_printf(&text, "%s%s %s", text.length > 0 ? ", " : "", piece->name,
			               ftl_code_eye_of(eye, piece->code));
	}
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}
