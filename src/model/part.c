#include "fettle/model/part.h"

#include "fettle/base/parse.h"

const char *const ftl_unit_names[FTL_UNITS] = {
        [FTL_UNIT_PIECE] = "piece", [FTL_UNIT_SET] = "set",     [FTL_UNIT_PAIR] = "pair",
        [FTL_UNIT_METRE] = "metre", [FTL_UNIT_LITRE] = "litre", [FTL_UNIT_KILOGRAM] = "kilogram",
        [FTL_UNIT_GRAM] = "gram",
};

const char *const ftl_tracking_names[FTL_TRACKINGS] = {
        [FTL_TRACK_NONE] = "none",
        [FTL_TRACK_SERIAL] = "serial",
        [FTL_TRACK_LOT] = "lot",
};

const char *const ftl_number_names[FTL_NUMBERS] = {
        [FTL_NUMBER_MAKER] = "maker",
        [FTL_NUMBER_ALTERNATIVE] = "alternative",
        [FTL_NUMBER_OLD] = "old",
};

bool ftl_unit_is_divisible(enum ftl_unit unit)
{
	switch (unit) {
	case FTL_UNIT_PIECE:
	case FTL_UNIT_SET:
	case FTL_UNIT_PAIR:
		return false;
	case FTL_UNIT_METRE:
	case FTL_UNIT_LITRE:
	case FTL_UNIT_KILOGRAM:
	case FTL_UNIT_GRAM:
	case FTL_UNITS:
		break;
	}
	return true;
}

const char *ftl_stock_words(struct ftl_arena *arena, const struct ftl_part *part, int64_t milli)
{
	char number[FTL_DECIMAL_SIZE];

	ftl_decimal_format(number, milli, 3, 0);
	if (part->unit == FTL_UNIT_PIECE)
		return ftl_strdup(arena, number);
	return ftl_sprintf(arena, "%s %s", number, ftl_unit_names[part->unit]);
}
