#ifndef OPS_FILE_FORM_READ_H
#define OPS_FILE_FORM_READ_H

#include "fettle/ops/file_form.h"
#include "ops/rule_read.h"

/* How somebody writes their tables, out of the document that says so: its members, to stand first
 * among those of the object they are part of. */
#define FTL_FILE_FORM_FIELDS 6
extern const struct ftl_json_field ftl_file_form_fields[FTL_FILE_FORM_FIELDS];

/* The values of these members; what is not given stays as it was in *form. */
FTL_MUST_CHECK enum ftl_status
ftl_file_form_read(const struct ftl_rule_reader *r,
                   const struct ftl_json *const v[FTL_FILE_FORM_FIELDS],
                   struct ftl_file_form *form);

#endif
