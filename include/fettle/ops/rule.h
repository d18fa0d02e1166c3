#ifndef FETTLE_OPS_RULE_H
#define FETTLE_OPS_RULE_H

/* Which documents of rules. */
enum ftl_rule_set {
	FTL_RULES_IN_USE,  /* the newest of each code that is not retired */
	FTL_RULES_ALL,     /* every document of the centre */
	FTL_RULES_PROGRAM, /* those that come with the program and are not in use */
};

#endif
