#include "print/layout.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fettle/base/asset.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"

#define NAME_MAX_LENGTH 40
#define MEDIA_MAX       256
#define FORMS           "forms/"
#define SUFFIX          ".json"

static bool name_is_good(const char *name, size_t length)
{
	if (length == 0 || length > NAME_MAX_LENGTH || name[0] == '-')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!((name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9') ||
		      name[i] == '-'))
			return false;
	return true;
}

/* The name in "<name>.json"; NULL when the file is named otherwise. */
static const char *name_of_file(struct ftl_arena *arena, const char *file)
{
	size_t length = strlen(file);
	size_t suffix = strlen(SUFFIX);

	if (length <= suffix || strcmp(file + length - suffix, SUFFIX) != 0 ||
	    !name_is_good(file, length - suffix))
		return NULL;
	return ftl_strndup(arena, file, length - suffix);
}

/* The folder holds other documents too: those say another kind in "form". */
static bool is_other_form(const char *text, size_t length)
{
	struct ftl_err ignored;
	const struct ftl_json *member = NULL;
	FTL_JSON_DOC(doc);

	if (ftl_json_parse("form", 1, text, length, &doc, &ignored) != FTL_OK ||
	    ftl_json_kind(ftl_json_root(doc)) != FTL_JSON_OBJECT)
		return false;
	while ((member = ftl_json_next(ftl_json_root(doc), member)) != NULL)
		if (strcmp(ftl_json_key(member), "form") == 0)
			return ftl_json_kind(member) == FTL_JSON_STRING &&
			       strcmp(ftl_json_text(member), "label") != 0;
	return false;
}

static struct ftl_label_medium medium_of(const struct ftl_layout *layout, const char *path)
{
	return (struct ftl_label_medium){
	        .name = layout->name,
	        .title = layout->title,
	        .help = layout->help,
	        .width_um = layout->width_um,
	        .height_um = layout->height_um,
	        .dpi = layout->dpi,
	        .per_page = layout->has_sheet ? layout->sheet.columns * layout->sheet.rows : 1,
	        .path = path,
	};
}

static enum ftl_status list_built_in(struct ftl_arena *arena, struct ftl_label_medium *media,
                                     size_t *count, struct ftl_err *err)
{
	for (size_t i = 0; i < ftl_asset_count && *count < MEDIA_MAX; i++) {
		const struct ftl_asset *asset = &ftl_assets[i];
		const struct ftl_layout *layout = NULL;

		if (strncmp(asset->path, FORMS, strlen(FORMS)) != 0)
			continue;
		const char *name = name_of_file(arena, asset->path + strlen(FORMS));
		if (name == NULL || is_other_form(asset->bytes, asset->length))
			continue;
		FTL_TRY(ftl_layout_read(arena, name, asset->bytes, asset->length, &layout, err));
		media[(*count)++] = medium_of(layout, NULL);
	}
	return FTL_OK;
}

/* A file of the shop: takes the place of the built-in medium of its name. */
static void add_own(struct ftl_arena *arena, const char *folder, const char *name,
                    struct ftl_label_medium *media, size_t *count)
{
	const struct ftl_layout *layout = NULL;
	struct ftl_err err = {0};
	char *text = NULL;
	size_t length = 0;
	size_t place = 0;
	const char *path = ftl_sprintf(arena, "%s/%s%s", folder, name, SUFFIX);
	struct ftl_label_medium medium = {.name = name, .title = "", .help = "", .path = path};
	enum ftl_status status = ftl_file_read(arena, path, FTL_LAYOUT_SIZE, &text, &length, &err);

	if (status == FTL_OK && is_other_form(text, length))
		return;
	if (status == FTL_OK)
		status = ftl_layout_read(arena, name, text, length, &layout, &err);
	if (status == FTL_OK)
		medium = medium_of(layout, path);
	else
		medium.problem = ftl_strdup(arena, err.message);
	while (place < *count && strcmp(media[place].name, name) != 0)
		place++;
	if (place == MEDIA_MAX)
		return;
	media[place] = medium;
	if (place == *count)
		(*count)++;
}

static void close_folder(DIR **folder)
{
	if (*folder != NULL)
		closedir(*folder);
}

static enum ftl_status list_own(struct ftl_arena *arena, const char *folder,
                                struct ftl_label_medium *media, size_t *count, struct ftl_err *err)
{
	DIR *entries FTL_CLEANUP(close_folder) = opendir(folder);
	char quoted[FTL_QUOTE_SIZE];
	const struct dirent *entry = NULL;

	if (entries == NULL)
		return ftl_fail(err, FTL_IO, "layouts", "cannot read the folder of layouts %s: %s",
		                ftl_quote(quoted, folder), strerror(errno));
	while ((entry = readdir(entries)) != NULL) {
		const char *name = name_of_file(arena, entry->d_name);
		if (name != NULL)
			add_own(arena, folder, name, media, count);
	}
	return FTL_OK;
}

static int by_name(const void *a, const void *b)
{
	const struct ftl_label_medium *left = a;
	const struct ftl_label_medium *right = b;

	return strcmp(left->name, right->name);
}

enum ftl_status ftl_label_list_media(struct ftl_arena *arena, const char *folder,
                                     const struct ftl_label_medium **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	struct ftl_label_medium *media = ftl_alloc(arena, MEDIA_MAX, sizeof(*media));
	size_t count = 0;

	FTL_TRY(list_built_in(arena, media, &count, err));
	if (folder != NULL)
		FTL_TRY(list_own(arena, folder, media, &count, err));
	qsort(media, count, sizeof(*media), by_name);
	*ret = media;
	*ret_count = count;
	return FTL_OK;
}

static enum ftl_status not_found(struct ftl_arena *arena, const char *name, const char *folder,
                                 struct ftl_err *err)
{
	const struct ftl_label_medium *media = NULL;
	size_t count = 0;
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(list);

	FTL_TRY(ftl_label_list_media(arena, folder, &media, &count, err));
	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&list, "%s%s", i == 0 ? "" : ", ", media[i].name);
	ftl_fail(err, FTL_NOT_FOUND, "media", "there is no label medium %s",
	         ftl_quote(quoted, name));
	return ftl_hint(err, "known media: %s", ftl_buf_cstr(&list));
}

enum ftl_status ftl_layout_text(struct ftl_arena *arena, const char *name, const char *folder,
                                const char **ret_text, size_t *ret_length, struct ftl_err *err)
{
	char *own = NULL;

	*ret_text = NULL;
	if (!name_is_good(name, strlen(name)))
		return FTL_OK;
	if (folder != NULL) {
		const char *path = ftl_sprintf(arena, "%s/%s%s", folder, name, SUFFIX);
		enum ftl_status status =
		        ftl_file_read(arena, path, FTL_LAYOUT_SIZE, &own, ret_length, err);

		if (status == FTL_OK)
			*ret_text = own;
		if (status != FTL_NOT_FOUND)
			return status;
	}
	const struct ftl_asset *asset =
	        ftl_asset_find(ftl_sprintf(arena, FORMS "%s%s", name, SUFFIX));
	if (asset != NULL) {
		*ret_text = asset->bytes;
		*ret_length = asset->length;
	}
	return FTL_OK;
}

enum ftl_status ftl_layout_load(struct ftl_arena *arena, const char *name, const char *folder,
                                const struct ftl_layout **ret, struct ftl_err *err)
{
	const char *asked = name;
	const char *text = NULL;
	size_t length = 0;

	if (!name_is_good(name, strlen(name)))
		return not_found(arena, asked, folder, err);
	FTL_TRY(ftl_layout_text(arena, name, folder, &text, &length, err));
	if (text == NULL && name[0] >= '0' && name[0] <= '9') {
		name = ftl_sprintf(arena, "intake-%s", asked);
		FTL_TRY(ftl_layout_text(arena, name, folder, &text, &length, err));
	}
	if (text == NULL)
		return not_found(arena, asked, folder, err);
	return ftl_layout_read(arena, name, text, length, ret, err);
}

const char *ftl_layout_name(const struct ftl_layout *layout)
{
	return layout->name;
}
