# Sourced: how sanitized programs behave in tests. $tests is the folder of this file.
# A fault ends the program with status 97, which no command of Fettle uses; faults keep their
# stack trace although cmocka wants to catch signals.
# shellcheck shell=sh disable=SC2154 # tests is set by whoever sources this
ASAN_OPTIONS=exitcode=97:strict_string_checks=1:detect_stack_use_after_return=1
ASAN_OPTIONS=$ASAN_OPTIONS:handle_segv=2:handle_sigbus=2:handle_sigfpe=2:handle_sigill=2
UBSAN_OPTIONS=exitcode=97:print_stacktrace=1:halt_on_error=1
LSAN_OPTIONS=suppressions=$tests/lsan.supp:print_suppressions=0
# GLib's own allocator would hide lost objects: take them from malloc.
G_SLICE=always-malloc
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS G_SLICE
