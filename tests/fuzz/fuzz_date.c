/* Dates, instants and periods: what is accepted is in range and is written back as it was read. */
#include "fettle/base/date.h"
#include "fuzz.h"

static void check_date(const char *text)
{
	struct ftl_err err = {0};
	char buffer[FTL_DATE_TEXT_SIZE];
	int32_t date;
	enum ftl_status status = ftl_date_parse("date", text, &date, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(date >= FTL_DATE_MIN && date <= FTL_DATE_MAX);
	FUZZ_CHECK(strcmp(ftl_date_format(buffer, date), text) == 0);
	FUZZ_CHECK(ftl_date_weekday(date) == ftl_date_weekday(date + 7));
	FUZZ_CHECK(ftl_date_to_ymd(ftl_date_add_months(date, 1)).day <= ftl_date_to_ymd(date).day);
}

static void check_instant(const char *text)
{
	struct ftl_err err = {0};
	char buffer[FTL_INSTANT_TEXT_SIZE];
	int64_t instant;
	int64_t again;
	enum ftl_status status = ftl_instant_parse("instant", text, &instant, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	ftl_instant_format(buffer, instant);
	FUZZ_CHECK(ftl_instant_parse("instant", buffer, &again, &err) == FTL_OK);
	FUZZ_CHECK(again == instant);
}

static void check_period(const char *text)
{
	struct ftl_err err = {0};
	struct ftl_period period;
	enum ftl_status status = ftl_period_parse("period", text, 20779, &period, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(period.from <= period.to);
	FUZZ_CHECK(period.from >= FTL_DATE_MIN && period.to <= FTL_DATE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FTL_ARENA(arena);
	const char *text = fuzz_text(&arena, data, size);

	check_date(text);
	check_instant(text);
	check_period(text);
	return 0;
}
