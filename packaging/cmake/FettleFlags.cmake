# One interface target with the warnings, hardening and sanitizers that all of our C is built with.
add_library(fettle_flags INTERFACE)
target_compile_definitions(fettle_flags INTERFACE _GNU_SOURCE)
target_compile_options(fettle_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wvla
  -Wnull-dereference -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum
  -Wundef -Wwrite-strings -Wpointer-arith -Wimplicit-fallthrough -fno-common
  -fno-strict-aliasing)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees null dereferences through cleanup attributes that cannot happen; clang checks too.
  # Nor can it know that ftl_fail() and ftl_hint() never return FTL_OK, and so takes results that
  # are set on success only for unset. Clang and the sanitizers look at that too.
  target_compile_options(fettle_flags INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized)
endif()
if(FETTLE_WERROR)
  target_compile_options(fettle_flags INTERFACE -Werror)
endif()
if(FETTLE_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(fettle_flags INTERFACE ${sanitizers} -O1 -g)
  target_link_options(fettle_flags INTERFACE ${sanitizers})
else()
  target_compile_options(fettle_flags INTERFACE -fstack-protector-strong -fstack-clash-protection)
  target_compile_definitions(fettle_flags INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
  target_link_options(fettle_flags INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)
endif()
