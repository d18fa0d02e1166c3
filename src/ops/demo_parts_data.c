#include "fettle/base/attr.h"
#include "ops/demo_data.h"

const struct ftl_demo_supplier ftl_demo_suppliers[] = {
        {"Ersatzteile Nord GmbH", "orders@ersatzteile-nord.example", "KD-20117", "2"},
        {"Деталь-Сервис", "zakaz@detal.example", "4471", "3"},
        {"東京パーツ株式会社", "orders@tokyo-parts.example", "EU-0093", "5"},
};
const size_t ftl_demo_supplier_count = FTL_COUNT(ftl_demo_suppliers);

const char *const ftl_demo_shelves[] = {"Shelf A1", "Shelf A2", "Shelf B1", "Shelf B2"};
const size_t ftl_demo_shelf_count = FTL_COUNT(ftl_demo_shelves);

#define PART(number, called, sold_by, lies_at, cents)                                              \
	.sku = (number), .name = (called), .supplier = (sold_by), .shelf = (lies_at),              \
	.cost_cents = (cents)
#define HAS(first, below, more) .opening = (first), .point = (below), .again = (more)

/* What no shelf holds is ordered for the job that needs it: it waits then. The last three are dead
 * in stock: nothing that comes in takes them. */
const struct ftl_demo_part ftl_demo_parts[] = {
        {PART("PH-DISP", "display unit", 2, 0, 8900)},
        {PART("PH-BATT", "battery, telephone", 0, 0, 2400), HAS(12, 4, 8), .lots = "730",
         .is_hazardous = true},
        {PART("PH-PORT-2", "charging port, USB-C", 0, 0, 1900), HAS(8, 3, 6)},
        {PART("PH-CAM", "camera module", 2, 0, 5200)},
        {PART("PC-CR2032", "mainboard battery CR2032", 0, 1, 600), HAS(10, 3, 8),
         .is_hazardous = true},
        {PART("PC-KEYB", "keyboard", 1, 1, 6900)},
        {PART("PC-FAN", "fan, laptop", 1, 1, 3400), HAS(5, 2, 4)},
        {PART("PC-SSD-512", "SSD 512 GB", 1, 1, 4800), HAS(8, 3, 4), .has_serials = true},
        {PART("PC-USB", "USB port", 0, 1, 500), HAS(8, 3, 6)},
        {PART("PR-ROLL", "pick-up roller", 0, 1, 1400), HAS(4, 1, 3)},
        {PART("PR-DRUM", "drum unit", 1, 1, 5200)},
        {PART("HP-BATT", "battery, headphones", 0, 0, 1600), HAS(6, 2, 4), .is_hazardous = true},
        {PART("HP-BAND", "headband", 2, 0, 2700)},
        {PART("HP-PADS", "ear pads, pair", 0, 0, 1200), HAS(6, 2, 4)},
        {PART("AU-RELAY", "output relay", 0, 0, 900)},
        {PART("AU-SWITCH", "mains switch", 0, 0, 600), HAS(4, 1, 3)},
        {PART("CM-SEAL", "seal kit", 1, 2, 900), HAS(10, 3, 8)},
        {PART("TF-192", "thermal fuse 192 C", 1, 2, 450), HAS(12, 4, 10)},
        {PART("CM-BURR", "burr set", 1, 2, 3100)},
        {PART("CM-PUMP", "pump", 1, 2, 2200), HAS(6, 2, 4)},
        {PART("KI-HEAT", "heating element", 1, 2, 2800)},
        {PART("KI-SWITCH", "switch, kitchen", 0, 2, 700), HAS(5, 2, 4)},
        {PART("VA-FILT", "filter", 1, 3, 1900), HAS(8, 3, 6)},
        {PART("VA-BATT", "battery pack", 1, 3, 5400), HAS(5, 2, 4), .is_hazardous = true},
        {PART("VA-BRUSH", "brush motor", 1, 3, 3600)},
        {PART("VA-MOTOR", "suction motor", 2, 3, 6100)},
        {PART("TV-LED", "backlight set", 2, 3, 5800)},
        {PART("TV-CAPS", "capacitor set", 0, 1, 700), HAS(8, 2, 6)},
        {PART("TV-HDMI", "HDMI port", 0, 1, 1200), HAS(6, 2, 4)},
        {PART("GC-STICK", "analogue stick", 0, 0, 900), HAS(10, 3, 8)},
        {PART("GC-PORT", "charging port, console", 0, 0, 1100)},
        {PART("TO-BRUSH", "carbon brushes, pair", 0, 2, 800), HAS(6, 2, 4)},
        {PART("TO-CHUCK", "drill chuck 13 mm", 1, 2, 2300)},
        {PART("SE-CABLE", "pedal cable", 0, 2, 900), HAS(3, 1, 2)},
        {PART("SE-BELT", "belt", 0, 2, 1300)},
        {PART("CA-SHUT", "shutter unit", 2, 0, 14500)},
        {PART("CA-DOOR", "battery door", 2, 0, 1100), HAS(4, 1, 2)},
        {PART("SM-SWITCH", "cord switch", 0, 2, 500), HAS(6, 2, 4)},
        {PART("SM-CABLE", "mains cable", 0, 2, 700), HAS(6, 2, 4)},
        {PART("SM-BOARD", "control board", 1, 2, 3400)},
        {PART("PH-PORT-1", "charging port, Micro-USB", 0, 0, 1200), HAS(5, 0, 0),
         .superseded_by = "PH-PORT-2"},
        {PART("PH-DISP-8", "display unit, iPhone 8", 2, 0, 4900), HAS(4, 0, 0)},
        {PART("PR-TONER", "toner of a printer that nobody has", 0, 1, 3900), HAS(3, 0, 0)},
};
const size_t ftl_demo_part_count = FTL_COUNT(ftl_demo_parts);
