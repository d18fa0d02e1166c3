#include "print/text_label.h"

#include <string.h>

#include "fettle/base/text.h"

#define TEXT_COLUMNS   48
#define BLACK_ON_WHITE "\x1b[30;107m"
#define PLAIN          "\x1b[0m"

static bool is_black(const struct ftl_qr *qr, int x, int y)
{
	x -= FTL_QR_QUIET;
	y -= FTL_QR_QUIET;
	return x >= 0 && y >= 0 && x < qr->size && y < qr->size && qr->modules[y * qr->size + x];
}

/* Two rows of modules in one row of characters. */
static void add_modules(struct ftl_buf *out, const struct ftl_qr *qr, int y, bool is_ansi)
{
	int side = qr->size + 2 * FTL_QR_QUIET;

	if (is_ansi)
		ftl_buf_text(out, BLACK_ON_WHITE);
	for (int x = 0; x < side; x++) {
		bool top = is_black(qr, x, y);
		bool bottom = is_black(qr, x, y + 1);
		if (top && bottom)
			ftl_buf_text(out, "\xe2\x96\x88"); /* U+2588 */
		else if (top)
			ftl_buf_text(out, "\xe2\x96\x80"); /* U+2580 */
		else if (bottom)
			ftl_buf_text(out, "\xe2\x96\x84"); /* U+2584 */
		else
			ftl_buf_char(out, ' ');
	}
	if (is_ansi)
		ftl_buf_text(out, PLAIN);
}

static void add_line(struct ftl_buf *out, const struct ftl_item *item)
{
	FTL_ARENA(scratch);
	const char *text = ftl_text_visible(&scratch, item->plain);
	size_t bytes = ftl_utf8_fit(text, TEXT_COLUMNS);
	bool is_bar = item->element->kind == FTL_ELEMENT_BAR;

	ftl_buf_text(out, is_bar ? "  [" : "  ");
	if (text[bytes] == '\0') {
		ftl_buf_text(out, text);
	} else {
		ftl_buf_add(out, text, ftl_utf8_fit(text, TEXT_COLUMNS - 1));
		ftl_buf_text(out, "\xe2\x80\xa6"); /* ellipsis */
	}
	if (is_bar)
		ftl_buf_char(out, ']');
}

static const struct ftl_item *next_line(const struct ftl_items *items, size_t *at)
{
	while (*at < items->count) {
		const struct ftl_item *item = &items->items[(*at)++];
		if (item->plain[0] != '\0')
			return item;
	}
	return NULL;
}

void ftl_text_label_add(struct ftl_buf *out, const struct ftl_items *items, const struct ftl_qr *qr,
                        bool is_ansi)
{
	int side = qr->size + 2 * FTL_QR_QUIET;
	const struct ftl_item *item = NULL;
	size_t at = 0;
	int y = 0;

	for (; y < side; y += 2) {
		add_modules(out, qr, y, is_ansi);
		if (y >= FTL_QR_QUIET && (item = next_line(items, &at)) != NULL)
			add_line(out, item);
		ftl_buf_char(out, '\n');
	}
	while ((item = next_line(items, &at)) != NULL) {
		ftl_buf_printf(out, "%*s", side, "");
		add_line(out, item);
		ftl_buf_char(out, '\n');
	}
}
