#include "charset.h"

const char *const ftl_charset_names[FTL_CHARSETS] = {
        [FTL_CHARSET_UTF8] = "utf-8",
        [FTL_CHARSET_WINDOWS_1252] = "windows-1252",
        [FTL_CHARSET_LATIN_1] = "latin-1",
};

/* Bytes 80 to 9F of windows-1252 (unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT);
 * 0 where it has no character. */
static const uint16_t windows_1252[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

bool ftl_charset_decode(enum ftl_charset charset, const char *text, size_t length,
                        struct ftl_buf *buf, size_t *ret_bad)
{
	for (size_t i = 0; i < length; i++) {
		unsigned point = (unsigned char)text[i];

		if (charset == FTL_CHARSET_WINDOWS_1252 && point >= 0x80 && point < 0xA0)
			point = windows_1252[point - 0x80];
		if (point == 0 && text[i] != '\0') {
			*ret_bad = i;
			return false;
		}
		if (point >= 0x800)
			ftl_buf_char(buf, (char)(0xE0 | point >> 12));
		if (point >= 0x800)
			ftl_buf_char(buf, (char)(0x80 | (point >> 6 & 0x3F)));
		else if (point >= 0x80)
			ftl_buf_char(buf, (char)(0xC0 | point >> 6));
		ftl_buf_char(buf, (char)(point < 0x80 ? point : 0x80 | (point & 0x3F)));
	}
	return true;
}
