#include "fettle/model/media.h"

#include <stdint.h>
#include <string.h>

#include "fettle/base/attr.h"
#include "fettle/base/text.h"
#include "model/media_walk.h"

const char *const ftl_media_types[FTL_MEDIAS] = {
        [FTL_MEDIA_JPEG] = "image/jpeg",
        [FTL_MEDIA_PNG] = "image/png",
        [FTL_MEDIA_WEBP] = "image/webp",
        [FTL_MEDIA_HEIC] = "image/heic",
        [FTL_MEDIA_PDF] = "application/pdf",
        [FTL_MEDIA_TEXT] = "text/plain",
        [FTL_MEDIA_XLSX] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [FTL_MEDIA_ZIP] = "application/zip",
};

const char *const ftl_media_titles[FTL_MEDIAS] = {
        [FTL_MEDIA_JPEG] = "a JPEG picture", [FTL_MEDIA_PNG] = "a PNG picture",
        [FTL_MEDIA_WEBP] = "a WebP picture", [FTL_MEDIA_HEIC] = "a HEIC picture",
        [FTL_MEDIA_PDF] = "a PDF",           [FTL_MEDIA_TEXT] = "plain text",
        [FTL_MEDIA_XLSX] = "a workbook",     [FTL_MEDIA_ZIP] = "a ZIP",
};

/* How files begin that are not taken, each as its maker documents it. */
static const struct {
	size_t offset;
	const char *bytes;
	size_t length;
	const char *title;
} strangers[] = {
#define STRANGER(offset, bytes, title)                                                             \
	{                                                                                          \
		(offset), (bytes), sizeof(bytes) - 1, (title)                                      \
	}
        STRANGER(0, "GIF8", "a GIF picture"),
        STRANGER(0, "BM", "a BMP picture"),
        STRANGER(0, "II*\0", "a TIFF picture"),
        STRANGER(0, "MM\0*", "a TIFF picture"),
        STRANGER(4, "ftypavif", "an AVIF picture"),
        STRANGER(4, "ftypqt", "a video"),
        STRANGER(4, "ftyp", "a video"),
        STRANGER(0, "\x1A\x45\xDF\xA3", "a video"),
        STRANGER(0, "RIFF", "a sound or video file"),
        STRANGER(0, "ID3", "a sound file"),
        STRANGER(0, "OggS", "a sound or video file"),
        STRANGER(0,
                 "\x7F"
                 "ELF",
                 "a program"),
        STRANGER(0, "MZ", "a program"),
        STRANGER(0, "SQLite format 3\0", "a database"),
        STRANGER(0, "\x1F\x8B", "a gzip archive"),
        STRANGER(0, "7z\xBC\xAF\x27\x1C", "a 7z archive"),
        STRANGER(0, "Rar!", "a RAR archive"),
        STRANGER(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
        STRANGER(0, "\xFF\xFE", "text in UTF-16"),
        STRANGER(0, "\xFE\xFF", "text in UTF-16"),
#undef STRANGER
};

/* The brands of HEIF files with HEVC pictures: ISO/IEC 23008-12. */
static const char *const heic_brands[] = {"heic", "heix", "heim", "heis",
                                          "hevc", "hevx", "mif1", "msf1"};

static bool has(const unsigned char *bytes, size_t length, size_t offset, const char *wanted,
                size_t wanted_length)
{
	return length >= offset && length - offset >= wanted_length &&
	       memcmp(bytes + offset, wanted, wanted_length) == 0;
}

bool ftl_media_has(const unsigned char *bytes, size_t length, size_t offset, const char *wanted)
{
	return has(bytes, length, offset, wanted, strlen(wanted));
}

static bool is_heic(const unsigned char *bytes, size_t length)
{
	if (!ftl_media_has(bytes, length, 4, "ftyp"))
		return false;
	for (size_t i = 0; i < FTL_COUNT(heic_brands); i++) {
		if (ftl_media_has(bytes, length, 8, heic_brands[i]))
			return true;
	}
	return false;
}

/* No control characters but those of a printed page. */
static bool is_text(const unsigned char *bytes, size_t length)
{
	size_t ignored;

	for (size_t i = 0; i < length; i++) {
		if ((bytes[i] < 0x20 && strchr("\t\n\f\r", bytes[i]) == NULL) || bytes[i] == 0 ||
		    bytes[i] == 0x7F)
			return false;
	}
	return ftl_utf8_is_valid((const char *)bytes, length, &ignored);
}

bool ftl_media_look(const void *content, size_t length, enum ftl_media *ret, const char **ret_title)
{
	static const char workbook[] = "xl/workbook.xml";
	const unsigned char *bytes = content;

	*ret_title = NULL;
	*ret = FTL_MEDIA_TEXT;
	if (ftl_media_has(bytes, length, 0, "\xFF\xD8\xFF"))
		*ret = FTL_MEDIA_JPEG;
	else if (ftl_media_has(bytes, length, 0, FTL_PNG_SIGNATURE))
		*ret = FTL_MEDIA_PNG;
	else if (ftl_media_has(bytes, length, 0, "RIFF") && ftl_media_has(bytes, length, 8, "WEBP"))
		*ret = FTL_MEDIA_WEBP;
	else if (is_heic(bytes, length))
		*ret = FTL_MEDIA_HEIC;
	else if (ftl_media_has(bytes, length, 0, "%PDF-"))
		*ret = FTL_MEDIA_PDF;
	else if (ftl_media_has(bytes, length, 0, "PK\x03\x04"))
		*ret = memmem(bytes, length, workbook, strlen(workbook)) != NULL ? FTL_MEDIA_XLSX
		                                                                 : FTL_MEDIA_ZIP;
	else if (length == 0 || !is_text(bytes, length)) {
		for (size_t i = 0; i < FTL_COUNT(strangers) && *ret_title == NULL; i++) {
			if (has(bytes, length, strangers[i].offset, strangers[i].bytes,
			        strangers[i].length))
				*ret_title = strangers[i].title;
		}
		return false;
	}
	return true;
}

bool ftl_media_is_picture(enum ftl_media media)
{
	return media == FTL_MEDIA_JPEG || media == FTL_MEDIA_PNG || media == FTL_MEDIA_WEBP ||
	       media == FTL_MEDIA_HEIC;
}

bool ftl_media_can_strip(enum ftl_media media)
{
	return media == FTL_MEDIA_JPEG || media == FTL_MEDIA_PNG;
}

bool ftl_media_strip(enum ftl_media media, const void *bytes, size_t length, void *into,
                     size_t *ret_length)
{
	struct ftl_media_walk walk = {.bytes = bytes, .length = length, .into = into};

	if (!ftl_media_can_strip(media) ||
	    !(media == FTL_MEDIA_JPEG ? ftl_media_walk_jpeg(&walk) : ftl_media_walk_png(&walk)))
		return false;
	*ret_length = walk.kept;
	return true;
}

/* The chunks of a RIFF file fill the length its head says, padding left aside. */
static bool is_whole_riff(const unsigned char *bytes, size_t length)
{
	uint32_t said;

	if (length < 12)
		return false;
	said = (uint32_t)bytes[4] | (uint32_t)bytes[5] << 8 | (uint32_t)bytes[6] << 16 |
	       (uint32_t)bytes[7] << 24;
	return said >= 12 && said <= length - 8;
}

/* The boxes of an ISO base media file (ISO/IEC 14496-12) end where the file does. */
static bool is_whole_heic(const unsigned char *bytes, size_t length)
{
	size_t at = 0;
	bool has_meta = false;

	while (length - at >= 8) {
		uint64_t size = ftl_media_be32(bytes + at);

		has_meta = has_meta || ftl_media_has(bytes, length, at + 4, "meta");
		if (size == 0)
			size = length - at;
		if (size == 1 && length - at >= 16)
			size = (uint64_t)ftl_media_be32(bytes + at + 8) << 32 |
			       ftl_media_be32(bytes + at + 12);
		if (size < 8 || size > length - at)
			return false;
		at += (size_t)size;
	}
	return has_meta && at == length;
}

/* Viewers look for the end within the last kilobyte: ISO 32000-1, annex H.3. */
static bool is_whole_pdf(const unsigned char *bytes, size_t length)
{
	size_t tail = length < 1024 ? length : 1024;

	return memmem(bytes + length - tail, tail, "%%EOF", 5) != NULL;
}

/* The end record of the central directory and its comment close the file: APPNOTE.TXT 4.3.16. */
static bool is_whole_zip(const unsigned char *bytes, size_t length)
{
	for (size_t comment = 0; comment <= UINT16_MAX && comment + 22 <= length; comment++) {
		const unsigned char *end = bytes + length - 22 - comment;

		if (memcmp(end, "PK\x05\x06", 4) == 0 &&
		    ((size_t)end[20] | (size_t)end[21] << 8) == comment)
			return true;
	}
	return false;
}

bool ftl_media_is_readable(enum ftl_media media, const void *bytes, size_t length)
{
	struct ftl_media_walk walk = {.bytes = bytes, .length = length};

	switch (media) {
	case FTL_MEDIA_JPEG:
		return ftl_media_walk_jpeg(&walk) && walk.has_head && walk.has_data && walk.has_end;
	case FTL_MEDIA_PNG:
		return ftl_media_walk_png(&walk) && walk.has_head && walk.has_data && walk.has_end;
	case FTL_MEDIA_WEBP:
		return is_whole_riff(bytes, length);
	case FTL_MEDIA_HEIC:
		return is_whole_heic(bytes, length);
	case FTL_MEDIA_PDF:
		return is_whole_pdf(bytes, length);
	case FTL_MEDIA_TEXT:
		return true;
	case FTL_MEDIA_XLSX:
	case FTL_MEDIA_ZIP:
		return is_whole_zip(bytes, length);
	case FTL_MEDIAS:
		break;
	}
	return false;
}
