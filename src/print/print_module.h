#ifndef PRINT_PRINT_MODULE_H
#define PRINT_PRINT_MODULE_H

#include "print/bitmap.h"
#include "print/form.h"
#include "print/items.h"

/*
 * What the loadable module lib/fettle/print.so offers: drawing with cairo and pango, QR codes. The
 * module exports `const struct ftl_print_module ftl_print_module`. It may use every function of the
 * core: they are resolved in the program that loaded it.
 */
struct ftl_painter; /* the module's own: fonts and surfaces for one layout at one resolution */

struct ftl_paint_setup {
	const struct ftl_layout *layout;
	int64_t dpi;
	const char *language; /* BCP 47; may be NULL */
	struct ftl_warnings *warnings;
};

/* A QR code: size × size modules, 1 is black. */
struct ftl_qr {
	int size;
	unsigned char modules[177 * 177];
};

struct ftl_print_module {
	FTL_MUST_CHECK enum ftl_status (*open)(const struct ftl_paint_setup *setup,
	                                       struct ftl_painter **ret, struct ftl_err *err);
	void (*close)(struct ftl_painter **painter);
	/* Draws a label in dots. The bits stay valid until the painter draws again. */
	FTL_MUST_CHECK enum ftl_status (*bitmap)(struct ftl_painter *painter,
	                                         const struct ftl_items *items,
	                                         struct ftl_bitmap *ret, struct ftl_err *err);
	/* A 1-bit PNG with its resolution. */
	FTL_MUST_CHECK enum ftl_status (*png)(struct ftl_painter *painter,
	                                      const struct ftl_bitmap *bitmap, struct ftl_buf *out,
	                                      struct ftl_err *err);
	FTL_MUST_CHECK enum ftl_status (*svg)(struct ftl_painter *painter,
	                                      const struct ftl_items *items, struct ftl_buf *out,
	                                      struct ftl_err *err);
	/* One PDF a painter; out lives until pdf_end. title may be NULL. */
	FTL_MUST_CHECK enum ftl_status (*pdf_begin)(struct ftl_painter *painter,
	                                            struct ftl_buf *out, const char *title,
	                                            int64_t made_at, int64_t skip,
	                                            struct ftl_err *err);
	FTL_MUST_CHECK enum ftl_status (*pdf_add)(struct ftl_painter *painter,
	                                          const struct ftl_items *items, int64_t copies,
	                                          struct ftl_err *err);
	/* The pages of a document, between the two; the painter's layout is their page. */
	FTL_MUST_CHECK enum ftl_status (*pdf_flow)(struct ftl_painter *painter,
	                                           const struct ftl_form_pages *pages,
	                                           int64_t *ret_pages, struct ftl_err *err);
	FTL_MUST_CHECK enum ftl_status (*pdf_end)(struct ftl_painter *painter, struct ftl_err *err);
	/* The smallest version at level M, the level raised while the version stays the same. */
	FTL_MUST_CHECK enum ftl_status (*qr)(const char *text, struct ftl_qr *ret,
	                                     struct ftl_err *err);
};

#endif
