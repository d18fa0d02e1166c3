#ifndef FETTLE_OPS_PAYER_READ_H
#define FETTLE_OPS_PAYER_READ_H

#include "fettle/ops/payer.h"
#include "ops/rule_read.h"

/* The parts of a payer's document, which stand beside each other in one object. */

#define FTL_PAYER_DAYS_MAX 3650

/* The keys about what a claim must show: evidence, numbers and codes. */
#define FTL_PAYER_PROOF_KEYS 8
extern const struct ftl_json_field ftl_payer_proof_keys[FTL_PAYER_PROOF_KEYS];
FTL_MUST_CHECK enum ftl_status ftl_payer_read_proof(const struct ftl_rule_reader *r,
                                                    const struct ftl_json *const *values,
                                                    struct ftl_payer_rules *rules);

/* The keys about what comes after a claim was submitted; values come in the order of the keys. */
#define FTL_PAYER_TERM_KEYS 7
extern const struct ftl_json_field ftl_payer_term_keys[FTL_PAYER_TERM_KEYS];
FTL_MUST_CHECK enum ftl_status ftl_payer_read_terms(const struct ftl_rule_reader *r,
                                                    const struct ftl_json *const *values,
                                                    struct ftl_payer_terms *ret);

/* `export`: {"file": "csv", "columns": [{"title": "Serial No", "value": "serial"}, …]}; NULL: it
 * has none. */
FTL_MUST_CHECK enum ftl_status ftl_payer_read_export(const struct ftl_rule_reader *r,
                                                     const struct ftl_json *object,
                                                     struct ftl_claim_layout *ret);

#endif
