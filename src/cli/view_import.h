#ifndef CLI_VIEW_IMPORT_H
#define CLI_VIEW_IMPORT_H

#include "cli/context.h"
#include "fettle/ops/import.h"

/* What an import left out, as a section "problems" of its result. */
extern const struct ftl_section ftl_view_problems;

struct ftl_section ftl_view_problems_of(struct ftl_arena *arena,
                                        const struct ftl_import_problem *problems, size_t count);

#endif
