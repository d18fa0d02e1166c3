#ifndef FETTLE_MODEL_ROLE_H
#define FETTLE_MODEL_ROLE_H

#include <stdbool.h>

/* What somebody is at the centre; which role may do what stands in one table. */
enum ftl_role { FTL_ROLE_FRONT_DESK, FTL_ROLE_TECHNICIAN, FTL_ROLE_MANAGER, FTL_ROLES };
extern const char *const ftl_role_names[FTL_ROLES];  /* "front_desk", "technician", "manager" */
extern const char *const ftl_role_titles[FTL_ROLES]; /* the same as a person says it */

/* What a person may do; one table says which role may. */
enum ftl_capability {
	FTL_CAN_LOOK, /* jobs, customers, devices, settings */
	FTL_CAN_CHECK_IN,
	FTL_CAN_WORK,   /* the steps that a job takes at the desk or the bench */
	FTL_CAN_REPAIR, /* those at the bench alone: looking for the fault, repairing, its codes */
	FTL_CAN_HAND_OVER,
	FTL_CAN_LEND,        /* loaners, and taking them back */
	FTL_CAN_EDIT_PEOPLE, /* customers and devices */
	FTL_CAN_PRICE,       /* lines of a work order */
	FTL_CAN_SEE_COST,    /* what a line costs the shop */
	FTL_CAN_STOCK,       /* parts: on and off shelves and jobs */
	FTL_CAN_CATALOGUE,   /* what parts there are, of whom, at what price */
	FTL_CAN_PURCHASE,    /* parts: what is ordered of whom */
	FTL_CAN_CLAIM,       /* claims, and the money of payers */
	FTL_CAN_MANAGE, /* settings, staff, calendar, printers, money recovered; reports, check,
	                   import, export, backup, restore */
	FTL_CAPABILITIES
};

bool ftl_role_can(enum ftl_role role, enum ftl_capability capability);

/* For messages: "hand devices over". */
const char *ftl_capability_title(enum ftl_capability capability);

#endif
