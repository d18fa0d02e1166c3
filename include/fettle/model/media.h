#ifndef FETTLE_MODEL_MEDIA_H
#define FETTLE_MODEL_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

/* What a file is by its content, whatever it is called; whether it is whole; and a picture without
 * what its camera wrote beside it. */

enum ftl_media {
	FTL_MEDIA_JPEG,
	FTL_MEDIA_PNG,
	FTL_MEDIA_WEBP,
	FTL_MEDIA_HEIC,
	FTL_MEDIA_PDF,
	FTL_MEDIA_TEXT, /* UTF-8 without control characters */
	FTL_MEDIA_XLSX,
	FTL_MEDIA_ZIP, /* never unpacked */
	FTL_MEDIAS
};
extern const char *const ftl_media_types[FTL_MEDIAS];  /* "image/jpeg": RFC 6838 */
extern const char *const ftl_media_titles[FTL_MEDIAS]; /* "a JPEG picture" */

bool ftl_media_is_picture(enum ftl_media media);

/* Tells what bytes are. False: none of these; *ret_title is what they look like then ("a GIF
 * picture"), or NULL. */
bool ftl_media_look(const void *bytes, size_t length, enum ftl_media *ret, const char **ret_title);

/*
 * Whether a file is whole, as far as its structure tells without decoding it: a JPEG has a frame, a
 * scan and its end marker (ITU-T T.81), a PNG its header, data and IEND (ISO/IEC 15948), a WebP and
 * a HEIC the length they say, a PDF its %%EOF, a ZIP and a workbook their central directory.
 */
bool ftl_media_is_readable(enum ftl_media media, const void *bytes, size_t length);

/*
 * A JPEG or PNG without what may tell where, when and with what it was taken: of a JPEG's
 * application segments the JFIF header, the colour profile and Adobe's colour transform stay, of a
 * PNG's chunks those that it is drawn with; comments and what follows the picture's end go. The
 * picture itself is not touched. `into` has room for length bytes. False: the parts cannot be told
 * apart.
 */
bool ftl_media_strip(enum ftl_media media, const void *bytes, size_t length, void *into,
                     size_t *ret_length);

/* Whether ftl_media_strip knows how: a WebP or HEIC is kept with whatever its camera wrote. */
bool ftl_media_can_strip(enum ftl_media media);

#endif
