#ifndef PRINT_BITMAP_H
#define PRINT_BITMAP_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/buf.h"

/* A label in dots: rows of whole bytes, the first dot in the highest bit, 1 is black. */
struct ftl_bitmap {
	int64_t width;
	int64_t height;
	size_t stride; /* bytes a row: (width + 7) / 8; the bits beyond the width are 0 */
	const unsigned char *bits;
};

/*
 * Cuts blank columns off both sides, as evenly as the ink allows, so that the label fits a print
 * head `width` dots wide (less than the bitmap's). Returns 0 when the ink is wider. The bits of ret
 * are those of rows.
 */
int ftl_bitmap_crop(const struct ftl_bitmap *bitmap, int64_t width, struct ftl_buf *rows,
                    struct ftl_bitmap *ret);

/* ZPL II: one ^XA … ^XZ with the bitmap as compressed ^GFA, printed `copies` times. */
void ftl_zpl_add(struct ftl_buf *out, const struct ftl_bitmap *bitmap, int64_t copies);

/* ESC/POS: GS v 0 raster in bands, paper feed, and a cut if asked for. */
void ftl_escpos_begin(struct ftl_buf *out);
void ftl_escpos_add(struct ftl_buf *out, const struct ftl_bitmap *bitmap, int64_t copies,
                    int is_cut);

#endif
