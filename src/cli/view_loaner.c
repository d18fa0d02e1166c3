#include "cli/view_loaner.h"

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"

/* In a list the lesser ones are details; one loaner alone is shown whole. */
#define COLUMNS(lesser)                                                                            \
	{                                                                                          \
		[FTL_VIEW_LOANER_CODE] = {"code",                                                  \
		                          "Loaner",                                                \
		                          FTL_T_CODE,                                              \
		                          false,                                                   \
		                          "its code, which its label carries",                     \
		                          NULL},                                                   \
		[FTL_VIEW_LOANER_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},  \
		[FTL_VIEW_LOANER_STATE] =                                                          \
		        {"state", "State", FTL_T_ENUM, false, "free, lent or lost", NULL},         \
		[FTL_VIEW_LOANER_ORDER] = {"order",                                                \
		                           "Work order",                                           \
		                           FTL_T_CODE,                                             \
		                           false,                                                  \
		                           "the job it is out for, or was lost with",              \
		                           NULL},                                                  \
		[FTL_VIEW_LOANER_CUSTOMER] = {"customer", "Customer",          FTL_T_TEXT,         \
		                              false,      "whose job that is", NULL},              \
		[FTL_VIEW_LOANER_DUE] =                                                            \
		        {"due_on", "Due", FTL_T_DATE, false, "the day it is to be back", NULL},    \
		[FTL_VIEW_LOANER_OVERDUE] = {"overdue", "Overdue",          FTL_T_BOOL,            \
		                             false,     "that day is over", NULL},                 \
		[FTL_VIEW_LOANER_SERIAL] = {"serial", "Serial",        FTL_T_TEXT,                 \
		                            (lesser), "serial number", NULL},                      \
		[FTL_VIEW_LOANER_SINCE] = {"since",                                                \
		                           "Since",                                                \
		                           FTL_T_INSTANT,                                          \
		                           (lesser),                                               \
		                           "when it went out, came back or was given up",          \
		                           NULL},                                                  \
		[FTL_VIEW_LOANER_DEPOSIT] = {"deposit",                                            \
		                             "Usual deposit",                                      \
		                             FTL_T_MONEY,                                          \
		                             (lesser),                                             \
		                             "what is usually asked for it",                       \
		                             NULL},                                                \
		[FTL_VIEW_LOANER_TAKEN] = {"deposit_taken",                                        \
		                           "Deposit taken",                                        \
		                           FTL_T_MONEY,                                            \
		                           (lesser),                                               \
		                           "what was taken for it, to be given back with it",      \
		                           NULL},                                                  \
		[FTL_VIEW_LOANER_RETIRED] = {"retired", "Retired",        FTL_T_BOOL,              \
		                             (lesser),  "no longer lent", NULL},                   \
		[FTL_VIEW_LOANER_CREATED] = {"created_at", "On file since",     FTL_T_INSTANT,     \
		                             (lesser),     "when it was added", NULL},             \
	}
const struct ftl_column ftl_view_loaner_columns[FTL_VIEW_LOANER_CELLS] = COLUMNS(true);
const struct ftl_column ftl_view_loaner_whole[FTL_VIEW_LOANER_CELLS] = COLUMNS(false);

const struct ftl_column ftl_view_loaner_event_columns[FTL_VIEW_LOANER_EVENT_CELLS] = {
        [FTL_VIEW_LOANER_EVENT_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was noted",
                                      NULL},
        [FTL_VIEW_LOANER_EVENT_ACT] = {"event", "Event", FTL_T_ENUM, false, "lend, return or lost",
                                       NULL},
        [FTL_VIEW_LOANER_EVENT_LOANER] = {"loaner", "Loaner", FTL_T_CODE, true, "the loaner's code",
                                          NULL},
        [FTL_VIEW_LOANER_EVENT_NAME] = {"name", "Name", FTL_T_TEXT, true, "what it is", NULL},
        [FTL_VIEW_LOANER_EVENT_ORDER] = {"order", "Work order", FTL_T_CODE, false,
                                         "the job it went with", NULL},
        [FTL_VIEW_LOANER_EVENT_CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, false,
                                            "whose job that is", NULL},
        [FTL_VIEW_LOANER_EVENT_DUE] = {"due_on", "Due", FTL_T_DATE, false,
                                       "the day it was to be back", NULL},
        [FTL_VIEW_LOANER_EVENT_AMOUNT] =
                {"amount", "Amount", FTL_T_MONEY, false,
                 "the deposit that was taken, or what was charged for a lost one", NULL},
        [FTL_VIEW_LOANER_EVENT_LINE] = {"line", "Line", FTL_T_INT, true,
                                        "of the charge on the job's bill", NULL},
        [FTL_VIEW_LOANER_EVENT_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who noted it",
                                         NULL},
        [FTL_VIEW_LOANER_EVENT_TEXT] = {"text", "Text", FTL_T_TEXT, false,
                                        "the condition, or what became of it", NULL},
};

static struct ftl_cell from_opt(struct ftl_opt opt)
{
	return ftl_cell_opt(opt.has, opt.value);
}

void ftl_view_loaner_cells(struct ftl_cell cells[FTL_VIEW_LOANER_CELLS],
                           const struct ftl_loaner *loaner, int32_t today)
{
	cells[FTL_VIEW_LOANER_CODE] = ftl_cell_text(loaner->code);
	cells[FTL_VIEW_LOANER_NAME] = ftl_cell_text(loaner->name);
	cells[FTL_VIEW_LOANER_STATE] = ftl_cell_text(ftl_loaner_state_names[loaner->state]);
	cells[FTL_VIEW_LOANER_ORDER] = ftl_cell_text(loaner->order_code);
	cells[FTL_VIEW_LOANER_CUSTOMER] = ftl_cell_text(loaner->customer);
	cells[FTL_VIEW_LOANER_DUE] = from_opt(loaner->due_on);
	cells[FTL_VIEW_LOANER_OVERDUE] =
	        ftl_cell_number(ftl_loaner_is_overdue(loaner->state, loaner->due_on, today));
	cells[FTL_VIEW_LOANER_SERIAL] = ftl_cell_text(loaner->serial);
	cells[FTL_VIEW_LOANER_SINCE] = from_opt(loaner->since);
	cells[FTL_VIEW_LOANER_DEPOSIT] = from_opt(loaner->deposit_cents);
	cells[FTL_VIEW_LOANER_TAKEN] = from_opt(loaner->taken_cents);
	cells[FTL_VIEW_LOANER_RETIRED] = ftl_cell_number(loaner->is_retired);
	cells[FTL_VIEW_LOANER_CREATED] = ftl_cell_number(loaner->created_at);
}

struct ftl_section ftl_view_loaners(struct ftl_arena *arena, const struct ftl_loaner *loaners,
                                    size_t count, int32_t today)
{
	struct ftl_section section = FTL_VIEW_LOANERS;
	struct ftl_section_rows rows = ftl_section_begin(arena, count);

	for (size_t i = 0; i < count; i++) {
		struct ftl_cell cells[FTL_VIEW_LOANER_CELLS];

		ftl_view_loaner_cells(cells, &loaners[i], today);
		ftl_section_add(&rows, cells, FTL_VIEW_LOANER_OUT);
	}
	ftl_section_end(&section, &rows);
	return section;
}

struct ftl_section ftl_view_loaner_events(struct ftl_arena *arena,
                                          const struct ftl_loaner_row *events, size_t count)
{
	struct ftl_section section = FTL_VIEW_LOANER_EVENTS;
	struct ftl_section_rows rows = ftl_section_begin(arena, count);

	for (size_t i = 0; i < count; i++) {
		const struct ftl_loaner_row *row = &events[i];
		const struct ftl_cell cells[FTL_VIEW_LOANER_EVENT_CELLS] = {
		        [FTL_VIEW_LOANER_EVENT_AT] = ftl_cell_number(row->event.at),
		        [FTL_VIEW_LOANER_EVENT_ACT] =
		                ftl_cell_text(ftl_loaner_act_names[row->event.act]),
		        [FTL_VIEW_LOANER_EVENT_LOANER] = ftl_cell_text(row->loaner_code),
		        [FTL_VIEW_LOANER_EVENT_NAME] = ftl_cell_text(row->loaner),
		        [FTL_VIEW_LOANER_EVENT_ORDER] = ftl_cell_text(row->order_code),
		        [FTL_VIEW_LOANER_EVENT_CUSTOMER] = ftl_cell_text(row->customer),
		        [FTL_VIEW_LOANER_EVENT_DUE] = from_opt(row->event.due_on),
		        [FTL_VIEW_LOANER_EVENT_AMOUNT] = from_opt(row->event.amount_cents),
		        [FTL_VIEW_LOANER_EVENT_LINE] =
		                ftl_cell_opt(row->line_position != 0, row->line_position),
		        [FTL_VIEW_LOANER_EVENT_STAFF] = ftl_cell_text(row->staff),
		        [FTL_VIEW_LOANER_EVENT_TEXT] = ftl_cell_text(row->text),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_LOANER_EVENT_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

const char *ftl_view_loaner_words(struct ftl_arena *arena, const struct ftl_app *app,
                                  const struct ftl_loaner *loaner)
{
	int32_t today = ftl_app_today(app);
	FTL_BUF(text);

	ftl_buf_text(&text, ftl_loaner_state_names[loaner->state]);
	if (loaner->state != FTL_LOANER_FREE && loaner->since.has)
		ftl_buf_printf(&text, " since %s", ftl_view_when(arena, app, loaner->since.value));
	if (loaner->due_on.has)
		ftl_buf_printf(&text, ", due %s",
		               ftl_view_day(arena, (int32_t)loaner->due_on.value, today));
	if (ftl_loaner_is_overdue(loaner->state, loaner->due_on, today))
		ftl_buf_text(&text, ", overdue");
	if (loaner->taken_cents.has)
		ftl_buf_printf(&text, ", deposit %s",
		               ftl_view_money(arena, app, loaner->taken_cents.value));
	if (loaner->is_retired)
		ftl_buf_text(&text, ", retired");
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}
