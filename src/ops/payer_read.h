#ifndef OPS_PAYER_READ_H
#define OPS_PAYER_READ_H

#include "fettle/ops/payer.h"
#include "ops/rule_read.h"

/* Parts of a payer's document; NULL: it has none. */

/* `export`: {"file": "csv", "columns": [{"title": "Serial No", "value": "serial"}, …]}. */
FTL_MUST_CHECK enum ftl_status ftl_payer_read_export(const struct ftl_rule_reader *r,
                                                     const struct ftl_json *object,
                                                     struct ftl_claim_layout *ret);

#endif
