/* CSV: every accepted record has the header's width and valid UTF-8 in every field. */
#include <sys/mman.h>
#include <unistd.h>

#include "fettle/base/csv.h"
#include "fettle/base/text.h"
#include "fuzz.h"

static void read_records(struct ftl_csv *csv)
{
	static const char *const names[] = {"id", "brand"};
	size_t positions[2] = {0};
	int64_t row = 1;
	struct ftl_err err = {0};
	enum ftl_status status = ftl_csv_header(csv, names, 2, positions, &err);

	if (status != FTL_OK) {
		fuzz_check_refusal(status, &err);
		return;
	}
	FUZZ_CHECK(positions[0] != positions[1]);
	for (bool more = true; more;) {
		struct ftl_csv_record record = {0};

		status = ftl_csv_next(csv, &record, &more, &err);
		if (status != FTL_OK) {
			fuzz_check_refusal(status, &err);
			return;
		}
		if (!more)
			return;
		FUZZ_CHECK(record.row > row);
		row = record.row;
		FUZZ_CHECK(positions[0] < record.count && positions[1] < record.count);
		for (size_t i = 0; i < record.count; i++)
			FUZZ_CHECK(ftl_utf8_is_valid(record.fields[i], strlen(record.fields[i]),
			                             &(size_t){0}));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int file = -1;
	char path[64];
	struct ftl_err err = {0};
	FTL_CSV(csv);

	if (file < 0)
		file = memfd_create("fuzz.csv", MFD_CLOEXEC);
	FUZZ_CHECK(file >= 0 && ftruncate(file, 0) == 0);
	FUZZ_CHECK(pwrite(file, data, size, 0) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	FUZZ_CHECK(ftl_csv_open(path, &csv, &err) == FTL_OK);
	read_records(csv);
	return 0;
}
