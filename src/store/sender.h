#ifndef FETTLE_STORE_SENDER_H
#define FETTLE_STORE_SENDER_H

/*
 * SQL for the supplier who is taken to have sent what a move m found dead or wrong; NULL: nobody is
 * known. cause: the id of that move, or of the one that m takes back; line: that of the job's bill
 * it was found on; as_of: the instant up to which boxes count. The one to whom it went back in a
 * box; else of the last delivery of its serial number, of its lot, of what was ordered for the
 * line, of the part at all, each before it and not taken back by then; else who usually sells the
 * part.
 */
#define FTL_STORE_SENDER(cause, line, as_of)                                                       \
	"COALESCE(" FTL_STORE_TAKER(cause, as_of) FTL_STORE_DELIVERED(cause, FTL_STORE_OF_SERIAL)  \
	        FTL_STORE_DELIVERED(cause, FTL_STORE_OF_LOT)                                       \
	                FTL_STORE_DELIVERED(cause, FTL_STORE_OF_LINE(line))                        \
	                        FTL_STORE_DELIVERED(cause, FTL_STORE_OF_PART) FTL_STORE_SELLER ")"
#define FTL_STORE_OF_PART   "x.part_id = m.part_id"
#define FTL_STORE_OF_SERIAL FTL_STORE_OF_PART " AND x.serial_key = m.serial_key"
#define FTL_STORE_OF_LOT    FTL_STORE_OF_PART " AND x.lot_id = m.lot_id"
#define FTL_STORE_OF_LINE(line)                                                                    \
	"x.purchase_line_id IN (SELECT n.id FROM purchase_line n WHERE n.order_line_id = " line ")"
#define FTL_STORE_SAID(kind, as_of)                                                                \
	"EXISTS (SELECT 1 FROM return_event e WHERE e.return_id = v.id AND e.kind = '" kind        \
	"' AND e.at <= " as_of ") "
#define FTL_STORE_TAKER(cause, as_of)                                                              \
	"(SELECT v.supplier_id FROM return_line n JOIN return_box v ON v.id = n.return_id "        \
	"WHERE n.move_id = " cause                                                                 \
	" AND n.removed_at IS NULL AND " FTL_STORE_SAID("send", as_of) "AND NOT " FTL_STORE_SAID(  \
	        "cancel", as_of) "ORDER BY n.id DESC LIMIT 1), "
#define FTL_STORE_DELIVERED(cause, which)                                                          \
	"(SELECT x.supplier_id FROM stock_move x WHERE " which                                     \
	" AND x.kind = 'receive' AND x.id < " cause " AND x.supplier_id IS NOT NULL "              \
	"AND NOT EXISTS (SELECT 1 FROM stock_move y WHERE y.reverses_id = x.id "                   \
	"AND y.id < " cause ") ORDER BY x.id DESC LIMIT 1), "
#define FTL_STORE_SELLER "(SELECT y.supplier_id FROM part y WHERE y.id = m.part_id)"

#endif
