#include "fettle/base/attr.h"
#include "ops/demo_data.h"

/* By their days. The maker pays once a month, and was short in the third one; the last is left as
 * it came. */
const struct ftl_demo_errand ftl_demo_errands[] = {
        {1, FTL_DEMO_ORDER, 0, NULL, NULL},
        {29, FTL_DEMO_REMIT, 100, NULL, NULL},
        {59, FTL_DEMO_REMIT, 100, NULL, NULL},
        {64, FTL_DEMO_SEND_BACK, 0, NULL, NULL},
        {89, FTL_DEMO_REMIT, 60, NULL, NULL},
        {95, FTL_DEMO_DISPUTE, 0, NULL, "the schedule of January does not hold any more"},
        {119, FTL_DEMO_REMIT, 100, NULL, NULL},
        {124, FTL_DEMO_SEND_BACK, 0, NULL, NULL},
        {130, FTL_DEMO_COUNT, 0, "GC-STICK", "one less than there should be"},
        {130, FTL_DEMO_COUNT, 0, "CM-SEAL", "one bag was empty"},
        {149, FTL_DEMO_REMIT, 100, NULL, NULL},
        {163, FTL_DEMO_SCRAP, 0, "PH-DISP-8", "fell off the shelf"},
        {179, FTL_DEMO_REMIT, 100, NULL, NULL},
        {188, FTL_DEMO_SEND_BACK, 0, NULL, NULL},
        {209, FTL_DEMO_REMIT, 100, NULL, NULL},
        {239, FTL_DEMO_REMIT, 100, NULL, NULL},
        {269, FTL_DEMO_REMIT, 60, "18.50", "core credit"},
        {271, FTL_DEMO_DRAFT, 0, "VA-FILT", "wait for the new price list"},
};
const size_t ftl_demo_errand_count = FTL_COUNT(ftl_demo_errands);
