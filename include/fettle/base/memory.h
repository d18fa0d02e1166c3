#ifndef FETTLE_BASE_MEMORY_H
#define FETTLE_BASE_MEMORY_H

#include <stddef.h>

/*
 * For what outlives every arena: malloc and realloc that abort with a short line on standard error
 * when memory is used up. free() gives it back.
 */
void *ftl_memory_get(size_t size);
/* The same, zeroed. */
void *ftl_memory_zeroed(size_t size);
void *ftl_memory_resize(void *memory, size_t size);

/* The same end for a size that cannot be had at all. */
_Noreturn void ftl_memory_out(void);

#endif
