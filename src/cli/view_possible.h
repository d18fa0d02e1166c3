#ifndef CLI_VIEW_POSSIBLE_H
#define CLI_VIEW_POSSIBLE_H

#include "cli/context.h"
#include "fettle/model/possible.h"

/* What is possible with a job now, as commands. */

/* All of it, separated by newline: a cell of FTL_T_LIST; NULL: nothing is. */
const char *ftl_view_possible(struct ftl_arena *arena, const struct ftl_possible *possible);

/* One as people read it: "order start"; with the estimate that it takes in place of the job,
 * "estimate accept E26-00001-T". */
const char *ftl_view_possible_act(struct ftl_arena *arena, const struct ftl_possible_act *act);

/* What the job calls for, as a line to type: "order assign W26-00001-9 TECHNICIAN", with the words
 * a person has to fill in; NULL: nothing of this person. */
const char *ftl_view_possible_next(struct ftl_arena *arena, const struct ftl_app *app,
                                   const char *code, const struct ftl_possible *possible);
/* Says it as what comes next, after a change of the job. */
void ftl_view_possible_say(struct ftl_cli *cli, const char *code,
                           const struct ftl_possible *possible);

#endif
