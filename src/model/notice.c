#include "fettle/model/notice.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"

#define DAYS_MOST    3650
#define NUMBER_WIDTH 32

const char *const ftl_notice_way_names[FTL_NOTICE_WAYS] = {
        [FTL_NOTICE_WAY_NONE] = NULL,   [FTL_NOTICE_PHONE] = "phone", [FTL_NOTICE_EMAIL] = "email",
        [FTL_NOTICE_LETTER] = "letter", [FTL_NOTICE_SMS] = "sms",
};

static enum ftl_status refuse(const char *field, const char *text, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_INVALID, field, "must be at most %d rising numbers of days, got %s",
	         FTL_NOTICES_MOST, ftl_quote(quoted, text));
	return ftl_hint(err, "days after it became ready, as 3,14,30; '' for none");
}

enum ftl_status ftl_notice_parse(const char *field, const char *text,
                                 struct ftl_notice_schedule *ret, struct ftl_err *err)
{
	struct ftl_notice_schedule schedule = {.count = 0};
	const char *rest = text;
	char number[NUMBER_WIDTH];
	int64_t days, last = 0;

	while (*text != '\0') {
		size_t length = strcspn(rest, ",");

		if (schedule.count == FTL_NOTICES_MOST || length >= sizeof(number))
			return refuse(field, text, err);
		memcpy(number, rest, length);
		number[length] = '\0';
		FTL_TRY(ftl_parse_i64(field, number, 1, DAYS_MOST, &days, err));
		if (days <= last)
			return refuse(field, text, err);
		schedule.days[schedule.count++] = (int32_t)days;
		last = days;
		if (rest[length] == '\0')
			break;
		rest += length + 1;
	}
	*ret = schedule;
	return FTL_OK;
}

const char *ftl_notice_format(char buffer[FTL_NOTICE_TEXT_SIZE],
                              const struct ftl_notice_schedule *schedule)
{
	size_t used = 0;

	buffer[0] = '\0';
	for (int i = 0; i < schedule->count; i++)
		used += (size_t)snprintf(buffer + used, FTL_NOTICE_TEXT_SIZE - used, "%s%d",
		                         i > 0 ? "," : "", schedule->days[i]);
	return buffer;
}

void ftl_notices_add(struct ftl_notices *notices, int32_t on)
{
	notices->count += !notices->last_on.has || notices->last_on.value != on;
	notices->last_on = ftl_some(on);
}

struct ftl_opt ftl_notice_due_on(const struct ftl_notice_schedule *schedule,
                                 const struct ftl_notices *notices, int32_t ready_on)
{
	int next = notices->count;
	int64_t planned, spaced;

	if (next >= schedule->count)
		return ftl_none();
	planned = (int64_t)ready_on + schedule->days[next];
	if (next == 0)
		return ftl_some(planned);
	spaced = notices->last_on.value + schedule->days[next] - schedule->days[next - 1];
	return ftl_some(spaced > planned ? spaced : planned);
}
