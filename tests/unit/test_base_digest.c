#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "fettle/base/digest.h"

static struct ftl_err err;

static void add_mixture(struct ftl_digest *digest)
{
	ftl_digest_bytes(digest, "ab", 2);
	ftl_digest_text(digest, "c");
	ftl_digest_text(digest, NULL);
	ftl_digest_i64(digest, -7);
}

/*
 * From Python: hashlib.sha256 and hmac.new(bytes(range(16)), …) over the kind letter, the length
 * (of a number: its value) as eight bytes, big end first, and the bytes.
 */
static void digests_equal_those_of_python(void **state)
{
	(void)state;
	struct ftl_digest digest;
	unsigned char key[FTL_KEY_SIZE];
	unsigned char out[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];

	ftl_digest_begin(&digest);
	add_mixture(&digest);
	ftl_digest_end(&digest, out);
	assert_string_equal(ftl_hex(hex, out, sizeof(out)),
	                    "5611c6fcdad6cf19ad990965485b298603eac9a4a7845f7a6d2a8d724e0e7722");
	for (unsigned i = 0; i < sizeof(key); i++)
		key[i] = (unsigned char)i;
	ftl_digest_begin_keyed(&digest, key);
	add_mixture(&digest);
	ftl_digest_end(&digest, out);
	assert_string_equal(ftl_hex(hex, out, sizeof(out)),
	                    "8ebbbd5faa7dddb1e3331a39d7b5951e45de0d11f27882e89911c73e29751d24");
}

static void ends_of(const char *a, const char *b, unsigned char out[FTL_DIGEST_SIZE])
{
	struct ftl_digest digest;

	ftl_digest_begin(&digest);
	ftl_digest_text(&digest, a);
	ftl_digest_text(&digest, b);
	ftl_digest_end(&digest, out);
}

static void what_differs_has_other_digests(void **state)
{
	(void)state;
	struct ftl_digest digest;
	unsigned char seen[7][FTL_DIGEST_SIZE];

	ends_of("ab", "c", seen[0]);
	ends_of("a", "bc", seen[1]);
	ends_of("", NULL, seen[2]);
	ends_of(NULL, "", seen[3]);
	ends_of("7", "8", seen[4]);
	ftl_digest_begin(&digest);
	ftl_digest_i64(&digest, 7);
	ftl_digest_i64(&digest, 8);
	ftl_digest_end(&digest, seen[5]);
	ftl_digest_begin(&digest);
	ftl_digest_bytes(&digest, "7", 1);
	ftl_digest_bytes(&digest, "8", 1);
	ftl_digest_end(&digest, seen[6]);
	for (size_t i = 0; i < FTL_COUNT(seen); i++) {
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(seen[i], seen[j], FTL_DIGEST_SIZE);
	}
}

static void file_digest_is(const char *bytes, size_t count, const char *expected)
{
	char path[] = "/tmp/fettle-digest-XXXXXX";
	unsigned char out[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	assert_non_null(file);
	for (size_t i = 0; i < count; i++)
		fputs(bytes, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(ftl_digest_file(path, out, &err), FTL_OK);
	unlink(path);
	assert_string_equal(ftl_hex(hex, out, sizeof(out)), expected);
}

/* FIPS 180-2 appendix B: "abc", and a million times the letter a. */
static void file_digests_are_sha256(void **state)
{
	(void)state;
	unsigned char out[FTL_DIGEST_SIZE];

	file_digest_is("abc", 1,
	               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	file_digest_is("a", 1000000,
	               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	file_digest_is("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_int_equal(ftl_digest_file("/no/such/file", out, &err), FTL_NOT_FOUND);
	assert_int_equal(ftl_digest_file("/tmp", out, &err), FTL_INVALID);
	assert_int_equal(ftl_digest_file("/dev/zero", out, &err), FTL_INVALID);
}

static void random_bytes_differ(void **state)
{
	(void)state;
	unsigned char a[32];
	unsigned char b[32];

	ftl_random(a, sizeof(a));
	ftl_random(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(digests_equal_those_of_python),
	        cmocka_unit_test(what_differs_has_other_digests),
	        cmocka_unit_test(file_digests_are_sha256),
	        cmocka_unit_test(random_bytes_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
