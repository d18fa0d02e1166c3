#ifndef FETTLE_MODEL_ROLE_H
#define FETTLE_MODEL_ROLE_H

enum ftl_role { FTL_ROLE_FRONT_DESK, FTL_ROLE_TECHNICIAN, FTL_ROLE_MANAGER, FTL_ROLES };
extern const char *const ftl_role_names[FTL_ROLES]; /* "front_desk", "technician", "manager" */

#endif
