#include "fettle/base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "fd.h"
#include "fettle/base/text.h"

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(((struct ftl_digest *)NULL)->state),
               "the plain state must fit");
_Static_assert(sizeof(crypto_auth_hmacsha256_state) <= sizeof(((struct ftl_digest *)NULL)->state),
               "the keyed state must fit");
_Static_assert(FTL_DIGEST_SIZE == crypto_hash_sha256_BYTES, "SHA-256 has 32 bytes");

static void update(struct ftl_digest *digest, const unsigned char *bytes, size_t length)
{
	void *state = digest->state;

	if (digest->is_keyed)
		crypto_auth_hmacsha256_update(state, bytes, length);
	else
		crypto_hash_sha256_update(state, bytes, length);
}

/* What follows, and how long it is: makes the encoding one-to-one. */
static void prefix(struct ftl_digest *digest, char kind, uint64_t length)
{
	unsigned char head[9] = {(unsigned char)kind};

	for (int i = 0; i < 8; i++)
		head[1 + i] = (unsigned char)(length >> (56 - 8 * i));
	update(digest, head, sizeof(head));
}

void ftl_digest_begin(struct ftl_digest *digest)
{
	void *state = digest->state;

	digest->is_keyed = 0;
	crypto_hash_sha256_init(state);
}

void ftl_digest_begin_keyed(struct ftl_digest *digest, const unsigned char key[FTL_KEY_SIZE])
{
	void *state = digest->state;

	digest->is_keyed = 1;
	crypto_auth_hmacsha256_init(state, key, FTL_KEY_SIZE);
}

void ftl_digest_bytes(struct ftl_digest *digest, const void *bytes, size_t length)
{
	prefix(digest, 'b', length);
	if (length > 0)
		update(digest, bytes, length);
}

void ftl_digest_text(struct ftl_digest *digest, const char *text)
{
	if (text == NULL) {
		prefix(digest, 'n', 0);
		return;
	}
	size_t length = strlen(text);
	prefix(digest, 't', length);
	update(digest, (const unsigned char *)text, length);
}

void ftl_digest_i64(struct ftl_digest *digest, int64_t number)
{
	/* The number stands where a length would; the kind says so. */
	prefix(digest, 'i', (uint64_t)number);
}

void ftl_digest_end(struct ftl_digest *digest, unsigned char ret[FTL_DIGEST_SIZE])
{
	void *state = digest->state;

	if (digest->is_keyed)
		crypto_auth_hmacsha256_final(state, ret);
	else
		crypto_hash_sha256_final(state, ret);
}

enum ftl_status ftl_digest_file(const char *path, unsigned char ret[FTL_DIGEST_SIZE],
                                struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	unsigned char chunk[16384];
	crypto_hash_sha256_state state;
	FTL_FD(fd);

	FTL_TRY(ftl_fd_open_regular(path, &fd, err));
	crypto_hash_sha256_init(&state);
	for (;;) {
		ssize_t got = ftl_fd_read(fd, chunk, sizeof(chunk));
		if (got < 0)
			return ftl_fail(err, FTL_IO, "file", "cannot read %s: %s",
			                ftl_quote(quoted, path), strerror(errno));
		if (got == 0)
			break;
		crypto_hash_sha256_update(&state, chunk, (size_t)got);
	}
	crypto_hash_sha256_final(&state, ret);
	return FTL_OK;
}

void ftl_digest_memory(const void *bytes, size_t length, unsigned char ret[FTL_DIGEST_SIZE])
{
	crypto_hash_sha256(ret, bytes, length);
}

const char *ftl_hex(char *buffer, const unsigned char *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < length; i++) {
		buffer[2 * i] = digits[bytes[i] >> 4];
		buffer[2 * i + 1] = digits[bytes[i] & 15];
	}
	buffer[2 * length] = '\0';
	return buffer;
}

void ftl_random(void *bytes, size_t length)
{
	unsigned char *at = bytes;

	while (length > 0) {
		ssize_t got = getrandom(at, length, 0);
		/* Without randomness no key or request id can be trusted: give up. */
		if (got < 0 && errno != EINTR)
			abort();
		if (got > 0) {
			at += got;
			length -= (size_t)got;
		}
	}
}
