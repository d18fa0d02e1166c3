#ifndef CLI_VIEW_ATTENTION_H
#define CLI_VIEW_ATTENTION_H

#include "cli/view_board.h"

/* What a job waits for: "bearing 608ZZ", "Board Doctors, RMA-118"; NULL: nothing was said but a
 * text. Raw user text inside. */
const char *ftl_view_request(struct ftl_arena *arena, const struct ftl_board_job *job);

/* What is wrong with a job, in words: "was promised for Fri 20 Nov, promised 3 times", "no word for
 * 8 business days". Raw user text inside. */
const char *ftl_view_trouble(const struct ftl_view_board *board, const struct ftl_board_job *job,
                             enum ftl_trouble trouble);

/* All of it, the worst first, separated by newline: a cell of FTL_T_LIST. NULL: nothing is. */
const char *ftl_view_troubles(const struct ftl_view_board *board, const struct ftl_board_job *job);

/* The command that usually helps, with its code and what a person has to fill in; NULL: nothing is
 * wrong. */
const char *ftl_view_remedy(const struct ftl_view_board *board, const struct ftl_board_job *job);

/* How a row of `board --attention` looks: its cells are those of the board. */
ftl_record_view ftl_view_attention;

#endif
