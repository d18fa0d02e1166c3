#ifndef FETTLE_OPS_ATTACHMENT_H
#define FETTLE_OPS_ATTACHMENT_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/*
 * Files that belong to a work order. They are kept in the database with the SHA-256 of what is
 * kept: of a JPEG or PNG that is the picture without what its camera wrote beside it
 * (ftl_media_strip).
 */

/* Files to attach, raw, as typed. */
struct ftl_attach_form {
	const char *kind;
	const char *text;         /* what is to be said of them; NULL: nothing */
	int64_t line;             /* number of the line of the bill they belong to; 0: none */
	const char *const *paths; /* plain files: a symbolic link is refused */
	size_t count;
};

/* What was attached, or taken off. */
struct ftl_attached {
	const char *order_code;
	const struct ftl_attachment *rows;
	size_t count;
	const bool *is_stripped; /* of each: its camera's notes were taken out; NULL: of none */
};

/*
 * Attaches files, all or none, and notes it on the timeline. What a file is, is told by its
 * content. FTL_INVALID: no plain file, empty, larger than the setting attachment.max_mib, of no
 * known sort or none that goes with the kind, or a picture whose parts cannot be told apart;
 * FTL_CONFLICT: the same bytes are there already; FTL_NOT_FOUND: no such file or line. What the
 * files hold is part of the request: a retry with the same files gives the first result.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_attach(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code,
                                                const struct ftl_attach_form *form,
                                                struct ftl_attached *ret, struct ftl_err *err);

/*
 * Takes one off, with a reason: its row stays, its bytes are deleted. For who attached it, and for
 * managers.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_detach(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, int64_t position,
                                                const char *reason, struct ftl_attached *ret,
                                                struct ftl_err *err);

/* Those of a job by their number, all if with_removed. No bytes are read. */
FTL_MUST_CHECK enum ftl_status ftl_order_attachments(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *code, bool with_removed,
                                                     const struct ftl_attachment **ret,
                                                     size_t *ret_count, struct ftl_err *err);

/* One with its bytes, which live in the arena and were held against their hash: FTL_DB when they
 * are not what was attached. FTL_STATE: it was taken off. */
FTL_MUST_CHECK enum ftl_status ftl_order_attachment(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code, int64_t position,
                                                    struct ftl_attachment *ret,
                                                    const void **ret_bytes, struct ftl_err *err);

#endif
