#include "fettle/base/module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fettle/base/arena.h"
#include "fettle/base/text.h"

/* The folder of the running program, without the last slash. */
static const char *program_folder(struct ftl_arena *arena)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path));

	if (length <= 0 || (size_t)length == sizeof(path))
		return NULL;
	while (length > 0 && path[length - 1] != '/')
		length--;
	return length < 1 ? NULL : ftl_strndup(arena, path, (size_t)length - 1);
}

enum ftl_status ftl_module_load(const char *name, const char *symbol, const void **ret_table,
                                struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_ARENA(scratch);
	const char *folder = program_folder(&scratch);

	if (folder == NULL)
		return ftl_fail(err, FTL_IO, NULL, "cannot find the folder of the program");
	const char *path = ftl_sprintf(&scratch, "%s/../lib/fettle/%s.so", folder, name);
	/* The module itself is linked to bind at once; the libraries behind it need not: of
	 * pango's and cairo's thousands of symbols a label takes a few. */
	void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
	if (handle == NULL) {
		const char *why = dlerror();
		ftl_fail(err, FTL_IO, NULL, "cannot load the part '%s' of the program: %s", name,
		         ftl_text_visible(&scratch, why == NULL ? "unknown reason" : why));
		return ftl_hint(err, "install fettle again; the file should be %s",
		                ftl_quote(quoted, path));
	}
	const void *table = dlsym(handle, symbol);
	if (table == NULL)
		return ftl_fail(err, FTL_INTERNAL, NULL, "the part '%s' of the program has no '%s'",
		                name, symbol);
	*ret_table = table;
	return FTL_OK;
}
