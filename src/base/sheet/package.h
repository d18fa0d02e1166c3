#ifndef BASE_SHEET_PACKAGE_H
#define BASE_SHEET_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * A workbook's file as an archive of parts (ECMA-376 part 2, a ZIP file). The bytes stay the
 * caller's. Errors name the file and the part.
 */
struct ftl_package;

#define FTL_PACKAGE_NAME_SIZE 256 /* of a part; longer ones are no parts of a workbook */

FTL_MUST_CHECK enum ftl_status ftl_package_open(const char *label, const char *bytes, size_t length,
                                                struct ftl_package **ret, struct ftl_err *err);
void ftl_package_close(struct ftl_package **package);
#define FTL_PACKAGE(var) struct ftl_package *var FTL_CLEANUP(ftl_package_close) = NULL

/* What the file is called in errors. */
const char *ftl_package_label(const struct ftl_package *package);

bool ftl_package_has(const struct ftl_package *package, const char *name);

/*
 * Makes a part the one that is read; ends the reading of another. limit: the bytes it may unpack
 * to. FTL_INVALID when there is none of the name, or two.
 */
FTL_MUST_CHECK enum ftl_status ftl_package_enter(struct ftl_package *package, const char *name,
                                                 int64_t limit, struct ftl_err *err);
/* The next bytes of the part, *ret_length 0 at its end; the part was whole then. */
FTL_MUST_CHECK enum ftl_status ftl_package_read(struct ftl_package *package, char *buffer,
                                                size_t size, size_t *ret_length,
                                                struct ftl_err *err);

#endif
