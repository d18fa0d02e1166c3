#ifndef FETTLE_STORE_REGISTRY_H
#define FETTLE_STORE_REGISTRY_H

#include "fettle/db/db.h"

/* Every statement table of the store, for the tests that prepare and plan each statement. */
extern const struct ftl_sql_table *const ftl_store_tables[];
extern const size_t ftl_store_table_count;

#endif
