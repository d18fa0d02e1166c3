#include "store/registry.h"

#include "store/attachment.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/calendar.h"
#include "store/claim.h"
#include "store/claim_answer.h"
#include "store/cover.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/device_cover.h"
#include "store/estimate.h"
#include "store/event.h"
#include "store/fault.h"
#include "store/figures.h"
#include "store/history.h"
#include "store/holding.h"
#include "store/labour.h"
#include "store/line.h"
#include "store/loaner.h"
#include "store/meter.h"
#include "store/old_part.h"
#include "store/order.h"
#include "store/ords.h"
#include "store/part.h"
#include "store/piece.h"
#include "store/place.h"
#include "store/printer.h"
#include "store/proof.h"
#include "store/provision.h"
#include "store/purchase.h"
#include "store/remittance.h"
#include "store/return.h"
#include "store/return_word.h"
#include "store/rule.h"
#include "store/search.h"
#include "store/site.h"
#include "store/staff.h"
#include "store/stock.h"
#include "store/stocktake.h"
#include "store/target.h"
#include "store/test.h"
#include "store/timer.h"

const struct ftl_sql_table *const ftl_store_tables[] = {
        &ftl_attachment_sql,   &ftl_audit_sql,     &ftl_board_sql,        &ftl_calendar_sql,
        &ftl_claim_sql,        &ftl_cover_sql,     &ftl_customer_sql,     &ftl_device_sql,
        &ftl_device_cover_sql, &ftl_estimate_sql,  &ftl_event_sql,        &ftl_fault_sql,
        &ftl_figures_sql,      &ftl_history_sql,   &ftl_labour_sql,       &ftl_line_sql,
        &ftl_loaner_sql,       &ftl_order_sql,     &ftl_ords_sql,         &ftl_piece_sql,
        &ftl_place_sql,        &ftl_printer_sql,   &ftl_proof_sql,        &ftl_remittance_sql,
        &ftl_seal_sql,         &ftl_search_sql,    &ftl_site_sql,         &ftl_staff_sql,
        &ftl_target_sql,       &ftl_rule_sql,      &ftl_test_sql,         &ftl_timer_sql,
        &ftl_visit_sql,        &ftl_supplier_sql,  &ftl_part_sql,         &ftl_stock_sql,
        &ftl_stock_sheet_sql,  &ftl_provision_sql, &ftl_claim_answer_sql, &ftl_meter_sql,
        &ftl_purchase_sql,     &ftl_stocktake_sql, &ftl_holding_sql,      &ftl_return_sql,
        &ftl_return_word_sql,  &ftl_old_part_sql,
};
const size_t ftl_store_table_count = FTL_COUNT(ftl_store_tables);
