#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/pattern.h"
#include "model/flight.h"

/* The parts that are claimed: their numbers, their invoices, why they failed, and the old ones that
 * the payer wants back. */

#define SOON_DAYS 3            /* before an old part must be back */
#define BETWEEN   " \t,;:()[]" /* between the words of a line */

/* The next word of a text, which moves on; NULL: none is left. */
static const char *next_word(const struct ftl_flight *f, const char **text)
{
	size_t length;

	*text += strspn(*text, BETWEEN);
	length = strcspn(*text, BETWEEN);
	*text += length;
	return length > 0 ? ftl_strndup(f->arena, *text - length, length) : NULL;
}

static bool fits_any(const struct ftl_claim_list *patterns, const char *word)
{
	for (size_t i = 0; i < patterns->count; i++) {
		if (ftl_pattern_fits(patterns->words[i], word))
			return true;
	}
	return false;
}

/* What has a digit in it is taken for a number. */
static void check_number(struct ftl_flight *f, const struct ftl_order_line *row)
{
	const struct ftl_claim_list *patterns = &f->rules->part_number_formats;
	const char *text = row->text, *word, *number = NULL;

	if (patterns->count == 0)
		return;
	while ((word = next_word(f, &text)) != NULL) {
		if (fits_any(patterns, word))
			return;
		if (number == NULL && strpbrk(word, "0123456789") != NULL)
			number = word;
	}
	ftl_flight_find(f,
	                number != NULL ? FTL_PREFLIGHT_PART_NUMBER_INVALID
	                               : FTL_PREFLIGHT_PART_NUMBER_MISSING,
	                FTL_PREFLIGHT_BLOCKS, row->position, ftl_flight_line_field(f, row),
	                number != NULL ? ftl_sprintf(f->arena,
	                                             "'%s' is no part number of theirs, such as %s",
	                                             number, patterns->words[0])
	                               : ftl_sprintf(f->arena, "names no part number, such as %s",
	                                             patterns->words[0]),
	                ftl_sprintf(f->arena, "line remove %s %d, and add it with the number",
	                            f->order, row->position));
}

/* Whether the parts list names a number, and then whether for the model of the device. */
static bool is_listed(const struct ftl_flight *f, const char *number, bool *ret_fits)
{
	const char *key = ftl_text_ident_key(f->arena, number);
	bool found = false;

	*ret_fits = false;
	for (size_t i = 0; i < f->rules->part_count; i++) {
		const struct ftl_claim_part *part = &f->rules->parts[i];

		if (strcmp(ftl_text_ident_key(f->arena, part->number), key) != 0)
			continue;
		found = true;
		*ret_fits =
		        *ret_fits || ftl_text_is_among(f->arena, part->models.words,
		                                       part->models.count, f->job->device->model);
	}
	return found;
}

static void check_model(struct ftl_flight *f, const struct ftl_order_line *row)
{
	const char *text = row->text, *word;
	bool fits;

	if (f->job->device->model == NULL || f->rules->part_count == 0)
		return;
	while ((word = next_word(f, &text)) != NULL) {
		if (!is_listed(f, word, &fits) || fits)
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_PART_NOT_FOR_MODEL, FTL_PREFLIGHT_BLOCKS,
		                row->position, ftl_flight_line_field(f, row),
		                ftl_sprintf(f->arena, "%s is not used in a %s", word,
		                            f->job->device->model),
		                ftl_sprintf(f->arena,
		                            "line remove %s %d, and add the part that was fitted",
		                            f->order, row->position));
		return;
	}
}

/* What we broke, or ordered wrongly, is not the payer's. */
static void check_failure(struct ftl_flight *f, const struct ftl_order_line *row)
{
	for (size_t i = 0; i < f->job->failure_count; i++) {
		const struct ftl_part_failure *failure = &f->job->failures[i];

		if (failure->position != row->position || failure->is_taken_back ||
		    (failure->reason != FTL_PART_DAMAGED_BY_US &&
		     failure->reason != FTL_PART_WRONG))
			continue;
		ftl_flight_find(
		        f, FTL_PREFLIGHT_PART_NO_FAULT, FTL_PREFLIGHT_BLOCKS, row->position,
		        ftl_flight_line_field(f, row),
		        ftl_sprintf(f->arena, "the part was not faulty: %s",
		                    ftl_part_failure_title(failure->reason)),
		        ftl_sprintf(f->arena, "line remove %s %d", f->order, row->position));
	}
}

static bool has_invoice(const struct ftl_flight *f, int position)
{
	for (size_t i = 0; i < f->job->attachment_count; i++) {
		const struct ftl_claim_attachment *copy = &f->job->attachments[i];

		if (copy->kind == FTL_EVIDENCE_INVOICE &&
		    (copy->position == position || copy->position == 0))
			return true;
	}
	return false;
}

static void check_invoice(struct ftl_flight *f, const struct ftl_order_line *row)
{
	struct ftl_opt above = f->rules->invoice_above_cents;

	if (!f->job->has_attachments || !above.has || row->line.unit_cost_cents <= above.value ||
	    has_invoice(f, row->position))
		return;
	ftl_flight_find(f, FTL_PREFLIGHT_INVOICE_MISSING, FTL_PREFLIGHT_BLOCKS, row->position,
	                ftl_flight_line_field(f, row),
	                ftl_sprintf(f->arena,
	                            "the part cost %s, and no copy of its supplier's invoice is "
	                            "attached",
	                            ftl_flight_money(f, row->line.unit_cost_cents)),
	                ftl_sprintf(f->arena, "order attach %s FILE --kind invoice --line %d",
	                            f->order, row->position));
}

/* Not back when its day is over, or about to be. */
static void check_due(struct ftl_flight *f, const struct ftl_order_line *row,
                      const struct ftl_claim_return *back)
{
	int64_t left = back->due_on - f->job->today;

	if (left > SOON_DAYS)
		return;
	ftl_flight_find(f, FTL_PREFLIGHT_RETURN_MISSING,
	                left < 0 ? FTL_PREFLIGHT_BLOCKS : FTL_PREFLIGHT_WARNS, row->position,
	                ftl_flight_line_field(f, row),
	                ftl_sprintf(f->arena,
	                            left < 0 ? "the old part was to be sent back by %s"
	                                     : "the old part is to be sent back by %s",
	                            ftl_flight_date(f, back->due_on)),
	                "send the old part back to the payer");
}

static void check_return(struct ftl_flight *f, const struct ftl_order_line *row,
                         const struct ftl_claim_return *back)
{
	switch (back->state) {
	case FTL_CLAIM_RETURN_DUE:
		check_due(f, row, back);
		break;
	case FTL_CLAIM_RETURN_WRONG:
		ftl_flight_find(f, FTL_PREFLIGHT_RETURN_WRONG, FTL_PREFLIGHT_BLOCKS, row->position,
		                ftl_flight_line_field(f, row),
		                "the part that was sent back is not the one that was claimed",
		                "send the right old part back to the payer");
		break;
	case FTL_CLAIM_RETURN_DAMAGED:
		ftl_flight_find(
		        f, FTL_PREFLIGHT_RETURN_DAMAGED, FTL_PREFLIGHT_BLOCKS, row->position,
		        ftl_flight_line_field(f, row),
		        "the old part came back to the payer damaged",
		        "claim it from the carrier, or dispute it with a photo of the parcel");
		break;
	case FTL_CLAIM_RETURN_SHIPPED:
	case FTL_CLAIM_RETURN_RECEIVED:
		break;
	}
}

void ftl_flight_check_parts(struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!ftl_flight_is_theirs(f, row) || row->line.class != FTL_PART)
			continue;
		check_number(f, row);
		check_model(f, row);
		check_failure(f, row);
		check_invoice(f, row);
		for (size_t j = 0; j < f->job->return_count; j++) {
			if (f->job->returns[j].position == row->position)
				check_return(f, row, &f->job->returns[j]);
		}
	}
}
