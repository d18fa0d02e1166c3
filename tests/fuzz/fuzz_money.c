/* Money and numbers: what is accepted is in range, and its canonical text reads back the same. */
#include "fettle/base/money.h"
#include "fettle/base/parse.h"
#include "fuzz.h"

static void check_money(const char *text, const struct ftl_currency *currency)
{
	struct ftl_err err = {0};
	char buffer[FTL_MONEY_TEXT_SIZE];
	int64_t cents;
	int64_t again;
	enum ftl_status status = ftl_money_parse("price", text, currency, true, &cents, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(cents >= -FTL_MONEY_MAX && cents <= FTL_MONEY_MAX);
	ftl_money_format(buffer, cents, currency);
	FUZZ_CHECK(ftl_money_parse("price", buffer, currency, true, &again, &err) == FTL_OK);
	FUZZ_CHECK(again == cents);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const currencies[] = {"EUR", "JPY", "KWD"};
	FTL_ARENA(arena);
	const char *text = fuzz_text(&arena, data, size);
	struct ftl_err err = {0};
	struct ftl_currency currency;
	int64_t number;

	for (size_t i = 0; i < FTL_COUNT(currencies); i++) {
		FUZZ_CHECK(ftl_currency_find(currencies[i], &currency, &err) == FTL_OK);
		check_money(text, &currency);
	}
	if (ftl_parse_i64("quantity", text, -5, 100000, &number, &err) == FTL_OK)
		FUZZ_CHECK(number >= -5 && number <= 100000);
	else
		fuzz_check_refusal(FTL_INVALID, &err);
	if (ftl_parse_decimal("quantity", text, 3, 0, 1000000, &number, &err) == FTL_OK)
		FUZZ_CHECK(number >= 0 && number <= 1000000);
	else
		fuzz_check_refusal(FTL_INVALID, &err);
	return 0;
}
