#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/buf.h"
#include "helper_print.h"

struct ftl_err print_err;

const struct ftl_label_data print_scripts[PRINT_SCRIPTS] = {
        {.code = "W26-00412-8",
         .short_code = "W26004128",
         .device = "Samsung Galaxy S23",
         .customer = "Jana Nováková-Čović",
         .serial_tail = "43809",
         .fault = "switches off at 40 %, gets warm near the camera",
         .received = "22 Nov",
         .promised = "Thu 26 Nov 16:00",
         .priority = "EXPRESS",
         .piece_number = "2",
         .piece_count = "3",
         .piece_name = "charger",
         .place = "A3",
         .centre = "Northside Repair",
         .audit_head = "9f3c71aa"},
        {.code = "W26-00413-6",
         .short_code = "W26004136",
         .device = "Φούρνος Pitsos",
         .customer = "Αλέξανδρος Παπαδόπουλος",
         .serial_tail = "77Χ01",
         .received = "20 Nov",
         .promised = "Mon 30 Nov",
         .piece_number = "1",
         .piece_count = "1",
         .piece_name = "συσκευή"},
        {.code = "W26-00414-4",
         .short_code = "W26004144",
         .device = "Электрочайник Redmond",
         .customer = "Екатерина Щербакова",
         .serial_tail = "9905",
         .promised = "пн 30 ноя",
         .priority = "СРОЧНО",
         .piece_number = "3",
         .piece_count = "3",
         .piece_name = "сумка"},
        {.code = "W26-00415-2",
         .short_code = "W26004152",
         .device = "Dyson V11",
         .customer = "محمد عبد الرحمن الحداد",
         .serial_tail = "0123A",
         .fault = "المكنسة لا تعمل بعد الشحن الكامل",
         .promised = "Thu 19 Nov 17:00",
         .piece_number = "1",
         .piece_count = "3",
         .piece_name = "شاحن",
         .place = "B12"},
        {.code = "W26-LX-00416-0",
         .short_code = "W26LX004160",
         .device = "ソニー WH-1000XM4",
         .customer = "山田太郎 李小龍",
         .serial_tail = "45-7",
         .fault = "左側から音が出ません。電源を入れ直しても変わりません。",
         .promised = "11月30日",
         .piece_number = "1",
         .piece_count = "2",
         .piece_name = "ヘッドホン"},
};

const struct ftl_layout *print_load(struct ftl_arena *arena, const char *name)
{
	const struct ftl_layout *layout = NULL;

	if (ftl_layout_load(arena, name, NULL, &layout, &print_err) != FTL_OK)
		fail_msg("%s (%s)", print_err.message, print_err.hint);
	return layout;
}

void print_render(const struct ftl_layout *layout, const struct ftl_label_data *labels,
                  size_t count, const struct ftl_label_options *options,
                  struct ftl_label_output *output)
{
	if (ftl_label_render(layout, labels, count, options, output, &print_err) != FTL_OK)
		fail_msg("%s (%s)", print_err.message, print_err.hint);
}

const char *print_times(struct ftl_arena *arena, const char *text, int count)
{
	FTL_BUF(buf);

	for (int i = 0; i < count; i++)
		ftl_buf_text(&buf, text);
	return ftl_strdup(arena, ftl_buf_cstr(&buf));
}
