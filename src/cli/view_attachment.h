#ifndef CLI_VIEW_ATTACHMENT_H
#define CLI_VIEW_ATTACHMENT_H

#include "cli/context.h"
#include "fettle/model/record.h"

/* How files that belong to a job look in lists. */

enum ftl_view_attachment {
	FTL_VIEW_ATTACHMENT_NUMBER,
	FTL_VIEW_ATTACHMENT_KIND,
	FTL_VIEW_ATTACHMENT_NAME,
	FTL_VIEW_ATTACHMENT_MEDIA,
	FTL_VIEW_ATTACHMENT_SIZE,
	FTL_VIEW_ATTACHMENT_READABLE,
	FTL_VIEW_ATTACHMENT_LINE,
	FTL_VIEW_ATTACHMENT_TEXT,
	FTL_VIEW_ATTACHMENT_STAFF,
	FTL_VIEW_ATTACHMENT_AT,
	FTL_VIEW_ATTACHMENT_SHA256,
	FTL_VIEW_ATTACHMENT_REMOVED,
	FTL_VIEW_ATTACHMENT_REASON,
	FTL_VIEW_ATTACHMENT_CELLS
};
extern const struct ftl_column ftl_view_attachment_columns[FTL_VIEW_ATTACHMENT_CELLS];
void ftl_view_attachment_cells(struct ftl_cell cells[FTL_VIEW_ATTACHMENT_CELLS],
                               const struct ftl_attachment *attachment);

/* The section "attachments" of a job, for shapes; and with rows. */
#define FTL_VIEW_ATTACHMENTS                                                                       \
	{                                                                                          \
		.key = "attachments", .title = "Attachments",                                      \
		.columns = ftl_view_attachment_columns, .count = FTL_VIEW_ATTACHMENT_CELLS         \
	}
struct ftl_section ftl_view_attachments(struct ftl_arena *arena, const struct ftl_attachment *rows,
                                        size_t count);

#endif
