#include "fettle/base/asset.h"

#include <stdlib.h>
#include <string.h>

static int compare_path(const void *path, const void *asset)
{
	return strcmp(path, ((const struct ftl_asset *)asset)->path);
}

const struct ftl_asset *ftl_asset_find(const char *path)
{
	return bsearch(path, ftl_assets, ftl_asset_count, sizeof(ftl_assets[0]), compare_path);
}
