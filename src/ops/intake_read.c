#include <string.h>

#include "fettle/base/json.h"
#include "fettle/base/text.h"
#include "fettle/ops/intake.h"
#include "store/row.h"

/* Members of the intake document; the enums index the value arrays that ftl_json_object fills. */
enum { TOP_CUSTOMER, TOP_DEVICES, TOP_COUNT };
static const struct ftl_json_field top_fields[TOP_COUNT] = {
        [TOP_CUSTOMER] = {"customer", FTL_JSON_OBJECT, true},
        [TOP_DEVICES] = {"devices", FTL_JSON_ARRAY, true},
};

enum {
	C_CODE,
	C_NAME,
	C_KIND,
	C_PHONE,
	C_PHONES,
	C_EMAIL,
	C_EMAILS,
	C_LANGUAGE,
	C_ADDRESS,
	C_COUNT
};
static const struct ftl_json_field customer_fields[C_COUNT] = {
        [C_CODE] = {"code", FTL_JSON_STRING, false},
        [C_NAME] = {"name", FTL_JSON_STRING, false},
        [C_KIND] = {"kind", FTL_JSON_STRING, false},
        [C_PHONE] = {"phone", FTL_JSON_STRING, false},
        [C_PHONES] = {"phones", FTL_JSON_ARRAY, false},
        [C_EMAIL] = {"email", FTL_JSON_STRING, false},
        [C_EMAILS] = {"emails", FTL_JSON_ARRAY, false},
        [C_LANGUAGE] = {"language", FTL_JSON_STRING, false},
        [C_ADDRESS] = {"address", FTL_JSON_STRING, false},
};

enum {
	D_CODE,
	D_CATEGORY,
	D_BRAND,
	D_MODEL,
	D_SERIAL,
	D_IMEI,
	D_IMEI2,
	D_NO_IMEI,
	D_GTIN,
	D_ASSET_TAG,
	D_PURCHASED_ON,
	D_PROOF,
	D_METER,
	D_METER_REASON,
	D_FAULT,
	D_SYMPTOM,
	D_CONDITION,
	D_ACCESSORIES,
	D_PRIORITY,
	D_PROMISED_ON,
	D_APPROVAL_LIMIT,
	D_COUNT
};
static const struct ftl_json_field device_fields[D_COUNT] = {
        [D_CODE] = {"code", FTL_JSON_STRING, false},
        [D_CATEGORY] = {"category", FTL_JSON_STRING, false},
        [D_BRAND] = {"brand", FTL_JSON_STRING, false},
        [D_MODEL] = {"model", FTL_JSON_STRING, false},
        [D_SERIAL] = {"serial", FTL_JSON_STRING, false},
        [D_IMEI] = {"imei", FTL_JSON_STRING, false},
        [D_IMEI2] = {"imei2", FTL_JSON_STRING, false},
        [D_NO_IMEI] = {"no_imei", FTL_JSON_STRING, false},
        [D_GTIN] = {"gtin", FTL_JSON_STRING, false},
        [D_ASSET_TAG] = {"asset_tag", FTL_JSON_STRING, false},
        [D_PURCHASED_ON] = {"purchased_on", FTL_JSON_STRING, false},
        [D_PROOF] = {"proof", FTL_JSON_STRING, false},
        [D_METER] = {"meter", FTL_JSON_STRING, false},
        [D_METER_REASON] = {"meter_reason", FTL_JSON_STRING, false},
        [D_FAULT] = {"fault", FTL_JSON_STRING, true},
        [D_SYMPTOM] = {"symptom", FTL_JSON_STRING, false},
        [D_CONDITION] = {"condition", FTL_JSON_STRING, false},
        [D_ACCESSORIES] = {"accessories", FTL_JSON_ARRAY, false},
        [D_PRIORITY] = {"priority", FTL_JSON_STRING, false},
        [D_PROMISED_ON] = {"promised_on", FTL_JSON_STRING, false},
        [D_APPROVAL_LIMIT] = {"approval_limit", FTL_JSON_STRING, false},
};

static const char *text_of(struct ftl_arena *arena, const struct ftl_json *value)
{
	return value == NULL ? NULL : ftl_strdup(arena, ftl_json_text(value));
}

/* Every string of an array; NULL array: none. */
static enum ftl_status read_strings(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                    const struct ftl_json *array, const char ***ret,
                                    size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_json *item = NULL;
	size_t capacity = 0;

	*ret = NULL;
	*ret_count = 0;
	if (array == NULL)
		return FTL_OK;
	while ((item = ftl_json_next(array, item)) != NULL) {
		if (ftl_json_kind(item) != FTL_JSON_STRING)
			return ftl_json_fail(doc, item, err, "must be a string");
		*ret = ftl_store_grow(arena, *ret, *ret_count, &capacity, sizeof(**ret));
		(*ret)[(*ret_count)++] = text_of(arena, item);
	}
	return FTL_OK;
}

static void add_contact(struct ftl_arena *arena, struct ftl_contact **contacts, size_t *count,
                        size_t *capacity, bool is_email, const char *value)
{
	if (value == NULL)
		return;
	*contacts = ftl_store_grow(arena, *contacts, *count, capacity, sizeof(**contacts));
	(*contacts)[(*count)++] = (struct ftl_contact){is_email, value};
}

static enum ftl_status read_customer(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                     const struct ftl_json *object, struct ftl_intake *intake,
                                     struct ftl_err *err)
{
	const struct ftl_json *v[C_COUNT];
	struct ftl_contact *contacts = NULL;
	const char **phones, **emails;
	size_t phone_count, email_count, capacity = 0;

	FTL_TRY(ftl_json_object(doc, object, customer_fields, C_COUNT, v, err));
	if (v[C_CODE] == NULL && v[C_NAME] == NULL)
		return ftl_json_fail(doc, object, err, "needs a name (or the code of a customer)");
	intake->customer_code = text_of(arena, v[C_CODE]);
	intake->customer_name = text_of(arena, v[C_NAME]);
	intake->language = text_of(arena, v[C_LANGUAGE]);
	intake->address = text_of(arena, v[C_ADDRESS]);
	if (v[C_KIND] != NULL) {
		const char *kind = ftl_json_text(v[C_KIND]);

		if (strcmp(kind, "person") != 0 && strcmp(kind, "company") != 0)
			return ftl_json_fail(doc, v[C_KIND], err, "must be person or company");
		intake->is_company = strcmp(kind, "company") == 0;
	}
	FTL_TRY(read_strings(arena, doc, v[C_PHONES], &phones, &phone_count, err));
	FTL_TRY(read_strings(arena, doc, v[C_EMAILS], &emails, &email_count, err));
	add_contact(arena, &contacts, &intake->contact_count, &capacity, false,
	            text_of(arena, v[C_PHONE]));
	for (size_t i = 0; i < phone_count; i++)
		add_contact(arena, &contacts, &intake->contact_count, &capacity, false, phones[i]);
	add_contact(arena, &contacts, &intake->contact_count, &capacity, true,
	            text_of(arena, v[C_EMAIL]));
	for (size_t i = 0; i < email_count; i++)
		add_contact(arena, &contacts, &intake->contact_count, &capacity, true, emails[i]);
	intake->contacts = contacts;
	return FTL_OK;
}

static enum ftl_status read_device(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                   const struct ftl_json *object, struct ftl_intake_device *device,
                                   struct ftl_err *err)
{
	const struct ftl_json *v[D_COUNT];
	const char **accessories;

	if (ftl_json_kind(object) != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, object, err, "must be an object");
	FTL_TRY(ftl_json_object(doc, object, device_fields, D_COUNT, v, err));
	if (v[D_CODE] == NULL && v[D_CATEGORY] == NULL && v[D_BRAND] == NULL)
		return ftl_json_fail(doc, object, err, "needs a category or a brand");
	FTL_TRY(read_strings(arena, doc, v[D_ACCESSORIES], &accessories, &device->accessory_count,
	                     err));
	device->accessories = accessories;
	device->code = text_of(arena, v[D_CODE]);
	device->category = text_of(arena, v[D_CATEGORY]);
	device->brand = text_of(arena, v[D_BRAND]);
	device->model = text_of(arena, v[D_MODEL]);
	device->serial = text_of(arena, v[D_SERIAL]);
	device->imei = text_of(arena, v[D_IMEI]);
	device->imei2 = text_of(arena, v[D_IMEI2]);
	device->no_imei = text_of(arena, v[D_NO_IMEI]);
	device->gtin = text_of(arena, v[D_GTIN]);
	device->asset_tag = text_of(arena, v[D_ASSET_TAG]);
	device->purchased_on = text_of(arena, v[D_PURCHASED_ON]);
	device->proof = text_of(arena, v[D_PROOF]);
	device->meter = text_of(arena, v[D_METER]);
	device->meter_reason = text_of(arena, v[D_METER_REASON]);
	device->fault = text_of(arena, v[D_FAULT]);
	device->symptom = text_of(arena, v[D_SYMPTOM]);
	device->condition = text_of(arena, v[D_CONDITION]);
	device->priority = text_of(arena, v[D_PRIORITY]);
	device->promised_on = text_of(arena, v[D_PROMISED_ON]);
	device->approval_limit = text_of(arena, v[D_APPROVAL_LIMIT]);
	return FTL_OK;
}

static enum ftl_status read_intake(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                   const struct ftl_json *object, struct ftl_intake *ret,
                                   struct ftl_err *err)
{
	const struct ftl_json *v[TOP_COUNT];
	const struct ftl_json *item = NULL;
	struct ftl_intake_device *devices = NULL;
	size_t capacity = 0;

	if (ftl_json_kind(object) != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, object, err, "must be an object");
	FTL_TRY(ftl_json_object(doc, object, top_fields, TOP_COUNT, v, err));
	FTL_TRY(read_customer(arena, doc, v[TOP_CUSTOMER], ret, err));
	while ((item = ftl_json_next(v[TOP_DEVICES], item)) != NULL) {
		devices = ftl_store_grow(arena, devices, ret->device_count, &capacity,
		                         sizeof(*devices));
		FTL_TRY(read_device(arena, doc, item, &devices[ret->device_count++], err));
	}
	ret->devices = devices;
	if (ret->device_count == 0)
		return ftl_json_fail(doc, v[TOP_DEVICES], err, "needs at least one device");
	return FTL_OK;
}

/* The growing batch with what was refused. */
struct reading {
	struct ftl_arena *arena;
	bool keep_going;
	struct ftl_intake *intakes;
	size_t count, capacity;
	struct ftl_err *refused;
	const char **where;
	size_t refused_count, refused_capacity, where_capacity;
};

/* Notes the outcome of one document: kept, refused and noted, or the end of the reading. */
static enum ftl_status take(struct reading *r, const char *where, enum ftl_status status,
                            struct ftl_intake *intake, const struct ftl_err *err)
{
	if (status == FTL_OK) {
		intake->where = where;
		r->intakes = ftl_store_grow(r->arena, r->intakes, r->count, &r->capacity,
		                            sizeof(*r->intakes));
		r->intakes[r->count++] = *intake;
		return FTL_OK;
	}
	if (!r->keep_going)
		return status;
	r->refused = ftl_store_grow(r->arena, r->refused, r->refused_count, &r->refused_capacity,
	                            sizeof(*r->refused));
	r->where = ftl_store_grow(r->arena, r->where, r->refused_count, &r->where_capacity,
	                          sizeof(*r->where));
	r->refused[r->refused_count] = *err;
	r->where[r->refused_count++] = where;
	return FTL_OK;
}

static enum ftl_status read_array(struct reading *r, const struct ftl_json_doc *doc,
                                  const struct ftl_json *array, struct ftl_err *err)
{
	const struct ftl_json *item = NULL;

	for (int i = 1; (item = ftl_json_next(array, item)) != NULL; i++) {
		struct ftl_intake intake = {0};
		enum ftl_status status = read_intake(r->arena, doc, item, &intake, err);

		FTL_TRY(take(r, ftl_sprintf(r->arena, "record %d", i), status, &intake, err));
	}
	return FTL_OK;
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (strchr(" \t\r\n", text[i]) == NULL)
			return false;
	}
	return true;
}

static enum ftl_status read_lines(struct reading *r, const char *name, const char *text,
                                  size_t length, struct ftl_err *err)
{
	size_t start = 0;

	for (int64_t line = 1; start < length; line++) {
		const char *newline = memchr(text + start, '\n', length - start);
		size_t end = newline == NULL ? length : (size_t)(newline - text);

		if (!is_blank(text + start, end - start)) {
			FTL_JSON_DOC(doc);
			struct ftl_intake intake = {0};
			enum ftl_status status =
			        ftl_json_parse(name, line, text + start, end - start, &doc, err);

			if (status == FTL_OK)
				status = read_intake(r->arena, doc, ftl_json_root(doc), &intake,
				                     err);
			FTL_TRY(take(r, ftl_sprintf(r->arena, "line %lld", (long long)line), status,
			             &intake, err));
		}
		start = end + 1;
	}
	return FTL_OK;
}

/* JSON Lines: the first line is a whole document and something follows it. */
static bool is_lines(const char *name, const char *text, size_t length)
{
	FTL_JSON_DOC(doc);
	struct ftl_err ignored;
	const char *newline = memchr(text, '\n', length);
	size_t first = newline == NULL ? length : (size_t)(newline - text);

	if (newline == NULL || is_blank(text + first, length - first))
		return false;
	return ftl_json_parse(name, 1, text, first, &doc, &ignored) == FTL_OK &&
	       ftl_json_kind(ftl_json_root(doc)) == FTL_JSON_OBJECT;
}

/* Lines of which the first one is broken: it is an object by its brackets, and more follows. */
static bool is_like_lines(const char *text, size_t length)
{
	const char *newline = memchr(text, '\n', length);
	size_t end = newline == NULL ? length : (size_t)(newline - text);
	size_t start = 0;

	if (newline == NULL || is_blank(newline, length - end))
		return false;
	if (end >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		start = 3;
	while (start < end && strchr(" \t", text[start]) != NULL)
		start++;
	while (end > start && strchr(" \t\r", text[end - 1]) != NULL)
		end--;
	return end > start + 1 && text[start] == '{' && text[end - 1] == '}';
}

static enum ftl_status read_whole(struct reading *r, const char *name, const char *text,
                                  size_t length, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	struct ftl_intake intake = {0};
	enum ftl_status status = ftl_json_parse(name, 1, text, length, &doc, err);

	if (status != FTL_OK)
		return is_like_lines(text, length) ? read_lines(r, name, text, length, err)
		                                   : status;
	if (ftl_json_kind(ftl_json_root(doc)) == FTL_JSON_ARRAY)
		return read_array(r, doc, ftl_json_root(doc), err);
	status = read_intake(r->arena, doc, ftl_json_root(doc), &intake, err);
	return take(r, NULL, status, &intake, err);
}

enum ftl_status ftl_intake_read(struct ftl_arena *arena, const char *name, const char *text,
                                size_t length, bool keep_going, struct ftl_intake_batch *ret,
                                struct ftl_err *err)
{
	struct reading reading = {.arena = arena, .keep_going = keep_going};

	if (is_lines(name, text, length))
		FTL_TRY(read_lines(&reading, name, text, length, err));
	else
		FTL_TRY(read_whole(&reading, name, text, length, err));
	*ret = (struct ftl_intake_batch){reading.intakes, reading.count, reading.refused,
	                                 reading.where, reading.refused_count};
	return FTL_OK;
}
