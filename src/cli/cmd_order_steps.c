#include "cli/cmd_order_step.h"
#include "cli/job_list.h"

#include "fettle/base/attr.h"
#include "fettle/model/line.h"
#include "fettle/model/notice.h"
#include "fettle/model/order.h"

/*
 * The steps of a work order, one descriptor each: what differs is data. The codes of the examples
 * are those of tests/cli/setup/jobs.sh.
 */

#define OF_TECHNICIAN                                                                              \
	{                                                                                          \
		.key = "technician", .type = FTL_OPT_TEXT, .value = "STAFF",                       \
		.help = "login of who takes the job with this step"                                \
	}
#define OF_WORKER                                                                                  \
	{                                                                                          \
		.key = "technician", .type = FTL_OPT_TEXT, .value = "STAFF",                       \
		.help = "login of who sets to work; takes the job, unless it is worked on already" \
	}
#define OF_WHOSE                                                                                   \
	{                                                                                          \
		.key = "technician", .type = FTL_OPT_TEXT, .value = "STAFF",                       \
		.help = "for managers: login of whose it is, if not yours"                         \
	}
#define OF_DUE(text, must)                                                                         \
	{                                                                                          \
		.key = "due", .type = FTL_OPT_DATE, .value = "DATE", .help = (text),               \
		.is_required = (must)                                                              \
	}
#define OF_MONEY(name, text)                                                                       \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_MONEY, .value = "AMOUNT", .help = (text)            \
	}
#define OF_TEXT(name, what, text, must)                                                            \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_TEXT, .value = (what), .help = (text),              \
		.is_required = (must)                                                              \
	}
#define OF_PIECES(name, text)                                                                      \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_TEXT, .value = "PIECE", .help = (text),             \
		.is_repeatable = true                                                              \
	}
#define OF_NAME(name, what, text, table, size, must)                                               \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_ENUM, .value = (what), .help = (text),              \
		.names = (table), .name_count = (size), .is_required = (must)                      \
	}

#define CODE                                                                                       \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = FTL_JOB_LIST_HELP                      \
	}
#define WORDS(called, least, text)                                                                 \
	{                                                                                          \
		.name = (called), .min = (least), .max = 0, .help = (text)                         \
	}
static const struct ftl_argument with_text[] = {CODE, WORDS("TEXT", 0, "what is to be noted")};
static const struct ftl_argument with_note[] = {CODE, WORDS("TEXT", 1, "the note")};
static const struct ftl_argument with_question[] = {CODE,
                                                    WORDS("TEXT", 1, "what the customer is asked")};
static const struct ftl_argument with_reason[] = {CODE, WORDS("REASON", 1, "what is not right")};
static const struct ftl_argument with_refusal[] = {
        CODE, WORDS("REASON", 1, "why the payer does not agree")};
static const struct ftl_argument with_staff[] = {
        CODE, {.name = "STAFF", .min = 1, .max = 1, .help = "a login; none: nobody has it"}};
static const struct ftl_argument with_minutes[] = {
        CODE,
        {.name = "MINUTES",
         .min = 1,
         .max = 1,
         .help = "90 or 1:30 is an hour and a half; -15 takes 15 minutes back"},
        WORDS("TEXT", 0, "what was done; why it is taken back")};
static const struct ftl_argument alone[] = {CODE};

static const struct ftl_option when[] = {FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option who[] = {OF_TECHNICIAN, FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option worker[] = {OF_WORKER, FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option whose[] = {OF_WHOSE, FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option take_options[] = {
        {.key = "from-them", .type = FTL_OPT_FLAG, .help = "also when a colleague has it"},
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option ask_options[] = {OF_DUE("by when the customer is to answer", true),
                                                OF_MONEY("amount", "the estimate, tax included"),
                                                OF_TECHNICIAN, FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option ask_payer_options[] = {
        OF_TEXT("reference", "NUMBER", "the payer's or our number of the request", true),
        OF_NAME("payer", "PAYER", "who is asked (standard: the only one with lines on the bill)",
                ftl_claimed_names, FTL_PAYERS, false),
        OF_DUE("by when the payer is to answer", false),
        OF_MONEY("amount", "what the payer is asked for"),
        OF_TECHNICIAN,
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option approve_options[] = {
        OF_MONEY("amount",
                 "up to how much, tax included (standard: the estimate); of a payer, net"),
        OF_TEXT("reference", "NUMBER",
                "of a payer: their number, if it is not the one of the request", false),
        {.key = "until",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "of a payer: the last day on which it is valid"},
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option parts_options[] = {
        OF_TEXT("for", "PART", "what is awaited, and from where", true),
        OF_DUE("when it is to come", false), OF_TECHNICIAN, FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option send_options[] = {
        OF_TEXT("vendor", "PLACE", "name or code of the outside repairer", true),
        OF_TEXT("reference", "NUMBER", "their number of the case", false),
        OF_TEXT("tracking", "NUMBER", "the parcel's number", false),
        OF_DUE("when it is to be back", true),
        OF_PIECES("piece", "code of an accessory that goes along"),
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option receive_options[] = {
        OF_TEXT("place", "PLACE", "where it is put (standard: the desk)", false),
        OF_TEXT("serial", "SERIAL", "as read on it: refused when it is another unit's", false),
        OF_PIECES("piece", "code of a piece, scanned as it comes out of the parcel"),
        OF_PIECES("missing", "code of an accessory that did not come back"),
        OF_TEXT("reason", "TEXT", "what became of the missing pieces", false),
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option ready_options[] = {
        OF_NAME("result", "RESULT", "what came of it", ftl_result_names, FTL_RESULTS, true),
        OF_NAME("barrier", "BARRIER", "why it could not be repaired", ftl_barrier_names,
                FTL_BARRIERS, false),
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option hand_over_options[] = {
        OF_MONEY("paid", "what was paid now, tax included"),
        {.key = "on-account", .type = FTL_OPT_FLAG, .help = "the balance goes on account"},
        OF_PIECES("piece", "code of a piece, scanned as it goes out"),
        OF_PIECES("missing", "code of a piece that cannot be given back"),
        OF_TEXT("reason", "TEXT", "what became of the missing pieces", false),
        OF_TEXT("to", "NAME", "who took it, when not the customer", false),
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option hold_options[] = {
        OF_NAME("reason", "REASON", "whose turn it is, or why", ftl_hold_names, FTL_HOLDS, true),
        {.key = "until",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the day by which it should be over"},
        FTL_ORDER_STEP_OPTIONS};
static const struct ftl_option notice_options[] = {
        OF_NAME("how", "WAY", "by which way", ftl_notice_way_names, FTL_NOTICE_WAYS, false),
        FTL_ORDER_STEP_OPTIONS};

/* One step: the symbol's name, the command, what stands in lists of commands, and its example with
 * the centre that it is for. */
#define STEP_AT(centre, symbol, words, in_short, in_long, audience_, example_, shows_, ...)        \
	static const struct ftl_example symbol##_examples[] = {{example_, shows_, centre}};        \
	const struct ftl_command ftl_command_order_##symbol = {.path = words,                      \
	                                                       .summary = in_short,                \
	                                                       .description = in_long,             \
	                                                       .need = FTL_NEED_WRITE,             \
	                                                       .flags = FTL_COMMAND_CHANGES,       \
	                                                       .audience = audience_,              \
	                                                       FTL_EXAMPLES(symbol##_examples),    \
	                                                       .shape = &ftl_order_step_shape,     \
	                                                       .run = ftl_order_step_run,          \
	                                                       .write = ftl_order_step_write,      \
	                                                       __VA_ARGS__}
#define STEP(...) STEP_AT("jobs", __VA_ARGS__)

STEP(assign, "order assign", "give a work order to a technician",
     "Says who has the job; no state changes. `none` takes it off whoever has it.\n\n"
     "Like every step it takes a list of jobs as well: @FILE in the place of the code has a code a "
     "line, @- reads it from standard input. All of them take the step, or none does and the line "
     "that is refused is named; with --keep-going it is left out, told, and the exit status is 3.",
     FTL_FOR_NOUN,
     "fettle order list --technician none --fields code --format csv | "
     "fettle order assign @- tomas",
     "Tomas has all that nobody had", FTL_ARGUMENTS(with_staff), FTL_OPTIONS(when));

STEP(take, "order take", "take a work order yourself",
     "You have the job from now on; no state changes. What a colleague has stays theirs, unless "
     "--from-them is given.",
     FTL_FOR_TECHNICIAN, "fettle order take W26-00001-9 --as tomas", "Tomas takes it",
     FTL_ARGUMENTS(alone), FTL_OPTIONS(take_options));

STEP(diagnose, "order diagnose", "begin to look for the fault",
     "The job needs a technician. A technician who diagnoses a job that nobody has takes it. A "
     "timer begins, as with `order start`.",
     FTL_FOR_TECHNICIAN, "fettle order diagnose W26-00001-9 --technician tomas",
     "Tomas takes it and begins", FTL_ARGUMENTS(with_text), FTL_OPTIONS(worker));

STEP(ask, "order ask", "ask the customer, or send an estimate",
     "From now on the customer's clock runs, until the answer is noted with `order approve`, or "
     "work goes on. With --amount it is an estimate: repair cannot start over the limit of the "
     "check-in until it is approved. What was agreed in one figure is on the bill as one line, "
     "unless lines that the customer pays are on it already. A figure contains all: a diagnosis "
     "fee that was charged before comes off.",
     FTL_FOR_NOUN, "fettle order ask W26-00002-7 --due +7d --amount 64.00 'new battery, two days'",
     "an estimate is sent", FTL_ARGUMENTS(with_question), FTL_OPTIONS(ask_options));

STEP(ask_payer, "order ask-payer", "ask the maker or insurer who is to pay",
     "From now on the payer's clock runs, until the answer is noted with `order approve` or `order "
     "refuse`, or work goes on. The amount is net, as what is claimed. `claim preauths` lists what "
     "was asked and answered.",
     FTL_FOR_NOUN,
     "fettle order ask-payer W26-00002-7 --payer maker --reference SN-2026-4411 --due +3d",
     "a pre-authorisation is asked for", FTL_ARGUMENTS(with_text), FTL_OPTIONS(ask_payer_options));

STEP(approve, "order approve", "note that the customer or payer agrees",
     "Without --amount what was asked for is approved; when no money was asked for, what the "
     "customer allowed stays as it was. An estimate of one figure becomes a line of "
     "the bill by it, unless lines that the customer pays make the bill already; to have it made "
     "by lines later, take that line off: `line remove`.\n\n"
     "Of a job that waits for a payer it is the payer's answer: with the number to claim by, what "
     "is agreed to and until when, all as the payer says them. The number and the amount of the "
     "request hold unless others are given.",
     FTL_FOR_NOUN, "fettle order approve W26-00003-5 --amount 80.00 'by phone'",
     "the customer agrees to at most 80.00", FTL_ARGUMENTS(with_text),
     FTL_OPTIONS(approve_options));

STEP_AT("preauths", refuse, "order refuse", "note that the payer does not agree",
        "The request is on record as denied, and the job is to be diagnosed: what now? The "
        "customer "
        "may be asked, or another payer, or this one again.",
        FTL_FOR_NOUN, "fettle order refuse W26-00002-7 'not covered: liquid'", "the maker says no",
        FTL_ARGUMENTS(with_refusal), FTL_OPTIONS(when));

STEP(parts, "order parts", "wait for a part",
     "From now on the clock of the parts runs, until `order start`.", FTL_FOR_NOUN,
     "fettle order parts W26-00002-7 --for 'battery BL-5C, ordered at Farnell' --due +4d",
     "the battery is on its way", FTL_ARGUMENTS(with_text), FTL_OPTIONS(parts_options));

STEP(start, "order start", "begin the repair, or join in",
     "The job needs a technician, no estimate over the customer's limit may be unanswered, and the "
     "bill must be within it. Who was asked for money once allows what was agreed to since. A "
     "technician who starts a job that nobody has takes it.\n\n"
     "A timer begins: of the technician who says so, else of whoever has the job. It runs until "
     "`order stop`, or until the job is tested, waits or goes on hold. Of a job that is in repair "
     "a colleague joins in, or who stopped goes on; the job stays whose it is. A person works on "
     "one job at a time: who starts here stops elsewhere.",
     FTL_FOR_TECHNICIAN, "fettle order start W26-00002-7", "the repair begins",
     FTL_ARGUMENTS(with_text), FTL_OPTIONS(worker));

STEP_AT("orders", stop, "order stop", "stop working on it: your timer ends",
        "The job stays where it is; `order start` or, of a diagnosis, `order diagnose` goes on. "
        "What was forgotten is said later with --at, as long as nothing has happened to the job "
        "since.",
        FTL_FOR_NOUN, "fettle order stop W26-00002-7 --technician tomas 'lunch'",
        "the manager ends the timer of Tomas", FTL_ARGUMENTS(with_text), FTL_OPTIONS(whose));

STEP(labour, "order labour", "note minutes of work that no timer measured",
     "For what was done without a timer. What is taken back, with the reason, is taken off what "
     "the person typed, then off what their timer measured; no more than there is. Minutes count "
     "on the day they are noted, or of --at.",
     FTL_FOR_NOUN, "fettle order labour W26-00002-7 0:45 --technician tomas 'contacts cleaned'",
     "three quarters of an hour of Tomas", FTL_ARGUMENTS(with_minutes), FTL_OPTIONS(whose));

STEP(send, "order send", "send the device to an outside repairer",
     "From now on the vendor's clock runs, until `order receive`. The device, and what is named "
     "with --piece, lies at the repairer's place from then on; the rest stays here. A repairer of "
     "a new name is added to the places with the step.",
     FTL_FOR_NOUN,
     "fettle order send W26-00002-7 --vendor 'Board Doctors' --reference RMA-118 --tracking 1Z99 "
     "--due +10d",
     "the board goes out for repair", FTL_ARGUMENTS(with_text), FTL_OPTIONS(send_options));

STEP(receive, "order receive", "take a device in that was booked or sent away",
     "What comes back from an outside repairer is in repair again: test it. All that was sent "
     "comes "
     "back: once one piece is named with --piece, all of them are, or are --missing with a "
     "--reason. --serial makes sure that it is the same unit.",
     FTL_FOR_NOUN, "fettle order receive W26-00004-3", "it is back from the outside repairer",
     FTL_ARGUMENTS(with_text), FTL_OPTIONS(receive_options));

STEP(test, "order test", "the repair is done: check it",
     "Somebody tests the device; then `order ready`, or `order fail` when it is not right. What "
     "the bill has come to must be within what the customer allowed or agreed to: else ask first.",
     FTL_FOR_TECHNICIAN, "fettle order test W26-00005-1 'battery replaced, charges to 100 %'",
     "what was done, and off to the check", FTL_ARGUMENTS(with_text), FTL_OPTIONS(who));

STEP(fail, "order fail", "the check failed: back to repair",
     "Counts as a rework. A device that was ready already is not ready any longer.", FTL_FOR_NOUN,
     "fettle order fail W26-00006-0 'right channel is silent now'", "what the check found",
     FTL_ARGUMENTS(with_reason), FTL_OPTIONS(when));

STEP(ready, "order ready", "the device can be collected",
     "Every job ends with a result. What was repaired goes through `order test` first; declined, "
     "unrepairable and other unrepaired results may be said at any time before. As declined by the "
     "customer it is what `estimate reject --done` is: open estimates are declined, and the "
     "diagnosis fee (setting diagnosis.fee) goes onto the bill.",
     FTL_FOR_TECHNICIAN, "fettle order ready W26-00006-0 --result repaired", "repaired and checked",
     FTL_ARGUMENTS(with_text), FTL_OPTIONS(ready_options));

STEP(handover, "order handover", "hand the device over to the customer",
     "All pieces leave with it, and the bill is paid or goes on account. A piece that cannot be "
     "given back is named with --missing, and --reason says what became of it. More than the "
     "customer agreed to is paid, not put on account.\n\n"
     "Pieces are counted out with --piece, a scan each (the job's code is the device's): once one "
     "is, what was neither scanned nor --missing stops the hand-over. The setting handover.count "
     "makes that the rule.\n\n"
     "The audit head that is shown belongs on the receipt: `fettle check --audit-head` proves "
     "later that nothing before it was rewritten.",
     FTL_FOR_FRONT_DESK, "fettle order handover W26-00008-W --paid 64.00",
     "paid and out of the house", FTL_ARGUMENTS(alone), FTL_OPTIONS(hand_over_options));

STEP(notice, "order notice", "note that the customer was told to collect it",
     "Of a device that is ready: no state changes. The setting collect.notices says on which days "
     "after ready a customer who has not come is told again; `board --attention` raises the job "
     "then. Told twice on a day "
     "counts once.",
     FTL_FOR_NOUN, "fettle order notice W26-00008-W --how phone 'comes on Friday'",
     "Jana was called", FTL_ARGUMENTS(with_text), FTL_OPTIONS(notice_options));

STEP(close, "order close", "nothing is left to do",
     "Closed jobs stay closed: when the device comes back, a new work order refers to this one.",
     FTL_FOR_NOUN, "fettle order close W26-00009-U", "the job is done with",
     FTL_ARGUMENTS(with_text), FTL_OPTIONS(when));

STEP(cancel, "order cancel", "call a job off before work begins",
     "The pieces go back to the customer. A job that owes a diagnosis fee is not cancelled but "
     "made "
     "ready as declined by the customer, and handed over.",
     FTL_FOR_NOUN, "fettle order cancel W26-00001-9 'customer changed her mind'",
     "no repair after all", FTL_ARGUMENTS(with_text), FTL_OPTIONS(when));

STEP(hold, "order hold", "put a work order on hold",
     "The state stays what it was, and the clock of whoever is waited for runs. The next step "
     "forward, or `order resume`, ends it; --until only reminds: past that day the board raises "
     "the job.\n\n"
     "A legal hold ends by `order resume` alone: until then nobody works on the device, and it "
     "does not leave the house.",
     FTL_FOR_NOUN,
     "fettle order hold W26-00002-7 --reason customer --until +3d 'passcode is missing'",
     "work waits for the customer", FTL_ARGUMENTS(with_text), FTL_OPTIONS(hold_options));

STEP(resume, "order resume", "end a hold",
     "The job goes on in the state it was in. The timer of a technician who has the job at the "
     "bench and says so goes on, too.",
     FTL_FOR_NOUN, "fettle order resume W26-00010-7", "work goes on", FTL_ARGUMENTS(with_text),
     FTL_OPTIONS(when));

STEP(note, "order note", "add a note to a work order",
     "Notes stay in the timeline; nothing is ever taken out of it.", FTL_FOR_EVERYONE,
     "fettle order note W26-00001-9 'rear glass is cracked'", "a note in the timeline",
     FTL_ARGUMENTS(with_note), FTL_OPTIONS(when));
