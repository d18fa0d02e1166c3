#ifndef HELPER_PRINT_H
#define HELPER_PRINT_H

#include "fettle/base/arena.h"
#include "fettle/print/label.h"

/* The error that a call left. */
extern struct ftl_err print_err;

/* One label each in Latin with diacritics, Greek, Cyrillic, Arabic, Chinese and Japanese. */
#define PRINT_SCRIPTS 5
extern const struct ftl_label_data print_scripts[PRINT_SCRIPTS];

/* A built-in layout; the drawn labels. Both fail the test with the error's message. */
const struct ftl_layout *print_load(struct ftl_arena *arena, const char *name);
void print_render(const struct ftl_layout *layout, const struct ftl_label_data *labels,
                  size_t count, const struct ftl_label_options *options,
                  struct ftl_label_output *output);

/* text count times over. */
const char *print_times(struct ftl_arena *arena, const char *text, int count);

#endif
