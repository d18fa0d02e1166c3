#ifndef FETTLE_BASE_MODULE_H
#define FETTLE_BASE_MODULE_H

#include "fettle/base/err.h"

/*
 * Loads lib/fettle/<name>.so beside the running program (../lib/fettle from its folder) and returns
 * the address of its table `symbol`. Parts that pull in large libraries (workbooks, drawing) are
 * loaded this way when a command first needs them. Loaded modules stay until the process ends.
 */
FTL_MUST_CHECK enum ftl_status ftl_module_load(const char *name, const char *symbol,
                                               const void **ret_table, struct ftl_err *err);

#endif
