/* Scanned codes, IMEI, GTIN, serials, GS1: what is accepted comes back the same when read again. */
#include "fettle/model/ident.h"
#include "fuzz.h"

#define OUR_URL "https://a.b/q/"

static void check_code(const char *text)
{
	struct ftl_err err = {0};
	struct ftl_code code;
	struct ftl_code again;
	char eye[FTL_CODE_SIZE];
	char brief[FTL_CODE_SIZE];
	enum ftl_status status = ftl_code_parse(text, OUR_URL, &code, &err);

	ftl_code_is_like(text, OUR_URL);
	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(ftl_code_parse(ftl_code_eye(eye, &code), OUR_URL, &again, &err) == FTL_OK);
	FUZZ_CHECK(again.kind == code.kind && again.year == code.year &&
	           again.serial == code.serial && strcmp(again.site, code.site) == 0);
	FUZZ_CHECK(ftl_code_parse(ftl_code_short(brief, &code), OUR_URL, &again, &err) == FTL_OK);
	FUZZ_CHECK(again.serial == code.serial);
	FUZZ_CHECK(strcmp(ftl_code_eye_of((char[FTL_CODE_SIZE]){0}, brief), eye) == 0);
}

static void check_numbers(const char *text)
{
	struct ftl_err err = {0};
	char imei[16];
	char gtin[15];
	char again[16];
	enum ftl_status status = ftl_imei_parse("imei", text, imei, &err);

	if (status != FTL_OK)
		fuzz_check_refusal(status, &err);
	else
		FUZZ_CHECK(strlen(imei) == 15 &&
		           ftl_imei_parse("imei", imei, again, &err) == FTL_OK);
	status = ftl_gtin_parse("gtin", text, gtin, &err);
	if (status != FTL_OK)
		fuzz_check_refusal(status, &err);
	else
		FUZZ_CHECK(strlen(gtin) == 14 &&
		           ftl_gtin_parse("gtin", gtin, again, &err) == FTL_OK &&
		           strcmp(gtin, again) == 0);
}

static void check_serial(struct ftl_arena *arena, const char *text)
{
	struct ftl_err err = {0};
	struct ftl_serial serial;
	struct ftl_serial again;
	enum ftl_status status = ftl_serial_parse(arena, "serial", text, &serial, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(serial.raw[0] != '\0' && serial.key[0] != '\0');
	FUZZ_CHECK(ftl_serial_parse(arena, "serial", serial.raw, &again, &err) == FTL_OK);
	FUZZ_CHECK(strcmp(serial.key, again.key) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FTL_ARENA(arena);
	const char *text = fuzz_text(&arena, data, size);
	struct ftl_gs1 gs1;

	check_code(text);
	check_numbers(text);
	check_serial(&arena, text);
	if (ftl_gs1_parse(&arena, text, &gs1) && gs1.gtin != NULL)
		FUZZ_CHECK(strlen(gs1.gtin) == 14);
	return 0;
}
