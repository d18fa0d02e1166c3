# Help, manual pages and completions: all of them come from the command table, so what holds for
# every command is tested for every command.

load helpers

commands() {
  fettle help --format json |
    python3 -c 'import json, sys; [print(c["command"]) for c in json.load(sys.stdin)["commands"]]'
}

# no_wider COLUMNS FILE…: no line of the files is.
no_wider() {
  python3 - "$@" <<'PYTHON'
import sys, unicodedata
wide = lambda c: 2 if unicodedata.east_asian_width(c) in "WF" else 1
for path in sys.argv[2:]:
    for line in open(path):
        assert sum(map(wide, line.rstrip("\n"))) <= int(sys.argv[1]), f"{path}: {line}"
PYTHON
}

@test "help fits a newcomer's screen of 24 lines and 80 columns" {
  local page
  fettle help >first
  (($(wc -l <first) <= 24)) || explain "$(wc -l <first) lines" "$(cat first)"
  no_wider 80 first
  fettle >bare
  fettle --help >dashed
  fettle -h >short
  for page in bare dashed short; do cmp first "$page"; done
}

@test "help --all names every command" {
  fettle help --all >all
  no_wider 80 all
  while read -r command; do
    grep -Eq "^  $command( |\$)" all || explain "$command is missing" "$(cat all)"
  done < <(commands)
}

@test "every command has help, and --help and help say the same" {
  local -a words
  mkdir pages
  while read -r command; do
    read -ra words <<<"$command"
    fettle help "${words[@]}" >"pages/$command"
    grep -Fq "Usage: fettle $command" "pages/$command" || explain "$command"
    grep -Fqx 'Examples:' "pages/$command" || explain "$command has no example"
    fettle "${words[@]}" --help | cmp "pages/$command"
  done < <(commands)
  no_wider 80 pages/*
}

@test "summaries are one line in lower case without a full stop" {
  fettle help --format json >help.json
  python3 - <<'PYTHON'
import json
for command in json.load(open("help.json"))["commands"]:
    summary = command["summary"]
    assert summary and not summary.endswith(".") and "\n" not in summary, command
    assert summary[0].islower() or not summary[0].isalpha(), command
PYTHON
}

@test "every option, argument and column is explained, each to its command" {
  local -a words
  mkdir pages
  while read -r command; do
    read -ra words <<<"$command"
    fettle help "${words[@]}" --format json >"pages/$command"
  done < <(commands)
  python3 - <<'PYTHON'
import json, os
assert len(os.listdir("pages")) > 50
for name in os.listdir("pages"):
    help = json.load(open(f"pages/{name}"))
    assert help["command"] == name, name
    for part in ("options", "arguments"):
        for row in help[part]:
            assert row["help"] and not row["help"].endswith("."), (name, row)
    for row in help["fields"]:
        assert row["help"], (name, row)
PYTHON
}

@test "help on a noun shows its verbs, also by its alias" {
  ok help staff
  assert_contains "$output" 'staff add'
  ok staff --help
  assert_contains "$output" 'staff add'
  usage_status=0
  fettle help staf 2>said || usage_status=$?
  assert_equal "$usage_status" 2
  assert_contains "$(cat said)" "there is no command 'staf'"
}

# made NAME: a folder in which the setup of this name has run; made once.
made() {
  local folder=$PWD/setup-$1
  if [[ ! -d $folder ]]; then
    mkdir -p "$folder/home"
    (
      cd "$folder"
      export HOME=$folder/home FETTLE_DB=$folder/centre.db
      [[ $1 == - ]] || bash -eu "$setups/$1.sh" >setup.log 2>&1 </dev/null ||
        explain "setup $1 fails" "$(cat setup.log)"
    ) || return
  fi
  echo "$folder"
}

@test "every example runs" {
  local index=0 failed=0 line setup folder
  local setups=$BATS_TEST_DIRNAME/setup
  mkdir bin
  ln -s "$FETTLE_BIN" bin/fettle
  export PATH=$PWD/bin:$PATH setups
  fettle help --examples --format json |
    python3 -c 'import json, sys
for row in json.load(sys.stdin)["examples"]:
    print(row["setup"] or "-", row["line"], sep="\t")' >examples
  [[ -s examples ]]
  while IFS=$'\t' read -r setup line; do
    index=$((index + 1))
    folder=$(made "$setup")
    cp -a "$folder" "$index"
    (
      cd "$index"
      export HOME=$PWD/home FETTLE_DB=$PWD/centre.db
      [[ $setup != - ]] || unset FETTLE_DB
      bash -euo pipefail -c "$line" >example.log 2>&1 </dev/null ||
        explain "status $? after setup $setup: $line" "$(cat example.log)"
    ) || failed=$((failed + 1))
  done <examples
  assert_equal "$failed examples fail" '0 examples fail'
}

@test "manual pages are clean roff for every command" {
  local -a words
  command -v groff >/dev/null || skip 'groff is not installed'
  while read -r command; do
    read -ra words <<<"$command"
    fettle man "${words[@]}" >"fettle-${command// /-}.1"
  done < <(commands)
  fettle man >fettle.1
  # It names the page of each warning.
  groff -man -ww -z -K utf8 -T utf8 ./*.1 2>warnings
  [[ ! -s warnings ]] || explain "$(cat warnings)"
}

# complete WORD…: what bash offers for the last word.
complete_bash() {
  fettle completion bash >completion.bash
  bash -c 'source ./completion.bash
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _fettle
    printf "%s\n" "${COMPREPLY[@]}"' - fettle "$@"
}

@test "bash completes nouns, verbs, options, their values and files" {
  touch intake.json
  assert_equal "$(complete_bash sta)" staff
  assert_equal "$(complete_bash staff l)" list
  assert_equal "$(complete_bash --quiet staff l)" list
  assert_equal "$(complete_bash --format json staff l)" list
  assert_equal "$(complete_bash staff list --for)" --format
  assert_equal "$(complete_bash staff list --format j)" json
  assert_equal "$(complete_bash staff add --role tech)" technician
  assert_equal "$(complete_bash completion f)" fish
  assert_equal "$(complete_bash staff list --output in)" intake.json
  assert_equal "$(complete_bash --output in)" intake.json
  assert_equal "$(complete_bash staff list --as '')" ''
}

@test "fish and zsh take their scripts" {
  fettle completion fish >fettle.fish
  fettle completion zsh >_fettle
  if command -v fish >/dev/null; then
    fish -n fettle.fish
    assert_equal "$(fish -c 'source fettle.fish; complete -C "fettle staff l"' | cut -f 1)" list
    assert_equal "$(fish -c 'source fettle.fish; complete -C "fettle staff add --role t"' |
      cut -f 1)" technician
  fi
  if command -v zsh >/dev/null; then zsh -n _fettle; fi
  grep -q 'staff list' fettle.fish
  grep -q 'staff list' _fettle
}
