#!/usr/bin/env bash
# Installs what Fettle needs on Debian 12 and is not there yet.
#   packaging/install-deps.sh build    what building and running need
#   packaging/install-deps.sh test     that, and what the tests and the lint need
# Without root it goes through sudo. When nothing is missing it asks for neither and prints nothing.
set -euo pipefail

# The compiler side, the libraries of the design, time zones (minimal images have none), and fonts
# that print labels in every script.
build=(
  cmake ninja-build gcc libc6-dev pkg-config
  libsqlite3-dev libcjson-dev libutf8proc-dev libsodium-dev
  libxlsxwriter-dev zlib1g-dev libical-dev libminizip-dev libexpat1-dev
  libcairo2-dev libpango1.0-dev libpng-dev libqrencode-dev
  tzdata fonts-dejavu-core fonts-noto-core fonts-noto-cjk
)
# The second compiler (llvm puts function names into its stack traces and lets leaks be suppressed
# by them), the test drivers, and the programs that check labels and workbooks independently.
test=(
  git clang llvm libclang-rt-14-dev clang-tidy clang-format shellcheck
  libcmocka-dev bats python3 sqlite3 jq
  file zbar-tools poppler-utils librsvg2-bin
  python3-openpyxl libreoffice-calc
)

die() {
  printf 'install-deps: %s\n' "$@" >&2
  exit 1
}

case "${1-}" in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${test[@]}") ;;
  *) die 'usage: packaging/install-deps.sh build|test' ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  die 'this is no Debian system; please install by hand what these packages hold:' "${wanted[*]}"
fi

# A package of several architectures has a line for each; one that dpkg never saw has none.
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null) || true
missing=()
for package in "${wanted[@]}"; do
  grep -Fqx "installed $package" <<<"$installed" || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo >/dev/null ||
    die 'some packages are missing and there is no sudo; as root, run:' \
      "apt-get install --no-install-recommends ${missing[*]}"
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" </dev/null >"$log" 2>&1 && return
  tail -n 40 "$log" >&2
  die "apt-get $1 failed, see above"
}

printf 'install-deps: installing %d missing packages:\n' "${#missing[@]}" >&2
printf '%s\n' "${missing[*]}" | fold -s -w 78 | sed 's/^/  /; s/ $//' >&2
apt update
apt install -y --no-install-recommends "${missing[@]}"
printf 'install-deps: done\n' >&2
