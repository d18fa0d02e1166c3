#include "fettle/model/remittance.h"

#include <inttypes.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/money.h"
#include "fettle/base/text.h"
#include "model/ascii.h"
#include "model/key_index.h"

const char *const ftl_remittance_key_names[FTL_REMITTANCE_KEYS] = {
        [FTL_REMITTANCE_BY_NONE] = "none",           [FTL_REMITTANCE_BY_CLAIM] = "claim",
        [FTL_REMITTANCE_BY_REFERENCE] = "reference", [FTL_REMITTANCE_BY_ORDER] = "order",
        [FTL_REMITTANCE_BY_SERIAL] = "serial",
};

const char *const ftl_remittance_outcome_names[FTL_REMITTANCE_OUTCOMES] = {
        [FTL_REMITTANCE_EXACT] = "exact",         [FTL_REMITTANCE_SHORT] = "short",
        [FTL_REMITTANCE_OVER] = "over",           [FTL_REMITTANCE_UNKNOWN] = "unknown",
        [FTL_REMITTANCE_DUPLICATE] = "duplicate", [FTL_REMITTANCE_NEGATIVE] = "negative",
};

struct keys {
	const char *claim;
	const char *reference;
	const char *order;
	const char *serial;
};

/* What the lines come to for one claim that some of them are of. */
struct tally {
	int64_t standing; /* paid before, less what the file takes back */
	int64_t room;     /* what may still come of it after the lines that nobody said before */
	size_t sum;       /* the index of its sum and one more; 0: it has none */
};

struct settling {
	struct ftl_arena *arena;
	struct ftl_arena scratch;
	const struct ftl_remittance_claim *claims;
	size_t claim_count;
	const struct ftl_remittance_line *lines;
	size_t line_count;
	int64_t tolerance;
	bool is_order_enough; /* without its amount */
	struct ftl_key_index by[FTL_REMITTANCE_KEYS];
	struct keys *keys; /* of the lines */
	struct ftl_remittance_match *matches;
	struct ftl_remittance_sum *sums;
	size_t sum_count;
	/* There are far more claims than lines: what is reckoned by claim stands apart from them.
	 */
	uint32_t *tally_of; /* of a claim: the index of its tally and one more; 0: it has none */
	struct tally *tallies;
	struct ftl_err *err;
};

static void end_settling(struct settling *s)
{
	ftl_arena_done(&s->scratch);
}

/* Upper case, letters and digits only, into a buffer as long as the text; most numbers are plain
 * ASCII, and there are many. False: it is not. */
static bool write_key(const char *text, char *key)
{
	size_t kept = 0;

	for (const char *c = text; *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			return false;
		if (ftl_is_lower(*c))
			key[kept++] = (char)(*c - 'a' + 'A');
		else if (ftl_is_upper(*c) || ftl_is_digit(*c))
			key[kept++] = *c;
	}
	key[kept] = '\0';
	return true;
}

static const char *key_of(struct settling *s, const char *text)
{
	size_t length = text == NULL ? 0 : strlen(text);

	if (length == 0)
		return NULL;
	char *key = ftl_alloc(&s->scratch, length + 1, 1);
	if (!write_key(text, key))
		return ftl_text_ident_key(&s->scratch, text);
	return *key == '\0' ? NULL : key;
}

/* The key of a claim's number, if a line asks for it: few do. */
static const char *wanted_key(struct settling *s, enum ftl_remittance_key key, const char *text)
{
	char buffer[64];
	const struct ftl_key_index *index = &s->by[key];

	if (text == NULL || index->wanted == NULL)
		return NULL;
	if (strlen(text) < sizeof(buffer) && write_key(text, buffer))
		return ftl_key_index_wants(index, buffer) ? ftl_strdup(&s->scratch, buffer) : NULL;
	return key_of(s, text);
}

static void index_order(struct settling *s, const struct ftl_remittance_claim *claim, size_t i)
{
	struct ftl_key_index *index = &s->by[FTL_REMITTANCE_BY_ORDER];
	const char *key = wanted_key(s, FTL_REMITTANCE_BY_ORDER, claim->order_code);

	if (s->is_order_enough) {
		ftl_key_index_add(index, key, 0, i);
		return;
	}
	ftl_key_index_add(index, key, claim->expected_cents, i);
	if (claim->paid_cents <= 0)
		return;
	if (claim->paid_cents < claim->expected_cents)
		ftl_key_index_add(index, key, claim->expected_cents - claim->paid_cents, i);
	ftl_key_index_add(index, key, -claim->paid_cents, i);
}

static void index_serial(struct settling *s, const struct ftl_remittance_claim *claim, size_t i)
{
	struct ftl_key_index *index = &s->by[FTL_REMITTANCE_BY_SERIAL];
	const char *key = wanted_key(s, FTL_REMITTANCE_BY_SERIAL, claim->serial);

	if (claim->handed_over_on.has)
		ftl_key_index_add(index, key, claim->handed_over_on.value, i);
	if (claim->submitted_on.has)
		ftl_key_index_add(index, key, claim->submitted_on.value, i);
}

static void read_lines(struct settling *s)
{
	for (int key = FTL_REMITTANCE_BY_CLAIM; key < FTL_REMITTANCE_KEYS; key++)
		ftl_key_index_init(&s->by[key], &s->scratch);
	for (size_t i = 0; i < s->line_count; i++) {
		struct keys *keys = &s->keys[i];

		*keys = (struct keys){
		        .claim = key_of(s, s->lines[i].claim),
		        .reference = key_of(s, s->lines[i].reference),
		        .order = key_of(s, s->lines[i].order),
		        .serial = key_of(s, s->lines[i].serial),
		};
		ftl_key_index_want(&s->by[FTL_REMITTANCE_BY_CLAIM], keys->claim);
		ftl_key_index_want(&s->by[FTL_REMITTANCE_BY_REFERENCE], keys->reference);
		ftl_key_index_want(&s->by[FTL_REMITTANCE_BY_ORDER], keys->order);
		ftl_key_index_want(&s->by[FTL_REMITTANCE_BY_SERIAL], keys->serial);
	}
}

/* Of many claims only those that a line may mean. */
static void index_claims(struct settling *s)
{
	for (size_t i = 0; i < s->claim_count; i++) {
		const struct ftl_remittance_claim *claim = &s->claims[i];

		ftl_key_index_add(&s->by[FTL_REMITTANCE_BY_CLAIM],
		                  wanted_key(s, FTL_REMITTANCE_BY_CLAIM, claim->code), 0, i);
		ftl_key_index_add(&s->by[FTL_REMITTANCE_BY_REFERENCE],
		                  wanted_key(s, FTL_REMITTANCE_BY_REFERENCE, claim->reference), 0,
		                  i);
		index_order(s, claim, i);
		index_serial(s, claim, i);
	}
	for (int key = FTL_REMITTANCE_BY_CLAIM; key < FTL_REMITTANCE_KEYS; key++)
		ftl_key_index_sort(&s->by[key]);
}

/* The claims that a key of a line finds. */
static size_t find_claims(const struct settling *s, size_t line, enum ftl_remittance_key key,
                          size_t *items, size_t most)
{
	const struct keys *keys = &s->keys[line];
	int64_t amount = s->lines[line].amount_cents;
	struct ftl_opt date = s->lines[line].date;
	const struct ftl_key_index *index = &s->by[key];

	switch (key) {
	case FTL_REMITTANCE_BY_CLAIM:
		return ftl_key_index_find(index, keys->claim, 0, 0, items, most);
	case FTL_REMITTANCE_BY_REFERENCE:
		return ftl_key_index_find(index, keys->reference, 0, 0, items, most);
	case FTL_REMITTANCE_BY_ORDER:
		if (s->is_order_enough)
			return ftl_key_index_find(index, keys->order, 0, 0, items, most);
		return ftl_key_index_find(index, keys->order, amount - s->tolerance,
		                          amount + s->tolerance, items, most);
	case FTL_REMITTANCE_BY_SERIAL:
		return !date.has ? 0
		                 : ftl_key_index_find(index, keys->serial, date.value, date.value,
		                                      items, most);
	case FTL_REMITTANCE_BY_NONE:
	case FTL_REMITTANCE_KEYS:
		break;
	}
	return 0;
}

static void match_line(struct settling *s, size_t line)
{
	struct ftl_remittance_match *match = &s->matches[line];
	size_t items[FTL_REMITTANCE_CANDIDATES_MOST + 1];
	size_t count = 0;
	int key = FTL_REMITTANCE_BY_NONE;

	while (count == 0 && ++key < FTL_REMITTANCE_KEYS)
		count = find_claims(s, line, (enum ftl_remittance_key)key, items, FTL_COUNT(items));
	*match = (struct ftl_remittance_match){
	        .outcome = FTL_REMITTANCE_UNKNOWN,
	        .key = count == 0 ? FTL_REMITTANCE_BY_NONE : (enum ftl_remittance_key)key,
	        .claim = count == 1 ? items[0] : FTL_REMITTANCE_NO_CLAIM,
	};
	match->is_claim_number_off =
	        s->keys[line].claim != NULL && match->key != FTL_REMITTANCE_BY_CLAIM;
	if (count < 2)
		return;
	match->has_more_candidates = count == FTL_COUNT(items);
	match->candidate_count = match->has_more_candidates ? count - 1 : count;
	size_t *candidates = ftl_alloc(s->arena, match->candidate_count, sizeof(*candidates));
	memcpy(candidates, items, match->candidate_count * sizeof(*candidates));
	match->candidates = candidates;
}

static void match_lines(struct settling *s)
{
	s->keys = ftl_alloc(&s->scratch, s->line_count + 1, sizeof(*s->keys));
	read_lines(s);
	index_claims(s);
	for (size_t i = 0; i < s->line_count; i++)
		match_line(s, i);
}

void ftl_remittance_find(struct ftl_arena *arena, const struct ftl_remittance_claim *claims,
                         size_t claim_count, const struct ftl_remittance_line *lines,
                         size_t line_count, const struct ftl_remittance_match **ret)
{
	struct settling s FTL_CLEANUP(end_settling) = {
	        .arena = arena,
	        .claims = claims,
	        .claim_count = claim_count,
	        .lines = lines,
	        .line_count = line_count,
	        .is_order_enough = true,
	        .matches = ftl_alloc(arena, line_count + 1, sizeof(*s.matches)),
	};

	match_lines(&s);
	*ret = s.matches;
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* All that a line says, as one text; NULL when it names nothing that it could be known by. */
static const char *whole_line(struct settling *s, size_t line)
{
	const struct keys *keys = &s->keys[line];
	struct ftl_opt date = s->lines[line].date;
	char day[FTL_DATE_TEXT_SIZE] = "";

	if (keys->claim == NULL && keys->reference == NULL && keys->order == NULL &&
	    keys->serial == NULL)
		return NULL;
	if (date.has)
		ftl_date_format(day, (int32_t)date.value);
	const char *said[] = {keys->claim, keys->reference,    keys->order, keys->serial,
	                      day,         s->lines[line].text};
	size_t size = 0;
	for (size_t i = 0; i < FTL_COUNT(said); i++)
		size += strlen(or_empty(said[i])) + 1;
	char *whole = ftl_alloc(&s->scratch, size, 1), *end = whole;
	for (size_t i = 0; i < FTL_COUNT(said); i++) {
		size_t length = strlen(or_empty(said[i]));

		memcpy(end, or_empty(said[i]), length);
		end += length;
		*end++ = i + 1 < FTL_COUNT(said) ? '/' : '\0';
	}
	return whole;
}

static void find_repeats(struct settling *s)
{
	const char **wholes = ftl_alloc(&s->scratch, s->line_count + 1, sizeof(*wholes));
	struct ftl_key_index index;

	ftl_key_index_init(&index, &s->scratch);
	for (size_t i = 0; i < s->line_count; i++) {
		wholes[i] = whole_line(s, i);
		ftl_key_index_add(&index, wholes[i], s->lines[i].amount_cents, i);
	}
	ftl_key_index_sort(&index);
	for (size_t i = 0; i < s->line_count; i++) {
		int64_t amount = s->lines[i].amount_cents;
		size_t first;

		if (ftl_key_index_find(&index, wholes[i], amount, amount, &first, 1) == 1 &&
		    first < i)
			s->matches[i].repeats = ftl_some((int64_t)first);
	}
}

/* A line that counts for a claim, if nothing else speaks against it. */
static bool is_of_claim(const struct ftl_remittance_match *match)
{
	return match->claim != FTL_REMITTANCE_NO_CLAIM && !match->repeats.has;
}

static enum ftl_status add(struct settling *s, size_t line, int64_t *sum, int64_t amount)
{
	if (ftl_money_add(*sum, amount, sum))
		return FTL_OK;
	return ftl_fail(s->err, FTL_INVALID, "amount",
	                "line %" PRId64 ": what is paid for its claim adds up to more than any "
	                "amount may be",
	                s->lines[line].position);
}

static struct tally *tally_of(const struct settling *s, size_t line)
{
	return &s->tallies[s->tally_of[s->matches[line].claim] - 1];
}

/* A tally for each claim that a line is of, as it stood before. */
static void open_tallies(struct settling *s)
{
	uint32_t count = 0;

	s->tally_of = ftl_alloc(&s->scratch, s->claim_count + 1, sizeof(*s->tally_of));
	s->tallies = ftl_alloc(&s->scratch, s->line_count + 1, sizeof(*s->tallies));
	for (size_t i = 0; i < s->line_count; i++) {
		size_t at = s->matches[i].claim;

		if (at == FTL_REMITTANCE_NO_CLAIM || s->tally_of[at] != 0)
			continue;
		const struct ftl_remittance_claim *claim = &s->claims[at];
		s->tallies[count] = (struct tally){
		        .standing = claim->paid_cents,
		        .room = claim->expected_cents - claim->paid_cents + s->tolerance,
		};
		s->tally_of[at] = ++count;
	}
}

static enum ftl_status count_line(struct settling *s, size_t line)
{
	struct tally *tally = tally_of(s, line);

	if (tally->sum == 0) {
		s->sums[s->sum_count++] = (struct ftl_remittance_sum){
		        .claim = s->matches[line].claim, .outcome = FTL_REMITTANCE_NEGATIVE};
		tally->sum = s->sum_count;
	}
	struct ftl_remittance_sum *sum = &s->sums[tally->sum - 1];
	sum->line_count++;
	return add(s, line, &sum->paid_cents, s->lines[line].amount_cents);
}

/* What was paid of a claim before and is not taken back. */
static enum ftl_status find_standing(struct settling *s)
{
	for (size_t i = 0; i < s->line_count; i++) {
		if (is_of_claim(&s->matches[i]) && s->lines[i].amount_cents < 0)
			FTL_TRY(add(s, i, &tally_of(s, i)->standing, s->lines[i].amount_cents));
	}
	return FTL_OK;
}

static enum ftl_status find_room(struct settling *s)
{
	for (size_t i = 0; i < s->line_count; i++) {
		if (is_of_claim(&s->matches[i]))
			FTL_TRY(add(s, i, &tally_of(s, i)->room, -s->lines[i].amount_cents));
	}
	return FTL_OK;
}

/* The number of a payment, not that of the claim: two lines cannot have it. */
static bool names_payment(struct settling *s, size_t line)
{
	const char *said = s->keys[line].reference;
	const char *known = key_of(s, s->claims[s->matches[line].claim].reference);

	return said != NULL && (known == NULL || strcmp(said, known) != 0);
}

/* A payer also pays in parts that look the same: what is owed after all, nobody said twice. */
static enum ftl_status find_parts(struct settling *s)
{
	FTL_TRY(find_room(s));
	for (size_t i = 0; i < s->line_count; i++) {
		struct ftl_remittance_match *match = &s->matches[i];
		int64_t amount = s->lines[i].amount_cents;

		if (!match->repeats.has || match->claim == FTL_REMITTANCE_NO_CLAIM || amount <= 0 ||
		    amount > tally_of(s, i)->room || names_payment(s, i))
			continue;
		match->repeats = ftl_none();
		tally_of(s, i)->room -= amount;
	}
	return FTL_OK;
}

static bool is_paid(const struct settling *s, size_t claim, int64_t standing)
{
	return standing > 0 && standing >= s->claims[claim].expected_cents - s->tolerance;
}

/* What a line is by itself; exact stands for what its claim's sum will say. */
static enum ftl_remittance_outcome outcome_of(const struct settling *s, size_t line)
{
	const struct ftl_remittance_match *match = &s->matches[line];
	bool is_known = match->claim != FTL_REMITTANCE_NO_CLAIM;
	bool is_back = s->lines[line].amount_cents < 0;

	if (match->repeats.has ||
	    (!is_back && is_known && is_paid(s, match->claim, tally_of(s, line)->standing)))
		return FTL_REMITTANCE_DUPLICATE;
	if (is_back)
		return FTL_REMITTANCE_NEGATIVE;
	return is_known ? FTL_REMITTANCE_EXACT : FTL_REMITTANCE_UNKNOWN;
}

/* Which lines count; their sums by claim. */
static enum ftl_status count_lines(struct settling *s)
{
	for (size_t i = 0; i < s->line_count; i++) {
		struct ftl_remittance_match *match = &s->matches[i];

		match->outcome = outcome_of(s, i);
		if (match->claim == FTL_REMITTANCE_NO_CLAIM ||
		    match->outcome == FTL_REMITTANCE_DUPLICATE)
			continue;
		FTL_TRY(count_line(s, i));
		if (match->outcome == FTL_REMITTANCE_EXACT)
			s->sums[tally_of(s, i)->sum - 1].outcome = FTL_REMITTANCE_EXACT;
	}
	return FTL_OK;
}

static enum ftl_status judge_sum(struct settling *s, struct ftl_remittance_sum *sum)
{
	const struct ftl_remittance_claim *claim = &s->claims[sum->claim];

	if (!ftl_money_add(claim->paid_cents, sum->paid_cents, &sum->difference_cents) ||
	    !ftl_money_add(sum->difference_cents, -claim->expected_cents, &sum->difference_cents))
		return ftl_fail(s->err, FTL_INVALID, "amount",
		                "what is paid for a claim adds up to more than any amount may be");
	bool is_within =
	        sum->difference_cents >= -s->tolerance && sum->difference_cents <= s->tolerance;
	if (sum->outcome == FTL_REMITTANCE_NEGATIVE)
		return FTL_OK;
	if (is_within)
		sum->rounding_cents = sum->difference_cents;
	else
		sum->outcome =
		        sum->difference_cents < 0 ? FTL_REMITTANCE_SHORT : FTL_REMITTANCE_OVER;
	return FTL_OK;
}

static enum ftl_status judge(struct settling *s)
{
	open_tallies(s);
	FTL_TRY(find_parts(s));
	FTL_TRY(find_standing(s));
	FTL_TRY(count_lines(s));
	for (size_t i = 0; i < s->sum_count; i++)
		FTL_TRY(judge_sum(s, &s->sums[i]));
	for (size_t i = 0; i < s->line_count; i++) {
		struct ftl_remittance_match *match = &s->matches[i];

		if (match->outcome == FTL_REMITTANCE_EXACT)
			match->outcome = s->sums[tally_of(s, i)->sum - 1].outcome;
	}
	return FTL_OK;
}

enum ftl_status ftl_remittance_settle(struct ftl_arena *arena,
                                      const struct ftl_remittance_claim *claims, size_t claim_count,
                                      const struct ftl_remittance_line *lines, size_t line_count,
                                      int64_t tolerance_cents, struct ftl_remittance *ret,
                                      struct ftl_err *err)
{
	struct settling s FTL_CLEANUP(end_settling) = {
	        .arena = arena,
	        .claims = claims,
	        .claim_count = claim_count,
	        .lines = lines,
	        .line_count = line_count,
	        .tolerance = tolerance_cents,
	        .matches = ftl_alloc(arena, line_count + 1, sizeof(*s.matches)),
	        .sums = ftl_alloc(arena, line_count + 1, sizeof(*s.sums)),
	        .err = err,
	};

	match_lines(&s);
	find_repeats(&s);
	FTL_TRY(judge(&s));
	*ret = (struct ftl_remittance){s.matches, s.sums, s.sum_count};
	return FTL_OK;
}
