#ifndef FETTLE_OPS_CENTRE_H
#define FETTLE_OPS_CENTRE_H

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* A setting the program knows: key, kind of value, default, what it does. */
struct ftl_setting_spec {
	const char *key;
	const char *initial; /* value when nothing is set */
	const char *help;
};
extern const struct ftl_setting_spec ftl_setting_specs[];
extern const size_t ftl_setting_count;

/* A setting as it stands. */
struct ftl_setting {
	const char *key;
	const char *value;
	const char *initial;
	const char *help;
};

/* Every setting, in the order of ftl_setting_specs. */
FTL_MUST_CHECK enum ftl_status ftl_setting_list(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_setting **ret, size_t *ret_count,
                                                struct ftl_err *err);
/* The value in force; FTL_NOT_FOUND for an unknown key, with the nearest ones. */
FTL_MUST_CHECK enum ftl_status ftl_setting_get(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *key, const char **ret,
                                               struct ftl_err *err);
/* A setting that is a number; of a percentage the hundredths. */
FTL_MUST_CHECK enum ftl_status ftl_setting_number(struct ftl_app *app, const char *key,
                                                  int64_t *ret, struct ftl_err *err);
/* ret is the setting as it stands then, also in a dry run. A label.media is validated by the
 * caller's print room. */
FTL_MUST_CHECK enum ftl_status ftl_setting_set(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *key, const char *value,
                                               struct ftl_setting *ret, struct ftl_err *err);

/* The centre's business calendar, loaded once per arena use. */
FTL_MUST_CHECK enum ftl_status ftl_app_calendar(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_calendar **ret,
                                                struct ftl_err *err);

/* The owners whose time is not the shop's, by setting clock.excluded, as bits (1 << owner). */
FTL_MUST_CHECK enum ftl_status ftl_excluded_owners(struct ftl_app *app, unsigned *ret,
                                                   struct ftl_err *err);
/* In which order givers of cover pay, by the setting warranty.order. */
FTL_MUST_CHECK enum ftl_status ftl_cover_order(struct ftl_app *app, struct ftl_arena *arena,
                                               struct ftl_cover_policy *ret, struct ftl_err *err);

/* One line of the calendar, in words. */
struct ftl_calendar_entry {
	const char *what; /* "hours from 2026-01-01", "closed", "open" */
	const char *day;  /* "Mon", or a date */
	const char *hours;
	const char *name;
};
/* Every row of the calendar, in the arena. A change gives them as they stand then, also in a dry
 * run. */
struct ftl_calendar_list {
	const struct ftl_calendar_entry *entries;
	size_t count;
};
/* Sets the weekly hours from a date on (default: today). text as ftl_calendar_parse_week. */
FTL_MUST_CHECK enum ftl_status ftl_calendar_set_hours(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *text, const char *from,
                                                      struct ftl_calendar_list *ret,
                                                      struct ftl_err *err);
/* Days to close, as typed. */
struct ftl_calendar_closing {
	const char *from;
	const char *until; /* NULL: one day */
	const char *name;
	bool replaces; /* what was said of a day before; else FTL_CONFLICT tells it */
};
/* Closes days with a name, or opens one day at other hours ("10:00-14:00"). */
FTL_MUST_CHECK enum ftl_status ftl_calendar_close_days(struct ftl_app *app, struct ftl_arena *arena,
                                                       const struct ftl_calendar_closing *closing,
                                                       struct ftl_calendar_list *ret,
                                                       struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_calendar_open_day(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *day, const char *hours,
                                                     bool replaces, struct ftl_calendar_list *ret,
                                                     struct ftl_err *err);
/* A day or an event of a file of holidays, and what became of it. */
enum ftl_holiday_fate {
	FTL_HOLIDAY_CLOSED,  /* it is closed now */
	FTL_HOLIDAY_KNOWN,   /* it was closed by that name already */
	FTL_HOLIDAY_KEPT,    /* something else is said of it: words has it */
	FTL_HOLIDAY_SKIPPED, /* an event that is no holiday: words says why; no date */
	FTL_HOLIDAY_FATES
};
extern const char *const ftl_holiday_names[FTL_HOLIDAY_FATES]; /* "closed", "already", … */
struct ftl_holiday {
	struct ftl_opt date;
	const char *name;
	enum ftl_holiday_fate fate;
	const char *words;
};
struct ftl_holiday_list {
	const struct ftl_holiday *rows;
	size_t count;
	int64_t closed; /* days that were not closed before */
};
/*
 * Closes the whole days that the text of an iCalendar file says, within a period (see
 * ftl_ical_read()). What is said of a day already stays unless it is to be replaced; a file that
 * says nothing new writes nothing.
 */
FTL_MUST_CHECK enum ftl_status ftl_calendar_import(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *text,
                                                   const struct ftl_period *period, bool replaces,
                                                   struct ftl_holiday_list *ret,
                                                   struct ftl_err *err);

/* The calendar as it stands. */
FTL_MUST_CHECK enum ftl_status ftl_calendar_entries(struct ftl_app *app, struct ftl_arena *arena,
                                                    struct ftl_calendar_list *ret,
                                                    struct ftl_err *err);

/* Every kind of device, by name. */
FTL_MUST_CHECK enum ftl_status ftl_category_list(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_category **ret, size_t *ret_count,
                                                 struct ftl_err *err);

/* Printers. Values are validated by the caller's print room. */
FTL_MUST_CHECK enum ftl_status ftl_printer_add(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_printer_record *printer,
                                               struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_printer_remove(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *name, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_printer_list(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_printer_record **ret,
                                                size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_printer_get(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *name, struct ftl_printer_record *ret,
                                               struct ftl_err *err);

/* One finding of `fettle check`. */
struct ftl_finding {
	const char *what; /* "work order W26-00001-9", "audit", "database" */
	const char *problem;
	const char *advice; /* what to do about it */
};
/* A file that was swapped or filled by another program differs in every row: a list of the first
 * tells as much as one of all, which may not fit into memory. */
#define FTL_FINDINGS_LISTED 1000
struct ftl_check_result {
	const struct ftl_finding *findings; /* the first ones */
	size_t listed;                      /* of them: FTL_FINDINGS_LISTED at most */
	size_t count;                       /* all that were found */
	int64_t orders;
	int64_t audit_entries;
	const char *audit_head;   /* short head of the chain now; NULL: the log cannot be read */
	const char *index_unseen; /* why the search index was not looked into; NULL: it was */
	bool has_wanted_head;     /* an --audit-head was asked for … */
	bool found_head;          /* … and stands in the chain … */
	int64_t head_seq;         /* … at this entry */
};
/*
 * Verifies the whole database: file, schema, audit log, every row's seal, states, attachments,
 * counters, requests, search index. audit_head may be NULL. Open the app with is_checking, so that
 * a broken currency or time zone is a finding too; its view of the database ends here.
 */
FTL_MUST_CHECK enum ftl_status ftl_check(struct ftl_app *app, struct ftl_arena *arena,
                                         const char *audit_head, struct ftl_check_result *ret,
                                         struct ftl_err *err);

#endif
