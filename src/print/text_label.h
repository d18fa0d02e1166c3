#ifndef PRINT_TEXT_LABEL_H
#define PRINT_TEXT_LABEL_H

#include <stdbool.h>

#include "print/print_module.h"

/*
 * A label for the terminal: the QR code in half blocks (a block is ink), the label's lines beside
 * it. With is_ansi the code is black on white whatever the terminal's colours are.
 */
void ftl_text_label_add(struct ftl_buf *out, const struct ftl_items *items, const struct ftl_qr *qr,
                        bool is_ansi);

#endif
