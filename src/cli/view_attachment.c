#include "cli/view_attachment.h"

#include "cli/section_rows.h"

const struct ftl_column ftl_view_attachment_columns[FTL_VIEW_ATTACHMENT_CELLS] = {
        [FTL_VIEW_ATTACHMENT_NUMBER] = {"attachment", "No", FTL_T_INT, false,
                                        "its number on the job", NULL},
        [FTL_VIEW_ATTACHMENT_KIND] = {"kind", "Kind", FTL_T_ENUM, false,
                                      "receipt, photo, report, invoice, signature or other", NULL},
        [FTL_VIEW_ATTACHMENT_NAME] = {"name", "Name", FTL_T_TEXT, false, "as the file was called",
                                      NULL},
        [FTL_VIEW_ATTACHMENT_MEDIA] = {"media_type", "Type", FTL_T_TEXT, true,
                                       "what it is by its content", NULL},
        [FTL_VIEW_ATTACHMENT_SIZE] = {"size_bytes", "Bytes", FTL_T_INT, false, "of what is kept",
                                      NULL},
        [FTL_VIEW_ATTACHMENT_READABLE] = {"readable", "Readable", FTL_T_BOOL, false,
                                          "the file is whole, as far as its format tells", NULL},
        [FTL_VIEW_ATTACHMENT_LINE] = {"line", "Line", FTL_T_INT, false,
                                      "of the bill, that it belongs to", NULL},
        [FTL_VIEW_ATTACHMENT_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said of it",
                                      NULL},
        [FTL_VIEW_ATTACHMENT_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who attached it",
                                       NULL},
        [FTL_VIEW_ATTACHMENT_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was attached",
                                    NULL},
        [FTL_VIEW_ATTACHMENT_SHA256] = {"sha256", "SHA-256", FTL_T_TEXT, true,
                                        "of what is kept, as sha256sum prints it", NULL},
        [FTL_VIEW_ATTACHMENT_REMOVED] = {"removed_at", "Taken off", FTL_T_INSTANT, true,
                                         "when it was taken off; its content is gone", NULL},
        [FTL_VIEW_ATTACHMENT_REASON] = {"removed_reason", "Why", FTL_T_TEXT, true,
                                        "why it was taken off", NULL},
};

void ftl_view_attachment_cells(struct ftl_cell cells[FTL_VIEW_ATTACHMENT_CELLS],
                               const struct ftl_attachment *row)
{
	const struct ftl_cell all[FTL_VIEW_ATTACHMENT_CELLS] = {
	        [FTL_VIEW_ATTACHMENT_NUMBER] = ftl_cell_number(row->position),
	        [FTL_VIEW_ATTACHMENT_KIND] = ftl_cell_text(ftl_attachment_kind_names[row->kind]),
	        [FTL_VIEW_ATTACHMENT_NAME] = ftl_cell_text(row->name),
	        [FTL_VIEW_ATTACHMENT_MEDIA] = ftl_cell_text(row->media_type),
	        [FTL_VIEW_ATTACHMENT_SIZE] = ftl_cell_number(row->size_bytes),
	        [FTL_VIEW_ATTACHMENT_READABLE] = ftl_cell_number(row->is_readable),
	        [FTL_VIEW_ATTACHMENT_LINE] =
	                ftl_cell_opt(row->line_position != 0, row->line_position),
	        [FTL_VIEW_ATTACHMENT_TEXT] = ftl_cell_text(row->text),
	        [FTL_VIEW_ATTACHMENT_STAFF] = ftl_cell_text(row->staff),
	        [FTL_VIEW_ATTACHMENT_AT] = ftl_cell_number(row->at),
	        [FTL_VIEW_ATTACHMENT_SHA256] = ftl_cell_text(row->sha256),
	        [FTL_VIEW_ATTACHMENT_REMOVED] =
	                ftl_cell_opt(row->removed_at.has, row->removed_at.value),
	        [FTL_VIEW_ATTACHMENT_REASON] = ftl_cell_text(row->removed_reason),
	};

	for (int i = 0; i < FTL_VIEW_ATTACHMENT_CELLS; i++)
		cells[i] = all[i];
}

struct ftl_section ftl_view_attachments(struct ftl_arena *arena,
                                        const struct ftl_attachment *attachments, size_t count)
{
	struct ftl_section section = FTL_VIEW_ATTACHMENTS;
	struct ftl_section_rows rows = ftl_section_begin(arena, count);

	for (size_t i = 0; i < count; i++) {
		struct ftl_cell cells[FTL_VIEW_ATTACHMENT_CELLS];

		ftl_view_attachment_cells(cells, &attachments[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_ATTACHMENT_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}
