#include "fettle/ops/attachment.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/check.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "store/attachment.h"
#include "store/claim.h"
#include "store/line.h"

#define RESTORE     "keep this file as it is, and restore the last good backup beside it"
#define MIB         (INT64_C(1) << 20)
#define FILES_MOST  20   /* of one request */
#define OF_JOB_MOST 200  /* also those that were taken off */
#define NAME_MOST   1024 /* a name of 255 bytes, each shown as \xff */

/* A file on its way in. */
struct incoming {
	struct ftl_attachment row;
	enum ftl_media media;
	void *bytes; /* as they are kept: row.size_bytes */
};

/* Reads a file, whose bytes are part of the request, whatever it turns out to be. */
static enum ftl_status read_file(struct ftl_app *app, struct ftl_arena *arena, const char *path,
                                 int64_t most_mib, struct incoming *ret, struct ftl_err *err)
{
	enum ftl_status status;
	char *bytes;
	size_t length;

	status = ftl_file_read_own(arena, path, (size_t)(most_mib * MIB), &bytes, &length, err);
	if (status == FTL_INVALID)
		return ftl_hint(err,
		                "give plain files of at most %lld MiB: setting attachment.max_mib",
		                (long long)most_mib);
	FTL_TRY(status);
	ftl_digest_bytes(&app->request, bytes, length);
	ret->bytes = bytes;
	ret->row.size_bytes = (int64_t)length;
	return FTL_OK;
}

static enum ftl_status refuse_sort(const struct incoming *file, const char *shown,
                                   const char *title, struct ftl_err *err)
{
	const char *kind = ftl_attachment_kind_names[file->row.kind];

	if (title == NULL)
		ftl_fail(err, FTL_INVALID, "file", "%s is no sort of file that is kept here",
		         shown);
	else
		ftl_fail(err, FTL_INVALID, "file", "%s is %s by its content and cannot be %s %s",
		         shown, title, ftl_text_article(kind), kind);
	return ftl_hint(err, "%s %s is %s", ftl_text_article(kind), kind,
	                ftl_attachment_expects(file->row.kind));
}

/* The picture without what its camera wrote beside it. */
static enum ftl_status strip(struct ftl_arena *arena, const char *shown, struct incoming *file,
                             bool *ret_stripped, struct ftl_err *err)
{
	size_t length = (size_t)file->row.size_bytes, kept;
	void *into;

	*ret_stripped = false;
	if (!ftl_media_can_strip(file->media))
		return FTL_OK;
	into = ftl_alloc(arena, length, 1);
	if (!ftl_media_strip(file->media, file->bytes, length, into, &kept)) {
		ftl_fail(err, FTL_INVALID, "file",
		         "%s is damaged: what tells where it was taken cannot be taken out", shown);
		return ftl_hint(err, "save it anew with a picture program");
	}
	*ret_stripped = kept != length;
	file->bytes = into;
	file->row.size_bytes = (int64_t)kept;
	return FTL_OK;
}

/* What the file is, and what of it is kept. */
static enum ftl_status examine(struct ftl_arena *arena, const char *path, struct incoming *file,
                               bool *ret_stripped, struct ftl_err *err)
{
	unsigned char hash[FTL_DIGEST_SIZE];
	char quoted[FTL_QUOTE_SIZE];
	const char *name = ftl_text_visible(arena, ftl_attachment_name(path));
	const char *title;
	char *hex = ftl_alloc(arena, FTL_DIGEST_HEX_SIZE, 1);

	ftl_quote(quoted, path);
	if (file->row.size_bytes == 0)
		return ftl_fail(err, FTL_INVALID, "file", "%s is empty", quoted);
	if (!ftl_media_look(file->bytes, (size_t)file->row.size_bytes, &file->media, &title))
		return refuse_sort(file, quoted, title, err);
	if (!ftl_attachment_may_be(file->row.kind, file->media))
		return refuse_sort(file, quoted, ftl_media_titles[file->media], err);
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, NAME_MOST, name, strlen(name),
	                         &file->row.name, err));
	FTL_TRY(strip(arena, quoted, file, ret_stripped, err));
	ftl_digest_memory(file->bytes, (size_t)file->row.size_bytes, hash);
	file->row.sha256 = ftl_hex(hex, hash, sizeof(hash));
	file->row.media_type = ftl_media_types[file->media];
	file->row.is_readable =
	        ftl_media_is_readable(file->media, file->bytes, (size_t)file->row.size_bytes);
	return FTL_OK;
}

/* All that can be known before the transaction. */
static enum ftl_status read_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_attach_form *form, struct incoming *files,
                                 bool *stripped, struct ftl_err *err)
{
	const char *text;
	int64_t most_mib;
	int kind;

	if (form->kind == NULL)
		return ftl_fail(err, FTL_INVALID, "kind", "is missing");
	FTL_TRY(ftl_parse_name("kind", form->kind, ftl_attachment_kind_names, FTL_ATTACHMENT_KINDS,
	                       &kind, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, form->text, &text,
	                      err));
	if (form->count == 0 || form->count > FILES_MOST)
		return ftl_fail(err, FTL_INVALID, "file",
		                "1 to %d files are attached at once, got %zu", FILES_MOST,
		                form->count);
	FTL_TRY(ftl_setting_number(app, "attachment.max_mib", &most_mib, err));
	for (size_t i = 0; i < form->count; i++) {
		files[i].row.kind = (enum ftl_attachment_kind)kind;
		files[i].row.text = text;
		FTL_TRY(read_file(app, arena, form->paths[i], most_mib, &files[i], err));
		FTL_TRY(examine(arena, form->paths[i], &files[i], &stripped[i], err));
	}
	return FTL_OK;
}

static enum ftl_status check_line(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order *order, int64_t line, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	char eye[FTL_CODE_SIZE];
	size_t count;

	if (line == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_line_list(app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position == line && !lines[i].is_removed)
			return FTL_OK;
	}
	return ftl_fail(err, FTL_NOT_FOUND, "line", "the bill of %s has no line %lld",
	                ftl_code_eye_of(eye, order->code), (long long)line);
}

/* The same bytes twice on one job are a slip of the hand, or a retry that lost its request id. */
static enum ftl_status check_twice(const struct ftl_order *order, const struct ftl_attachment *row,
                                   const struct ftl_attachment *others, size_t count,
                                   struct ftl_err *err)
{
	char mine[FTL_QUOTE_SIZE], its[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];

	for (size_t i = 0; i < count; i++) {
		if (others[i].removed_at.has || strcmp(others[i].sha256, row->sha256) != 0)
			continue;
		return ftl_fail(err, FTL_CONFLICT, "file", "%s is attachment %d of %s already: %s",
		                ftl_quote(mine, row->name), others[i].position,
		                ftl_code_eye_of(eye, order->code), ftl_quote(its, others[i].name));
	}
	return FTL_OK;
}

static enum ftl_status insert(struct ftl_op *op, const struct ftl_order *order,
                              const struct ftl_attachment *row, const void *bytes,
                              struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if (row->position > OF_JOB_MOST)
		return ftl_fail(err, FTL_CONFLICT, "order", "%s has had %d attachments already",
		                ftl_code_eye_of(eye, order->code), OF_JOB_MOST);
	return ftl_store_attachment_insert(op->app->db, order->id, row, bytes, err);
}

/* "photo attached: 3", "receipts attached: 1 to 2". The file's name may name a person: it is told
 * by the attachment, not on the timeline, which nothing is taken off. */
static enum ftl_status note(struct ftl_op *op, struct ftl_arena *arena,
                            const struct ftl_order *order, const struct ftl_attachment *rows,
                            size_t count, struct ftl_err *err)
{
	const char *kind = ftl_attachment_kind_names[rows[0].kind];
	const char *what = rows[0].kind == FTL_ATTACHMENT_OTHER ? "file" : kind;

	what = count == 1 ? ftl_sprintf(arena, "%s attached: %d", what, rows[0].position)
	                  : ftl_sprintf(arena, "%ss attached: %d to %d", what, rows[0].position,
	                                rows[count - 1].position);
	return ftl_order_log(op, order, FTL_EV_NOTE, ftl_none(), what, err);
}

static enum ftl_status attach_all(struct ftl_op *op, struct ftl_arena *arena,
                                  const struct ftl_order *order, const struct incoming *files,
                                  size_t count, struct ftl_attachment *rows, struct ftl_err *err)
{
	const struct ftl_attachment *there;
	size_t there_count;

	FTL_TRY(ftl_store_attachment_list(op->app->db, arena, order->id, &there, &there_count,
	                                  err));
	for (size_t i = 0; i < count; i++) {
		rows[i] = files[i].row;
		rows[i].position = (int)(there_count + i) + 1;
		rows[i].staff_id = op->app->actor.staff_id;
		rows[i].staff = op->app->actor.login;
		rows[i].at = op->now;
		FTL_TRY(check_twice(order, &rows[i], there, there_count, err));
		FTL_TRY(check_twice(order, &rows[i], rows, i, err));
		FTL_TRY(ftl_op_id(op, &rows[i].id, err));
		FTL_TRY(insert(op, order, &rows[i], files[i].bytes, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_order_attach(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 const struct ftl_attach_form *form, struct ftl_attached *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct incoming *files = ftl_alloc(arena, form->count + 1, sizeof(*files));
	struct ftl_attachment *rows = ftl_alloc(arena, form->count + 1, sizeof(*rows));
	bool *stripped = ftl_alloc(arena, form->count + 1, sizeof(*stripped));
	struct ftl_attached attached = {NULL, rows, form->count, stripped};

	FTL_TRY(ftl_app_permit(app, FTL_CAN_WORK, err));
	FTL_TRY(read_form(app, arena, form, files, stripped, err));
	FTL_TRY(ftl_op_begin(app, "order.attach", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(check_line(app, arena, &order, form->line, err));
	for (size_t i = 0; i < form->count; i++)
		files[i].row.line_position = (int)form->line;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(attach_all(&op, arena, &order, files, form->count, rows, err));
	FTL_TRY(note(&op, arena, &order, rows, form->count, err));
	attached.order_code = order.code;
	FTL_TRY(ftl_op_commit(&op, &attached, err));
	*ret = attached;
	return FTL_OK;
}

/* One of a job by its number; one that was taken off is FTL_STATE. */
static enum ftl_status find(struct ftl_app *app, struct ftl_arena *arena,
                            const struct ftl_order *order, int64_t position,
                            struct ftl_attachment *ret, struct ftl_err *err)
{
	const struct ftl_attachment *rows;
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	size_t count;

	ftl_code_eye_of(eye, order->code);
	FTL_TRY(ftl_store_attachment_list(app->db, arena, order->id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].position != position)
			continue;
		*ret = rows[i];
		if (!ret->removed_at.has)
			return FTL_OK;
		return ftl_fail(err, FTL_STATE, "attachment",
		                "attachment %lld of %s was taken off: %s", (long long)position, eye,
		                ftl_quote(quoted, ret->removed_reason));
	}
	ftl_fail(err, FTL_NOT_FOUND, "attachment", "%s has no attachment %lld", eye,
	         (long long)position);
	return ftl_hint(err, "fettle order attachments %s lists them", eye);
}

/* What went with a claim is evidence of it. */
static enum ftl_status check_unclaimed(struct ftl_app *app, struct ftl_arena *arena,
                                       const struct ftl_order *order,
                                       const struct ftl_attachment *row, struct ftl_err *err)
{
	const struct ftl_claim *claims;
	size_t count;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_claim_list(app->db, arena, FTL_CLAIMS_OF_ORDER, order->id, &claims,
	                             &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!claims[i].submitted_at.has || claims[i].submitted_at.value < row->at)
			continue;
		ftl_fail(err, FTL_STATE, "attachment", "attachment %d went with claim %s",
		         row->position, ftl_code_eye_of(eye, claims[i].code));
		return ftl_hint(err, "what a claim was sent with stays on record");
	}
	return FTL_OK;
}

enum ftl_status ftl_order_detach(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 int64_t position, const char *reason, struct ftl_attached *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_attachment *row = FTL_NEW(arena, struct ftl_attachment);
	struct ftl_attached attached = {NULL, row, 1, NULL};
	const char *words;

	FTL_TRY(ftl_op_begin(app, "order.detach", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(find(app, arena, &order, position, row, err));
	if (row->staff_id != app->actor.staff_id && !ftl_app_can(app, FTL_CAN_MANAGE)) {
		ftl_fail(err, FTL_DENIED, "attachment", "attachment %d was attached by %s",
		         row->position, row->staff);
		return ftl_hint(err, "who attached it, or a manager, takes it off");
	}
	FTL_TRY(check_unclaimed(app, arena, &order, row, err));
	FTL_TRY(ftl_text_require(arena, "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason,
	                         strlen(reason), &row->removed_reason, err));
	row->removed_at = ftl_some(op.now);
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_store_attachment_remove(app->db, row->id, op.now, row->removed_reason, err));
	words = ftl_sprintf(arena, "attachment %d (%s) taken off: %s", row->position,
	                    ftl_attachment_kind_names[row->kind], row->removed_reason);
	FTL_TRY(ftl_order_log(&op, &order, FTL_EV_NOTE, ftl_none(), words, err));
	attached.order_code = order.code;
	FTL_TRY(ftl_op_commit(&op, &attached, err));
	*ret = attached;
	return FTL_OK;
}

enum ftl_status ftl_order_attachments(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *code, bool with_removed,
                                      const struct ftl_attachment **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	const struct ftl_attachment *all;
	struct ftl_attachment *rows;
	struct ftl_order order;
	size_t count, kept = 0;

	FTL_TRY(ftl_find_order(app, arena, code, &order, err));
	FTL_TRY(ftl_store_attachment_list(app->db, arena, order.id, &all, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (with_removed || !all[i].removed_at.has)
			rows[kept++] = all[i];
	}
	*ret = rows;
	*ret_count = kept;
	return FTL_OK;
}

/* What is wrong with what is kept; NULL: nothing. */
static const char *damage_of(const void *bytes, size_t length, int64_t size, const char *sha256)
{
	unsigned char hash[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];

	if (bytes == NULL)
		return "its content is missing";
	if ((int64_t)length != size)
		return "its content has another size than was attached";
	ftl_digest_memory(bytes, length, hash);
	return strcmp(ftl_hex(hex, hash, sizeof(hash)), sha256) == 0
	               ? NULL
	               : "its content is not what was attached: the SHA-256 differs";
}

enum ftl_status ftl_order_attachment(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     int64_t position, struct ftl_attachment *ret,
                                     const void **ret_bytes, struct ftl_err *err)
{
	struct ftl_order order;
	struct ftl_attachment row;
	const void *bytes;
	const char *damage;
	char eye[FTL_CODE_SIZE];
	size_t length;

	FTL_TRY(ftl_find_order(app, arena, code, &order, err));
	FTL_TRY(find(app, arena, &order, position, &row, err));
	FTL_TRY(ftl_store_attachment_content(app->db, arena, row.id, &bytes, &length, err));
	damage = damage_of(bytes, length, row.size_bytes, row.sha256);
	if (damage != NULL) {
		ftl_fail(err, FTL_DB, "attachment", "attachment %d of %s: %s", row.position,
		         ftl_code_eye_of(eye, order.code), damage);
		return ftl_hint(err, "the last good backup has it");
	}
	*ret = row;
	*ret_bytes = bytes;
	return FTL_OK;
}

enum ftl_status ftl_check_attachments(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);
	struct ftl_attachment_row row;
	char eye[FTL_CODE_SIZE];
	const char *damage;
	bool more;

	FTL_TRY(ftl_store_attachment_walk(c->app->db, &cursor, err));
	for (;;) {
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_store_attachment_next(cursor, &scratch, &row, &more, err));
		if (!more)
			return FTL_OK;
		damage = damage_of(row.bytes, row.length, row.size_bytes, row.sha256);
		if (row.is_removed)
			damage = row.bytes != NULL ? "was taken off and its content is still there"
			                           : NULL;
		if (damage != NULL)
			ftl_checking_note(c,
			                  ftl_sprintf(&scratch, "work order %s, attachment %d",
			                              ftl_code_eye_of(eye, row.order_code),
			                              row.position),
			                  damage, RESTORE);
	}
}
