#ifndef HELPER_CLAIM_H
#define HELPER_CLAIM_H

#include "fettle/model/preflight.h"

/*
 * A job that no payer would refuse, and everything of it that a case may change: headphones bought
 * on 14 March 2025 and registered from that day, in on 16 November 2026, ready on the 20th, handed
 * over on the 21st, looked at on the 24th; half an hour of labour at 60.00, a part of 10.50 that
 * cost 8.40, and 5.00 of shipping. The maker asks for all that can be asked.
 */
struct claim_scene {
	struct ftl_payer_rules rules;
	struct ftl_preflight_job job;
	struct ftl_order order;
	struct ftl_customer customer;
	struct ftl_contact contacts[2];
	struct ftl_device device;
	struct ftl_order_line lines[3];
	struct ftl_diagnosis diagnosis;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_finding finding;
	struct ftl_preauths preauths;
	struct ftl_part_failure failure;
	struct ftl_claim_cover covers[2];
	struct ftl_claim_attachment attachments[6];
	struct ftl_claim_return returned;
	struct ftl_claim_claimed claimed;
	bool is_unauthorised; /* the payer's rules are for other devices */
};

int32_t claim_day(const char *text);
void claim_scene_set(struct claim_scene *s);

/* Looks at the claim, and writes the names of the findings: with ? for a warning and … for what is
 * later, @2 for line 2. Fails when one lacks field, message or way. */
void claim_scene_look(struct ftl_arena *arena, const struct claim_scene *s,
                      struct ftl_preflight *ret, char *text, size_t size);

#endif
