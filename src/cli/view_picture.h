#ifndef CLI_VIEW_PICTURE_H
#define CLI_VIEW_PICTURE_H

#include "fettle/base/buf.h"
#include "fettle/ops/order.h"
#include "fettle/out/table.h"

/* The picture of one job (`order show`), and what its parts are put together with. */
struct ftl_picture {
	struct ftl_out *out;
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_order_full *full;
	size_t width;
};

/* User text, harmless on a terminal, on one line. */
const char *ftl_picture_safe(const struct ftl_picture *p, const char *text);
const char *ftl_picture_date(const struct ftl_picture *p, int64_t date);

/* Safe text, padded to a width; longer text sticks out. */
void ftl_picture_padded(const struct ftl_picture *p, const char *text, size_t width);
/* Safe text over as many lines as it needs; the first begins where the line stands, the others
 * under it. */
void ftl_picture_wrapped(const struct ftl_picture *p, const char *text, size_t indent);
/* One more item of a row of items that goes on under itself where the line is full. */
void ftl_picture_item(const struct ftl_picture *p, size_t *used, size_t indent, const char *between,
                      const char *item);

/* The parts of a sentence that are there, with a mark between. */
void ftl_picture_join(struct ftl_buf *buf, const char *mark, const char *part);
/* before + text; NULL of NULL. */
const char *ftl_picture_part(const struct ftl_picture *p, const char *before, const char *text);

/* "1:25 h: Tomas 1:10, Aiko 0:15; Tomas at it since 10:40", "0:35 h, Tomas": raw user text; NULL:
 * nobody worked. */
const char *ftl_picture_labour(const struct ftl_picture *p);

/* Its timeline, and its bill. */
void ftl_picture_timeline(const struct ftl_picture *p);
void ftl_picture_bill(const struct ftl_picture *p);

#endif
