/*
 * Workbooks: an input is a whole file, or, when it begins with <, the XML of a sheet, which is then
 * packed into a workbook, as no mutation would ever mend a checksum. Every accepted record has the
 * width of the first and valid UTF-8 in every field, and rows only go down.
 */
#include "fettle/base/buf.h"
#include "fettle/base/sheet.h"
#include "fettle/base/text.h"
#include "fuzz.h"

#define MAIN     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/relationships"

struct part {
	const char *name;
	const char *bytes;
	size_t length;
	uint32_t checksum;
	uint32_t at;
};

/* CRC-32 as ZIP files have it (ITU-T V.42). */
static uint32_t checksum_of(const char *bytes, size_t length)
{
	uint32_t value = 0xFFFFFFFF;

	for (size_t i = 0; i < length; i++) {
		value ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320 : 0);
	}
	return ~value;
}

static void add_number(struct ftl_buf *buf, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		ftl_buf_char(buf, (char)(value >> (8 * i) & 0xFF));
}

/* What the two headers of a part have in common (PKWARE APPNOTE 4.3.7 and 4.3.12). */
static void add_header(struct ftl_buf *zip, const struct part *part)
{
	add_number(zip, 20, 2); /* version */
	add_number(zip, 0, 4);  /* flags, stored */
	add_number(zip, 0, 4);  /* time */
	add_number(zip, part->checksum, 4);
	add_number(zip, (uint32_t)part->length, 4);
	add_number(zip, (uint32_t)part->length, 4);
	add_number(zip, (uint32_t)strlen(part->name), 2);
	add_number(zip, 0, 2); /* extra field */
}

static void pack(struct ftl_buf *zip, struct part *parts, size_t count)
{
	uint32_t directory;

	for (size_t i = 0; i < count; i++) {
		parts[i].at = (uint32_t)zip->length;
		parts[i].checksum = checksum_of(parts[i].bytes, parts[i].length);
		ftl_buf_add(zip, "PK\3\4", 4);
		add_header(zip, &parts[i]);
		ftl_buf_text(zip, parts[i].name);
		ftl_buf_add(zip, parts[i].bytes, parts[i].length);
	}
	directory = (uint32_t)zip->length;
	for (size_t i = 0; i < count; i++) {
		ftl_buf_add(zip, "PK\1\2", 4);
		add_number(zip, 20, 2); /* made by */
		add_header(zip, &parts[i]);
		add_number(zip, 0, 4); /* comment, disk */
		add_number(zip, 0, 2); /* attributes */
		add_number(zip, 0, 4);
		add_number(zip, parts[i].at, 4);
		ftl_buf_text(zip, parts[i].name);
	}
	ftl_buf_add(zip, "PK\5\6\0\0\0\0", 8);
	add_number(zip, (uint32_t)count, 2);
	add_number(zip, (uint32_t)count, 2);
	add_number(zip, (uint32_t)zip->length - 12 - directory, 4);
	add_number(zip, directory, 4);
	add_number(zip, 0, 2); /* comment */
}

static void pack_sheet(struct ftl_buf *zip, const char *sheet, size_t length)
{
#define PART(name, text)                                                                           \
	{                                                                                          \
		(name), (text), sizeof(text) - 1, 0, 0                                             \
	}
	struct part parts[] = {
	        PART("_rels/.rels",
	             "<Relationships xmlns='" PACKAGE "'><Relationship Id='r' Type='" RELATION
	             "/officeDocument' Target='w.xml'/></Relationships>"),
	        PART("w.xml", "<workbook xmlns='" MAIN "' xmlns:r='" RELATION
	                      "'><sheets><sheet name='S' r:id='a'/></sheets></workbook>"),
	        PART("_rels/w.xml.rels",
	             "<Relationships xmlns='" PACKAGE "'>"
	             "<Relationship Id='a' Type='" RELATION "/worksheet' Target='s.xml'/>"
	             "<Relationship Id='b' Type='" RELATION "/sharedStrings' Target='t.xml'/>"
	             "<Relationship Id='c' Type='" RELATION "/styles' Target='f.xml'/>"
	             "</Relationships>"),
	        PART("t.xml", "<sst xmlns='" MAIN "'><si><t>one</t></si><si><t>two_x000A_</t></si>"
	                      "</sst>"),
	        PART("f.xml", "<styleSheet xmlns='" MAIN "'><cellXfs><xf/><xf numFmtId='14'/>"
	                      "<xf numFmtId='22'/><xf numFmtId='46'/><xf numFmtId='20'/>"
	                      "<xf numFmtId='11'/></cellXfs></styleSheet>"),
	        {"s.xml", sheet, length, 0, 0},
	};
#undef PART

	pack(zip, parts, FTL_COUNT(parts));
}

static void read_records(struct ftl_sheet *sheet)
{
	int64_t row = 0;
	size_t width = 0;
	struct ftl_err err = {0};

	for (bool more = true; more && !ftl_sheet_is_over(sheet);) {
		struct ftl_csv_record record = {0};
		enum ftl_status status = ftl_sheet_next(sheet, &record, &more, &err);

		if (status != FTL_OK) {
			fuzz_check_refusal(status, &err);
			continue;
		}
		if (!more)
			return;
		FUZZ_CHECK(record.row > row);
		row = record.row;
		width = width == 0 ? record.count : width;
		FUZZ_CHECK(record.count == width && width > 0);
		for (size_t i = 0; i < record.count; i++)
			FUZZ_CHECK(ftl_utf8_is_valid(record.fields[i], strlen(record.fields[i]),
			                             &(size_t){0}));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct ftl_sheet_options options = {0};
	struct ftl_err err = {0};
	FTL_SHEET(sheet);
	FTL_BUF(file);

	if (size > 0 && data[0] == '<')
		pack_sheet(&file, (const char *)data, size);
	else
		ftl_buf_add(&file, data, size);
	enum ftl_status status = ftl_sheet_open_bytes("fuzz.xlsx", ftl_buf_cstr(&file), file.length,
	                                              &options, &sheet, &err);
	if (status == FTL_OK)
		read_records(sheet);
	else
		fuzz_check_refusal(status, &err);
	return 0;
}
