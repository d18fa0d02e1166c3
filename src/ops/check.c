#include "ops/check.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "ops/find.h"
#include "ops/op.h"
#include "ops/verify.h"
#include "store/claim.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/loaner.h"
#include "store/order.h"
#include "store/purchase.h"
#include "store/return.h"
#include "store/row.h"
#include "store/search.h"
#include "store/stocktake.h"

#define COMPARE "keep this file as it is, and compare it with the last good backup"
#define RESTORE "keep this file as it is, and restore the last good backup beside it"

void ftl_checking_note(struct ftl_checking *c, const char *what, const char *problem,
                       const char *advice)
{
	c->result.count++;
	if (c->result.listed == FTL_FINDINGS_LISTED)
		return;
	c->rows =
	        ftl_store_grow(c->arena, c->rows, c->result.listed, &c->capacity, sizeof(*c->rows));
	c->rows[c->result.listed++] = (struct ftl_finding){ftl_strdup(c->arena, what),
	                                                   ftl_strdup(c->arena, problem), advice};
}

static void note_in_file(void *context, const char *what, const char *problem)
{
	ftl_checking_note(context, what, problem, RESTORE);
}

/* Work orders, claims, loaners, purchase orders, returns and stocktakes by their code, everything
 * else by its row. */
static const char *entity_title(const struct ftl_checking *c, struct ftl_arena *arena,
                                enum ftl_entity entity, int64_t id)
{
	char code[FTL_CODE_SIZE];
	struct ftl_order order;
	struct ftl_loaner loaner;
	struct ftl_claim claim;
	struct ftl_purchase purchase;
	struct ftl_stocktake stocktake;
	struct ftl_return box;
	struct ftl_err ignored;

	if (entity == FTL_ENTITY_LOANER &&
	    ftl_store_loaner_get(c->app->db, arena, id, &loaner, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "loaner %s", ftl_code_eye_of(code, loaner.code));
	if (entity == FTL_ENTITY_PURCHASE &&
	    ftl_store_purchase_get(c->app->db, arena, id, &purchase, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "purchase order %s",
		                   ftl_code_eye_of(code, purchase.code));
	if (entity == FTL_ENTITY_STOCKTAKE &&
	    ftl_store_stocktake_get(c->app->db, arena, id, &stocktake, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "stocktake %s", ftl_code_eye_of(code, stocktake.code));
	if (entity == FTL_ENTITY_RETURN &&
	    ftl_store_return_get(c->app->db, arena, id, &box, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "return %s", ftl_code_eye_of(code, box.code));
	if (entity == FTL_ENTITY_CLAIM &&
	    ftl_store_claim_get(c->app->db, arena, id, &claim, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "claim %s", ftl_code_eye_of(code, claim.code));
	if (entity == FTL_ENTITY_ORDER &&
	    ftl_store_order_get(c->app->db, arena, id, &order, &ignored) == FTL_OK)
		return ftl_sprintf(arena, "work order %s", ftl_code_eye_of(code, order.code));
	return ftl_sprintf(arena, "%s row %lld", ftl_entity_names[entity], (long long)id);
}

static void note_entity(struct ftl_checking *c, struct ftl_arena *arena, enum ftl_entity entity,
                        int64_t id, const char *problem)
{
	ftl_checking_note(c, entity_title(c, arena, entity, id), problem, COMPARE);
}

/* Follows the chain from its first entry: numbers without gaps, each hash over its own content and
 * the hash before it. */
static enum ftl_status check_chain(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	unsigned char previous[FTL_DIGEST_SIZE] = {0}, hash[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	struct ftl_audit_entry entry;
	int64_t expected = 1;
	bool more;

	FTL_TRY(ftl_store_audit_walk(c->app->db, c->app->site_id, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_audit_next(c->app->db, c->app->site_id, cursor, &row, &entry,
		                             &more, err));
		if (!more)
			break;
		const char *what = ftl_sprintf(&row, "audit entry %lld", (long long)entry.seq);

		if (entry.seq != expected)
			ftl_checking_note(c, what,
			                  ftl_sprintf(&row, "entry %lld is missing before it",
			                              (long long)expected),
			                  COMPARE);
		if (memcmp(entry.previous_hash, previous, sizeof(previous)) != 0)
			ftl_checking_note(c, what, "does not follow the entry before it", COMPARE);
		ftl_audit_hash(c->app->site_id, &entry, hash);
		if (memcmp(hash, entry.hash, sizeof(hash)) != 0)
			ftl_checking_note(c, what, "was changed after it was written", COMPARE);
		memcpy(previous, entry.hash, sizeof(previous));
		expected = entry.seq + 1;
		c->result.audit_entries++;
		ftl_hex(hex, entry.hash, FTL_AUDIT_HEAD_DIGITS / 2);
		if (c->wanted_head != NULL && strcmp(hex, c->wanted_head) == 0) {
			c->result.found_head = true;
			c->result.head_seq = entry.seq;
		}
	}
	return FTL_OK;
}

/* The words under which `find` knows an entity, as they would be written now; NULL: none. */
static enum ftl_status read_words(struct ftl_checking *c, struct ftl_arena *arena,
                                  enum ftl_entity entity, int64_t id,
                                  enum ftl_search_kind *ret_kind, const char **ret,
                                  struct ftl_err *err)
{
	struct ftl_db *db = c->app->db;
	struct ftl_customer customer;
	struct ftl_device device;
	struct ftl_order order;

	*ret = NULL;
	if (entity == FTL_ENTITY_CUSTOMER) {
		*ret_kind = FTL_SEARCH_CUSTOMER;
		FTL_TRY(ftl_store_customer_get(db, arena, id, &customer, err));
		*ret = ftl_search_customer_text(arena, &customer);
	} else if (entity == FTL_ENTITY_DEVICE) {
		*ret_kind = FTL_SEARCH_DEVICE;
		FTL_TRY(ftl_store_device_get(db, arena, id, &device, err));
		*ret = ftl_search_device_text(arena, &device);
	} else if (entity == FTL_ENTITY_ORDER) {
		*ret_kind = FTL_SEARCH_ORDER;
		FTL_TRY(ftl_store_order_get(db, arena, id, &order, err));
		*ret = ftl_search_order_text(arena, order.code, order.fault);
	}
	return FTL_OK;
}

static enum ftl_status check_words(struct ftl_checking *c, struct ftl_arena *scratch,
                                   enum ftl_entity entity, int64_t id, struct ftl_err *err)
{
	enum ftl_search_kind kind = FTL_SEARCH_CUSTOMER;
	const char *wanted, *stored;

	FTL_TRY(read_words(c, scratch, entity, id, &kind, &wanted, err));
	if (wanted == NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_search_get(c->app->db, scratch, kind, id, &stored, err));
	if (stored == NULL || strcmp(stored, wanted) != 0)
		ftl_checking_note(c, entity_title(c, scratch, entity, id),
		                  stored == NULL ? "is not in the search index"
		                                 : "the search index has other words for it",
		                  "fettle find may miss it; an edit of it writes its words anew");
	return FTL_OK;
}

/* An entity's rows against the seal that the log last gave it; a work order, a claim, a loaner, a
 * purchase order and a return against their events. */
static enum ftl_status check_entity(struct ftl_checking *c, struct ftl_arena *scratch,
                                    enum ftl_entity entity, int64_t id, struct ftl_err *err)
{
	unsigned char logged[FTL_DIGEST_SIZE], seal[FTL_DIGEST_SIZE];
	struct ftl_err problem;
	bool found;

	FTL_TRY(ftl_store_audit_seal(c->app->db, entity, id, logged, &found, err));
	if (!found) {
		note_entity(c, scratch, entity, id, "the audit log does not know it");
		return FTL_OK;
	}
	FTL_TRY(ftl_store_seal(c->app->db, entity, id, seal, &found, err));
	if (!found || memcmp(seal, logged, sizeof(seal)) != 0)
		note_entity(c, scratch, entity, id,
		            "was changed outside the program: it differs from its seal in the "
		            "audit log");
	if (entity == FTL_ENTITY_ORDER) {
		c->result.orders++;
		if (ftl_verify_order(c->app->db, id, &problem) != FTL_OK)
			note_entity(c, scratch, entity, id, problem.message);
	}
	if (entity == FTL_ENTITY_LOANER && ftl_verify_loaner(c->app->db, id, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	if (entity == FTL_ENTITY_PURCHASE &&
	    ftl_verify_purchase(c->app->db, id, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	if (entity == FTL_ENTITY_STOCKTAKE &&
	    ftl_verify_stocktake(c->app->db, id, true, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	if (entity == FTL_ENTITY_RETURN && ftl_verify_return(c->app->db, id, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	if (entity == FTL_ENTITY_CLAIM && ftl_verify_claim(c->app->db, id, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	if (entity == FTL_ENTITY_REMITTANCE &&
	    ftl_verify_remittance(c->app->db, id, &problem) != FTL_OK)
		note_entity(c, scratch, entity, id, problem.message);
	return check_words(c, scratch, entity, id, err);
}

static enum ftl_status check_entities(struct ftl_checking *c, enum ftl_entity entity,
                                      struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	int64_t id;
	bool more;

	FTL_TRY(ftl_store_entity_ids(c->app->db, entity, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_id_next(cursor, &id, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(check_entity(c, &row, entity, id, err));
	}
}

/* What the log knows and never saw leave must still be there. */
static enum ftl_status check_deleted(struct ftl_checking *c, enum ftl_entity entity,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	int64_t id;
	bool more, found;

	FTL_TRY(ftl_store_audit_entities(c->app->db, entity, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_id_next(cursor, &id, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(ftl_store_seal_exists(c->app->db, entity, id, &found, err));
		if (!found)
			note_entity(c, &row, entity, id,
			            "was deleted outside the program: the audit log has it, "
			            "the database has not");
	}
}

static enum ftl_status check_file(struct ftl_checking *c, struct ftl_err *err)
{
	return ftl_db_verify(c->app->db, note_in_file, c, err);
}

/* Damage that keeps a part from being read is a finding; what is no damage ends the check. */
static enum ftl_status note_damage(struct ftl_checking *c, const char *what,
                                   const struct ftl_err *problem, struct ftl_err *err)
{
	if (problem->status != FTL_DB && problem->status != FTL_INTERNAL) {
		*err = *problem;
		return err->status;
	}
	ftl_checking_note(c, what,
	                  ftl_sprintf(c->arena, "cannot be looked through: %s", problem->message),
	                  RESTORE);
	return FTL_OK;
}

static enum ftl_status check_all_entities(struct ftl_checking *c, struct ftl_err *err)
{
	struct ftl_err problem;

	for (int entity = 0; entity < FTL_ENTITIES; entity++) {
		if (check_entities(c, (enum ftl_entity)entity, &problem) != FTL_OK ||
		    check_deleted(c, (enum ftl_entity)entity, &problem) != FTL_OK)
			FTL_TRY(note_damage(c, ftl_entity_names[entity], &problem, err));
	}
	return FTL_OK;
}

static const struct {
	const char *what;
	ftl_check_part *run;
} parts[] = {
        {"file", check_file},
        {"audit", check_chain},
        {"centre", ftl_check_centre},
        {"rows", check_all_entities},
        {"attachment", ftl_check_attachments},
        {"stock", ftl_check_stock},
        {"counter", ftl_check_counters},
        {"request", ftl_check_requests},
        {"search", ftl_check_strays},
};

/* Under the write lock, for a moment: at the end, when the view of the rest is given back. */
static enum ftl_status check_index(struct ftl_checking *c, struct ftl_err *err)
{
	struct ftl_err problem;
	enum ftl_status status;

	ftl_txn_done(&c->app->view);
	status = ftl_store_search_prove(c->app->db, &problem);
	if (status == FTL_DB) {
		ftl_checking_note(c, "search", "what it finds is not what its texts say", RESTORE);
	} else if (status == FTL_IO || status == FTL_BUSY) {
		c->result.index_unseen = ftl_strdup(c->arena, problem.message);
	} else if (status != FTL_OK) {
		*err = problem;
		return status;
	}
	return FTL_OK;
}

/* A centre always has a manager: where none can be found, somebody was at the file, and then
 * whoever is there may find out. */
static enum ftl_status check_may_check(struct ftl_app *app, struct ftl_arena *arena,
                                       struct ftl_err *err)
{
	struct ftl_err ignored;
	bool has_manager;

	if (ftl_staff_has_manager(app, arena, 0, &has_manager, &ignored) != FTL_OK || !has_manager)
		return FTL_OK;
	return ftl_app_permit(app, FTL_CAN_MANAGE, err);
}

/* As receipts print it; typed in either case. A mistyped length is no sign of a cut log. */
static enum ftl_status read_head(struct ftl_arena *arena, const char *text, const char **ret,
                                 struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	char *head = ftl_strdup(arena, text);

	for (char *c = head; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'F')
			*c = (char)(*c - 'A' + 'a');
	}
	if (strlen(head) != FTL_AUDIT_HEAD_DIGITS ||
	    strspn(head, "0123456789abcdef") != FTL_AUDIT_HEAD_DIGITS) {
		ftl_fail(err, FTL_INVALID, "audit_head",
		         "must be %d digits 0 to 9 and a to f, got %s", FTL_AUDIT_HEAD_DIGITS,
		         ftl_quote(quoted, text));
		return ftl_hint(err, "compare it with the receipt of a check-in or hand-over");
	}
	*ret = head;
	return FTL_OK;
}

enum ftl_status ftl_check(struct ftl_app *app, struct ftl_arena *arena, const char *audit_head,
                          struct ftl_check_result *ret, struct ftl_err *err)
{
	FTL_TXN(view);
	struct ftl_checking c = {.app = app, .arena = arena};
	struct ftl_err problem;

	c.result.has_wanted_head = audit_head != NULL;
	FTL_TRY(check_may_check(app, arena, err));
	if (audit_head != NULL)
		FTL_TRY(read_head(arena, audit_head, &c.wanted_head, err));
	FTL_TRY(ftl_txn_begin_read(app->db, &view, err));
	for (size_t i = 0; i < FTL_COUNT(parts); i++) {
		if (parts[i].run(&c, &problem) != FTL_OK)
			FTL_TRY(note_damage(&c, parts[i].what, &problem, err));
	}
	if (c.result.has_wanted_head && !c.result.found_head)
		ftl_checking_note(
		        &c, "audit",
		        "the head you gave is not in the log: the log was cut or rewritten",
		        COMPARE);
	if (ftl_audit_head_text(app, arena, &c.result.audit_head, &problem) != FTL_OK)
		c.result.audit_head = NULL;
	ftl_txn_done(&view);
	FTL_TRY(check_index(&c, err));
	c.result.findings = c.rows;
	*ret = c.result;
	return FTL_OK;
}
