/* Files by their content: nothing is read past the end, and what is left of a picture is left of it
 * again. */
#include "fettle/model/media.h"
#include "fuzz.h"

static void check_strip(enum ftl_media media, const uint8_t *data, size_t size)
{
	FTL_ARENA(arena);
	unsigned char *once = ftl_alloc(&arena, size + 1, 1);
	unsigned char *twice = ftl_alloc(&arena, size + 1, 1);
	bool was_readable = ftl_media_is_readable(media, data, size);
	size_t kept = 0, again = 0;

	if (!ftl_media_strip(media, data, size, once, &kept)) {
		FUZZ_CHECK(!was_readable);
		return;
	}
	FUZZ_CHECK(kept <= size);
	FUZZ_CHECK(ftl_media_strip(media, once, kept, twice, &again));
	FUZZ_CHECK(again == kept && memcmp(once, twice, kept) == 0);
	FUZZ_CHECK(ftl_media_is_readable(media, once, kept) == was_readable);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum ftl_media media = FTL_MEDIAS;
	const char *title = NULL;

	for (int i = 0; i < FTL_MEDIAS; i++)
		(void)ftl_media_is_readable((enum ftl_media)i, data, size);
	if (!ftl_media_look(data, size, &media, &title))
		return 0;
	FUZZ_CHECK(media < FTL_MEDIAS && title == NULL);
	if (ftl_media_can_strip(media))
		check_strip(media, data, size);
	return 0;
}
