#include "store/seal.h"

#include <string.h>

#include "store/row.h"

const char *const ftl_entity_names[FTL_ENTITIES] = {
        [FTL_ENTITY_SITE] = "site",           [FTL_ENTITY_STAFF] = "staff",
        [FTL_ENTITY_CUSTOMER] = "customer",   [FTL_ENTITY_DEVICE] = "device",
        [FTL_ENTITY_INTAKE] = "intake",       [FTL_ENTITY_ORDER] = "order",
        [FTL_ENTITY_PLACE] = "place",         [FTL_ENTITY_LOANER] = "loaner",
        [FTL_ENTITY_CLAIM] = "claim",         [FTL_ENTITY_REMITTANCE] = "remittance",
        [FTL_ENTITY_SUPPLIER] = "supplier",   [FTL_ENTITY_PART] = "part",
        [FTL_ENTITY_MOVE] = "move",           [FTL_ENTITY_PURCHASE] = "purchase",
        [FTL_ENTITY_STOCKTAKE] = "stocktake", [FTL_ENTITY_RETURN] = "return",
};

enum {
	SITE,
	SITE_SETTINGS,
	SITE_WINDOWS,
	SITE_DAYS,
	SITE_PRINTERS,
	SITE_CATEGORIES,
	SITE_TEST_LISTS,
	SITE_TEST_ITEMS,
	SITE_CODES,
	SITE_TARGETS,
	SITE_RULES,
	SITE_PROVISIONS,
	SITE_ANSWERS,
	STAFF,
	CUSTOMER,
	CUSTOMER_CONTACTS,
	DEVICE,
	DEVICE_OWNERS,
	DEVICE_COVERS,
	DEVICE_EXCHANGE,
	DEVICE_METERS,
	INTAKE,
	ORDER,
	ORDER_EVENTS,
	ORDER_PIECES,
	ORDER_CUSTODY,
	ORDER_LINES,
	ORDER_COVER,
	ORDER_WARNINGS,
	ORDER_ORDS,
	ORDER_TESTS,
	ORDER_DIAGNOSIS,
	ORDER_FAILURES,
	ORDER_ESTIMATES,
	ORDER_ESTIMATE_LINES,
	ORDER_ESTIMATE_EVENTS,
	ORDER_TIMERS,
	ORDER_FINDINGS,
	ORDER_ATTACHMENTS,
	ORDER_PARTS,
	ORDER_COVER_TERMS,
	ORDER_SHARES,
	ORDER_ESTIMATE_SHARES,
	ORDER_OLD_PARTS,
	ORDER_OLD_QUANTITIES,
	PLACE,
	LOANER,
	LOANER_EVENTS,
	CLAIM,
	CLAIM_EVENTS,
	CLAIM_LINES,
	CLAIM_REVISIONS,
	REMITTANCE,
	REMITTANCE_LINES,
	SUPPLIER,
	SUPPLIER_DAYS,
	PART,
	PART_NUMBERS,
	PART_FITS,
	PART_PRICES,
	PART_REORDERS,
	PART_LOTS,
	PART_TERMS,
	MOVE,
	MOVE_PURCHASE,
	MOVE_RETURN,
	PURCHASE,
	PURCHASE_LINES,
	PURCHASE_EVENTS,
	PURCHASE_BILLS,
	STOCKTAKE,
	STOCKTAKE_LINES,
	STOCKTAKE_EVENTS,
	RETURN,
	RETURN_LINES,
	RETURN_EVENTS,
};

static const struct ftl_sql sql[] = {
        [SITE] = {"seal_site",
                  "SELECT seal_key, code, name, country, currency, timezone, created_at "
                  "FROM site WHERE id = $1",
                  1, 7, FTL_SQL_HOT},
        [SITE_SETTINGS] = {"seal_settings",
                           "SELECT key, value FROM setting WHERE site_id = $1 ORDER BY key", 1, 2,
                           FTL_SQL_HOT},
        [SITE_WINDOWS] = {"seal_windows",
                          "SELECT effective_from, weekday, opens, closes FROM calendar_window "
                          "WHERE site_id = $1 ORDER BY effective_from, weekday, opens",
                          1, 4, FTL_SQL_HOT},
        [SITE_DAYS] = {"seal_days",
                       "SELECT day, opens, closes, name FROM calendar_day WHERE site_id = $1 "
                       "ORDER BY day, opens",
                       1, 4, FTL_SQL_HOT},
        /* A printer from before width_dots keeps the seal it had. */
        [SITE_PRINTERS] = {"seal_printers",
                           "SELECT name, kind, target, language, media, "
                           "CAST(dpi AS TEXT) || COALESCE(' ' || CAST(width_dots AS TEXT), '') "
                           "FROM printer "
                           "WHERE site_id = $1 ORDER BY name",
                           1, 6, FTL_SQL_HOT},
        /* The kinds of devices are everybody's; the one parameter only picks the site. */
        [SITE_CATEGORIES] = {"seal_categories",
                             "SELECT c.id, c.name, c.name_key FROM category c "
                             "WHERE EXISTS (SELECT 1 FROM site s WHERE s.id = $1) ORDER BY c.id",
                             1, 3, FTL_SQL_READ},
        [SITE_TEST_LISTS] = {"seal_test_lists",
                             "SELECT id, category_id, version, title, is_own, staff_id, created_at "
                             "FROM test_list WHERE site_id = $1 ORDER BY id",
                             1, 7, FTL_SQL_READ},
        [SITE_TEST_ITEMS] = {"seal_test_items",
                             "SELECT i.list_id, i.position, i.text FROM test_list l "
                             "JOIN test_item i ON i.list_id = l.id WHERE l.site_id = $1 "
                             "ORDER BY l.id, i.position",
                             1, 3, FTL_SQL_READ},
        [SITE_CODES] = {"seal_codes",
                        "SELECT id, kind, code, text, fault_group, categories, is_no_fault, "
                        "is_active FROM fault_code WHERE site_id = $1 ORDER BY kind, code",
                        1, 8, FTL_SQL_HOT},
        [SITE_TARGETS] = {"seal_targets",
                          "SELECT id, effective_from, customer_id, priority, category_id, cover, "
                          "business_seconds FROM service_target WHERE site_id = $1 ORDER BY id",
                          1, 7, FTL_SQL_READ},
        [SITE_RULES] = {"seal_rules",
                        "SELECT id, kind, code, applies_from, document, is_retired, created_at "
                        "FROM rule_document "
                        "WHERE site_id = $1 ORDER BY id",
                        1, 7, FTL_SQL_READ},
        [SITE_PROVISIONS] = {"seal_provisions",
                             "SELECT id, effective_from, basis_points FROM provision_rate "
                             "WHERE site_id = $1 ORDER BY id",
                             1, 3, FTL_SQL_READ},
        [SITE_ANSWERS] = {"seal_answers",
                          "SELECT id, rules_id, file_name, HEX(file_hash), staff_id, created_at "
                          "FROM claim_answer_file WHERE site_id = $1 ORDER BY id",
                          1, 6, FTL_SQL_READ},
        [STAFF] = {"seal_staff",
                   "SELECT s.seal_key, t.login, t.name, t.role, t.is_active, t.created_at "
                   "FROM staff t JOIN site s ON s.id = t.site_id WHERE t.id = $1",
                   1, 6, FTL_SQL_HOT},
        [CUSTOMER] =
                {"seal_customer",
                 "SELECT seal_key, code, kind, name, name_key, language, address, note, created_at "
                 "FROM customer WHERE id = $1",
                 1, 9, FTL_SQL_HOT},
        [CUSTOMER_CONTACTS] = {"seal_contacts",
                               "SELECT position, kind, value, value_key FROM customer_contact "
                               "WHERE customer_id = $1 ORDER BY position",
                               1, 4, FTL_SQL_HOT},
        [DEVICE] =
                {"seal_device",
                 "SELECT seal_key, code, category_id, brand, brand_key, model, model_key, serial, "
                 "serial_key, serial_lookalike, imei, imei2, gtin, asset_tag, asset_key, "
                 "purchased_on, proof, created_at FROM device WHERE id = $1",
                 1, 18, FTL_SQL_HOT},
        [DEVICE_OWNERS] = {"seal_owners",
                           "SELECT customer_id, since FROM device_owner WHERE device_id = $1 "
                           "ORDER BY since, customer_id",
                           1, 2, FTL_SQL_HOT},
        [DEVICE_COVERS] = {"seal_device_covers",
                           "SELECT id, position, term_id, starts_on, is_provisional, ends_on, "
                           "proof, source, staff_id, created_at, void_reason FROM device_cover "
                           "WHERE device_id = $1 ORDER BY position",
                           1, 11, FTL_SQL_HOT},
        [DEVICE_EXCHANGE] = {"seal_device_exchange",
                             "SELECT old_device_id, exchanged_on, staff_id, created_at "
                             "FROM device_exchange WHERE new_device_id = $1",
                             1, 4, FTL_SQL_HOT},
        [DEVICE_METERS] = {"seal_device_meters",
                           "SELECT id, read_on, reading, unit, reason, staff_id, at "
                           "FROM device_meter WHERE device_id = $1 ORDER BY id",
                           1, 7, FTL_SQL_HOT},
        [INTAKE] = {"seal_intake",
                    "SELECT s.seal_key, i.code, i.customer_id, i.staff_id, i.received_at FROM "
                    "intake i "
                    "JOIN site s ON s.id = i.site_id WHERE i.id = $1",
                    1, 5, FTL_SQL_HOT},
        [ORDER] = {"seal_order",
                   "SELECT seal_key, code, intake_id, device_id, customer_id, priority, fault, "
                   "condition, "
                   "approval_limit_cents, promised_on, first_promised_on, returns_for_id, source, "
                   "state, hold, result, barrier, technician_id, received_at, ready_at, "
                   "handed_over_at, closed_at, state_since, last_event_at, last_event_id, is_open "
                   "FROM work_order WHERE id = $1",
                   1, 26, FTL_SQL_HOT},
        /* An event from before recorded_at, minutes, vendor_id, tracking and payer keeps the seal
         * it had.
         */
        [ORDER_EVENTS] = {"seal_events",
                          "SELECT id, CAST(at AS TEXT) || COALESCE(' ' || "
                          "CAST(recorded_at AS TEXT), '') || COALESCE(' m' || "
                          "CAST(minutes AS TEXT), ''), kind, state, staff_id, technician_id, "
                          "hold, result, barrier, CAST(is_day_only AS TEXT) || "
                          "COALESCE(' at ' || CAST(vendor_id AS TEXT), '') || "
                          "COALESCE(' by ' || tracking, '') || "
                          "COALESCE(' of ' || payer, ''), due_on, reference, amount_cents, "
                          "text FROM order_event WHERE order_id = $1 ORDER BY id",
                          1, 14, FTL_SQL_HOT},
        /* A piece that lies at no place, as those from before there were any, keeps the seal it
         * had; so do its custody events. */
        [ORDER_PIECES] = {"seal_pieces",
                          "SELECT code, position, kind, name, CAST(is_here AS TEXT) || "
                          "COALESCE(' ' || CAST(place_id AS TEXT), '') FROM piece "
                          "WHERE order_id = $1 ORDER BY position",
                          1, 5, FTL_SQL_HOT},
        [ORDER_CUSTODY] = {"seal_custody",
                           "SELECT c.id, c.piece_id, c.at, c.direction || COALESCE(' ' || "
                           "CAST(c.place_id AS TEXT), ''), c.staff_id, c.text "
                           "FROM piece p JOIN custody_event c ON c.piece_id = p.id "
                           "WHERE p.order_id = $1 ORDER BY p.position, c.id",
                           1, 6, FTL_SQL_HOT},
        /* A line that no part of the catalogue is for keeps the seal it had. */
        [ORDER_LINES] =
                {"seal_lines",
                 "SELECT position, class, text || COALESCE(' cost ' || "
                 "CAST(stock_cost_cents AS TEXT), ''), quantity_milli, unit_cost_cents, "
                 "unit_price_cents, tax_basis_points, payer, bill, recovered_cents, "
                 "added_at, removed_at FROM order_line WHERE order_id = $1 ORDER BY position",
                 1, 12, FTL_SQL_HOT},
        [ORDER_COVER] = {"seal_cover",
                         "SELECT class, payer, percent, until, rule, because, "
                         "would_change || COALESCE(' ' || standing, '') FROM order_cover WHERE "
                         "order_id = $1 ORDER BY class",
                         1, 7, FTL_SQL_HOT},
        [ORDER_WARNINGS] = {"seal_warnings",
                            "SELECT position, kind, text, other_order_id FROM order_warning "
                            "WHERE order_id = $1 ORDER BY position",
                            1, 4, FTL_SQL_HOT},
        [ORDER_ORDS] = {"seal_ords",
                        "SELECT ords_id, data_provider, country, partner_product_category, "
                        "product_category, product_category_id, brand, year_of_manufacture, "
                        "product_age, repair_status, repair_barrier, group_identifier, event_date, "
                        "problem FROM ords_record WHERE order_id = $1",
                        1, 14, FTL_SQL_HOT},
        [ORDER_TESTS] = {"seal_tests",
                         "SELECT id, list_id, position, phase, outcome, note, at, staff_id "
                         "FROM order_test WHERE order_id = $1 ORDER BY id",
                         1, 8, FTL_SQL_HOT},
        [ORDER_DIAGNOSIS] = {"seal_diagnosis",
                             "SELECT position, condition_id, symptom_id, section_id, defect_id, "
                             "repair_id, part, part_key, text, added_at, removed_at FROM diagnosis "
                             "WHERE order_id = $1 ORDER BY position",
                             1, 11, FTL_SQL_HOT},
        [ORDER_FAILURES] = {"seal_failures",
                            "SELECT l.position, f.reason, f.by_staff_id, f.text, f.staff_id, "
                            "f.noted_at FROM order_line l JOIN part_failure f ON f.line_id = l.id "
                            "WHERE l.order_id = $1 ORDER BY l.position",
                            1, 6, FTL_SQL_HOT},
        [ORDER_ESTIMATES] = {"seal_estimates",
                             "SELECT id, code, number, version, title, lump_cents, staff_id, "
                             "created_at, fee_line_id, state, due_on FROM estimate "
                             "WHERE order_id = $1 ORDER BY number, version",
                             1, 11, FTL_SQL_HOT},
        [ORDER_ESTIMATE_LINES] =
                {"seal_estimate_lines",
                 "SELECT l.estimate_id, l.position, l.class, l.text, l.quantity_milli, "
                 "l.unit_cost_cents, l.unit_price_cents, l.tax_basis_points, l.payer, l.bill, "
                 "l.is_removed, l.order_line_id FROM estimate e "
                 "JOIN estimate_line l ON l.estimate_id = e.id "
                 "WHERE e.order_id = $1 ORDER BY e.number, e.version, l.position",
                 1, 12, FTL_SQL_HOT},
        [ORDER_ESTIMATE_EVENTS] =
                {"seal_estimate_events",
                 "SELECT v.id, v.estimate_id, v.at, v.kind, v.staff_id, v.order_event_id, "
                 "v.due_on, v.amount_cents, v.how, v.by_whom, v.text FROM estimate e "
                 "JOIN estimate_event v ON v.estimate_id = e.id "
                 "WHERE e.order_id = $1 ORDER BY e.number, e.version, v.id",
                 1, 11, FTL_SQL_HOT},
        [ORDER_TIMERS] = {"seal_timers",
                          "SELECT site_id, staff_id, since FROM timer WHERE order_id = $1 "
                          "ORDER BY staff_id",
                          1, 3, FTL_SQL_HOT},
        [ORDER_FINDINGS] = {"seal_findings",
                            "SELECT id, exclusion, evidence, staff_id, at, removed_at "
                            "FROM order_finding WHERE order_id = $1 ORDER BY id",
                            1, 6, FTL_SQL_HOT},
        /* Their bytes by the hash: fettle check holds these against each other. */
        [ORDER_ATTACHMENTS] =
                {"seal_attachments",
                 "SELECT id, position, kind, name, media_type, size_bytes, sha256, is_readable, "
                 "line_position, text, staff_id, at, removed_at, removed_reason "
                 "FROM order_attachment WHERE order_id = $1 ORDER BY position",
                 1, 14, FTL_SQL_HOT},
        [ORDER_PARTS] = {"seal_order_parts",
                         "SELECT line_id, part_id FROM order_part WHERE order_id = $1 "
                         "ORDER BY line_id",
                         1, 2, FTL_SQL_HOT},
        [ORDER_COVER_TERMS] = {"seal_cover_terms",
                               "SELECT class, excess_cents, left_cents FROM order_cover "
                               "WHERE order_id = $1 AND excess_cents IS NOT NULL ORDER BY class",
                               1, 3, FTL_SQL_HOT},
        [ORDER_SHARES] = {"seal_shares",
                          "SELECT position, shared_cents FROM order_line "
                          "WHERE order_id = $1 AND shared_cents IS NOT NULL ORDER BY position",
                          1, 2, FTL_SQL_HOT},
        [ORDER_ESTIMATE_SHARES] =
                {"seal_estimate_shares",
                 "SELECT l.estimate_id, l.position, l.shared_cents FROM estimate e "
                 "JOIN estimate_line l ON l.estimate_id = e.id "
                 "WHERE e.order_id = $1 AND l.shared_cents IS NOT NULL "
                 "ORDER BY e.number, e.version, l.position",
                 1, 3, FTL_SQL_HOT},
        [ORDER_OLD_PARTS] = {"seal_old_parts",
                             "SELECT id, line_id, at, fate, serial, staff_id, reason "
                             "FROM old_part WHERE order_id = $1 ORDER BY id",
                             1, 7, FTL_SQL_HOT},
        [ORDER_OLD_QUANTITIES] = {"seal_old_quantities",
                                  "SELECT id, quantity_milli FROM old_part WHERE order_id = $1 "
                                  "AND quantity_milli IS NOT NULL ORDER BY id",
                                  1, 2, FTL_SQL_HOT},
        [PLACE] = {"seal_place",
                   "SELECT s.seal_key, l.code, l.kind, l.name, l.name_key, l.staff_id, "
                   "l.is_retired, l.created_at FROM place l JOIN site s ON s.id = l.site_id "
                   "WHERE l.id = $1",
                   1, 8, FTL_SQL_HOT},
        [LOANER] = {"seal_loaner",
                    "SELECT s.seal_key, l.code, l.name, l.serial, l.serial_key, l.deposit_cents, "
                    "l.is_retired, l.created_at, l.state, l.order_id, l.due_on FROM loaner l "
                    "JOIN site s ON s.id = l.site_id WHERE l.id = $1",
                    1, 11, FTL_SQL_HOT},
        [LOANER_EVENTS] = {"seal_loaner_events",
                           "SELECT id, at, kind, staff_id, order_id, due_on, amount_cents, "
                           "line_id, text FROM loaner_event WHERE loaner_id = $1 ORDER BY id",
                           1, 9, FTL_SQL_HOT},
        [CLAIM] = {"seal_claim",
                   "SELECT seal_key, code, order_id, payer, rules_id, created_at, state, is_open, "
                   "revision, reference, reference_key, claimed_cents, approved_cents, "
                   "paid_cents, written_off_cents, submitted_at, decided_at, paid_at, "
                   "last_event_id FROM claim WHERE id = $1",
                   1, 19, FTL_SQL_HOT},
        [CLAIM_EVENTS] = {"seal_claim_events",
                          "SELECT id, at, kind, revision, staff_id, position, line_id, "
                          "amount_cents, due_on, reason, reference, text, "
                          "remittance_line_id FROM claim_event "
                          "WHERE claim_id = $1 ORDER BY id",
                          1, 13, FTL_SQL_HOT},
        [CLAIM_LINES] = {"seal_claim_lines",
                         "SELECT position, line_id, revision, state, claimed_cents, "
                         "approved_cents, paid_cents, written_off_cents, reason FROM claim_line "
                         "WHERE claim_id = $1 ORDER BY position",
                         1, 9, FTL_SQL_HOT},
        [CLAIM_REVISIONS] = {"seal_claim_revisions",
                             "SELECT revision, paper, HEX(paper_hash), submitted_at "
                             "FROM claim_revision WHERE claim_id = $1 ORDER BY revision",
                             1, 4, FTL_SQL_HOT},
        [REMITTANCE] = {"seal_remittance",
                        "SELECT s.seal_key, r.code, r.rules_id, r.payer, r.file_name, "
                        "HEX(r.file_hash), r.reference, r.paid_on, r.staff_id, r.created_at "
                        "FROM remittance r JOIN site s ON s.id = r.site_id WHERE r.id = $1",
                        1, 10, FTL_SQL_HOT},
        [REMITTANCE_LINES] = {"seal_remittance_lines",
                              "SELECT id, position, claim, reference, order_code, serial, "
                              "paid_for_on, amount_cents, text, outcome, matched_by, claim_id, "
                              "booked_cents, dismissed_reason, is_open FROM remittance_line "
                              "WHERE remittance_id = $1 ORDER BY position",
                              1, 15, FTL_SQL_HOT},
        [SUPPLIER] = {"seal_supplier",
                      "SELECT s.seal_key, u.name, u.name_key, u.email, u.phone, u.account, "
                      "u.lead_days, u.price_map, u.is_retired, u.created_at FROM supplier u "
                      "JOIN site s ON s.id = u.site_id WHERE u.id = $1",
                      1, 10, FTL_SQL_HOT},
        [SUPPLIER_DAYS] = {"seal_supplier_days",
                           "SELECT return_days, core_days FROM supplier WHERE id = $1 "
                           "AND (return_days IS NOT NULL OR core_days IS NOT NULL)",
                           1, 2, FTL_SQL_HOT},
        /* Its stock follows from the moves, each of which has a seal of its own. */
        [PART] = {"seal_part",
                  "SELECT s.seal_key, p.code, p.sku, p.sku_key, p.name, p.gtin, p.unit, "
                  "p.tracking, p.shelf_life_days, p.is_hazardous, p.is_wanted_back, p.supplier_id, "
                  "p.lead_days, p.superseded_by_id, p.is_retired, p.created_at FROM part p "
                  "JOIN site s ON s.id = p.site_id WHERE p.id = $1",
                  1, 16, FTL_SQL_HOT},
        [PART_NUMBERS] = {"seal_part_numbers",
                          "SELECT position, kind, number, number_key FROM part_number "
                          "WHERE part_id = $1 ORDER BY position",
                          1, 4, FTL_SQL_HOT},
        [PART_FITS] = {"seal_part_fits",
                       "SELECT position, brand, brand_key, model, model_key FROM part_fit "
                       "WHERE part_id = $1 ORDER BY position",
                       1, 5, FTL_SQL_HOT},
        [PART_PRICES] = {"seal_part_prices",
                         "SELECT effective_from, cost_cents, price_cents FROM part_price "
                         "WHERE part_id = $1 ORDER BY effective_from",
                         1, 3, FTL_SQL_HOT},
        [PART_REORDERS] = {"seal_part_reorders",
                           "SELECT place_id, point_milli, quantity_milli FROM part_reorder "
                           "WHERE part_id = $1 ORDER BY place_id",
                           1, 3, FTL_SQL_HOT},
        [PART_LOTS] = {"seal_part_lots",
                       "SELECT id, lot, lot_key, expires_on FROM part_lot WHERE part_id = $1 "
                       "ORDER BY lot_key",
                       1, 4, FTL_SQL_HOT},
        [PART_TERMS] = {"seal_part_terms",
                        "SELECT core_cents, warranty_months FROM part WHERE id = $1 "
                        "AND (core_cents IS NOT NULL OR warranty_months IS NOT NULL)",
                        1, 2, FTL_SQL_HOT},
        [MOVE] = {"seal_move",
                  "SELECT s.seal_key, m.part_id, m.at, m.kind, m.quantity_milli, m.value_cents, "
                  "m.from_account, m.from_place_id, m.from_line_id, m.to_account, m.to_place_id, "
                  "m.to_line_id, m.supplier_id, m.lot_id, m.serial, m.serial_key, m.reverses_id, "
                  "m.staff_id, m.reference, m.reason FROM stock_move m "
                  "JOIN site s ON s.id = m.site_id WHERE m.id = $1",
                  1, 20, FTL_SQL_HOT},
        [MOVE_PURCHASE] = {"seal_move_purchase",
                           "SELECT purchase_line_id FROM stock_move WHERE id = $1 "
                           "AND purchase_line_id IS NOT NULL",
                           1, 1, FTL_SQL_HOT},
        [MOVE_RETURN] = {"seal_move_return",
                         "SELECT return_line_id FROM stock_move WHERE id = $1 "
                         "AND return_line_id IS NOT NULL",
                         1, 1, FTL_SQL_HOT},
        [PURCHASE] = {"seal_purchase",
                      "SELECT s.seal_key, u.code, u.supplier_id, u.created_at, u.state, u.is_open, "
                      "u.expected_on, u.reference, u.tracking FROM purchase u "
                      "JOIN site s ON s.id = u.site_id WHERE u.id = $1",
                      1, 9, FTL_SQL_HOT},
        [PURCHASE_LINES] = {"seal_purchase_lines",
                            "SELECT id, position, part_id, quantity_milli, unit_cost_cents, "
                            "order_line_id, removed_at, expected_on, received_milli "
                            "FROM purchase_line WHERE purchase_id = $1 ORDER BY position",
                            1, 9, FTL_SQL_HOT},
        [PURCHASE_EVENTS] = {"seal_purchase_events",
                             "SELECT id, at, kind, staff_id, position, due_on, reference, "
                             "tracking, amount_cents, text FROM purchase_event "
                             "WHERE purchase_id = $1 ORDER BY id",
                             1, 10, FTL_SQL_HOT},
        [PURCHASE_BILLS] = {"seal_purchase_bills",
                            "SELECT b.event_id, b.line_id, b.quantity_milli, b.received_cents, "
                            "b.billed_cents FROM purchase_event e "
                            "JOIN purchase_bill b ON b.event_id = e.id "
                            "WHERE e.purchase_id = $1 ORDER BY b.event_id, b.line_id",
                            1, 5, FTL_SQL_HOT},
        [STOCKTAKE] = {"seal_stocktake",
                       "SELECT s.seal_key, u.code, u.place_id, u.is_blind, u.created_at, u.state "
                       "FROM stocktake u JOIN site s ON s.id = u.site_id WHERE u.id = $1",
                       1, 6, FTL_SQL_HOT},
        [STOCKTAKE_LINES] = {"seal_stocktake_lines",
                             "SELECT id, position, part_id, lot_id, serial, serial_key "
                             "FROM stocktake_line WHERE stocktake_id = $1 ORDER BY position",
                             1, 6, FTL_SQL_HOT},
        [STOCKTAKE_EVENTS] = {"seal_stocktake_events",
                              "SELECT id, at, kind, staff_id, line_id, counted_at, ledger_id, "
                              "quantity_milli, expected_milli, move_id, value_cents, text "
                              "FROM stocktake_event WHERE stocktake_id = $1 ORDER BY id",
                              1, 12, FTL_SQL_HOT},
        [RETURN] = {"seal_return",
                    "SELECT s.seal_key, v.code, v.supplier_id, v.created_at, v.state, v.is_open, "
                    "v.carrier, v.tracking, v.reference FROM return_box v "
                    "JOIN site s ON s.id = v.site_id WHERE v.id = $1",
                    1, 9, FTL_SQL_HOT},
        [RETURN_LINES] =
                {"seal_return_lines",
                 "SELECT id, position, part_id, quantity_milli, reason, move_id, "
                 "place_id, order_line_id, lot_id, serial, serial_key, due_on, asked_cents, "
                 "removed_at, outcome, credited_cents FROM return_line "
                 "WHERE return_id = $1 ORDER BY position",
                 1, 16, FTL_SQL_HOT},
        [RETURN_EVENTS] = {"seal_return_events",
                           "SELECT id, at, kind, staff_id, position, happened_on, carrier, "
                           "tracking, reference, amount_cents, text FROM return_event "
                           "WHERE return_id = $1 ORDER BY id",
                           1, 11, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_seal_sql = {"seal", sql, FTL_COUNT(sql)};

/*
 * Which statements make up an entity, first to last. The first has one row, with the key before the
 * columns that are sealed. Those that a later migration brought follow after `old`: they add
 * nothing until they have a row, so that what was sealed before keeps its seal.
 */
static const struct {
	int first;
	int old;
	int last;
} parts[FTL_ENTITIES] = {
        [FTL_ENTITY_SITE] = {SITE, SITE_CATEGORIES, SITE_ANSWERS},
        [FTL_ENTITY_STAFF] = {STAFF, STAFF, STAFF},
        [FTL_ENTITY_CUSTOMER] = {CUSTOMER, CUSTOMER_CONTACTS, CUSTOMER_CONTACTS},
        [FTL_ENTITY_DEVICE] = {DEVICE, DEVICE_OWNERS, DEVICE_METERS},
        [FTL_ENTITY_INTAKE] = {INTAKE, INTAKE, INTAKE},
        [FTL_ENTITY_ORDER] = {ORDER, ORDER_ORDS, ORDER_OLD_QUANTITIES},
        [FTL_ENTITY_PLACE] = {PLACE, PLACE, PLACE},
        [FTL_ENTITY_LOANER] = {LOANER, LOANER_EVENTS, LOANER_EVENTS},
        [FTL_ENTITY_CLAIM] = {CLAIM, CLAIM_REVISIONS, CLAIM_REVISIONS},
        [FTL_ENTITY_REMITTANCE] = {REMITTANCE, REMITTANCE_LINES, REMITTANCE_LINES},
        [FTL_ENTITY_SUPPLIER] = {SUPPLIER, SUPPLIER, SUPPLIER_DAYS},
        [FTL_ENTITY_PART] = {PART, PART_LOTS, PART_TERMS},
        [FTL_ENTITY_MOVE] = {MOVE, MOVE, MOVE_RETURN},
        [FTL_ENTITY_PURCHASE] = {PURCHASE, PURCHASE_BILLS, PURCHASE_BILLS},
        [FTL_ENTITY_STOCKTAKE] = {STOCKTAKE, STOCKTAKE_EVENTS, STOCKTAKE_EVENTS},
        [FTL_ENTITY_RETURN] = {RETURN, RETURN_EVENTS, RETURN_EVENTS},
};

/* How the rows of a part begin: with the entity's key, with the part's name, or with its name if
 * there is any. */
enum beginning { KEYED, NAMED, NAMED_IF_ANY };

static void begin(struct ftl_digest *digest, struct ftl_cursor *cursor)
{
	FTL_ARENA(scratch);
	unsigned char key[FTL_KEY_SIZE] = {0};
	size_t length = 0;
	const void *stored = ftl_col_blob(cursor, 0, &scratch, &length);

	if (stored != NULL && length == sizeof(key))
		memcpy(key, stored, sizeof(key));
	ftl_digest_begin_keyed(digest, key);
}

static enum ftl_status add_rows(struct ftl_db *db, const struct ftl_sql *statement, int64_t id,
                                enum beginning beginning, struct ftl_digest *digest,
                                bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool more;

	*ret_found = false;
	if (beginning == NAMED)
		ftl_digest_text(digest, statement->name);
	FTL_TRY(ftl_cursor_open(db, statement, FTL_ARGS(ftl_val_i64(id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			return FTL_OK;
		if (beginning == KEYED)
			begin(digest, cursor);
		else if (beginning == NAMED_IF_ANY && !*ret_found)
			ftl_digest_text(digest, statement->name);
		*ret_found = true;
		for (int i = beginning == KEYED ? 1 : 0; i < statement->columns; i++)
			ftl_digest_text(digest, ftl_col_peek(cursor, i));
	}
}

enum ftl_status ftl_store_seal(struct ftl_db *db, enum ftl_entity entity, int64_t id,
                               unsigned char ret[FTL_DIGEST_SIZE], bool *ret_found,
                               struct ftl_err *err)
{
	struct ftl_digest digest;
	int first = parts[entity].first;
	bool any;

	FTL_TRY(add_rows(db, &sql[first], id, KEYED, &digest, ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	for (int part = first + 1; part <= parts[entity].last; part++)
		FTL_TRY(add_rows(db, &sql[part], id,
		                 part <= parts[entity].old ? NAMED : NAMED_IF_ANY, &digest, &any,
		                 err));
	ftl_digest_end(&digest, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_seal_exists(struct ftl_db *db, enum ftl_entity entity, int64_t id,
                                      bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	return ftl_store_first(db, &sql[parts[entity].first], FTL_ARGS(ftl_val_i64(id)), &cursor,
	                       ret_found, err);
}
