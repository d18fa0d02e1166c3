#ifndef OUT_RENDER_H
#define OUT_RENDER_H

#include "fettle/base/file.h"
#include "fettle/out/table.h"
#include "out/cell.h"
#include "out/shape.h"
#include "out/sink.h"
#include "out/xlsx_module.h"

enum ftl_out_stage { FTL_OUT_IDLE, FTL_OUT_LIST, FTL_OUT_DONE };

struct ftl_out {
	struct ftl_out_options options;
	struct ftl_arena arena; /* lives as long as the output */
	struct ftl_sink sink;
	struct ftl_outfile file; /* the target, when it is a file */
	const char *spool;       /* XLSX to a pipe: a temporary file of ours */
	bool is_terminal;
	bool has_color;
	int width; /* columns of the terminal, 80 when unknown */

	enum ftl_out_stage stage;
	const struct ftl_table *table;
	struct ftl_shape shape; /* valid once has_shape */
	bool has_shape;
	int64_t rows; /* that went out */
	bool is_cut;
	const char *partial;

	bool is_tape; /* the result goes into tape and nowhere else: tape.c */
	struct ftl_buf tape;

	struct ftl_text_list *text; /* a list as text: what is held back for its widths */
	const struct ftl_xlsx_writer *xlsx;
	struct ftl_xlsx_list *workbook;
	struct ftl_table *xlsx_table;
};

/*
 * One set for each format. begin comes before the first row, once the shape is known; end after the
 * last; record stands for itself.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_text_begin(struct ftl_out *out, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_text_row(struct ftl_out *out, const struct ftl_row *row,
                                                struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_text_end(struct ftl_out *out, struct ftl_err *err);
void ftl_out_text_drop(struct ftl_out *out);
void ftl_out_text_record(struct ftl_out *out, const struct ftl_row *row);

void ftl_out_json_begin(struct ftl_out *out);
void ftl_out_json_row(struct ftl_out *out, const struct ftl_row *row);
void ftl_out_json_end(struct ftl_out *out);
void ftl_out_json_record(struct ftl_out *out, const struct ftl_row *row);

/* The one escaper of JSON strings: quotes and all. Bytes that are no UTF-8 become U+FFFD. */
void ftl_json_add_string(struct ftl_buf *buf, const char *text);

void ftl_tape_begin(struct ftl_out *out, bool is_list);
void ftl_tape_row(struct ftl_out *out, const struct ftl_row *row);
/* picture: what the view drew; "" for none. */
void ftl_tape_end(struct ftl_out *out, const char *picture);

void ftl_out_csv_begin(struct ftl_out *out);
void ftl_out_csv_row(struct ftl_out *out, const struct ftl_row *row);

FTL_MUST_CHECK enum ftl_status ftl_out_xlsx_begin(struct ftl_out *out, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_xlsx_row(struct ftl_out *out, const struct ftl_row *row,
                                                struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_xlsx_close(struct ftl_out *out, struct ftl_err *err);
void ftl_out_xlsx_drop(struct ftl_out *out);
FTL_MUST_CHECK enum ftl_status ftl_out_xlsx_open(struct ftl_out *out, struct ftl_err *err);

#endif
