#include "fettle/base/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "fettle/base/attr.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

__extension__ typedef __int128 wide;

/* ISO 4217 list one, national currencies in use and those they replaced since 2024. */
static const char two_decimals[] =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
        "GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR "
        "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD "
        "PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
        "SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR "
        "ZMW ZWG ZWL";
static const char no_decimals[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
static const char three_decimals[] = "BHD IQD JOD KWD LYD OMR TND";

static const struct {
	const char *codes;
	int decimals;
} currencies[] = {{two_decimals, 2}, {no_decimals, 0}, {three_decimals, 3}};

static bool has_code(const char *codes, const char *code)
{
	for (const char *at = codes; *at != '\0'; at += at[3] == ' ' ? 4 : 3) {
		if (memcmp(at, code, 3) == 0)
			return true;
	}
	return false;
}

enum ftl_status ftl_currency_find(const char *code, struct ftl_currency *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; strlen(code) == 3 && i < FTL_COUNT(currencies); i++) {
		if (has_code(currencies[i].codes, code)) {
			memcpy(ret->code, code, sizeof(ret->code));
			ret->decimals = currencies[i].decimals;
			return FTL_OK;
		}
	}
	return ftl_fail(err, FTL_INVALID, "currency",
	                "must be an ISO 4217 code such as EUR, got %s", ftl_quote(quoted, code));
}

enum ftl_status ftl_money_parse(const char *field, const char *text,
                                const struct ftl_currency *currency, bool allow_negative,
                                int64_t *ret_cents, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int64_t value = 0;
	enum ftl_decimal result = ftl_decimal_scan(text, currency->decimals, &value);
	bool has_plus = strchr(text, '+') != NULL;

	if (result == FTL_DECIMAL_PLACES)
		return ftl_fail(err, FTL_INVALID, field, "has more decimals than %s (%d): %s",
		                currency->code, currency->decimals, ftl_quote(quoted, text));
	if (result == FTL_DECIMAL_SHAPE || has_plus) {
		ftl_fail(err, FTL_INVALID, field, "must be an amount such as %s, got %s",
		         currency->decimals == 0   ? "1234"
		         : currency->decimals == 3 ? "1234.500"
		                                   : "1234.50",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "digits with a decimal point, no thousands separators and no "
		                     "currency sign");
	}
	/* "-0" too: the sign says that somebody meant something else. */
	if (!allow_negative && strchr(text, '-') != NULL)
		return ftl_fail(err, FTL_INVALID, field, "must not be negative, got %s",
		                ftl_quote(quoted, text));
	if (result == FTL_DECIMAL_RANGE || value > FTL_MONEY_MAX || value < -FTL_MONEY_MAX)
		return ftl_fail(err, FTL_INVALID, field, "amount is out of range, got %s",
		                ftl_quote(quoted, text));
	*ret_cents = value;
	return FTL_OK;
}

const char *ftl_money_format(char buffer[FTL_MONEY_TEXT_SIZE], int64_t cents,
                             const struct ftl_currency *currency)
{
	return ftl_decimal_format(buffer, cents, currency->decimals, currency->decimals);
}

static bool keep(wide value, int64_t *ret)
{
	if (value > FTL_MONEY_MAX || value < -FTL_MONEY_MAX)
		return false;
	*ret = (int64_t)value;
	return true;
}

bool ftl_money_add(int64_t a, int64_t b, int64_t *ret)
{
	return keep((wide)a + b, ret);
}

bool ftl_money_share(int64_t amount, int64_t numerator, int64_t denominator, int64_t *ret)
{
	if (denominator == 0)
		return false;
	wide product = (wide)amount * numerator;
	wide divisor = denominator;
	bool is_negative = (product < 0) != (divisor < 0);

	product = product < 0 ? -product : product;
	divisor = divisor < 0 ? -divisor : divisor;
	wide whole = product / divisor;
	if (product % divisor >= divisor - product % divisor)
		whole++;
	return keep(is_negative ? -whole : whole, ret);
}
