#ifndef CLI_DESK_WORDS_H
#define CLI_DESK_WORDS_H

#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/model/coverage.h"

/* How the desk says things on a terminal. Strings live in the arena. */

/* "Thu 26 Nov 2026" */
const char *ftl_words_date(struct ftl_arena *arena, int32_t date);

/* "the maker", "the customer": who pays, by the stable name. */
const char *ftl_words_payer(const char *name);

/* "parts", "labour": what is paid, by the stable name. */
const char *ftl_words_class(const char *name);

/* "Samsung Galaxy S23", with what is known; "device" when nothing is. Not made visible yet. */
const char *ftl_words_device(struct ftl_arena *arena, const char *category, const char *brand,
                             const char *model);

/* "2 pieces" */
const char *ftl_words_count(struct ftl_arena *arena, size_t count, const char *one,
                            const char *many);

/*
 * Cover in words, one line for the cost classes that share an answer: "parts, labour: the maker
 * until 14 Mar 2027". ret has room for FTL_LINE_CLASSES lines; returns their number.
 */
size_t ftl_words_cover(struct ftl_arena *arena, const struct ftl_verdict cover[FTL_LINE_CLASSES],
                       const char *ret[FTL_LINE_CLASSES]);

#endif
