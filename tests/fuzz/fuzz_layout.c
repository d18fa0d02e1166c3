/* Form layouts: in an accepted one everything stands on the label, and nothing on a QR code. */
#include "fuzz.h"
#include "print/layout.h"

static bool touch(const struct ftl_box *a, const struct ftl_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
	       b->y < a->y + a->height;
}

static void check_element(const struct ftl_layout *layout, size_t index)
{
	const struct ftl_element *element = &layout->elements[index];
	const struct ftl_box *box = &element->box;

	FUZZ_CHECK(box->width > 0 && box->height > 0);
	/* The white around a QR code may lie where the printer cannot print. */
	int64_t margin_x = element->kind == FTL_ELEMENT_QR ? 0 : layout->margin_x_um;
	int64_t margin_y = element->kind == FTL_ELEMENT_QR ? 0 : layout->margin_y_um;
	FUZZ_CHECK(box->x >= margin_x && box->y >= margin_y);
	FUZZ_CHECK(box->x + box->width <= layout->width_um - margin_x);
	FUZZ_CHECK(box->y + box->height <= layout->height_um - margin_y);
	if (element->kind == FTL_ELEMENT_TEXT)
		FUZZ_CHECK(element->min_letter_um >= FTL_LETTER_MIN_UM &&
		           element->letter_um >= element->min_letter_um);
	if (element->kind != FTL_ELEMENT_QR)
		return;
	for (size_t i = 0; i < layout->count; i++)
		FUZZ_CHECK(i == index || !touch(box, &layout->elements[i].box));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ftl_err err = {0};
	const struct ftl_layout *layout;
	FTL_ARENA(arena);
	enum ftl_status status =
	        ftl_layout_read(&arena, "fuzz", (const char *)data, size, &layout, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return 0;
	}
	FUZZ_CHECK(layout->width_um > 0 && layout->height_um > 0);
	FUZZ_CHECK(layout->dpi >= FTL_DPI_MIN && layout->dpi <= FTL_DPI_MAX);
	for (size_t i = 0; i < layout->count; i++)
		check_element(layout, i);
	return 0;
}
