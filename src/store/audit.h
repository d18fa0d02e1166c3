#ifndef FETTLE_STORE_AUDIT_H
#define FETTLE_STORE_AUDIT_H

#include "store/seal.h"

extern const struct ftl_sql_table ftl_audit_sql;

/* One entry of the hash-chained log: one a transaction, with an item for every entity touched. */
struct ftl_audit_item {
	enum ftl_entity entity;
	int64_t entity_id;
	bool has_before;
	unsigned char before[FTL_DIGEST_SIZE]; /* the seal the last entry gave this entity */
	bool has_seal;
	unsigned char seal[FTL_DIGEST_SIZE];
};

struct ftl_audit_entry {
	int64_t seq;
	int64_t at;
	int64_t staff_id;
	const char *program; /* version that wrote it */
	const char *operation;
	const char *request_id;             /* NULL: none */
	const struct ftl_audit_item *items; /* in order of entity, id */
	size_t item_count;
	unsigned char previous_hash[FTL_DIGEST_SIZE];
	unsigned char hash[FTL_DIGEST_SIZE];
};

/* The last entry's number, time and hash; seq 0 and a hash of zeros when the log is empty. */
FTL_MUST_CHECK enum ftl_status ftl_store_audit_head(struct ftl_db *db, int64_t site_id,
                                                    int64_t *ret_seq, int64_t *ret_at,
                                                    unsigned char ret_hash[FTL_DIGEST_SIZE],
                                                    struct ftl_err *err);
/* The hash of the first entry that has the entity: the chain's head when it was made. */
FTL_MUST_CHECK enum ftl_status ftl_store_audit_birth(struct ftl_db *db, enum ftl_entity entity,
                                                     int64_t id,
                                                     unsigned char ret_hash[FTL_DIGEST_SIZE],
                                                     bool *ret_found, struct ftl_err *err);
/* The seal the log last gave an entity. */
FTL_MUST_CHECK enum ftl_status ftl_store_audit_seal(struct ftl_db *db, enum ftl_entity entity,
                                                    int64_t id, unsigned char ret[FTL_DIGEST_SIZE],
                                                    bool *ret_found, struct ftl_err *err);
/* The hash an entry must carry: SHA-256 over its members, length-prefixed. */
void ftl_audit_hash(int64_t site_id, const struct ftl_audit_entry *entry,
                    unsigned char ret[FTL_DIGEST_SIZE]);
FTL_MUST_CHECK enum ftl_status ftl_store_audit_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_audit_entry *entry,
                                                      struct ftl_err *err);

/* Walks the log from its first entry; items are read into the arena. */
FTL_MUST_CHECK enum ftl_status ftl_store_audit_walk(struct ftl_db *db, int64_t site_id,
                                                    struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_audit_next(struct ftl_db *db, int64_t site_id,
                                                    struct ftl_cursor *cursor,
                                                    struct ftl_arena *arena,
                                                    struct ftl_audit_entry *ret, bool *ret_more,
                                                    struct ftl_err *err);

/* Ids of every entity of a kind that the log knows and has not seen go: ftl_store_id_next. */
FTL_MUST_CHECK enum ftl_status ftl_store_audit_entities(struct ftl_db *db, enum ftl_entity entity,
                                                        struct ftl_cursor **ret,
                                                        struct ftl_err *err);

/* Ids of all entities of a kind, for checking them against the log: ftl_store_id_next. */
FTL_MUST_CHECK enum ftl_status ftl_store_entity_ids(struct ftl_db *db, enum ftl_entity entity,
                                                    struct ftl_cursor **ret, struct ftl_err *err);

/* What a request did the first time. *ret_found false: not seen before. */
struct ftl_request_row {
	const char *operation;
	unsigned char content_hash[FTL_DIGEST_SIZE];
	const char *result; /* what the operation needs to tell its result again */
};
FTL_MUST_CHECK enum ftl_status ftl_store_request_find(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id, const char *request_id,
                                                      struct ftl_request_row *ret, bool *ret_found,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_request_insert(struct ftl_db *db, int64_t site_id,
                                                        const char *request_id,
                                                        const struct ftl_request_row *row,
                                                        int64_t at, struct ftl_err *err);

#endif
