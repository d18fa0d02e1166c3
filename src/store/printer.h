#ifndef FETTLE_STORE_PRINTER_H
#define FETTLE_STORE_PRINTER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_printer_sql;

/* Writes or replaces the printer of that name. */
FTL_MUST_CHECK enum ftl_status ftl_store_printer_put(struct ftl_db *db, int64_t site_id,
                                                     const struct ftl_printer_record *printer,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_printer_remove(struct ftl_db *db, int64_t site_id,
                                                        const char *name, bool *ret_removed,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_printer_list(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id,
                                                      const struct ftl_printer_record **ret,
                                                      size_t *ret_count, struct ftl_err *err);

#endif
