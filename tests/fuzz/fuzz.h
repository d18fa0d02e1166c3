#ifndef FETTLE_TESTS_FUZZ_H
#define FETTLE_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/* The entry of a target: libFuzzer calls it, or replay.c with the files of a corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program when something that must hold for every input does not. */
#define FUZZ_CHECK(claim)                                                                          \
	do {                                                                                       \
		if (!(claim)) {                                                                    \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #claim); \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* A refusal says what is wrong, on one line, in characters that a terminal can take. */
static inline void fuzz_check_refusal(enum ftl_status status, const struct ftl_err *err)
{
	FUZZ_CHECK(status == err->status);
	FUZZ_CHECK(err->message[0] != '\0');
	for (const char *c = err->message; *c != '\0'; c++)
		FUZZ_CHECK((unsigned char)*c >= 0x20 && *c != 0x7f);
}

/* The input as a C string; it ends at the first NUL. */
static inline const char *fuzz_text(struct ftl_arena *arena, const uint8_t *data, size_t size)
{
	return ftl_strndup(arena, (const char *)data, size);
}

#endif
