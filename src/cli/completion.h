#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "fettle/base/buf.h"

/* Shell scripts that complete nouns, verbs, options, fixed values and file names. */
void ftl_completion_bash(struct ftl_buf *script);
void ftl_completion_zsh(struct ftl_buf *script);
void ftl_completion_fish(struct ftl_buf *script);

#endif
