#include "cli/desk_words.h"

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static const char *const payer_words[FTL_PAYERS] = {
        [FTL_PAYER_CUSTOMER] = "the customer", [FTL_PAYER_MAKER] = "the maker",
        [FTL_PAYER_SELLER] = "the seller",     [FTL_PAYER_SUPPLIER] = "the supplier",
        [FTL_PAYER_INSURER] = "the insurer",   [FTL_PAYER_CONTRACT] = "the contract",
        [FTL_PAYER_SHOP] = "our guarantee",
};

static const char *const class_words[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = "labour",
        [FTL_PART] = "parts",
        [FTL_FREIGHT] = "freight",
        [FTL_OTHER] = "other",
};

const char *ftl_words_date(struct ftl_arena *arena, int32_t date)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	return ftl_sprintf(arena, "%s %d %s %d", weekdays[ftl_date_weekday(date)], ymd.day,
	                   months[ymd.month], ymd.year);
}

/* The word that stands at the name's place in its table; the name itself when it has none. */
static const char *word_of(const char *name, const char *const *names, const char *const *words,
                           int count)
{
	int i = ftl_text_index(names, count, name);

	return i < 0 ? name : words[i];
}

const char *ftl_words_payer(const char *name)
{
	return word_of(name, ftl_payer_names, payer_words, FTL_PAYERS);
}

const char *ftl_words_class(const char *name)
{
	return word_of(name, ftl_line_class_names, class_words, FTL_LINE_CLASSES);
}

const char *ftl_words_device(struct ftl_arena *arena, const char *category, const char *brand,
                             const char *model)
{
	if (brand != NULL && model != NULL)
		return ftl_sprintf(arena, "%s %s", brand, model);
	if (brand != NULL && category != NULL)
		return ftl_sprintf(arena, "%s %s", brand, category);
	if (category != NULL && model != NULL)
		return ftl_sprintf(arena, "%s %s", category, model);
	if (brand != NULL || model != NULL)
		return brand != NULL ? brand : model;
	return category != NULL ? category : "device";
}

const char *ftl_words_count(struct ftl_arena *arena, size_t count, const char *one,
                            const char *many)
{
	return ftl_sprintf(arena, "%zu %s", count, count == 1 ? one : many);
}

static bool share_an_answer(const struct ftl_verdict *a, const struct ftl_verdict *b)
{
	return a->payer == b->payer && a->percent == b->percent && a->has_until == b->has_until &&
	       a->until == b->until && ftl_text_equal(a->rule, b->rule);
}

size_t ftl_words_cover(struct ftl_arena *arena, const struct ftl_verdict cover[FTL_LINE_CLASSES],
                       const char *ret[FTL_LINE_CLASSES])
{
	bool is_told[FTL_LINE_CLASSES] = {false};
	size_t count = 0;

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		FTL_BUF(line);

		if (is_told[i])
			continue;
		for (int j = i; j < FTL_LINE_CLASSES; j++) {
			if (!share_an_answer(&cover[i], &cover[j]))
				continue;
			is_told[j] = true;
			ftl_buf_printf(&line, "%s%s", line.length > 0 ? ", " : "", class_words[j]);
		}
		ftl_buf_printf(&line, ": %s", payer_words[cover[i].payer]);
		if (cover[i].percent != 100)
			ftl_buf_printf(&line, " %d %%", cover[i].percent);
		if (cover[i].has_until)
			ftl_buf_printf(&line, " until %s", ftl_words_date(arena, cover[i].until));
		ret[count++] = ftl_strdup(arena, ftl_buf_cstr(&line));
	}
	return count;
}
