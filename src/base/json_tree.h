#ifndef BASE_JSON_TREE_H
#define BASE_JSON_TREE_H

#include <cjson/cJSON.h>
#include <stddef.h>
#include <stdint.h>

/*
 * struct ftl_json is a cJSON item: valueint is its number in document order (an index into lines),
 * valuestring of a number its text as written.
 */
struct ftl_json_doc {
	cJSON *root;
	char *name;
	int64_t *lines;
	size_t count;
};

#endif
