#ifndef FETTLE_BASE_DIGEST_H
#define FETTLE_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"

#define FTL_DIGEST_SIZE     32
#define FTL_DIGEST_HEX_SIZE 65
#define FTL_KEY_SIZE        16

/* Opaque state of SHA-256, or of HMAC-SHA256 when begun with a key (libsodium). */
struct ftl_digest {
	_Alignas(8) unsigned char state[512];
	int is_keyed;
};

void ftl_digest_begin(struct ftl_digest *digest);
void ftl_digest_begin_keyed(struct ftl_digest *digest, const unsigned char key[FTL_KEY_SIZE]);

/*
 * Each addition is length-prefixed, so that ("ab","c") and ("a","bc") differ; NULL text, numbers
 * and text of the same digits differ too.
 */
void ftl_digest_bytes(struct ftl_digest *digest, const void *bytes, size_t length);
void ftl_digest_text(struct ftl_digest *digest, const char *text);
void ftl_digest_i64(struct ftl_digest *digest, int64_t number);
void ftl_digest_end(struct ftl_digest *digest, unsigned char ret[FTL_DIGEST_SIZE]);

/* Plain SHA-256 of a file's bytes, for manifests (equals `sha256sum`). */
FTL_MUST_CHECK enum ftl_status ftl_digest_file(const char *path, unsigned char ret[FTL_DIGEST_SIZE],
                                               struct ftl_err *err);

/* The same of bytes in memory. */
void ftl_digest_memory(const void *bytes, size_t length, unsigned char ret[FTL_DIGEST_SIZE]);

const char *ftl_hex(char *buffer, const unsigned char *bytes, size_t length);

/* Random bytes from the system. */
void ftl_random(void *bytes, size_t length);

#endif
