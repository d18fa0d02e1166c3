#ifndef BASE_SHEET_TEXT_H
#define BASE_SHEET_TEXT_H

#include <stdbool.h>

#include "fettle/base/buf.h"

/*
 * Takes the escapes out of the text behind start: _x000D_ is the character U+000D, _x005F_ an
 * underline (ISO/IEC 29500-1, 22.9.2.19). False for one that is no character by itself: NUL or
 * half a surrogate pair.
 */
bool ftl_sheet_unescape(struct ftl_buf *buf, size_t start);

#endif
