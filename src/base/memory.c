#include "fettle/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void ftl_memory_out(void)
{
	static const char line[] = "fettle: out of memory\n";

	/* Nothing that allocates may run here; a failing write changes nothing. */
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		abort();
	abort();
}

void *ftl_memory_get(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL)
		ftl_memory_out();
	return memory;
}

void *ftl_memory_zeroed(size_t size)
{
	return memset(ftl_memory_get(size), 0, size);
}

void *ftl_memory_resize(void *memory, size_t size)
{
	void *resized = realloc(memory, size);

	if (resized == NULL)
		ftl_memory_out();
	return resized;
}
