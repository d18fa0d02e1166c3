#include "model/coverage_words.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"

static const char *const giver_titles[FTL_COVER_GIVERS] = {
        [FTL_COVER_RECALL] = "the maker's recall",
        [FTL_COVER_DOA] = "the exchange of what never worked",
        [FTL_COVER_PART_SUPPLIER] = "the warranty of the part's supplier",
        [FTL_COVER_OWN_REPAIR] = "our own repair warranty",
        [FTL_COVER_MAKER] = "the maker's warranty",
        [FTL_COVER_EXTENDED] = "the extended warranty",
        [FTL_COVER_CONTRACT] = "the service contract",
        [FTL_COVER_INSURANCE] = "the insurance",
        [FTL_COVER_SELLER] = "the seller's guarantee",
        [FTL_COVER_GOODWILL] = "our goodwill",
};

static const char *const class_titles[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = "labour",
        [FTL_PART] = "parts",
        [FTL_FREIGHT] = "freight",
        [FTL_OTHER] = "other costs",
};

static const char *const exclusion_titles[FTL_EXCLUSIONS] = {
        [FTL_EXCLUDE_DAMAGE] = "damage",
        [FTL_EXCLUDE_LIQUID] = "liquid",
        [FTL_EXCLUDE_OPENED] = "opening by others",
        [FTL_EXCLUDE_SEAL_BROKEN] = "a broken seal",
        [FTL_EXCLUDE_CONSUMABLE] = "wear of a consumable",
        [FTL_EXCLUDE_BATTERY_WEAR] = "battery wear",
        [FTL_EXCLUDE_WRONG_REGION] = "a device of another region",
        [FTL_EXCLUDE_STOLEN] = "theft",
        [FTL_EXCLUDE_SERIAL_ALTERED] = "an altered serial number",
        [FTL_EXCLUDE_MISUSE] = "misuse",
        [FTL_EXCLUDE_COMMERCIAL_USE] = "commercial use",
};

/*
 * Sentences; {name} is a field of the table below. What is known of a cover follows where it helps
 * to find the paper.
 */
static const char *const because[FTL_CONSIDERED] = {
        [FTL_CONSIDERED_NOT] = "no cover is known for this device on {reported}",
        [FTL_CONSIDERED_VOID] = "{cover} is void ({void}){evidence}",
        [FTL_CONSIDERED_CLASS] = "{cover} does not cover {class}",
        [FTL_CONSIDERED_NOT_BEGUN] =
                "{cover} begins on {start}, after the fault was reported on {reported}{evidence}",
        [FTL_CONSIDERED_ENDED] =
                "{cover} ended on {end}, the fault was reported on {reported}{evidence}",
        [FTL_CONSIDERED_OTHER_FAULT] = "{cover} is for another fault{evidence}",
        [FTL_CONSIDERED_OTHER_OWNER] =
                "{cover} cannot be passed on, and the device changed hands on {sold}{evidence}",
        [FTL_CONSIDERED_TERRITORY] = "{cover} holds in {territory}, not in {country}{evidence}",
        [FTL_CONSIDERED_METER] =
                "{cover} goes up to a meter of {limit}, and it reads {meter}{evidence}",
        [FTL_CONSIDERED_NO_PROOF] = "{cover} needs a proof, and none is on file{evidence}",
        [FTL_CONSIDERED_EXCLUDED] = "{cover} excludes {found}",
        [FTL_CONSIDERED_USED_UP] = "the claim limit of {cover} is used up{evidence}",
        [FTL_CONSIDERED_DECIDES] = "{cover} {term}{percent}{excess}{conditions}{evidence}",
};

/* What would change a verdict that a cover decided. */
static const char *const change_covered[FTL_CHANGES] = {
        [FTL_CHANGE_SAME_FAULT] = "proof that it is another fault",
        [FTL_CHANGE_START] = "the true start, such as the day of purchase: {start} is only guessed",
        [FTL_CHANGE_METER] = "a meter above {limit}: what it reads is not known",
        [FTL_CHANGE_SUSPICION] = "evidence of {suspected}: it is suspected, and excluded",
        [FTL_CHANGE_PROOF] = "a proof of purchase that says otherwise: none is on file",
        [FTL_CHANGE_TIME] = "{or_exclusion}a fault reported after {end}",
        [FTL_CHANGE_EXCLUSION] = "damage or another exclusion",
};

/* The same without cover; the fields are those of the cover that is nearest. */
static const char *const change_open[FTL_CHANGES] = {
        [FTL_CHANGE_START] = "an earlier start than {start}",
        [FTL_CHANGE_METER] = "a meter of {limit} or less",
        [FTL_CHANGE_PROOF] = "the proof that {cover} needs",
        [FTL_CHANGE_NOTHING] = "nothing: what was left of {cover} is spent",
        [FTL_CHANGE_FINDING] = "proof against {found}",
        [FTL_CHANGE_TERRITORY] = "a repair in {territory}",
        [FTL_CHANGE_OWNER] = "proof that the device did not change hands",
        [FTL_CHANGE_FAULT] = "proof that it is the fault that {cover} is for",
        [FTL_CHANGE_EXTENSION] = "{or_proof}an extended warranty, an insurance or a contract",
        [FTL_CHANGE_VOID] = "proof that {cover} is not void: {void}",
        [FTL_CHANGE_PURCHASE] = "the purchase date with its proof",
};

/* What a sentence speaks of. cover: the one that decides or is nearest, NULL: none is on file. */
struct telling {
	const struct ftl_cover_facts *facts;
	const struct ftl_cover *cover;
	const struct ftl_cover_share *share;
	const struct ftl_verdict *verdict;
	enum ftl_considered considered; /* what became of it */
};

static void tell_date(struct ftl_buf *text, int64_t date)
{
	char buffer[FTL_DATE_TEXT_SIZE];

	ftl_buf_text(text, ftl_date_format(buffer, (int32_t)date));
}

static void tell_number(struct ftl_buf *text, int64_t number)
{
	ftl_buf_printf(text, "%lld", (long long)number);
}

static void tell_cover(struct ftl_buf *text, const struct telling *t)
{
	ftl_buf_text(text, giver_titles[t->cover->giver]);
}

static void tell_class(struct ftl_buf *text, const struct telling *t)
{
	ftl_buf_text(text, class_titles[t->verdict->class]);
}

static void tell_start(struct ftl_buf *text, const struct telling *t)
{
	tell_date(text, t->cover->starts_on);
}

static void tell_end(struct ftl_buf *text, const struct telling *t)
{
	tell_date(text, t->share->ends_on.value);
}

static void tell_reported(struct ftl_buf *text, const struct telling *t)
{
	tell_date(text, t->facts->reported_on);
}

static void tell_sold(struct ftl_buf *text, const struct telling *t)
{
	tell_date(text, t->facts->changed_hands_on.value);
}

static void tell_country(struct ftl_buf *text, const struct telling *t)
{
	ftl_buf_text(text, t->facts->country);
}

static void tell_territory(struct ftl_buf *text, const struct telling *t)
{
	const struct ftl_cover_conditions *conditions = &t->cover->conditions;

	for (size_t i = 0; i < conditions->territory_count; i++)
		ftl_buf_printf(text, "%s%s", i > 0 ? ", " : "", conditions->territory[i]);
}

static void tell_limit(struct ftl_buf *text, const struct telling *t)
{
	tell_number(text, t->cover->conditions.meter_limit.value);
}

static void tell_meter(struct ftl_buf *text, const struct telling *t)
{
	tell_number(text, t->facts->meter.value);
}

static void tell_void(struct ftl_buf *text, const struct telling *t)
{
	ftl_buf_text(text, t->cover->void_reason);
}

static void tell_evidence(struct ftl_buf *text, const struct telling *t)
{
	if (t->cover->evidence != NULL)
		ftl_buf_printf(text, ": %s", t->cover->evidence);
}

/* "liquid (photo 3), damage (photo 4)": the findings that the cover excludes. */
static void tell_findings(struct ftl_buf *text, const struct telling *t, bool has_evidence)
{
	const char *between = "";

	for (size_t i = 0; i < t->facts->finding_count; i++) {
		const struct ftl_cover_finding *finding = &t->facts->findings[i];

		if ((finding->evidence != NULL) != has_evidence ||
		    (t->cover->conditions.excludes & FTL_EXCLUDES(finding->exclusion)) == 0)
			continue;
		ftl_buf_printf(text, "%s%s", between, exclusion_titles[finding->exclusion]);
		if (has_evidence)
			ftl_buf_printf(text, " (%s)", finding->evidence);
		between = ", ";
	}
}

static void tell_found(struct ftl_buf *text, const struct telling *t)
{
	tell_findings(text, t, true);
}

static void tell_suspected(struct ftl_buf *text, const struct telling *t)
{
	tell_findings(text, t, false);
}

static void tell_term(struct ftl_buf *text, const struct telling *t)
{
	if (!t->share->ends_on.has) {
		ftl_buf_text(text, "has no end");
		return;
	}
	ftl_buf_text(text, "runs until ");
	tell_end(text, t);
}

static void tell_percent(struct ftl_buf *text, const struct telling *t)
{
	if (t->share->percent < 100)
		ftl_buf_printf(text, " and pays %d %%", t->share->percent);
}

static void tell_excess(struct ftl_buf *text, const struct telling *t)
{
	if (t->verdict->deductible_cents > 0)
		ftl_buf_text(text, ", less its excess");
}

/* All of them, though the standing names one. */
static void tell_conditions(struct ftl_buf *text, const struct telling *t)
{
	struct ftl_opt limit = t->cover->conditions.meter_limit;

	if (t->cover->match == FTL_MATCH_UNKNOWN)
		ftl_buf_text(text, ", if it is the same fault");
	if (t->cover->is_provisional) {
		ftl_buf_text(text, ", provisionally counted from ");
		tell_start(text, t);
	}
	if (limit.has && !t->facts->meter.has) {
		ftl_buf_text(text, ", if its meter is not above ");
		tell_limit(text, t);
	}
}

static void tell_or_exclusion(struct ftl_buf *text, const struct telling *t)
{
	if (t->cover->conditions.excludes != 0)
		ftl_buf_text(text, "damage or another exclusion, or ");
}

static void tell_or_proof(struct ftl_buf *text, const struct telling *t)
{
	if (t->considered == FTL_CONSIDERED_ENDED && !t->cover->has_proof)
		ftl_buf_text(text, "a proof of purchase with a later date, ");
}

static const struct {
	const char *name;
	void (*tell)(struct ftl_buf *text, const struct telling *t);
} fields[] = {
        {"cover", tell_cover},
        {"class", tell_class},
        {"start", tell_start},
        {"end", tell_end},
        {"reported", tell_reported},
        {"sold", tell_sold},
        {"country", tell_country},
        {"territory", tell_territory},
        {"limit", tell_limit},
        {"meter", tell_meter},
        {"void", tell_void},
        {"evidence", tell_evidence},
        {"found", tell_found},
        {"suspected", tell_suspected},
        {"term", tell_term},
        {"percent", tell_percent},
        {"excess", tell_excess},
        {"conditions", tell_conditions},
        {"or_exclusion", tell_or_exclusion},
        {"or_proof", tell_or_proof},
};

static const char *tell(struct ftl_arena *arena, const char *sentence, const struct telling *t)
{
	FTL_BUF(text);

	for (;;) {
		size_t plain = strcspn(sentence, "{");
		size_t length = strcspn(sentence + plain, "}");

		ftl_buf_add(&text, sentence, plain);
		if (sentence[plain] == '\0')
			return ftl_strdup(arena, ftl_buf_cstr(&text));
		for (size_t i = 0; i < FTL_COUNT(fields); i++) {
			if (strlen(fields[i].name) == length - 1 &&
			    strncmp(fields[i].name, sentence + plain + 1, length - 1) == 0)
				fields[i].tell(&text, t);
		}
		sentence += plain + length + 1;
	}
}

void ftl_coverage_explain(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                          const struct ftl_cover *covers, struct ftl_verdict *verdict)
{
	struct telling t = {.facts = facts, .verdict = verdict};
	const char *const *changes = change_open;

	if (verdict->cover.has) {
		t.cover = &covers[verdict->cover.value];
		t.share = &t.cover->shares[verdict->class];
		t.considered = verdict->considered[verdict->cover.value];
	}
	if (t.considered == FTL_CONSIDERED_DECIDES)
		changes = change_covered;
	verdict->because = tell(arena, because[t.considered], &t);
	verdict->would_change = tell(arena, changes[verdict->change], &t);
}
