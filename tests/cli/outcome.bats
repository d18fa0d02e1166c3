# What people are told about what became of a change: kept or not, done now or before, in place
# although its printing failed.

load helpers

setup() {
  start_test
  new_centre
}

# into_full ARGUMENT…: with nowhere to print to.
into_full() {
  run --separate-stderr bash -c '"$FETTLE_BIN" "$@" >/dev/full' - "$@"
  assert_status 9
}

# on_terminal ANSWER ARGUMENT…: as a person would, who types the answer to a "[y/N]"; output is what
# the terminal showed.
on_terminal() {
  run python3 - "$@" <<'PYTHON'
import os, pty, sys, time
answer, arguments = sys.argv[1], sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(os.environ["FETTLE_BIN"], ["fettle", *arguments])
seen = b""
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
    if answer and seen.endswith(b"[y/N] "):
        os.write(terminal, answer.encode() + b"\n")
        answer = ""
print(seen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PYTHON
}

@test "every dry run says that nothing was kept, and tells of no next step" {
  local before arguments
  checkin_one
  before=$(db_hash)
  while read -ra arguments; do
    ok "${arguments[@]}" --dry-run
    assert_contains "$stderr" 'dry run: nothing was kept'
    assert_lacks "$stderr" 'Next: '
    assert_lacks "$stderr" 'Labels: '
    assert_equal "$(db_hash)" "$before"
    ok "${arguments[@]}" --dry-run --quiet
    assert_equal "$stderr" ''
  done <<'COMMANDS'
setting set repeat.days 30
calendar hours closed
calendar close 2026-12-25 Christmas
calendar open 2026-11-29 10:00-16:00
staff add tomas Tomas --role technician
customer add Ada
printer add counter --kind tcp --target 192.0.2.5
checkin --customer Bob --brand X --fault y
order diagnose W26-00001-9 --technician mara
line add W26-00001-9 cable --class part --price 5
COMMANDS
}

@test "a dry run of init checks all there is to check and leaves no file or folder" {
  local before
  before=$(db_hash)
  run --separate-stderr fettle init --name Other --dry-run
  assert_status 5
  assert_equal "$(db_hash)" "$before"
  export FETTLE_DB=new/folder/centre.db
  ok --format json init --name ' Other ' --currency chf --dry-run
  assert_json currency CHF
  assert_contains "$stderr" 'dry run: nothing was kept'
  assert_lacks "$stderr" 'Next: '
  [ ! -e new ]
  refused 3 init --name Other --timezone Mars/Base --dry-run
  unset FETTLE_DB
  ok init --name Other --dry-run
  [ ! -e "$HOME/.local" ]
  ok init --name Other
  [ -s "$HOME/.local/share/fettle/fettle.db" ]
  assert_equal "$(stat -c %a "$HOME/.local" "$HOME/.local/share/fettle" | uniq)" 700
}

@test "every retry says that it was done before" {
  for arguments in 'setting set repeat.days 30' 'calendar close 2026-12-25 Christmas' \
    'staff add tomas Tomas --role technician' 'customer add Ada'; do
    # shellcheck disable=SC2086
    ok $arguments --request-id "r $arguments"
    assert_lacks "$stderr" 'carried out before'
    # shellcheck disable=SC2086
    ok $arguments --request-id "r $arguments"
    assert_contains "$stderr" 'this request was carried out before; nothing was done again'
  done
}

@test "a dry run of a setting or the calendar shows what would be" {
  ok --format json setting set repeat.days 30 --dry-run
  assert_json key repeat.days
  assert_json value 30
  assert_json initial 90
  ok --format json setting show repeat.days
  assert_json value 90
  ok --format json calendar close 2026-12-25 Christmas --dry-run
  assert_contains "$output" '2026-12-25'
  assert_contains "$output" Christmas
  ok --format json calendar open 2026-11-29 10:00-16:00 --dry-run
  assert_contains "$output" '"10:00-16:00"'
  ok --format json calendar hours 'Tue 11:00-12:00' --dry-run
  assert_contains "$output" '"11:00-12:00"'
  ok --format json calendar show
  assert_lacks "$output" 2026-12-25
  assert_lacks "$output" 2026-11-29
  assert_lacks "$output" 11:00-12:00
}

@test "a change of the calendar gives the calendar, a retry too" {
  for _ in 1 2; do
    ok --format json calendar close 2026-12-25 Christmas --request-id c
    assert_contains "$output" Christmas
    ok --format json setting set repeat.days 30 --request-id s
    assert_json value 30
  done
}

@test "a dry run has no audit head: what it made is not in the chain" {
  ok --format json checkin --customer Ana --brand X --fault y --dry-run
  assert_json rows.0.audit_head null
  ok --format json checkin --customer Ana --brand X --fault y
  ok check --audit-head "$(json rows.0.audit_head)"
  ok --format json order diagnose W26-00001-9 --technician mara --dry-run
  assert_json audit_head null
}

@test "a change says that it stands when its list breaks off half way" {
  for i in {1..200}; do echo '{"customer": {"name": "Ana '"$i"'"}, "devices": [{"brand": "x", "fault": "y"}]}'; done >batch.jsonl
  into_full --format json checkin --from batch.jsonl
  assert_contains "$stderr" 'only the printing failed: the change itself is made'
  assert_equal "$(sql 'SELECT count(*) FROM work_order')" 200
}

@test "what was not kept is not called made when its printing failed" {
  into_full --format json setting set repeat.days 30 --dry-run
  assert_lacks "$stderr" 'only the printing failed'
  into_full setting set repeat.days 30 --request-id s
  assert_contains "$stderr" 'only the printing failed'
}

@test "with --keep-going a full disk behind standard output is told, and how many went in" {
  {
    intake serial=1
    intake imei=1
  } >batch.jsonl
  into_full --format json checkin --from batch.jsonl --keep-going
  assert_contains "$stderr" 'cannot write to standard output: No space left on device'
  assert_contains "$stderr" '1 of 2 records went in'
  assert_equal "$(sql 'SELECT count(*) FROM work_order')" 1
}

@test "a request id is one to 200 bytes" {
  local id
  id=$(printf 'x%.0s' {1..200})
  ok customer add Ada --request-id "$id"
  refused 2 --format json customer add Bob --request-id "${id}x"
  assert_error usage request_id
  refused 2 customer add Bob --request-id ''
  assert_contains "$stderr" 'request_id: must have 1 to 200 bytes, got 0'
}

# Who asks, the name and the values of what was given, each with its length; --until was not given. As long
# as this holds, a version with more options recognises the retry of a request to this one.
@test "a request is kept as what was given and nothing else" {
  ok calendar close 2026-12-25 Christmas --request-id c
  expected=$(python3 - "$(sql "SELECT id FROM staff WHERE login = 'mara'")" <<'PYTHON'
import hashlib, struct, sys
data = b""
for part in (int(sys.argv[1]), "calendar close", "DATE", 1, "2026-12-25", "NAME", 1, "Christmas"):
    if isinstance(part, int):
        data += b"i" + struct.pack(">q", part)
    else:
        data += b"t" + struct.pack(">q", len(part)) + part.encode()
print(hashlib.sha256(data).hexdigest())
PYTHON
  )
  assert_equal "$(sql 'SELECT lower(hex(content_hash)) FROM request')" "$expected"
  refused 5 calendar close 2026-12-25 Christmas --until 2026-12-26 --request-id c
}

@test "restore asks on a terminal before it replaces a database, unless --yes says so" {
  ok backup copy.fettle
  ok customer add Ada
  before=$(db_hash)
  on_terminal n restore copy.fettle
  assert_status 7
  assert_contains "$output" 'in place of'
  assert_contains "$output" 'not confirmed, nothing was done'
  assert_equal "$(db_hash)" "$before"
  on_terminal y restore copy.fettle
  assert_status 0
  assert_equal "$(sql 'SELECT count(*) FROM customer')" 0
  for option in --yes --no-input; do
    ok customer add Ada
    on_terminal '' restore copy.fettle "$option"
    assert_status 0
    assert_lacks "$output" '[y/N]'
    assert_equal "$(sql 'SELECT count(*) FROM customer')" 0
  done
  rm "$FETTLE_DB"
  on_terminal '' restore copy.fettle
  assert_status 0
  assert_lacks "$output" '[y/N]'
}

@test "a script restores without being asked" {
  ok backup copy.fettle
  ok --format json restore copy.fettle
  assert_contains "$(json kept_as)" "$FETTLE_DB"
  ok check --audit-head "$(json audit_head)"
}

@test "a backup whose audit head cannot be read is restored all the same" {
  ok backup copy.fettle
  sqlite3 copy.fettle 'PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
    DROP TABLE IF EXISTS audit_item; DROP TABLE audit;'
  rm -f copy.fettle.sha256
  ok --format json restore copy.fettle
  assert_json audit_head null
  [[ -e $(json kept_as) ]]
}
