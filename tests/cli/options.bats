# How the command line is read: global options anywhere, nothing abbreviated, nothing ignored; and
# what errors look like. One row of `usage` a case: what is typed, what is said.

load helpers

# usage MESSAGE HINT ARGUMENT…: refused as a usage error with exactly these two lines.
usage() {
  local message=$1 hint=$2
  shift 2
  run --separate-stderr fettle "$@"
  assert_status 2
  assert_equal "$output" ''
  if [[ $hint ]]; then
    assert_equal "$stderr" "fettle: $message"$'\n'"hint: $hint"
  else
    assert_equal "$stderr" "fettle: $message"
  fi
}

@test "global options stand before and after the command, and between its words" {
  new_centre
  ok --format json staff list
  local before=$output
  ok staff list --format json
  assert_equal "$output" "$before"
  ok staff --format=json list
  assert_equal "$output" "$before"
}

@test "of a global option given twice the last one counts" {
  ok --format csv version --format json
  assert_json version "$("$FETTLE_BIN" version | cut -d ' ' -f 2)"
}

@test "options may follow arguments, whatever POSIXLY_CORRECT says" {
  ok help version --format json
  assert_json command version
  POSIXLY_CORRECT=1 ok help version --format json
  assert_json command version
}

@test "-- ends the options" {
  usage "there is no command '--all'" "fettle help --all lists all commands" help -- --all
}

@test "an unknown command suggests the nearest" {
  usage "there is no command 'hlep'" 'did you mean: fettle help' hlep
  usage "there is no command 'staf'" 'did you mean: fettle staff list' staf list
  usage "there is no command 'list'" 'did you mean: fettle staff list' list staff
  usage "there is no command 'verison'" 'did you mean: fettle version' verison
  usage "there is no command 'xyzzy'" 'fettle help shows all commands' xyzzy
}

@test "a noun without a verb names its verbs" {
  usage "say what to do with 'import': ords" 'fettle help import' import
  run --separate-stderr fettle --quiet staff
  assert_status 2
  assert_contains "$stderr" "say what to do with 'staff': add, list"
}

@test "an unknown option is named, and the nearest suggested" {
  usage "unknown option '--frobnicate'" 'fettle help version' version --frobnicate
  usage "unknown option '--formta'" \
    'did you mean --format? otherwise see: fettle help version' version --formta json
  usage "unknown option '-x'" 'fettle help version' version -x
}

@test "options are not abbreviated" {
  usage "unknown option '--form'" \
    'did you mean --format? otherwise see: fettle help version' version --form json
  usage "unknown option '--form'" \
    'did you mean --format? otherwise see: fettle help version' version --form=json
  usage "unknown option '--quie'" \
    'did you mean --quiet? otherwise see: fettle help version' version --quie
}

@test "a missing value, a value too many, a missing and a superfluous argument are named" {
  usage "option '--format' needs a value: FORMAT" 'fettle help version' version --format
  usage "option '--quiet' takes no value" 'fettle help version' version --quiet=yes
  usage 'missing argument SHELL: the shell' 'fettle help completion' completion
  usage "unexpected argument 'zsh'" 'fettle help completion' completion bash zsh
  usage 'missing option --name TEXT: the centre'\''s name' 'fettle help init' init
}

@test "an option of the command given twice is refused" {
  usage "option '--name' was given twice" 'fettle help init' init --name A --name B
}

@test "a global option that means nothing to the command is refused, not ignored" {
  usage "'version' gives no list: --limit does not apply" 'fettle help version' version --limit 5
  usage "'version' changes nothing: --dry-run does not apply" 'fettle help version' \
    version --dry-run
  usage "'version' changes nothing: --request-id does not apply" 'fettle help version' \
    version --request-id a
  usage "'init' makes a whole file, which is no request to a centre: --request-id does not apply" \
    'fettle help init' init --name A --request-id a
  for command in demo 'restore x'; do
    # shellcheck disable=SC2086
    usage "'${command% x}' cannot be tried out: --dry-run does not apply" \
      "fettle help ${command% x}" $command --dry-run
    ok help "${command% x}"
    assert_lacks "$output" --dry-run
    assert_lacks "$output" --request-id
  done
  usage '--raw is for --format csv' '' version --raw
}

@test "--limit is 1 to 100000" {
  local limit
  new_centre
  for limit in -1 0 100001 1e9 5.0 '' ten; do
    refused 3 --format json staff list --limit "$limit"
    assert_error invalid limit
  done
  ok staff list --limit 1 --format csv
  ok staff list --limit 100000 --format csv
}

@test "values are checked before anything is opened" {
  refused 3 version --format yaml --db /nonexistent/centre.db
  assert_equal "$stderr" "fettle: format: must be one of text, json, csv, xlsx; got 'yaml'"
  refused 3 --format json staff list --as $'caf\xe9'
  assert_error invalid as
}

@test "an unknown column is refused before the work is done" {
  new_centre
  refused 3 staff add tomas Tomas --role technician --fields bogus
  assert_contains "$stderr" "fettle: fields: there is no column 'bogus'"
  assert_contains "$stderr" 'hint: there are: login, name'
}

@test "--fields chooses and orders columns in every format" {
  new_centre
  ok staff list --fields role,login --format csv
  assert_equal "$output" $'role,login\nmanager,mara'
  ok staff list --fields ' role , login ' --format json
  assert_equal "$output" $'{"schema":"staff.list/1","rows":[\n{"role":"manager","login":"mara"}\n]}'
  ok staff list --fields role
  assert_equal "$output" $'Role\nmanager'
  refused 3 staff list --fields role,role
  refused 3 staff list --fields ''
}

@test "errors are JSON when JSON was asked for, also when the command line is wrong" {
  run --separate-stderr fettle version --format json --frobnicate
  assert_status 2
  assert_error usage
  assert_equal "$(json error.hint "$stderr")" 'fettle help version'
  refused 4 staff list --format=json --db "$BATS_TEST_TMPDIR/none.db"
  assert_error not_found
}

@test "nothing a user typed acts on the terminal" {
  run --separate-stderr fettle $'\e[2J'
  assert_status 2
  assert_lacks "$stderr" $'\e'
  run --separate-stderr fettle version $'--\e]0;title\a'
  assert_status 2
  assert_lacks "$stderr" $'\e'
}

@test "FETTLE_NOW that is no instant is refused" {
  FETTLE_NOW=yesterday run --separate-stderr fettle version
  assert_status 3
  assert_contains "$stderr" FETTLE_NOW
}

@test "the database is --db, else FETTLE_DB, else in the XDG data folder" {
  unset FETTLE_DB
  ok init --name One
  [[ -f $HOME/.local/share/fettle/fettle.db ]]
  XDG_DATA_HOME=$BATS_TEST_TMPDIR/data ok init --name Two
  [[ -f $BATS_TEST_TMPDIR/data/fettle/fettle.db ]]
  ok init --name Three --db "$BATS_TEST_TMPDIR/three.db"
  [[ -f $BATS_TEST_TMPDIR/three.db ]]
  FETTLE_DB=$BATS_TEST_TMPDIR/four.db ok init --name Four
  [[ -f $BATS_TEST_TMPDIR/four.db ]]
  unset HOME
  run --separate-stderr fettle staff list
  assert_status 2
  assert_contains "$stderr" 'give --db PATH or set FETTLE_DB'
}

@test "a full or closed standard output is an error" {
  new_centre
  run --separate-stderr bash -c '"$FETTLE_BIN" staff list >/dev/full'
  assert_status 9
  assert_equal "$stderr" 'fettle: cannot write to standard output: No space left on device'
  run --separate-stderr bash -c '"$FETTLE_BIN" staff list >&-'
  assert_status 9
  assert_equal "$stderr" 'fettle: cannot write to standard output: Bad file descriptor'
}

@test "closed standard streams never give their place to the database" {
  run bash -c '"$FETTLE_BIN" init --name Corner <&- >&- 2>&-'
  assert_equal "$(head -c 15 "$FETTLE_DB")" 'SQLite format 3'
  ok check
}

@test "a change that was made says so when only its printing failed" {
  new_centre
  run --separate-stderr bash -c \
    '"$FETTLE_BIN" staff add tomas Tomas --role technician >/dev/full'
  assert_status 9
  assert_contains "$stderr" 'hint: only the printing failed: the change itself is made'
  assert_equal "$(sql "SELECT count(*) FROM staff WHERE login = 'tomas'")" 1
}

@test "a reader that goes away is no error" {
  run --separate-stderr bash -c \
    'set -o pipefail; "$FETTLE_BIN" help --all --format json | true'
  assert_status 0
  assert_equal "$stderr" ''
}

@test "--output writes a whole file or none, and - is standard output" {
  new_centre
  ok staff list --format csv --output list.csv
  assert_equal "$output" ''
  assert_equal "$(head -n 1 list.csv)" 'login,name,role,active,created_at'
  ok staff list --format csv --output -
  assert_equal "$output" "$(cat list.csv)"
  mkdir folder
  run --separate-stderr fettle staff list --output folder
  assert_status 3
  run --separate-stderr fettle staff list --output missing/list.csv
  assert_status 9
  assert_equal "$(ls)" $'folder\nlist.csv'
}

@test "colour comes with --color always and not into pipes" {
  new_centre
  ok staff list
  assert_lacks "$output" $'\e'
  ok staff list --color always
  assert_contains "$output" $'\e[1m'
  ok staff list --color never
  assert_lacks "$output" $'\e'
}

@test "workbooks do not go to a terminal" {
  new_centre
  run script -qec "'$FETTLE_BIN' staff list --format xlsx" /dev/null
  assert_status 2
  assert_contains "$output" 'a workbook cannot be shown on a terminal'
}

@test "a workbook holds the rows of the list, in a file and through a pipe" {
  new_centre
  ok staff add tomas '=cmd()' --role technician
  ok staff list --format xlsx --output staff.xlsx
  fettle staff list --format xlsx | cat >piped.xlsx
  cmp staff.xlsx piped.xlsx
  run /usr/bin/python3 - <<'PYTHON'
import openpyxl
for row in openpyxl.load_workbook("staff.xlsx").active.iter_rows(values_only=True):
    if "tomas" in row:
        print(row)
PYTHON
  assert_contains "$output" "'tomas', '=cmd()'"
}

@test "a negative number is a value, judged by its field; no option begins with a digit" {
  new_centre
  refused 3 setting set repeat.days -1
  assert_contains "$stderr" 'fettle: repeat.days: '
  assert_contains "$stderr" "'-1'"
  refused 4 order show -5
  assert_contains "$stderr" "'-5'"
  ok find -1 --format json
  assert_json rows []
  usage "unknown option '-1'" 'fettle help' -1 find x
  refused 3 setting set repeat.days --quiet -1 --no-input
}
