/*
 * Read before every file by clang's analyzer only (tests/lint/tidy): it cannot look into another
 * file, and would follow paths on which a function that fails returns FTL_OK.
 */
#include "fettle/base/err.h"
#include "fettle/base/json.h"

#define ftl_fail(err, status, ...) (ftl_fail((err), (status), __VA_ARGS__), (status))
#define ftl_hint(...)              (ftl_hint(__VA_ARGS__), FTL_INTERNAL)
#define ftl_json_fail(...)         (ftl_json_fail(__VA_ARGS__), FTL_INVALID)
