#ifndef MODEL_COVERAGE_WORDS_H
#define MODEL_COVERAGE_WORDS_H

#include "fettle/model/coverage.h"

/* Says why a verdict is what it is and what would change it, by its codes: fills because and
 * would_change, which live in the arena. covers are those it was decided by. */
void ftl_coverage_explain(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                          const struct ftl_cover *covers, struct ftl_verdict *verdict);

#endif
