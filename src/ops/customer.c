#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/people.h"
#include "ops/create.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "store/customer.h"
#include "store/search.h"

static const char *const kinds[] = {"person", "company"};

static enum ftl_status read_kind(const char *kind, bool *ret_is_company, struct ftl_err *err)
{
	int index;

	if (kind == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_name("kind", kind, kinds, 2, &index, err));
	*ret_is_company = index == 1;
	return FTL_OK;
}

enum ftl_status ftl_customer_check_form(struct ftl_arena *arena,
                                        const struct ftl_customer_form *form, struct ftl_err *err)
{
	struct ftl_customer ignored = {0};

	return ftl_customer_check(arena, "", form->name, form->language, form->address,
	                          form->contacts, form->contact_count, &ignored, err);
}

enum ftl_status ftl_customer_add(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_customer_form *form, struct ftl_customer *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_customer customer = {0};

	FTL_TRY(ftl_op_begin(app, "customer.add", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_kind(form->kind, &customer.is_company, err));
	FTL_TRY(ftl_customer_check(arena, "", form->name, form->language, form->address,
	                           form->contacts, form->contact_count, &customer, err));
	FTL_TRY(ftl_take_text(arena, "", "note", FTL_TEXT_BLOCK, FTL_TEXT_MAX, form->note,
	                      &customer.note, err));
	FTL_TRY(ftl_customer_create(&op, arena, &customer, err));
	FTL_TRY(ftl_op_commit(&op, &customer, err));
	*ret = customer;
	return FTL_OK;
}

/* The contacts after an edit: a kind that was given replaces that kind, the other one stays. */
static const struct ftl_contact *merge_contacts(struct ftl_arena *arena,
                                                const struct ftl_customer *old,
                                                const struct ftl_customer_form *form,
                                                size_t *ret_count)
{
	struct ftl_contact *merged =
	        ftl_alloc(arena, old->contact_count + form->contact_count, sizeof(*merged));
	bool is_given[2] = {false, false};
	size_t count = 0;

	for (size_t i = 0; i < form->contact_count; i++)
		is_given[form->contacts[i].is_email] = true;
	/* Phones first: they are what the desk needs. */
	for (int kind = 0; kind < 2; kind++) {
		const struct ftl_contact *from = is_given[kind] ? form->contacts : old->contacts;
		size_t from_count = is_given[kind] ? form->contact_count : old->contact_count;

		for (size_t i = 0; i < from_count; i++) {
			if (from[i].is_email == (kind == 1))
				merged[count++] = from[i];
		}
	}
	*ret_count = count;
	return merged;
}

enum ftl_status ftl_customer_edit(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const struct ftl_customer_form *form, struct ftl_customer *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_customer old, customer;
	const struct ftl_contact *contacts;
	size_t contact_count;

	FTL_TRY(ftl_op_begin(app, "customer.edit", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_customer(app, arena, code, &old, err));
	customer = old;
	contacts = merge_contacts(arena, &old, form, &contact_count);
	FTL_TRY(read_kind(form->kind, &customer.is_company, err));
	FTL_TRY(ftl_customer_check(arena, "", form->name ? form->name : old.name,
	                           form->language ? form->language : old.language,
	                           form->address ? form->address : old.address, contacts,
	                           contact_count, &customer, err));
	if (form->note != NULL)
		FTL_TRY(ftl_take_text(arena, "", "note", FTL_TEXT_BLOCK, FTL_TEXT_MAX, form->note,
		                      &customer.note, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_CUSTOMER, customer.id, false, err));
	FTL_TRY(ftl_store_customer_update(app->db, &customer, ftl_text_key(arena, customer.name),
	                                  err));
	FTL_TRY(ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_CUSTOMER, customer.id,
	                             ftl_search_customer_text(arena, &customer), false, err));
	FTL_TRY(ftl_op_commit(&op, &customer, err));
	*ret = customer;
	return FTL_OK;
}

enum ftl_status ftl_customer_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 struct ftl_customer *ret, struct ftl_err *err)
{
	return ftl_find_customer(app, arena, code, ret, err);
}

enum ftl_status ftl_customer_namesakes(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *name, const struct ftl_customer **ret,
                                       size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_customer_named(app->db, arena, app->site_id, ftl_text_key(arena, name),
	                                ret, ret_count, err);
}

enum ftl_status ftl_customer_list(struct ftl_app *app, ftl_customer_each *each,
                                  bool (*is_enough)(void *context), void *context,
                                  struct ftl_err *err)
{
	FTL_ARENA(row);
	FTL_CURSOR(cursor);
	struct ftl_customer customer;
	bool more;

	FTL_TRY(ftl_store_customer_list(app->db, app->site_id, &cursor, err));
	while (is_enough == NULL || !is_enough(context)) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_customer_next(app->db, cursor, &row, &customer, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(each(context, &customer, err));
	}
	return FTL_OK;
}
