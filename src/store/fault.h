#ifndef FETTLE_STORE_FAULT_H
#define FETTLE_STORE_FAULT_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_fault_sql;
extern const struct ftl_sql_table ftl_visit_sql;

/* Adds a code, or writes the one with its id anew. */
FTL_MUST_CHECK enum ftl_status ftl_store_fault_put(struct ftl_db *db, int64_t site_id,
                                                   const struct ftl_fault_code *code,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_fault_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, enum ftl_fault_kind kind,
                                                    const char *code, struct ftl_fault_code *ret,
                                                    bool *ret_found, struct ftl_err *err);
/* The codes of one kind, retired ones too, in order of code. */
FTL_MUST_CHECK enum ftl_status ftl_store_fault_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, enum ftl_fault_kind kind,
                                                    const struct ftl_fault_code **ret,
                                                    size_t *ret_count, struct ftl_err *err);

/* Takes the next position of the work order; *ret_position. */
FTL_MUST_CHECK enum ftl_status ftl_store_diagnosis_insert(struct ftl_db *db, int64_t order_id,
                                                          const struct ftl_diagnosis *line,
                                                          const char *part_key, int64_t added_at,
                                                          int *ret_position, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_diagnosis_remove(struct ftl_db *db, int64_t id,
                                                          int64_t removed_at, struct ftl_err *err);
/* All lines of a job, removed ones too. */
FTL_MUST_CHECK enum ftl_status ftl_store_diagnosis_list(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t order_id,
                                                        const struct ftl_diagnosis **ret,
                                                        size_t *ret_count, struct ftl_err *err);
/* The fault group of a job as it was at an instant, as ftl_diagnosis_group() says it; NULL: none.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_fault_group(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t order_id, int64_t as_of,
                                                     const char **ret, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_failure_put(struct ftl_db *db,
                                                     const struct ftl_part_failure *failure,
                                                     int64_t by_staff_id, int64_t staff_id,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_failure_remove(struct ftl_db *db, int64_t line_id,
                                                        bool *ret_removed, struct ftl_err *err);
/* Those of one job, by line. */
FTL_MUST_CHECK enum ftl_status ftl_store_failure_of(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t order_id,
                                                    const struct ftl_part_failure **ret,
                                                    size_t *ret_count, struct ftl_err *err);
/* Those of a site, the newest first: a cursor to be read with ftl_store_failure_next. */
FTL_MUST_CHECK enum ftl_status ftl_store_failure_select(struct ftl_db *db, int64_t site_id,
                                                        struct ftl_cursor **ret,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_failure_next(struct ftl_cursor *cursor,
                                                      struct ftl_arena *arena,
                                                      struct ftl_part_failure *ret, bool *ret_more,
                                                      struct ftl_err *err);

/*
 * One line of diagnosis of a job on a device of a model, or of a brand and category; a job without
 * lines gives one row. Strings last until the next row.
 */
struct ftl_fix_row {
	int64_t order_id;
	int64_t device_id;
	struct ftl_opt received_at;
	struct ftl_opt handed_over_at;
	enum ftl_result result;
	bool is_model;       /* the device is of the model that was asked for */
	const char *symptom; /* code */
	const char *symptom_group;
	const char *section;
	const char *section_text;
	const char *section_group;
	const char *repair;
	const char *repair_text;
	bool is_no_fault; /* the repair says that nothing was repaired */
	const char *part;
	const char *part_key;
};
/*
 * All jobs of devices of a model (of that brand, when brand_key is not NULL) and, when category_id
 * is not 0, of brand and category; in order of device, then job.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_fix_select(struct ftl_db *db, int64_t site_id,
                                                    const char *model_key, const char *brand_key,
                                                    int64_t category_id, struct ftl_cursor **ret,
                                                    struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_fix_next(struct ftl_cursor *cursor,
                                                  struct ftl_fix_row *ret, bool *ret_more,
                                                  struct ftl_err *err);

/* The visits of all devices of a site, in order of device, then job. */
struct ftl_visit_row {
	int64_t order_id;
	int64_t device_id;
	struct ftl_opt received_at;
	struct ftl_opt handed_over_at;
};
FTL_MUST_CHECK enum ftl_status ftl_store_visit_select(struct ftl_db *db, int64_t site_id,
                                                      struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_visit_next(struct ftl_cursor *cursor,
                                                    struct ftl_visit_row *ret, bool *ret_more,
                                                    struct ftl_err *err);

#endif
