#ifndef FETTLE_STORE_SEAL_H
#define FETTLE_STORE_SEAL_H

#include "fettle/base/digest.h"
#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_seal_sql;

/* What the audit chain seals as one thing: a row with the rows that belong to it. */
enum ftl_entity {
	FTL_ENTITY_SITE, /* settings, calendar, printers */
	FTL_ENTITY_STAFF,
	FTL_ENTITY_CUSTOMER, /* contacts */
	FTL_ENTITY_DEVICE,   /* owners */
	FTL_ENTITY_INTAKE,
	FTL_ENTITY_ORDER, /* events, pieces, custody, lines, cover, warnings, imported record */
	FTL_ENTITY_PLACE,
	FTL_ENTITY_LOANER,     /* its events */
	FTL_ENTITY_CLAIM,      /* its events, lines, and what was sent */
	FTL_ENTITY_REMITTANCE, /* its lines */
	FTL_ENTITY_SUPPLIER,
	FTL_ENTITY_PART,     /* its numbers, fits, prices, reorder points and lots; not its stock */
	FTL_ENTITY_MOVE,     /* one move of the ledger of parts */
	FTL_ENTITY_PURCHASE, /* its lines, events and bills */
	FTL_ENTITY_STOCKTAKE, /* its lines and events */
	FTL_ENTITY_RETURN,    /* its lines and events */
	FTL_ENTITIES
};
extern const char *const ftl_entity_names[FTL_ENTITIES];

/*
 * The keyed hash (HMAC-SHA256) of an entity's rows as they stand. The key is a random one that is
 * stored with the entity: erasing a person destroys it, and the chain of seals stays whole while
 * nobody can guess the erased values from it. *ret_found is false when the entity does not exist.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_seal(struct ftl_db *db, enum ftl_entity entity, int64_t id,
                                              unsigned char ret[FTL_DIGEST_SIZE], bool *ret_found,
                                              struct ftl_err *err);
/* Whether the entity's own row is there. */
FTL_MUST_CHECK enum ftl_status ftl_store_seal_exists(struct ftl_db *db, enum ftl_entity entity,
                                                     int64_t id, bool *ret_found,
                                                     struct ftl_err *err);

#endif
