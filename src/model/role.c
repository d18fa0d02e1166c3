#include "fettle/model/role.h"

const char *const ftl_role_names[FTL_ROLES] = {
        [FTL_ROLE_FRONT_DESK] = "front_desk",
        [FTL_ROLE_TECHNICIAN] = "technician",
        [FTL_ROLE_MANAGER] = "manager",
};

const char *const ftl_role_titles[FTL_ROLES] = {
        [FTL_ROLE_FRONT_DESK] = "front desk",
        [FTL_ROLE_TECHNICIAN] = "technician",
        [FTL_ROLE_MANAGER] = "manager",
};

#define MAY(role) (1u << (role))
#define DESK      MAY(FTL_ROLE_FRONT_DESK)
#define BENCH     MAY(FTL_ROLE_TECHNICIAN)
#define MANAGER   MAY(FTL_ROLE_MANAGER)

static const struct {
	unsigned roles;
	const char *title;
} capabilities[FTL_CAPABILITIES] = {
        [FTL_CAN_LOOK] = {DESK | BENCH | MANAGER, "look at this"},
        [FTL_CAN_CHECK_IN] = {DESK | BENCH | MANAGER, "check devices in"},
        [FTL_CAN_WORK] = {DESK | BENCH | MANAGER, "work on orders"},
        [FTL_CAN_REPAIR] = {BENCH | MANAGER, "work at the bench"},
        [FTL_CAN_HAND_OVER] = {DESK | MANAGER, "hand devices over"},
        [FTL_CAN_LEND] = {DESK | MANAGER, "lend loaners"},
        [FTL_CAN_EDIT_PEOPLE] = {DESK | MANAGER, "change customers and devices"},
        [FTL_CAN_PRICE] = {DESK | BENCH | MANAGER, "change the lines of an order"},
        [FTL_CAN_SEE_COST] = {BENCH | MANAGER, "see what work costs the shop"},
        [FTL_CAN_STOCK] = {DESK | BENCH | MANAGER, "move parts"},
        [FTL_CAN_CATALOGUE] = {MANAGER, "change the catalogue of parts"},
        [FTL_CAN_PURCHASE] = {BENCH | MANAGER, "order parts"},
        [FTL_CAN_CLAIM] = {MANAGER, "claim from payers"},
        [FTL_CAN_MANAGE] = {MANAGER, "do this"},
};

bool ftl_role_can(enum ftl_role role, enum ftl_capability capability)
{
	return (capabilities[capability].roles & MAY(role)) != 0;
}

const char *ftl_capability_title(enum ftl_capability capability)
{
	return capabilities[capability].title;
}
