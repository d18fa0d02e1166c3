#ifndef FETTLE_BASE_ARENA_H
#define FETTLE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "fettle/base/attr.h"

struct ftl_arena_block;

/*
 * A region of memory that is freed at once. Rows and strings live in the caller's arena; nobody
 * frees them one by one. A zeroed struct is a valid empty arena. Out of memory aborts: the crash
 * rolls the transaction back.
 */
struct ftl_arena {
	struct ftl_arena_block *head;
};

/* Frees everything; the arena is empty and usable afterwards. */
void ftl_arena_done(struct ftl_arena *arena);

/* Forgets everything but keeps one block for the next use: for scratch arenas in long loops. */
void ftl_arena_reset(struct ftl_arena *arena);

/* count × size zeroed bytes, aligned for any type; an overflow of the product aborts. */
void *ftl_alloc(struct ftl_arena *arena, size_t count, size_t size);

char *ftl_strdup(struct ftl_arena *arena, const char *text);
/* At most length bytes of text, up to its NUL if that comes first. */
char *ftl_strndup(struct ftl_arena *arena, const char *text, size_t length);
char *ftl_sprintf(struct ftl_arena *arena, const char *format, ...) FTL_PRINTF(2, 3);
char *ftl_vsprintf(struct ftl_arena *arena, const char *format, va_list args) FTL_PRINTF(2, 0);

/* A zeroed object of the given type. */
#define FTL_NEW(arena, type) ((type *)ftl_alloc((arena), 1, sizeof(type)))

/* `FTL_ARENA(scratch);` declares an arena that frees itself at the end of the scope. */
#define FTL_ARENA(name) struct ftl_arena name FTL_CLEANUP(ftl_arena_done) = {NULL}

#endif
