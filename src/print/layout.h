#ifndef PRINT_LAYOUT_H
#define PRINT_LAYOUT_H

#include "fettle/base/json.h"
#include "fettle/print/label.h"

/*
 * A label layout as read from forms/<name>.json. Lengths are micrometres from the label's upper
 * left corner. Letters are measured by the height of a capital.
 */
enum ftl_element_kind { FTL_ELEMENT_TEXT, FTL_ELEMENT_QR, FTL_ELEMENT_LINE, FTL_ELEMENT_BAR };
enum ftl_align { FTL_ALIGN_LEFT, FTL_ALIGN_CENTER, FTL_ALIGN_RIGHT, FTL_ALIGN_START };
enum ftl_valign { FTL_VALIGN_TOP, FTL_VALIGN_MIDDLE, FTL_VALIGN_BOTTOM };
enum ftl_fit {
	FTL_FIT_ELLIPSIS, /* down to the smallest letters, then an ellipsis */
	FTL_FIT_SHRINK,   /* never cut */
	FTL_FIT_WRAP,     /* as many lines as the box holds, then an ellipsis */
};

struct ftl_box {
	int64_t x;
	int64_t y;
	int64_t width;
	int64_t height;
};

/* A piece of a template: literal text, or the value of a field. */
struct ftl_template_part {
	const char *literal; /* NULL for a field */
	const struct ftl_label_field *field;
};

struct ftl_element {
	enum ftl_element_kind kind;
	const char *name;
	struct ftl_box box;
	const struct ftl_label_field *when;   /* drawn only if present; NULL: no condition */
	const struct ftl_label_field *unless; /* drawn only if absent; NULL: no condition */
	const struct ftl_template_part *parts;
	size_t part_count;
	int64_t letter_um;
	int64_t min_letter_um;
	bool is_bold;
	enum ftl_align align;
	enum ftl_valign valign;
	enum ftl_fit fit;
};

/* Where the labels lie on a page. */
struct ftl_sheet {
	int64_t page_width_um;
	int64_t page_height_um;
	int64_t columns;
	int64_t rows;
	int64_t left_um;
	int64_t top_um;
	int64_t step_x_um;
	int64_t step_y_um;
};

struct ftl_layout {
	const char *name;
	const char *title;
	const char *help;
	const char *font; /* families, separated by commas */
	int64_t width_um;
	int64_t height_um;
	int64_t margin_x_um; /* where the printer cannot print: left and right */
	int64_t margin_y_um; /* above and below */
	int64_t dpi;
	bool has_sheet;
	struct ftl_sheet sheet;
	struct ftl_element *elements;
	size_t count;
};

#define FTL_DPI_MIN       150
#define FTL_DPI_MAX       1200
#define FTL_LETTER_MIN_UM 1800  /* nothing smaller can be read off a shelf */
#define FTL_LAYOUT_SIZE   65536 /* bytes of a layout file */
#define FTL_QR_QUIET      4     /* modules of white around a QR code (ISO/IEC 18004) */

/* Tenths of the printer's real dots an inch: "203 dpi" heads have 8 dots a millimetre. */
static inline int64_t ftl_dpi_tenths(int64_t dpi)
{
	return dpi == 203 ? 2032 : dpi * 10;
}

/* Whole dots in a length. */
static inline int64_t ftl_dots(int64_t um, int64_t dpi)
{
	return um * ftl_dpi_tenths(dpi) / 254000;
}

/*
 * Dots of a QR module below which scanners fail: three, and 0.33 mm (so that a finer printer
 * does not make it smaller).
 */
static inline int64_t ftl_qr_min_dots(int64_t dpi)
{
	int64_t dots = (330 * ftl_dpi_tenths(dpi) + 253999) / 254000;

	return dots < 3 ? 3 : dots;
}

/* What a file of forms/ lays out. */
enum ftl_layout_kind { FTL_LAYOUT_LABEL, FTL_LAYOUT_DOCUMENT };

/* Everything of a layout but its elements, whose array is *ret_elements. */
FTL_MUST_CHECK enum ftl_status ftl_layout_root(struct ftl_arena *arena,
                                               const struct ftl_json_doc *doc,
                                               enum ftl_layout_kind kind, struct ftl_layout *layout,
                                               const struct ftl_json **ret_elements,
                                               struct ftl_err *err);

/* The text of <folder>/<name>.json, else of the built-in one; *ret is NULL without either. A name
 * of other characters than small letters, digits and hyphens has none. */
FTL_MUST_CHECK enum ftl_status ftl_layout_text(struct ftl_arena *arena, const char *name,
                                               const char *folder, const char **ret,
                                               size_t *ret_length, struct ftl_err *err);

/* The elements array of a layout: fills elements and count. */
FTL_MUST_CHECK enum ftl_status ftl_layout_elements(struct ftl_arena *arena,
                                                   const struct ftl_json_doc *doc,
                                                   const struct ftl_json *array,
                                                   struct ftl_layout *layout, struct ftl_err *err);

/* Boxes inside the label, QR codes free and large enough, labels inside their page. */
FTL_MUST_CHECK enum ftl_status ftl_layout_check(const struct ftl_layout *layout,
                                                struct ftl_err *err);

/* A decimal of millimetres as micrometres, within min … max. */
FTL_MUST_CHECK enum ftl_status ftl_layout_length(const struct ftl_json_doc *doc,
                                                 const struct ftl_json *value, int64_t min_um,
                                                 int64_t max_um, int64_t *ret_um,
                                                 struct ftl_err *err);

/* "12.5": micrometres as millimetres for messages; returns buffer. */
#define FTL_MM_SIZE 24
const char *ftl_mm(char buffer[FTL_MM_SIZE], int64_t um);

#endif
