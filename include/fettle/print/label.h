#ifndef FETTLE_PRINT_LABEL_H
#define FETTLE_PRINT_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/buf.h"
#include "fettle/base/err.h"

/*
 * What one label can show: member, and the words for people who write layouts. A layout names a
 * member in braces: "due {promised}". Words around the values ("due", "in") belong to the layout,
 * never to the value.
 */
#define FTL_LABEL_FIELD_LIST(X)                                                                    \
	X(code, "code of the job for the eye, W26-00001-9")                                        \
	X(short_code, "code for scanners, W26000019; what the QR code carries")                    \
	X(piece_code,                                                                              \
	  "code of an accessory for the eye; its QR code carries it. Absent on devices")           \
	X(device, "brand and model")                                                               \
	X(customer, "short name, or initials if the shop says so")                                 \
	X(serial_kind, "SN, IMEI or tag: what serial_tail is the end of")                          \
	X(serial_tail, "last characters of the serial number, else of the IMEI or asset tag")      \
	X(fault, "the fault as told, shortened to fit")                                            \
	X(received, "date in, as the centre writes dates")                                         \
	X(promised, "date and hour promised")                                                      \
	X(priority, "EXPRESS and the like; absent when nothing hurries")                           \
	X(piece_number, "number of this piece within its job")                                     \
	X(piece_count, "how many pieces the job has")                                              \
	X(piece_name, "device, charger, bag")                                                      \
	X(place, "shelf or box")                                                                   \
	X(centre, "name of the centre")                                                            \
	X(audit_head, "short head of the audit chain after the check-in")

/*
 * One label. Plain UTF-8 text that lives as long as the caller's arena; NULL or "" means absent.
 * Control characters and broken UTF-8 are made harmless when the label is drawn.
 */
struct ftl_label_data {
#define X(name, help) const char *name;
	FTL_LABEL_FIELD_LIST(X)
#undef X
};

/* The members in their order, for documentation and for layouts. */
struct ftl_label_field {
	const char *name;
	const char *help;
	size_t offset; /* of the member within struct ftl_label_data */
};
extern const struct ftl_label_field ftl_label_fields[];
extern const size_t ftl_label_field_count;

/* A medium and what stands where on it: a form of kind label, read and checked. */
struct ftl_layout;

#define FTL_LAYOUT_DEFAULT "intake-62x29"

/*
 * Reads the layout `name` (small letters, digits and hyphens): <folder>/<name>.json when folder is
 * not NULL and has it, else the one built into the program; when there is neither, "62x29" is
 * understood as "intake-62x29". FTL_NOT_FOUND lists what there is; FTL_INVALID names the place in
 * the file. Lives in the arena.
 */
FTL_MUST_CHECK enum ftl_status ftl_layout_load(struct ftl_arena *arena, const char *name,
                                               const char *folder, const struct ftl_layout **ret,
                                               struct ftl_err *err);

/* Its whole name. */
const char *ftl_layout_name(const struct ftl_layout *layout);

/*
 * The same from text. Refused: unknown keys, sizes out of bounds, elements outside the printable
 * part of the label, letters under 1.8 mm, unknown fields, and any element whose box reaches into
 * the box of a QR code (which holds the quiet zone of four modules).
 */
FTL_MUST_CHECK enum ftl_status ftl_layout_read(struct ftl_arena *arena, const char *name,
                                               const char *text, size_t length,
                                               const struct ftl_layout **ret, struct ftl_err *err);

/* One row of the table of media. Lengths in micrometres. */
struct ftl_label_medium {
	const char *name;
	const char *title;
	const char *help;
	int64_t width_um;
	int64_t height_um;
	int64_t dpi;         /* unless another is asked for */
	int64_t per_page;    /* labels on a sheet; 1 for single labels */
	const char *path;    /* the shop's own file; NULL when built in */
	const char *problem; /* why the shop's own file cannot be used; else NULL */
};

/*
 * Every medium, built in and of the shop's folder (may be NULL), by name. A bad file of the shop
 * is listed with its problem, it does not fail the list; a folder that cannot be read is FTL_IO.
 */
FTL_MUST_CHECK enum ftl_status ftl_label_list_media(struct ftl_arena *arena, const char *folder,
                                                    const struct ftl_label_medium **ret,
                                                    size_t *ret_count, struct ftl_err *err);

enum ftl_label_format {
	FTL_LABEL_PNG,    /* 1-bit, a file a label */
	FTL_LABEL_SVG,    /* a file a label */
	FTL_LABEL_PDF,    /* one file; a page a label, or a page a sheet */
	FTL_LABEL_ZPL,    /* one file for Zebra and compatible printers */
	FTL_LABEL_ESCPOS, /* one file for receipt printers */
	FTL_LABEL_TEXT,   /* one text for the terminal, the QR code in half blocks */
	FTL_LABEL_FORMATS
};
extern const char *const ftl_label_format_names[FTL_LABEL_FORMATS]; /* "png", "svg" … */

/* "png", "svg" … for file names; "txt" for text. */
const char *ftl_label_extension(enum ftl_label_format format);

/* True when each label is a file of its own (PNG, SVG). */
bool ftl_label_is_single(enum ftl_label_format format);

/* A zeroed struct asks for one PNG a label at the layout's resolution. */
struct ftl_label_options {
	enum ftl_label_format format;
	int64_t dpi;          /* 150 to 1200; 0: the layout's. 203 means 8 dots a millimetre */
	int64_t made_at;      /* UTC seconds: creation date within a PDF */
	const char *title;    /* within a PDF; may be NULL */
	const char *url_base; /* before the short code in the QR code, https://shop.example/q/ */
	const char *language; /* BCP 47, decides between Chinese and Japanese shapes; may be NULL */
	int64_t copies; /* of each label, up to 100; 0 is 1. PNG and SVG: one file all the same */
	int64_t skip;   /* PDF sheets: labels already used on the first sheet */
	int64_t width_dots; /* ZPL, ESC/POS: the print head; 0: the label, in ESC/POS without its
	                       side margins, where such a printer cannot print */
	bool is_cut;        /* ESC/POS: cut after each label */
	bool is_ansi;       /* text: black on white by escape sequences, for a terminal */
};

/* What was made; frees itself with FTL_LABEL_OUTPUT. */
struct ftl_label_output {
	struct ftl_buf *files; /* PNG, SVG: one a label, in order; else exactly one */
	size_t count;
	const char *const *warnings; /* one line each: characters that no font has … */
	size_t warning_count;
	struct ftl_arena arena; /* holds files and warnings, not the bytes of the files */
};
void ftl_label_output_done(struct ftl_label_output *output);
#define FTL_LABEL_OUTPUT(var) struct ftl_label_output var FTL_CLEANUP(ftl_label_output_done) = {0}

/*
 * Draws count labels (at least one). Each is laid out once in dots of the printer and emitted in
 * the format asked for; equal input gives equal bytes on the same fonts. ret must be zeroed; it is
 * filled on success only. FTL_INVALID: a label without code or short_code, a code that does not fit
 * its box even in small letters, a QR code whose modules would become too small, a label whose
 * printable part is wider than the print head, options out of range.
 */
FTL_MUST_CHECK enum ftl_status ftl_label_render(const struct ftl_layout *layout,
                                                const struct ftl_label_data *labels, size_t count,
                                                const struct ftl_label_options *options,
                                                struct ftl_label_output *ret, struct ftl_err *err);

#endif
