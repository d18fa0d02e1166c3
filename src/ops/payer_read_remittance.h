#ifndef OPS_PAYER_READ_REMITTANCE_H
#define OPS_PAYER_READ_REMITTANCE_H

#include "fettle/ops/remittance.h"
#include "ops/rule_read.h"

/* The value of the key "remittance"; NULL: the mapping is not given. */
FTL_MUST_CHECK enum ftl_status ftl_payer_read_remittance(const struct ftl_rule_reader *r,
                                                         const struct ftl_json *value,
                                                         struct ftl_remittance_mapping *ret);

#endif
