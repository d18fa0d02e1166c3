#include "store/search.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "store/row.h"

enum { DOC_GET, DOC_KIND, DOC_PUT, INDEX_PUT, INDEX_CUT, MATCH, SCAN, STRAY, PROVE };

static const struct ftl_sql sql[] = {
        [DOC_GET] = {"search_doc_get", "SELECT text FROM search_doc WHERE id = $1", 1, 1,
                     FTL_SQL_HOT},
        [DOC_KIND] = {"search_doc_kind", "SELECT text FROM search_doc WHERE id = $1 AND kind = $2",
                      2, 1, FTL_SQL_HOT},
        [DOC_PUT] = {"search_doc_put",
                     "INSERT INTO search_doc (id, site_id, kind, text) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (id) DO UPDATE SET text = excluded.text",
                     4, 0, FTL_SQL_WRITE},
        [INDEX_PUT] = {"search_put", "INSERT INTO search (rowid, text) VALUES ($1, $2)", 2, 0,
                       FTL_SQL_WRITE},
        [INDEX_CUT] = {"search_cut",
                       "INSERT INTO search (search, rowid, text) VALUES ('delete', $1, $2)", 2, 0,
                       FTL_SQL_WRITE},
        [MATCH] = {"search_match",
                   "SELECT d.kind, d.id, d.text FROM search s JOIN search_doc d ON d.id = s.rowid "
                   "WHERE s.search MATCH $1 AND d.site_id = $2 ORDER BY s.rowid DESC",
                   2, 3, FTL_SQL_HOT},
        /* Words under three characters have no trigram: look through all texts, newest first. */
        [SCAN] = {"search_scan",
                  "SELECT kind, id, text FROM search_doc WHERE site_id = $2 AND "
                  "(INSTR(text, $1) > 0) ORDER BY id DESC",
                  2, 3, FTL_SQL_READ},
        [STRAY] = {"search_stray",
                   "SELECT d.id FROM search_doc d WHERE "
                   "NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = d.id) AND "
                   "NOT EXISTS (SELECT 1 FROM device v WHERE v.id = d.id) AND "
                   "NOT EXISTS (SELECT 1 FROM work_order w WHERE w.id = d.id) ORDER BY d.id",
                   0, 1, FTL_SQL_READ},
        /* The full-text index's own check of itself, with its texts (rank 1). */
        [PROVE] = {"search_prove",
                   "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", 0, 0,
                   FTL_SQL_WRITE},
};
const struct ftl_sql_table ftl_search_sql = {"search", sql, FTL_COUNT(sql)};

static const char *const kind_names[FTL_SEARCH_KINDS] = {"customer", "device", "order"};

enum ftl_status ftl_store_search_put(struct ftl_db *db, int64_t site_id, enum ftl_search_kind kind,
                                     int64_t id, const char *text, bool is_new, struct ftl_err *err)
{
	if (!is_new) {
		FTL_CURSOR(cursor);
		FTL_ARENA(scratch);
		bool found;

		FTL_TRY(ftl_store_first(db, &sql[DOC_GET], FTL_ARGS(ftl_val_i64(id)), &cursor,
		                        &found, err));
		if (found) {
			const char *old = ftl_col_text(cursor, 0, &scratch);

			if (strcmp(old, text) == 0)
				return FTL_OK;
			FTL_TRY(ftl_db_exec(db, &sql[INDEX_CUT],
			                    FTL_ARGS(ftl_val_i64(id), ftl_val_text(old)), err));
		}
	}
	FTL_TRY(ftl_db_exec(db, &sql[DOC_PUT],
	                    FTL_ARGS(ftl_val_i64(id), ftl_val_i64(site_id),
	                             ftl_val_text(kind_names[kind]), ftl_val_text(text)),
	                    err));
	return ftl_db_exec(db, &sql[INDEX_PUT], FTL_ARGS(ftl_val_i64(id), ftl_val_text(text)), err);
}

enum ftl_status ftl_store_search_get(struct ftl_db *db, struct ftl_arena *arena,
                                     enum ftl_search_kind kind, int64_t id, const char **ret,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[DOC_KIND],
	                        FTL_ARGS(ftl_val_i64(id), ftl_val_text(kind_names[kind])), &cursor,
	                        &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_search_strays(struct ftl_db *db, struct ftl_cursor **ret,
                                        struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[STRAY], FTL_NO_ARGS, ret, err);
}

enum ftl_status ftl_store_search_prove(struct ftl_db *db, struct ftl_err *err)
{
	return ftl_db_try(db, &sql[PROVE], err);
}

/* Adds a text to a document, set off by a blank. */
static void add(struct ftl_buf *buf, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	if (buf->length > 0)
		ftl_buf_char(buf, ' ');
	ftl_buf_text(buf, text);
}

static void add_folded(struct ftl_buf *buf, struct ftl_arena *arena, const char *text)
{
	if (text != NULL)
		add(buf, ftl_text_key(arena, text));
}

/* An identifier is found as typed, without its punctuation, and with look-alikes confused. */
static void add_ident(struct ftl_buf *buf, struct ftl_arena *arena, const char *text)
{
	const char *key;

	if (text == NULL)
		return;
	key = ftl_text_ident_key(arena, text);
	add_folded(buf, arena, text);
	add(buf, ftl_text_key(arena, key));
	add(buf, ftl_text_key(arena, ftl_text_lookalike(arena, key)));
}

const char *ftl_search_customer_text(struct ftl_arena *arena, const struct ftl_customer *customer)
{
	FTL_BUF(buf);

	add_folded(&buf, arena, customer->name);
	add_folded(&buf, arena, customer->code);
	for (size_t i = 0; i < customer->contact_count; i++) {
		const struct ftl_contact *contact = &customer->contacts[i];

		add_folded(&buf, arena, contact->value);
		if (!contact->is_email)
			add(&buf, ftl_text_ident_key(arena, contact->value));
	}
	add_folded(&buf, arena, customer->address);
	return ftl_strdup(arena, ftl_buf_cstr(&buf));
}

const char *ftl_search_device_text(struct ftl_arena *arena, const struct ftl_device *device)
{
	FTL_BUF(buf);

	add_folded(&buf, arena, device->brand);
	add_folded(&buf, arena, device->model);
	add_folded(&buf, arena, device->category);
	add_folded(&buf, arena, device->code);
	add_ident(&buf, arena, device->serial);
	add_folded(&buf, arena, device->imei);
	add_folded(&buf, arena, device->imei2);
	add_folded(&buf, arena, device->gtin);
	add_ident(&buf, arena, device->asset_tag);
	return ftl_strdup(arena, ftl_buf_cstr(&buf));
}

const char *ftl_search_order_text(struct ftl_arena *arena, const char *code, const char *fault)
{
	FTL_BUF(buf);

	add_folded(&buf, arena, code);
	add_folded(&buf, arena, fault);
	return ftl_strdup(arena, ftl_buf_cstr(&buf));
}

/* A phrase of the index's query language: quoted, with quotes doubled. */
static void add_phrase(struct ftl_buf *query, const char *word)
{
	ftl_buf_char(query, '"');
	for (const char *c = word; *c != '\0'; c++) {
		if (*c == '"')
			ftl_buf_char(query, '"');
		ftl_buf_char(query, *c);
	}
	ftl_buf_char(query, '"');
}

static size_t characters(const char *word)
{
	size_t count = 0;

	while (ftl_utf8_next(&word) != 0)
		count++;
	return count;
}

/* What is looked for. */
struct wanted {
	const char *query;  /* for the words that have trigrams; NULL: none has */
	const char **words; /* the others: under three characters */
	size_t count;
};

/* False for words with marks that no identifier has: "100%" is not 100. */
static bool is_like_ident(const char *word)
{
	for (const char *c = word; *c != '\0'; c++) {
		bool is_plain = (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
		                (unsigned char)*c >= 0x80;

		if (!is_plain && strchr("-./:", *c) == NULL)
			return false;
	}
	return true;
}

/* A word as it is, as an identifier without its punctuation, and with look-alikes confused. */
static void add_word(struct ftl_arena *arena, struct ftl_buf *query, const char *word)
{
	const char *key = ftl_text_ident_key(arena, word);
	const char *ident = ftl_text_key(arena, key);
	const char *alike = ftl_text_key(arena, ftl_text_lookalike(arena, key));

	ftl_buf_text(query, query->length > 0 ? " AND (" : "(");
	add_phrase(query, word);
	if (!is_like_ident(word)) {
		ftl_buf_char(query, ')');
		return;
	}
	if (strcmp(ident, word) != 0 && characters(ident) >= 3) {
		ftl_buf_text(query, " OR ");
		add_phrase(query, ident);
	}
	if (strcmp(alike, ident) != 0 && characters(alike) >= 3) {
		ftl_buf_text(query, " OR ");
		add_phrase(query, alike);
	}
	ftl_buf_char(query, ')');
}

/*
 * The digits of a telephone number as they stand in the index, or NULL when text is none: "030 123
 * 4567" and "+49 30 1234567" are the same number, and only one of them is on file.
 */
static const char *phone_digits(struct ftl_arena *arena, const char *text)
{
	char *digits = ftl_alloc(arena, strlen(text) + 1, 1);
	size_t length = 0;

	if (strspn(text, "+0123456789 ()/.-") != strlen(text))
		return NULL;
	for (const char *c = text; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			digits[length++] = *c;
	}
	digits += strspn(digits, "0");
	return strlen(digits) >= 5 ? digits : NULL;
}

static struct wanted split(struct ftl_arena *arena, const char *text)
{
	FTL_BUF(query);
	struct wanted wanted = {0};
	const char *phone = phone_digits(arena, text);
	char *words = ftl_strdup(arena, ftl_text_key(arena, text));
	const char *word;

	wanted.words = ftl_alloc(arena, strlen(words) + 1, sizeof(*wanted.words));
	while ((word = strsep(&words, " ")) != NULL) {
		if (*word == '\0')
			continue;
		if (characters(word) < 3)
			wanted.words[wanted.count++] = word;
		else
			add_word(arena, &query, word);
	}
	if (phone != NULL && wanted.count > 0) {
		wanted.count = 0;
		ftl_buf_clear(&query);
	}
	if (phone != NULL)
		ftl_buf_printf(&query, "%s\"%s\"", query.length > 0 ? " OR " : "", phone);
	if (query.length > 0)
		wanted.query = ftl_strdup(arena, ftl_buf_cstr(&query));
	return wanted;
}

static bool has_all(const char *text, const struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		if (strstr(text, wanted->words[i]) == NULL)
			return false;
	}
	return true;
}

enum ftl_status ftl_store_search_find(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const char *text, unsigned kinds, int64_t limit,
                                      const struct ftl_search_hit **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct wanted wanted = split(arena, text);
	struct ftl_search_hit *hits = NULL;
	size_t capacity = 0, count = 0;
	bool more = wanted.query != NULL || wanted.count > 0;

	if (more)
		FTL_TRY(ftl_cursor_open(
		        db, &sql[wanted.query != NULL ? MATCH : SCAN],
		        FTL_ARGS(
		                ftl_val_text(wanted.query != NULL ? wanted.query : wanted.words[0]),
		                ftl_val_i64(site_id)),
		        &cursor, err));
	while (more && (int64_t)count < limit) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		struct ftl_search_hit hit = {(enum ftl_search_kind)ftl_store_name(
		                                     cursor, 0, kind_names, FTL_SEARCH_KINDS),
		                             ftl_col_i64(cursor, 1)};
		if ((kinds & 1u << hit.kind) == 0 || !has_all(ftl_col_peek(cursor, 2), &wanted))
			continue;
		hits = ftl_store_grow(arena, hits, count, &capacity, sizeof(*hits));
		hits[count++] = hit;
	}
	*ret = hits;
	*ret_count = count;
	return FTL_OK;
}
