#!/usr/bin/env bash
# Builds with sanitizers and runs every test; the last line is `N passed, N failed`.
#   tests/run.sh               GCC and clang, unit and command-line tests, lint; each file of
#                              command-line tests on one of them, with FETTLE_LONG=1 on both
#   tests/run.sh --quick       GCC only
#   tests/run.sh --release     and then the release build on both compilers, warnings being
#                              errors, with the command-line tests against it
#   tests/run.sh --no-install  do not look for missing packages
#   tests/run.sh --no-lint     tests only
# With FETTLE_FUZZ_SECONDS=N each fuzz target runs for N seconds as well.
set -uo pipefail

compilers=(gcc clang) install=1 with_lint=1 release=0 fuzz_seconds=${FETTLE_FUZZ_SECONDS-}
long=${FETTLE_LONG-}
for option; do
  case $option in
    --quick) compilers=(gcc) ;;
    --release) release=1 ;;
    --no-install) install=0 ;;
    --no-lint) with_lint=0 ;;
    *)
      sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
      exit 2
      ;;
  esac
done

# shellcheck source=tests/steps.sh
. "$(dirname "$0")/steps.sh"

if ((install)) && ! packaging/install-deps.sh test; then
  outcome install 1 'install what the tests need'
  total
  exit 1
fi
number=0
for compiler in "${compilers[@]}"; do
  build "build-asan-$compiler" "$compiler" -DCMAKE_BUILD_TYPE=Debug -DFETTLE_SANITIZE=ON
  unit "build-asan-$compiler" ${long:+FETTLE_LONG=1}
  # Each file runs once sanitized, on one compiler or the other: starting a sanitized program takes
  # longer than what it does.
  share=$((++number))/${#compilers[@]}
  if [[ $long ]]; then share=1/1; fi
  # Killing tells more of the release program, which has done more by the time it is killed.
  cli "build-asan-$compiler" "$share" FETTLE_SHORT=1
done
if ((with_lint)); then lint; fi
if ((release)); then
  for compiler in clang gcc; do
    build "build-release-$compiler" "$compiler" -DCMAKE_BUILD_TYPE=Release -DFETTLE_WERROR=ON \
      -DFETTLE_TESTS=OFF
  done
  cli build-release-gcc 1/1 ${long:+FETTLE_LONG=1}
fi
if [[ $fuzz_seconds ]]; then
  section "fuzzing, $fuzz_seconds seconds a target"
  tests/fuzz/run.sh "$fuzz_seconds" | tee "$results/fuzz.tap"
  grep -qE '^(not )?ok ' "$results/fuzz.tap" || outcome fuzz 1 'fuzzing did not run'
fi
total
