#ifndef MODEL_MEDIA_WALK_H
#define MODEL_MEDIA_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FTL_PNG_SIGNATURE "\x89PNG\r\n\x1A\n"

/* The parts of a picture's file, one after the other; what is kept is copied to `into`. */
struct ftl_media_walk {
	const unsigned char *bytes;
	size_t length;
	unsigned char *into; /* NULL: nothing is copied */
	size_t kept;
	bool has_head; /* what says how large it is */
	bool has_data;
	bool has_end; /* the mark after the last part */
};

/* False when the parts cannot be told apart; one that is cut off by the end of the file is no such
 * case. */
bool ftl_media_walk_jpeg(struct ftl_media_walk *walk);
bool ftl_media_walk_png(struct ftl_media_walk *walk);

bool ftl_media_has(const unsigned char *bytes, size_t length, size_t offset, const char *wanted);
uint32_t ftl_media_be32(const unsigned char *bytes);

#endif
