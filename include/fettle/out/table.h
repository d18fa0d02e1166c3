#ifndef FETTLE_OUT_TABLE_H
#define FETTLE_OUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"
#include "fettle/base/money.h"
#include "fettle/base/zone.h"

/* What a column holds; decides alignment, and how a cell looks in each format. */
enum ftl_type {
	FTL_T_TEXT,
	FTL_T_CODE, /* stored short form; shown W26-00001-9 in every format */
	FTL_T_ENUM, /* stable name; text may show the title instead (title_of) */
	FTL_T_LIST, /* several texts, separated by newline; JSON: an array of strings */
	FTL_T_INT,
	FTL_T_QUANTITY, /* thousandths; JSON and CSV: decimal string "1.5" */
	FTL_T_MONEY,    /* minor units; JSON and CSV: decimal string "12.50" */
	FTL_T_PERCENT,  /* basis points (9550 is 95.5 %); JSON and CSV: "95.5" */
	FTL_T_DATE,     /* days since 1970 */
	FTL_T_INSTANT,  /* UTC seconds; JSON and CSV: RFC 3339; text and XLSX: the centre's time */
	FTL_T_DURATION, /* seconds; JSON and CSV: the integer; text "2.4 d" or "3:20 h" */
	FTL_T_BOOL,
};

/* One column of a list or record, the same in every format. */
struct ftl_column {
	const char *key;   /* snake_case: JSON key, CSV header, --fields name */
	const char *title; /* "Received": text and XLSX header */
	enum ftl_type type;
	bool is_detail;   /* not shown in text unless asked for with --fields */
	const char *help; /* one line */
	const char *(*title_of)(const char *name); /* FTL_T_ENUM: words for people; may be NULL */
};

/* One value. Numbers for numeric types, text for the others; absent when !has. */
struct ftl_cell {
	bool has;
	int64_t number;
	const char *text;
};

struct ftl_cell ftl_cell_none(void);
struct ftl_cell ftl_cell_text(const char *text); /* NULL: absent */
struct ftl_cell ftl_cell_number(int64_t number);
struct ftl_cell ftl_cell_opt(bool has, int64_t number);

struct ftl_out;

/* Rows inside a row or record: JSON array of objects (or one object) under key. */
struct ftl_section;

struct ftl_table;
struct ftl_row;

/* How text of a record looks when "title  value" lines will not do. Gets the declared data only. */
typedef void ftl_record_view(struct ftl_out *out, const struct ftl_table *shape,
                             const struct ftl_row *row, const void *extra);

/* How a stretch of text stands out, where colour is on; never the only sign. */
enum ftl_tone { FTL_TONE_PLAIN, FTL_TONE_BOLD, FTL_TONE_DIM, FTL_TONE_WARN, FTL_TONE_GOOD };

/* A list's or record's shape. */
struct ftl_table {
	const char *schema; /* "order.list/1" */
	const char *title;  /* "Work orders" */
	const struct ftl_column *columns;
	size_t count;
	const char *empty; /* text when there is no row: "no open work orders" */
	/*
	 * The sections its rows may carry (key, title, columns; their rows are ignored here): help
	 * names them, --fields finds them, CSV and XLSX have a column for each. A table whose rows
	 * have sections that are not declared takes them from its first row.
	 */
	const struct ftl_section *sections;
	size_t section_count;
	/* A list whose rows are more than a line can hold: how each looks as text, an empty line
	 * around those of several lines (extra is NULL). NULL, or with --fields: a grid. */
	ftl_record_view *row_view;
	/* A list's line above its rows, in text without --fields: safe for a terminal. Or NULL. */
	const char *heading;
	/* Keys of details, separated by commas, the most wanted first: as text on a terminal a list
	 * shows as many of them as there is room for, a record those that say something. Or NULL.
	 */
	const char *wide;
	/* How a list's row stands out as text. NULL: not at all. */
	enum ftl_tone (*tone_of)(const struct ftl_row *row);
};

/* A row with its cells in the order of the columns. */
struct ftl_row {
	const struct ftl_cell *cells; /* as many as the table has columns */
	const struct ftl_section *sections;
	size_t section_count;
};

/* Rows inside a row: a job's pieces. */
struct ftl_section {
	const char *key;
	const char *title;
	const struct ftl_column *columns;
	size_t count;
	const struct ftl_row *rows;
	size_t row_count;
	bool is_object; /* exactly one row, written as an object; no row: null */
	bool is_short;  /* as text without the columns in which no row says anything */
};

enum ftl_format { FTL_FORMAT_TEXT, FTL_FORMAT_JSON, FTL_FORMAT_CSV, FTL_FORMAT_XLSX, FTL_FORMATS };
extern const char *const ftl_format_names[FTL_FORMATS];

enum ftl_color { FTL_COLOR_AUTO, FTL_COLOR_ALWAYS, FTL_COLOR_NEVER, FTL_COLORS };
extern const char *const ftl_color_names[FTL_COLORS];

/* What the person asked for, and what values need to be shown rightly. */
struct ftl_out_options {
	enum ftl_format format;
	const char *fields; /* "code,state" or NULL for all */
	const char *path;   /* --output; NULL or "-" is standard output */
	int64_t limit;      /* 0: none */
	enum ftl_color color;
	bool is_raw; /* CSV without the guard against formulas */
	struct ftl_currency currency;
	const struct ftl_zone *zone;
	int64_t now;        /* for document properties */
	const char *centre; /* for document properties; may be NULL */
};

/*
 * Checks --fields against a shape before any work is done: FTL_INVALID with field "fields" names an
 * unknown or repeated key and what there is. fields may be NULL.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_check_fields(const struct ftl_table *table,
                                                    const char *fields, struct ftl_err *err);

/*
 * Opens the sink for one list or one record. XLSX to a terminal is refused (FTL_USAGE). A file is
 * complete once closed and untouched until then; strings of the options must outlive the output.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_open(const struct ftl_out_options *options,
                                            struct ftl_out **ret, struct ftl_err *err);
/* Drops what was not closed. */
void ftl_out_free(struct ftl_out **out);
#define FTL_OUT(var) struct ftl_out *var FTL_CLEANUP(ftl_out_free) = NULL

/* A streamed list. Memory does not grow with its rows. FTL_INVALID names an unknown --fields. */
FTL_MUST_CHECK enum ftl_status ftl_out_begin(struct ftl_out *out, const struct ftl_table *table,
                                             struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_row(struct ftl_out *out, const struct ftl_row *row,
                                           struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_out_end(struct ftl_out *out, struct ftl_err *err);
/*
 * True when the producer may stop: a row beyond --limit was offered (and dropped), or the reader of
 * a pipe has gone away.
 */
bool ftl_out_is_full(const struct ftl_out *out);
/* True when --limit left a row out. */
bool ftl_out_is_cut(const struct ftl_out *out);

/* One thing: {"schema": …, keys …, sections …}. view and extra may be NULL; extra is for the view.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_record(struct ftl_out *out, const struct ftl_table *shape,
                                              const struct ftl_row *row, ftl_record_view *view,
                                              const void *extra, struct ftl_err *err);

/*
 * Bytes as they are instead of a list or record: a label for a pipe. FTL_USAGE when another format
 * than text was asked for, which they cannot have.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_bytes(struct ftl_out *out, const void *bytes, size_t length,
                                             struct ftl_err *err);

/*
 * Flushes, checks (a full disk or a closed stdout is FTL_IO) and puts a file in place. A reader of
 * a pipe that went away is no error: what it wanted, it had.
 */
FTL_MUST_CHECK enum ftl_status ftl_out_close(struct ftl_out *out, struct ftl_err *err);

/*
 * Says that the result is only part of what was asked for: in words why ("3 of 5 records were left
 * out"). The program then ends with FTL_INVALID after showing it; a tape keeps it. NULL: it is all.
 */
void ftl_out_set_partial(struct ftl_out *out, const char *why);
const char *ftl_out_partial(const struct ftl_out *out);

/*
 * A result kept as text instead of shown, and shown later in whatever format is asked for then:
 * what a retried request gives back. The tape takes a list or record like every output, but what
 * was said of it (fields, limit, file) does not apply; like says in which currency and zone a
 * picture is drawn. Its text lives as long as the tape.
 */
void ftl_tape_open(const struct ftl_out *like, struct ftl_out **ret);
const char *ftl_tape_text(struct ftl_out *tape);
/*
 * Shows a tape of this shape: as the list or record it was or, in a list that has begun, its rows.
 * FTL_DB when the text is no such tape.
 */
FTL_MUST_CHECK enum ftl_status ftl_tape_play(struct ftl_out *out, const struct ftl_table *shape,
                                             const char *text, struct ftl_err *err);

/* For views: text, with its newlines (safe text only: use ftl_out_cell or ftl_text_visible for user
 * text). */
void ftl_out_print(struct ftl_out *out, const char *format, ...) FTL_PRINTF(2, 3);
/* Begins a tone (ended by FTL_TONE_PLAIN); nothing is written when colour is off. */
void ftl_out_tone(struct ftl_out *out, enum ftl_tone tone);
/* True when tones show: the result is text, and colour is wanted and possible. */
bool ftl_out_has_color(const struct ftl_out *out);
/* Columns of the terminal, 80 when unknown. */
int ftl_out_width(const struct ftl_out *out);
/* A cell as text shows it, in the arena, safe for a terminal, on one line; money carries its
 * currency ("12.50 EUR"); "" when absent. */
const char *ftl_out_cell(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_column *column, const struct ftl_cell *cell);

/* {"error":{"code":…,"message":…,"field":…,"hint":…}} and a newline. */
void ftl_out_error_json(void *stream, const struct ftl_err *err);

#endif
