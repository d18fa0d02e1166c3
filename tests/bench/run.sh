#!/usr/bin/env bash
# Prints each figure beside a bare C program that does the same work in the same run, as a ratio.
# usage: tests/bench/run.sh [WORK-ORDERS]      default 100000
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
jobs=${1:-100000}
"$root"/packaging/install-deps.sh test
cmake -S "$root" -B "$root/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DFETTLE_TESTS=OFF >/dev/null
ninja -C "$root/build" >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench=$root/tests/bench
flags=(-std=c17 -D_GNU_SOURCE -O2)
for name in bare_query bare_read bare_copy bare_prices bare_write; do
  cc "${flags[@]}" "$bench/$name.c" -o "$work/$name" -lsqlite3
done
cc "${flags[@]}" "$bench/bare_checkin.c" -o "$work/bare_checkin" -lsqlite3 -lsodium
# shellcheck disable=SC2046 # pkg-config gives words
cc "${flags[@]}" "$bench/bare_xlsx.c" -o "$work/bare_xlsx" $(pkg-config --cflags --libs xlsxwriter)
# shellcheck disable=SC2046
cc "${flags[@]}" "$bench/bare_label.c" -o "$work/bare_label" \
  $(pkg-config --cflags --libs pangocairo libpng libqrencode)
base=()
for source in "$root"/src/base/*.c; do
  [[ $source == */asset.c ]] || base+=("$source") # the built-in files are not needed
done
# shellcheck disable=SC2046
cc "${flags[@]}" -I"$root/include" -I"$root/src" "$bench/match.c" "$root/src/model/remittance.c" \
  "$root/src/model/key_index.c" "${base[@]}" -o "$work/match" \
  $(pkg-config --libs libsodium libcjson libutf8proc)
PYTHONWARNINGS=ignore /usr/bin/python3 "$bench/bench.py" "$root/build/bin/fettle" "$work" "$work" "$root" "$jobs"
"$work/match"
