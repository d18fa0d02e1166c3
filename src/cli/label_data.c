#include <string.h>

#include "cli/cmd_label.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

#define TAIL 6 /* characters of a serial number */

/* The first letter of each word: "A. Č.". */
static const char *initials_of(struct ftl_arena *arena, const char *name)
{
	bool is_start = true;
	FTL_BUF(out);

	while (*name != '\0') {
		const char *from = name;
		uint32_t letter = ftl_utf8_next(&name);

		if (letter == ' ' || letter == 0xA0 || letter == 0x3000 || letter == '-') {
			is_start = true;
			continue;
		}
		if (!is_start)
			continue;
		/* Marks belong to their letter. */
		for (const char *next = name; *next != '\0'; name = next) {
			const char *mark = next;
			(void)ftl_utf8_next(&next);
			char *one = ftl_strndup(arena, mark, (size_t)(next - mark));
			if (ftl_utf8_width(one) != 0)
				break;
		}
		ftl_buf_printf(&out, "%s%.*s.", out.length > 0 ? " " : "", (int)(name - from),
		               from);
		is_start = false;
	}
	return ftl_strdup(arena, ftl_buf_cstr(&out));
}

static const char *tail_of(const char *serial)
{
	size_t length = strlen(serial);

	return length > TAIL ? serial + length - TAIL : serial;
}

/* The end of what the device is known by, and what that is. */
static void fill_serial(const struct ftl_order *order, struct ftl_label_data *label)
{
	const struct {
		const char *kind;
		const char *value;
	} known[] = {{"SN", order->serial}, {"IMEI", order->imei}, {"Tag", order->asset_tag}};

	for (size_t i = 0; i < FTL_COUNT(known); i++) {
		const char *value = known[i].value;

		if (value == NULL)
			continue;
		label->serial_kind = known[i].kind;
		label->serial_tail = tail_of(value);
		return;
	}
}

/* "26 Nov"; the year stands in the job's code. */
static const char *short_day(struct ftl_arena *arena, int32_t date)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	return ftl_sprintf(arena, "%d %s", ymd.day, months[ymd.month - 1]);
}

static const char *promise_day(struct ftl_arena *arena, int32_t date)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

	return ftl_sprintf(arena, "%s %s", days[ftl_date_weekday(date) - 1],
	                   short_day(arena, date));
}

static const char *received_day(struct ftl_cli *cli, const struct ftl_order *order)
{
	int32_t date, second;

	if (!order->received_at.has)
		return NULL;
	ftl_zone_local(cli->app->zone, order->received_at.value, &date, &second);
	return short_day(&cli->arena, date);
}

static const char *priority_word(enum ftl_priority priority)
{
	switch (priority) {
	case FTL_PRIORITY_HIGH:
		return "HIGH";
	case FTL_PRIORITY_URGENT:
		return "URGENT";
	case FTL_PRIORITY_LOW:
	case FTL_PRIORITY_NORMAL:
	case FTL_PRIORITIES:
		break;
	}
	return NULL;
}

static void fill_tag(struct ftl_cli *cli, const struct ftl_label_piece *row,
                     struct ftl_label_data *label)
{
	*label = (struct ftl_label_data){
	        .code = ftl_view_code(&cli->arena, row->tag.code),
	        .short_code = ftl_label_token(row),
	        .device = row->tag.name,
	        .piece_name = row->tag.kind,
	        .place = row->tag.place,
	        .centre = cli->app->centre,
	};
}

static void fill_label(struct ftl_cli *cli, const struct ftl_label_piece *row, bool use_initials,
                       struct ftl_label_data *label)
{
	struct ftl_arena *arena = &cli->arena;
	const struct ftl_order *order = &row->order;

	*label = (struct ftl_label_data){
	        .code = ftl_view_code(arena, order->code),
	        .short_code = ftl_label_token(row),
	        .device = ftl_view_device(arena, order),
	        .customer = order->customer != NULL && use_initials
	                            ? initials_of(arena, order->customer)
	                            : order->customer,
	        .fault = order->fault,
	        .received = received_day(cli, order),
	        .priority = priority_word(order->priority),
	        .piece_number = ftl_sprintf(arena, "%d", row->piece.position),
	        .piece_count = ftl_sprintf(arena, "%d", row->piece_count),
	        .piece_name = row->piece.is_device ? "device" : row->piece.name,
	        .place = row->piece.place,
	        .centre = cli->app->centre,
	        .audit_head = row->audit_head,
	};
	fill_serial(order, label);
	if (row->piece.code != NULL && !row->piece.is_device)
		label->piece_code = ftl_view_code(arena, row->piece.code);
	if (order->promised_on.has)
		label->promised = promise_day(arena, (int32_t)order->promised_on.value);
}

enum ftl_status ftl_cli_label_data(struct ftl_cli *cli, const struct ftl_label_piece *pieces,
                                   size_t count, const struct ftl_label_data **ret,
                                   struct ftl_err *err)
{
	struct ftl_label_data *labels = ftl_alloc(&cli->arena, count, sizeof(*labels));
	const char *names = NULL;

	FTL_TRY(ftl_setting_get(cli->app, &cli->arena, "label.names", &names, err));
	for (size_t i = 0; i < count; i++) {
		if (pieces[i].tag.code != NULL)
			fill_tag(cli, &pieces[i], &labels[i]);
		else
			fill_label(cli, &pieces[i], strcmp(names, "initials") == 0, &labels[i]);
	}
	*ret = labels;
	return FTL_OK;
}
