#include "model/media_walk.h"

#include <string.h>

#include "fettle/base/attr.h"

/* ITU-T T.81, table B.1. */
enum {
	SOF0 = 0xC0,
	DHT = 0xC4,
	JPG = 0xC8,
	DAC = 0xCC,
	SOF15 = 0xCF,
	RST0 = 0xD0,
	RST7 = 0xD7,
	SOI = 0xD8,
	EOI = 0xD9,
	SOS = 0xDA,
	APP0 = 0xE0,
	APP2 = 0xE2,
	APP14 = 0xEE,
	APP15 = 0xEF,
	COM = 0xFE,
	TEM = 0x01
};

uint32_t ftl_media_be32(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       (uint32_t)bytes[3];
}

static void keep(struct ftl_media_walk *walk, size_t from, size_t to)
{
	if (walk->into != NULL && to > from)
		memcpy(walk->into + walk->kept, walk->bytes + from, to - from);
	walk->kept += to - from;
}

static bool is_frame(unsigned char marker)
{
	return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

/*
 * JFIF, the colour profile and Adobe's transform decide what the colours are. Everything else of
 * the application segments may name a place: Exif and XMP (APP1), previews and their Exif (APP2),
 * content credentials (APP11), IPTC (APP13), and what makers invent.
 */
static bool is_needed(const struct ftl_media_walk *walk, unsigned char marker, size_t at)
{
	if (marker == COM)
		return false;
	if (marker < APP0 || marker > APP15 || marker == APP0 || marker == APP14)
		return true;
	return marker == APP2 && ftl_media_has(walk->bytes, walk->length, at, "ICC_PROFILE");
}

/* Where the coded data that begins here ends: at a marker that is neither a stuffed 0xFF nor a
 * restart, or with the file. */
static size_t skip_scan(const struct ftl_media_walk *walk, size_t at)
{
	while (at < walk->length) {
		const unsigned char *found = memchr(walk->bytes + at, 0xFF, walk->length - at);
		if (found == NULL)
			return walk->length;
		at = (size_t)(found - walk->bytes);
		if (at + 1 == walk->length)
			return walk->length;
		if (found[1] != 0 && (found[1] < RST0 || found[1] > RST7))
			return at;
		at += 2;
	}
	return walk->length;
}

bool ftl_media_walk_jpeg(struct ftl_media_walk *walk)
{
	const unsigned char *bytes = walk->bytes;
	size_t length = walk->length, at = 2;

	if (length < 2 || bytes[0] != 0xFF || bytes[1] != SOI)
		return false;
	keep(walk, 0, 2);
	while (length - at >= 2) {
		unsigned char marker = bytes[at + 1];
		if (bytes[at] != 0xFF || marker == 0 || marker == SOI)
			return false;
		if (marker == 0xFF) {
			at++; /* any marker may be preceded by fill bytes */
			continue;
		}
		if (marker == EOI || marker == TEM || (marker >= RST0 && marker <= RST7)) {
			keep(walk, at, at + 2);
			at += 2;
			walk->has_end = marker == EOI;
			if (walk->has_end)
				return true;
			continue;
		}
		if (length - at < 4)
			return true;
		size_t size = (size_t)bytes[at + 2] << 8 | bytes[at + 3];
		if (size < 2)
			return false;
		size_t end = length - at - 2 < size ? length : at + 2 + size;
		walk->has_head = walk->has_head || is_frame(marker);
		walk->has_data = walk->has_data || marker == SOS;
		if (marker == SOS)
			end = skip_scan(walk, end);
		if (is_needed(walk, marker, at + 4))
			keep(walk, at, end);
		at = end;
	}
	return true;
}

/* The chunks a PNG is drawn with besides the critical ones: colours, transparency, size and
 * animation (PNG, third edition, 11.3). */
static bool is_drawn_with(const unsigned char *type)
{
	static const char *const names[] = {"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB",
	                                    "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs",
	                                    "sPLT", "acTL", "fcTL", "fdAT"};
	bool is_critical = (type[0] & 0x20) == 0;

	for (size_t i = 0; i < FTL_COUNT(names) && !is_critical; i++) {
		if (memcmp(type, names[i], 4) == 0)
			return true;
	}
	return is_critical;
}

bool ftl_media_walk_png(struct ftl_media_walk *walk)
{
	const unsigned char *bytes = walk->bytes;
	size_t length = walk->length, at = strlen(FTL_PNG_SIGNATURE);

	if (!ftl_media_has(bytes, length, 0, FTL_PNG_SIGNATURE))
		return false;
	keep(walk, 0, at);
	while (length - at >= 8) {
		const unsigned char *type = bytes + at + 4;
		size_t size = ftl_media_be32(bytes + at);
		bool is_cut = length - at - 8 < size || length - at - 8 - size < 4;
		size_t end = is_cut ? length : at + 12 + size;

		for (int i = 0; i < 4; i++) {
			if ((type[i] | 0x20) < 'a' || (type[i] | 0x20) > 'z')
				return false;
		}
		if (is_drawn_with(type))
			keep(walk, at, end);
		walk->has_head = walk->has_head || memcmp(type, "IHDR", 4) == 0;
		walk->has_data = walk->has_data || memcmp(type, "IDAT", 4) == 0;
		walk->has_end = memcmp(type, "IEND", 4) == 0 && !is_cut;
		at = end;
		if (walk->has_end)
			return true;
	}
	return true;
}
