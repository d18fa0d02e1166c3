#include <stdlib.h>

#include "report/parts.h"
#include "store/part.h"
#include "store/place.h"
#include "store/staff.h"

/* Places, suppliers and people are few: they stay in memory, by id. */

static int compare_ids(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int compare_places(const void *a, const void *b)
{
	return compare_ids(((const struct ftl_parts_place *)a)->id,
	                   ((const struct ftl_parts_place *)b)->id);
}

static int compare_suppliers(const void *a, const void *b)
{
	return compare_ids(((const struct ftl_parts_supplier *)a)->id,
	                   ((const struct ftl_parts_supplier *)b)->id);
}

static int compare_staff(const void *a, const void *b)
{
	return compare_ids(((const struct ftl_staff *)a)->id, ((const struct ftl_staff *)b)->id);
}

static enum ftl_status load_places(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_place *list;
	size_t count;

	FTL_TRY(ftl_store_place_list(report->context->db, report->arena, report->context->site_id,
	                             &list, &count, err));
	report->places = ftl_alloc(report->arena, count + 1, sizeof(*report->places));
	report->place_count = count;
	for (size_t i = 0; i < count; i++)
		report->places[i] = (struct ftl_parts_place){
		        .id = list[i].id, .name = list[i].name, .kind = list[i].kind};
	qsort(report->places, count, sizeof(*report->places), compare_places);
	return FTL_OK;
}

static enum ftl_status load_suppliers(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_supplier *list;
	size_t count;

	FTL_TRY(ftl_store_supplier_list(report->context->db, report->arena,
	                                report->context->site_id, &list, &count, err));
	report->suppliers = ftl_alloc(report->arena, count + 1, sizeof(*report->suppliers));
	report->suppliers[0] = (struct ftl_parts_supplier){.name = "no supplier known"};
	for (size_t i = 0; i < count; i++)
		report->suppliers[i + 1] = (struct ftl_parts_supplier){
		        .id = list[i].id, .name = list[i].name, .lead_days = list[i].lead_days};
	report->supplier_count = count + 1;
	qsort(report->suppliers, count + 1, sizeof(*report->suppliers), compare_suppliers);
	return FTL_OK;
}

static enum ftl_status load_staff(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_staff *list;
	struct ftl_staff *staff;

	FTL_TRY(ftl_store_staff_list(report->context->db, report->arena, report->context->site_id,
	                             &list, &report->staff_count, err));
	staff = ftl_alloc(report->arena, report->staff_count + 1, sizeof(*staff));
	for (size_t i = 0; i < report->staff_count; i++)
		staff[i] = list[i];
	qsort(staff, report->staff_count, sizeof(*staff), compare_staff);
	report->staff = staff;
	return FTL_OK;
}

enum ftl_status ftl_parts_load(struct ftl_parts_report *report, struct ftl_err *err)
{
	FTL_TRY(load_places(report, err));
	FTL_TRY(load_suppliers(report, err));
	return load_staff(report, err);
}

struct ftl_parts_place *ftl_parts_place(const struct ftl_parts_report *report, int64_t id)
{
	const struct ftl_parts_place wanted = {.id = id};

	return bsearch(&wanted, report->places, report->place_count, sizeof(wanted),
	               compare_places);
}

const char *ftl_parts_person(const struct ftl_parts_report *report, int64_t staff_id)
{
	const struct ftl_staff wanted = {.id = staff_id};
	const struct ftl_staff *found =
	        bsearch(&wanted, report->staff, report->staff_count, sizeof(wanted), compare_staff);

	return found == NULL ? NULL : found->name;
}

int ftl_parts_supplier(const struct ftl_parts_report *report, int64_t id)
{
	const struct ftl_parts_supplier wanted = {.id = id};
	const struct ftl_parts_supplier *found =
	        bsearch(&wanted, report->suppliers, report->supplier_count, sizeof(wanted),
	                compare_suppliers);

	return found == NULL ? 0 : (int)(found - report->suppliers);
}
