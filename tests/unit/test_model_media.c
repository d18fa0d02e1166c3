/* What a file is by its content, whether it is whole, and what is left out of a picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/attachment.h"

/* Parts of a JPEG, lengths by ITU-T T.81: each counts itself, not its marker. */
#define SOI  "\xFF\xD8"
#define JFIF "\xFF\xE0\0\x07JFIF\0"
#define EXIF                                                                                       \
	"\xFF\xE1\0\x0A"                                                                           \
	"Exif\0\0GP"
#define ICC                                                                                        \
	"\xFF\xE2\0\x0E"                                                                           \
	"ICC_PROFILE\0"
#define MPF                                                                                        \
	"\xFF\xE2\0\x06"                                                                           \
	"MPF\0"
#define IPTC "\xFF\xED\0\x04XX"
#define ADOBE                                                                                      \
	"\xFF\xEE\0\x07"                                                                           \
	"Adobe"
#define WORDS "\xFF\xFE\0\x05who"
#define SOF   "\xFF\xC2\0\x04\x08\x01"
#define DHT   "\xFF\xC4\0\x04\0\0"
#define SCAN                                                                                       \
	"\xFF\xDA\0\x04\x01\0"                                                                     \
	"a\xFF\0b\xFF\xD3"                                                                         \
	"c"
#define EOI "\xFF\xD9"

/* Parts of a PNG; the check sums are not looked at. */
#define PNG  "\x89PNG\r\n\x1A\n"
#define IHDR "\0\0\0\x02IHDRabCRC1"
#define PLTE "\0\0\0\x01PLTEaCRC1"
#define TRNS "\0\0\0\x01tRNSaCRC1"
#define TEXT "\0\0\0\x03tEXta\0bCRC1"
#define XIF                                                                                        \
	"\0\0\0\x03"                                                                               \
	"eXIfGPSCRC1"
#define OWN  "\0\0\0\x01prVWaCRC1"
#define IDAT "\0\0\0\x02IDATabCRC1"
#define IEND "\0\0\0\0IENDCRC1"

#define BYTES(text) (text), sizeof(text) - 1

static void a_file_is_told_by_its_content(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum ftl_media media;
	} cases[] = {
	        {BYTES(SOI JFIF), FTL_MEDIA_JPEG},
	        {BYTES(PNG), FTL_MEDIA_PNG},
	        {BYTES("RIFF\x04\0\0\0WEBPVP8 "), FTL_MEDIA_WEBP},
	        {BYTES("\0\0\0\x18"
	               "ftypheic"),
	         FTL_MEDIA_HEIC},
	        {BYTES("\0\0\0\x18"
	               "ftypmif1"),
	         FTL_MEDIA_HEIC},
	        {BYTES("%PDF-1.7"), FTL_MEDIA_PDF},
	        {BYTES("\xEF\xBB\xBF"
	               "Akku: 4 h\r\n\tČović\f"),
	         FTL_MEDIA_TEXT},
	        {BYTES("RIFF"), FTL_MEDIA_TEXT},
	        {BYTES("PK\x03\x04 log.txt"), FTL_MEDIA_ZIP},
	        {BYTES("PK\x03\x04 [Content_Types].xml xl/workbook.xml"), FTL_MEDIA_XLSX},
	};
	enum ftl_media media;
	const char *title;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_true(ftl_media_look(cases[i].bytes, cases[i].length, &media, &title));
		assert_string_equal(ftl_media_types[media], ftl_media_types[cases[i].media]);
	}
}

static void other_files_are_named(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *title;
	} cases[] = {
	        {BYTES(""), NULL},
	        {BYTES("\1\2\3"), NULL},
	        {BYTES("GIF89a\1\0"), "a GIF picture"},
	        {BYTES("\0\0\0\x18"
	               "ftypavif\1"),
	         "an AVIF picture"},
	        {BYTES("\0\0\0\x18"
	               "ftypmp42\1"),
	         "a video"},
	        {BYTES("RIFF\x04\0\0\0WAVEfmt "), "a sound or video file"},
	        {BYTES("\x7F"
	               "ELF\2"),
	         "a program"},
	        {BYTES("MZ\x90\0"), "a program"},
	        {BYTES("SQLite format 3\0"), "a database"},
	        {BYTES("\xFF\xFE"
	               "a\0"),
	         "text in UTF-16"},
	        {BYTES("caf\xE9"), NULL},
	        {BYTES("a\0b"), NULL},
	        {BYTES("\x1B[2J"), NULL},
	};
	enum ftl_media media;
	const char *title;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_false(ftl_media_look(cases[i].bytes, cases[i].length, &media, &title));
		if (cases[i].title == NULL)
			assert_null(title);
		else
			assert_string_equal(title, cases[i].title);
	}
}

static void notes_of_the_camera_are_left_out_and_the_picture_stays(void **state)
{
	static const struct {
		enum ftl_media media;
		const char *bytes;
		size_t length;
		const char *kept;
		size_t kept_length;
	} cases[] = {
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF EXIF ICC MPF IPTC ADOBE WORDS SOF DHT SCAN EOI),
	         BYTES(SOI JFIF ICC ADOBE SOF DHT SCAN EOI)},
	        /* Several scans with tables, and notes, between them: T.81 figure B.2. */
	        {FTL_MEDIA_JPEG, BYTES(SOI SOF SCAN DHT EXIF SCAN EOI),
	         BYTES(SOI SOF SCAN DHT SCAN EOI)},
	        /* A film, or another picture, behind the end. */
	        {FTL_MEDIA_JPEG, BYTES(SOI SOF SCAN EOI SOI EXIF SOF SCAN EOI),
	         BYTES(SOI SOF SCAN EOI)},
	        {FTL_MEDIA_JPEG, BYTES(SOI SOF SCAN EOI "ftypmp42 Berlin"),
	         BYTES(SOI SOF SCAN EOI)},
	        /* Fill bytes before a marker. */
	        {FTL_MEDIA_JPEG, BYTES(SOI "\xFF\xFF" EXIF SOF SCAN EOI), BYTES(SOI SOF SCAN EOI)},
	        /* Broken off: within the scan, within a note, within a length. */
	        {FTL_MEDIA_JPEG, BYTES(SOI EXIF SOF SCAN), BYTES(SOI SOF SCAN)},
	        {FTL_MEDIA_JPEG,
	         BYTES(SOI SOF "\xFF\xE1\x40\0"
	                       "Exif\0\0GPS"),
	         BYTES(SOI SOF)},
	        {FTL_MEDIA_JPEG, BYTES(SOI SOF "\xFF\xE1\x40"), BYTES(SOI SOF)},
	        {FTL_MEDIA_JPEG, BYTES(SOI), BYTES(SOI)},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR PLTE TRNS XIF OWN TEXT IDAT IDAT TEXT IEND "more"),
	         BYTES(PNG IHDR PLTE TRNS IDAT IDAT IEND)},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR "\0\0\xFF\0eXIfGPS"), BYTES(PNG IHDR)},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR "\0\0\xFF\0IDATabc"),
	         BYTES(PNG IHDR "\0\0\xFF\0IDATabc")},
	};
	unsigned char into[256];
	size_t kept;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_true(cases[i].length <= sizeof(into));
		assert_true(ftl_media_strip(cases[i].media, cases[i].bytes, cases[i].length, into,
		                            &kept));
		assert_int_equal(kept, cases[i].kept_length);
		assert_memory_equal(into, cases[i].kept, kept);
	}
}

static void parts_that_cannot_be_told_apart_are_refused(void **state)
{
	static const struct {
		enum ftl_media media;
		const char *bytes;
		size_t length;
	} cases[] = {
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF "junk" EXIF)},
	        {FTL_MEDIA_JPEG, BYTES(SOI "\xFF\xE1\0\x01" EXIF)},
	        {FTL_MEDIA_JPEG, BYTES(SOI "\xFF\0" EXIF)},
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF SOI EXIF)},
	        {FTL_MEDIA_JPEG, BYTES("\xFF")},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR "\0\0\0\1e\0IfaCRC1")},
	        {FTL_MEDIA_PNG, BYTES("\x89PNG")},
	        {FTL_MEDIA_WEBP, BYTES("RIFF\x04\0\0\0WEBP")},
	        {FTL_MEDIA_PDF, BYTES("%PDF-1.4")},
	};
	unsigned char into[64];
	size_t kept = 7;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_false(ftl_media_strip(cases[i].media, cases[i].bytes, cases[i].length, into,
		                             &kept));
		assert_int_equal(kept, 7);
	}
}

/* Whatever the length, nothing is read past it: the sanitizers watch. */
static void a_picture_broken_off_anywhere_is_walked_and_not_whole(void **state)
{
	static const char jpeg[] = SOI JFIF EXIF SOF DHT SCAN EOI;
	static const char png[] = PNG IHDR TEXT IDAT IEND;
	size_t kept;

	for (size_t i = 0; i + 1 < sizeof(jpeg); i++) {
		char *part = test_malloc(i + 1), *into = test_malloc(i + 1);

		memcpy(part, jpeg, i);
		assert_true(ftl_media_strip(FTL_MEDIA_JPEG, part, i, into, &kept) == (i >= 2));
		assert_false(ftl_media_is_readable(FTL_MEDIA_JPEG, part, i));
		test_free(part);
		test_free(into);
	}
	for (size_t i = 0; i + 1 < sizeof(png); i++) {
		char *part = test_malloc(i + 1), *into = test_malloc(i + 1);

		memcpy(part, png, i);
		assert_true(ftl_media_strip(FTL_MEDIA_PNG, part, i, into, &kept) == (i >= 8));
		assert_false(ftl_media_is_readable(FTL_MEDIA_PNG, part, i));
		test_free(part);
		test_free(into);
	}
	(void)state;
}

static void a_file_is_readable_when_its_end_is_there(void **state)
{
	static const struct {
		enum ftl_media media;
		const char *bytes;
		size_t length;
		bool is_readable;
	} cases[] = {
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF SOF DHT SCAN EOI), true},
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF SOF DHT SCAN), false},
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF SOF EOI), false},
	        {FTL_MEDIA_JPEG, BYTES(SOI JFIF SCAN EOI), false},
	        {FTL_MEDIA_JPEG, BYTES(SOI EOI), false},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR IDAT IEND), true},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR IEND), false},
	        {FTL_MEDIA_PNG, BYTES(PNG IHDR IDAT), false},
	        {FTL_MEDIA_WEBP, BYTES("RIFF\x10\0\0\0WEBPVP8 \4\0\0\0abcd"), true},
	        {FTL_MEDIA_WEBP, BYTES("RIFF\x10\0\0\0WEBPVP8 \4\0\0\0abc"), false},
	        {FTL_MEDIA_WEBP, BYTES("RIFF\x10\0\0"), false},
	        {FTL_MEDIA_HEIC,
	         BYTES("\0\0\0\x0C"
	               "ftypheic\0\0\0\x08meta\0\0\0\0mdatxyz"),
	         true},
	        {FTL_MEDIA_HEIC,
	         BYTES("\0\0\0\x0C"
	               "ftypheic\0\0\0\x08meta\0\0\0\x0Dmdatxyz"),
	         false},
	        {FTL_MEDIA_HEIC,
	         BYTES("\0\0\0\x0C"
	               "ftypheic"),
	         false},
	        {FTL_MEDIA_HEIC,
	         BYTES("\0\0\0\x0C"
	               "ftypheic\0\0\0\1meta\0\0\0\0\0\0\0\x11z"),
	         true},
	        {FTL_MEDIA_HEIC,
	         BYTES("\0\0\0\x0C"
	               "ftypheic\0\0\0\1meta\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFz"),
	         false},
	        {FTL_MEDIA_PDF, BYTES("%PDF-1.4\nstartxref\n0\n%%EOF\r\n"), true},
	        {FTL_MEDIA_PDF, BYTES("%PDF-1.4\nstartxref\n0\n%%EO"), false},
	        {FTL_MEDIA_TEXT, BYTES("x"), true},
	        {FTL_MEDIA_ZIP,
	         BYTES("PK\x05\x06"
	               "1234567890123456"
	               "\0\0"),
	         true},
	        {FTL_MEDIA_ZIP,
	         BYTES("PK\x05\x06"
	               "1234567890123456"
	               "\3\0abc"),
	         true},
	        {FTL_MEDIA_ZIP,
	         BYTES("PK\x05\x06"
	               "1234567890123456"
	               "\3\0ab"),
	         false},
	        {FTL_MEDIA_XLSX, BYTES("PK\x03\x04"), false},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		if (ftl_media_is_readable(cases[i].media, cases[i].bytes, cases[i].length) !=
		    cases[i].is_readable)
			fail_msg("case %zu: %s", i, ftl_media_titles[cases[i].media]);
	}
}

static void a_kind_takes_what_a_person_would_take_for_it(void **state)
{
	(void)state;
	assert_true(ftl_attachment_may_be(FTL_ATTACHMENT_PHOTO, FTL_MEDIA_HEIC));
	assert_false(ftl_attachment_may_be(FTL_ATTACHMENT_PHOTO, FTL_MEDIA_PDF));
	assert_true(ftl_attachment_may_be(FTL_ATTACHMENT_SIGNATURE, FTL_MEDIA_PDF));
	assert_false(ftl_attachment_may_be(FTL_ATTACHMENT_SIGNATURE, FTL_MEDIA_TEXT));
	assert_true(ftl_attachment_may_be(FTL_ATTACHMENT_RECEIPT, FTL_MEDIA_TEXT));
	assert_false(ftl_attachment_may_be(FTL_ATTACHMENT_INVOICE, FTL_MEDIA_ZIP));
	assert_true(ftl_attachment_may_be(FTL_ATTACHMENT_REPORT, FTL_MEDIA_XLSX));
}

static void a_name_is_the_last_component_of_either_world(void **state)
{
	(void)state;
	assert_string_equal(ftl_attachment_name("a.jpg"), "a.jpg");
	assert_string_equal(ftl_attachment_name("/x/../a.jpg"), "a.jpg");
	assert_string_equal(ftl_attachment_name("C:\\a/b.jpg"), "b.jpg");
	assert_string_equal(ftl_attachment_name("C:\\a\\b.jpg"), "b.jpg");
	assert_string_equal(ftl_attachment_name("folder/"), "folder/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_file_is_told_by_its_content),
	        cmocka_unit_test(other_files_are_named),
	        cmocka_unit_test(notes_of_the_camera_are_left_out_and_the_picture_stays),
	        cmocka_unit_test(parts_that_cannot_be_told_apart_are_refused),
	        cmocka_unit_test(a_picture_broken_off_anywhere_is_walked_and_not_whole),
	        cmocka_unit_test(a_file_is_readable_when_its_end_is_there),
	        cmocka_unit_test(a_kind_takes_what_a_person_would_take_for_it),
	        cmocka_unit_test(a_name_is_the_last_component_of_either_world),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
