#ifndef OPS_PAYER_READ_MAPPING_H
#define OPS_PAYER_READ_MAPPING_H

#include "fettle/ops/payer_file.h"
#include "ops/rule_read.h"

/* The value of the key "remittance" or "answer"; NULL: the mapping is not given. */
FTL_MUST_CHECK enum ftl_status ftl_payer_read_mapping(const struct ftl_rule_reader *r,
                                                      const struct ftl_json *value,
                                                      enum ftl_payer_file_kind kind,
                                                      struct ftl_payer_mapping *ret);

#endif
