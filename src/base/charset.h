#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "fettle/base/buf.h"
#include "fettle/base/csv.h"

/*
 * Adds text of a charset of one byte a character to a buffer as UTF-8. False, with the byte that is
 * none of its characters, when there is one.
 */
bool ftl_charset_decode(enum ftl_charset charset, const char *text, size_t length,
                        struct ftl_buf *buf, size_t *ret_bad);

#endif
