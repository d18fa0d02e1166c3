#include "fettle/model/meter.h"

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

enum ftl_status ftl_meter_parse(struct ftl_arena *arena, const char *field, const char *text,
                                struct ftl_meter *ret, struct ftl_err *err)
{
	struct ftl_meter meter = {0};
	const char *clean, *unit;
	char quoted[FTL_QUOTE_SIZE];
	size_t digits;

	FTL_TRY(ftl_text_require(arena, field, FTL_TEXT_LINE, 100, text, strlen(text), &clean,
	                         err));
	digits = strspn(clean, "0123456789");
	unit = clean + digits + strspn(clean + digits, " ");
	/* "12,000" and "12.5" would be read as twelve of something. */
	if (digits == 0 || strpbrk(unit, "0123456789.,'") != NULL)
		return ftl_fail(err, FTL_INVALID, field,
		                "must be a whole number without separators and its unit, like "
		                "12000 km, got %s",
		                ftl_quote(quoted, text));
	FTL_TRY(ftl_parse_i64(field, ftl_strndup(arena, clean, digits), 0, FTL_METER_MAX,
	                      &meter.reading, err));
	if (strlen(unit) > FTL_METER_UNIT_MAX)
		return ftl_fail(err, FTL_INVALID, field, "has a unit longer than %d bytes, got %s",
		                FTL_METER_UNIT_MAX, ftl_quote(quoted, text));
	if (*unit != '\0')
		meter.unit = ftl_strdup(arena, unit);
	*ret = meter;
	return FTL_OK;
}

const char *ftl_meter_text(struct ftl_arena *arena, const struct ftl_meter *meter)
{
	return ftl_sprintf(arena, "%lld%s%s", (long long)meter->reading,
	                   meter->unit != NULL ? " " : "", meter->unit != NULL ? meter->unit : "");
}

static enum ftl_status refuse(const struct ftl_meter_row *reading,
                              const struct ftl_meter_row *other, const char *how, const char *field,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char date[FTL_DATE_TEXT_SIZE];

	ftl_fail(err, FTL_INVALID, field, "%s is %s the %s read on %s",
	         ftl_meter_text(&scratch, &reading->meter), how,
	         ftl_meter_text(&scratch, &other->meter), ftl_date_format(date, other->read_on));
	return ftl_hint(err,
	                "another meter was built in, or the other reading was mistyped? Say so: "
	                "--reason TEXT, at check-in --meter-reason");
}

static bool is_other_unit(const struct ftl_meter_row *a, const struct ftl_meter_row *b)
{
	FTL_ARENA(scratch);

	return a->meter.unit != NULL && b->meter.unit != NULL &&
	       strcmp(ftl_text_key(&scratch, a->meter.unit),
	              ftl_text_key(&scratch, b->meter.unit)) != 0;
}

enum ftl_status ftl_meter_check(const struct ftl_meter_row *rows, size_t count,
                                const struct ftl_meter_row *reading, const char *field,
                                struct ftl_err *err)
{
	const struct ftl_meter_row *before = NULL, *after = NULL;

	for (size_t i = 0; i < count && after == NULL; i++) {
		if (rows[i].read_on <= reading->read_on)
			before = &rows[i];
		else
			after = &rows[i];
	}
	if (reading->reason != NULL)
		return FTL_OK;
	if (before != NULL && is_other_unit(reading, before))
		return refuse(reading, before, "in another unit than", field, err);
	if (before != NULL && reading->meter.reading < before->meter.reading)
		return refuse(reading, before, "less than", field, err);
	/* A later one that says why it is less was another counter's. */
	if (after != NULL && after->reason == NULL && reading->meter.reading > after->meter.reading)
		return refuse(reading, after, "more than", field, err);
	return FTL_OK;
}
