#!/bin/sh
# packaging/pages.sh PROGRAM FOLDER: writes what the program knows about itself below FOLDER as it is
# to be installed: share/man/man1/*.1 for every command, and completions for bash, zsh and fish.
# With SOURCE_DATE_EPOCH set the pages carry that date.
set -eu
if [ $# != 2 ] || [ ! -x "$1" ]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
program=$1 share=$2/share
if [ -n "${SOURCE_DATE_EPOCH-}" ]; then
  FETTLE_NOW=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  export FETTLE_NOW
fi
export LC_ALL=C.UTF-8

mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
  "$share/fish/vendor_completions.d"
"$program" man >"$share/man/man1/fettle.1"
"$program" help --format json | grep -o '"command":"[^"]*"' | cut -d '"' -f 4 |
  while read -r command; do
    page=$share/man/man1/fettle-$(printf '%s' "$command" | tr ' ' -).1
    # shellcheck disable=SC2086 # a command is one or two words
    "$program" man $command >"$page"
  done
"$program" completion bash >"$share/bash-completion/completions/fettle"
"$program" completion zsh >"$share/zsh/vendor-completions/_fettle"
"$program" completion fish >"$share/fish/vendor_completions.d/fettle.fish"
