#include "fettle/model/role.h"

const char *const ftl_role_names[FTL_ROLES] = {
        [FTL_ROLE_FRONT_DESK] = "front_desk",
        [FTL_ROLE_TECHNICIAN] = "technician",
        [FTL_ROLE_MANAGER] = "manager",
};
