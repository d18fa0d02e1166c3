#ifndef FETTLE_STORE_ORDS_H
#define FETTLE_STORE_ORDS_H

#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_ords_sql;

/* What an Open Repair Data record held, as it was read. */
struct ftl_ords_row {
	const char *ords_id;
	const char *data_provider;
	const char *country;
	const char *partner_product_category;
	const char *product_category;
	const char *product_category_id;
	const char *brand;
	const char *year_of_manufacture;
	const char *product_age;
	const char *repair_status;
	const char *repair_barrier;
	const char *group_identifier;
	const char *event_date;
	const char *problem;
};

FTL_MUST_CHECK enum ftl_status ftl_store_ords_insert(struct ftl_db *db, int64_t order_id,
                                                     const struct ftl_ords_row *row,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_ords_known(struct ftl_db *db, const char *ords_id,
                                                    bool *ret_known, struct ftl_err *err);
/* In order of import: the columns of struct ftl_ords_row, which is the standard's order. */
FTL_MUST_CHECK enum ftl_status ftl_store_ords_list(struct ftl_db *db, int64_t site_id,
                                                   struct ftl_cursor **ret, struct ftl_err *err);

#endif
