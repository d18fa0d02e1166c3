#include <stddef.h>

#include "fettle/model/order.h"

const char *const ftl_state_names[FTL_STATES] = {
        [FTL_BOOKED] = "booked",
        [FTL_RECEIVED] = "received",
        [FTL_DIAGNOSING] = "diagnosing",
        [FTL_AWAIT_CUSTOMER] = "await_customer",
        [FTL_AWAIT_PAYER] = "await_payer",
        [FTL_APPROVED] = "approved",
        [FTL_AWAIT_PARTS] = "await_parts",
        [FTL_IN_REPAIR] = "in_repair",
        [FTL_AT_VENDOR] = "at_vendor",
        [FTL_QUALITY_CHECK] = "quality_check",
        [FTL_READY] = "ready",
        [FTL_HANDED_OVER] = "handed_over",
        [FTL_CLOSED] = "closed",
        [FTL_CANCELLED] = "cancelled",
};

static const char *const state_titles[FTL_STATES] = {
        [FTL_BOOKED] = "booked",
        [FTL_RECEIVED] = "received",
        [FTL_DIAGNOSING] = "being diagnosed",
        [FTL_AWAIT_CUSTOMER] = "waits for the customer",
        [FTL_AWAIT_PAYER] = "waits for the payer",
        [FTL_APPROVED] = "approved",
        [FTL_AWAIT_PARTS] = "waits for parts",
        [FTL_IN_REPAIR] = "in repair",
        [FTL_AT_VENDOR] = "at an outside repairer",
        [FTL_QUALITY_CHECK] = "in quality check",
        [FTL_READY] = "ready",
        [FTL_HANDED_OVER] = "handed over",
        [FTL_CLOSED] = "closed",
        [FTL_CANCELLED] = "cancelled",
};

/* "work order W26-00377-F " + this. */
static const char *const state_sentences[FTL_STATES] = {
        [FTL_BOOKED] = "is booked and not here yet",
        [FTL_RECEIVED] = "is received",
        [FTL_DIAGNOSING] = "is being diagnosed",
        [FTL_AWAIT_CUSTOMER] = "is waiting for the customer",
        [FTL_AWAIT_PAYER] = "is waiting for the payer",
        [FTL_APPROVED] = "is approved",
        [FTL_AWAIT_PARTS] = "is waiting for parts",
        [FTL_IN_REPAIR] = "is in repair",
        [FTL_AT_VENDOR] = "is at an outside repairer",
        [FTL_QUALITY_CHECK] = "is in quality check",
        [FTL_READY] = "is ready",
        [FTL_HANDED_OVER] = "is handed over",
        [FTL_CLOSED] = "is closed",
        [FTL_CANCELLED] = "is cancelled",
};

const char *const ftl_result_names[FTL_RESULTS] = {
        [FTL_RESULT_NONE] = NULL,
        [FTL_REPAIRED] = "repaired",
        [FTL_REPAIRED_PARTLY] = "repaired_partly",
        [FTL_EXCHANGED] = "exchanged",
        [FTL_NO_FAULT_FOUND] = "no_fault_found",
        [FTL_USER_INSTRUCTED] = "user_instructed",
        [FTL_SOFTWARE_ONLY] = "software_only",
        [FTL_DECLINED_BY_CUSTOMER] = "declined_by_customer",
        [FTL_UNECONOMIC] = "uneconomic",
        [FTL_UNREPAIRABLE] = "unrepairable",
        [FTL_REFUNDED] = "refunded",
        [FTL_RECYCLED] = "recycled",
        [FTL_ABANDONED] = "abandoned",
};

static const char *const result_titles[FTL_RESULTS] = {
        [FTL_RESULT_NONE] = "no result yet",
        [FTL_REPAIRED] = "repaired",
        [FTL_REPAIRED_PARTLY] = "repaired in part",
        [FTL_EXCHANGED] = "exchanged",
        [FTL_NO_FAULT_FOUND] = "no fault found",
        [FTL_USER_INSTRUCTED] = "customer shown how to use it",
        [FTL_SOFTWARE_ONLY] = "software only",
        [FTL_DECLINED_BY_CUSTOMER] = "declined by the customer",
        [FTL_UNECONOMIC] = "not worth repairing",
        [FTL_UNREPAIRABLE] = "cannot be repaired",
        [FTL_REFUNDED] = "refunded",
        [FTL_RECYCLED] = "recycled",
        [FTL_ABANDONED] = "abandoned",
};

const char *const ftl_barrier_names[FTL_BARRIERS] = {
        [FTL_BARRIER_NONE] = NULL,
        [FTL_NO_SPARE_PARTS] = "spare_parts_not_available",
        [FTL_PARTS_TOO_EXPENSIVE] = "spare_parts_too_expensive",
        [FTL_NO_WAY_TO_OPEN] = "no_way_to_open_product",
        [FTL_NO_REPAIR_INFO] = "repair_information_not_available",
        [FTL_NO_EQUIPMENT] = "lack_of_equipment",
        [FTL_TOO_WORN_OUT] = "too_worn_out",
};

const char *const ftl_hold_names[FTL_HOLDS] = {
        [FTL_HOLD_NONE] = NULL,       [FTL_HOLD_CUSTOMER] = "customer", [FTL_HOLD_PAYER] = "payer",
        [FTL_HOLD_PARTS] = "parts",   [FTL_HOLD_VENDOR] = "vendor",     [FTL_HOLD_LEGAL] = "legal",
        [FTL_HOLD_RECALL] = "recall", [FTL_HOLD_INTERNAL] = "internal",
};

static const char *const hold_titles[FTL_HOLDS] = {
        [FTL_HOLD_NONE] = "not on hold",
        [FTL_HOLD_CUSTOMER] = "on hold for the customer",
        [FTL_HOLD_PAYER] = "on hold for the payer",
        [FTL_HOLD_PARTS] = "on hold for parts",
        [FTL_HOLD_VENDOR] = "on hold for an outside repairer",
        [FTL_HOLD_LEGAL] = "on hold for legal reasons",
        [FTL_HOLD_RECALL] = "on hold for a recall",
        [FTL_HOLD_INTERNAL] = "on hold by the shop",
};

const char *const ftl_owner_names[FTL_OWNERS] = {
        [FTL_OWNER_NONE] = "none",   [FTL_OWNER_SHOP] = "shop",   [FTL_OWNER_CUSTOMER] = "customer",
        [FTL_OWNER_PAYER] = "payer", [FTL_OWNER_PARTS] = "parts", [FTL_OWNER_VENDOR] = "vendor",
};

const char *const ftl_priority_names[FTL_PRIORITIES] = {
        [FTL_PRIORITY_LOW] = "low",
        [FTL_PRIORITY_NORMAL] = "normal",
        [FTL_PRIORITY_HIGH] = "high",
        [FTL_PRIORITY_URGENT] = "urgent",
};

const char *const ftl_event_names[FTL_EVENT_KINDS] = {
        [FTL_EV_BOOK] = "book",       [FTL_EV_RECEIVE] = "receive",
        [FTL_EV_ASSIGN] = "assign",   [FTL_EV_DIAGNOSE] = "diagnose",
        [FTL_EV_ASK] = "ask",         [FTL_EV_ASK_PAYER] = "ask_payer",
        [FTL_EV_APPROVE] = "approve", [FTL_EV_WAIT_PARTS] = "wait_parts",
        [FTL_EV_START] = "start",     [FTL_EV_SEND] = "send",
        [FTL_EV_TEST] = "test",       [FTL_EV_FAIL] = "fail",
        [FTL_EV_READY] = "ready",     [FTL_EV_HAND_OVER] = "hand_over",
        [FTL_EV_CLOSE] = "close",     [FTL_EV_CANCEL] = "cancel",
        [FTL_EV_HOLD] = "hold",       [FTL_EV_RESUME] = "resume",
        [FTL_EV_NOTE] = "note",       [FTL_EV_PROMISE] = "promise",
        [FTL_EV_NOTICE] = "notice",   [FTL_EV_LINE] = "line",
        [FTL_EV_CODE] = "code",       [FTL_EV_IMPORT] = "import",
        [FTL_EV_STOP] = "stop",       [FTL_EV_LABOUR] = "labour",
        [FTL_EV_REFUSE] = "refuse",   [FTL_EV_PARTS] = "parts_in",
};

/* Booking and importing are commands of their own, not steps of a work order. */
static const char *const commands[FTL_EVENT_KINDS] = {
        [FTL_EV_RECEIVE] = "order receive",
        [FTL_EV_ASSIGN] = "order assign",
        [FTL_EV_DIAGNOSE] = "order diagnose",
        [FTL_EV_ASK] = "order ask",
        [FTL_EV_ASK_PAYER] = "order ask-payer",
        [FTL_EV_APPROVE] = "order approve",
        [FTL_EV_WAIT_PARTS] = "order parts",
        [FTL_EV_START] = "order start",
        [FTL_EV_SEND] = "order send",
        [FTL_EV_TEST] = "order test",
        [FTL_EV_FAIL] = "order fail",
        [FTL_EV_READY] = "order ready",
        [FTL_EV_HAND_OVER] = "order handover",
        [FTL_EV_CLOSE] = "order close",
        [FTL_EV_CANCEL] = "order cancel",
        [FTL_EV_HOLD] = "order hold",
        [FTL_EV_RESUME] = "order resume",
        [FTL_EV_NOTE] = "order note",
        [FTL_EV_PROMISE] = "order promise",
        [FTL_EV_NOTICE] = "order notice",
        [FTL_EV_LINE] = "line add",
        [FTL_EV_CODE] = "order code",
        [FTL_EV_STOP] = "order stop",
        [FTL_EV_LABOUR] = "order labour",
        [FTL_EV_REFUSE] = "order refuse",
};

const char *ftl_state_title(enum ftl_state state)
{
	return state_titles[state];
}

const char *ftl_state_sentence(enum ftl_state state)
{
	return state_sentences[state];
}

const char *ftl_result_title(enum ftl_result result)
{
	return result_titles[result];
}

const char *ftl_hold_title(enum ftl_hold hold)
{
	return hold_titles[hold];
}

const char *ftl_event_command(enum ftl_event_kind kind)
{
	return commands[kind];
}
