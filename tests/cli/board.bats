# The board: what is open, worst first, with the reason in words. The jobs are those of
# setup/jobs.sh.

load helpers
load jobs

setup() {
  start_test
}

@test "the board shows the worst first and says why" {
  use_jobs
  ok board
  assert_golden board/sunday
}

@test "the board as JSON is a list a screen on the wall can show" {
  use_jobs
  ok board --format json
  assert_json schema board/1
  assert_json rows.# 9
  assert_json rows.0.code W26-00001-9
  assert_json rows.0.level late
  # Promised for Friday: due at midnight in Berlin, 23:00 UTC; it is Sunday 10:00.
  assert_json rows.0.due_at 2026-11-20T23:00:00Z
  assert_json rows.0.late_seconds 126000
  assert_json rows.0.waits_for shop
  assert_json rows.1.level quiet
  assert_json rows.1.waits_for parts
  # Ready since Wednesday, and the customer was to be told again on Saturday.
  assert_json rows.2.code W26-00008-W
  assert_json rows.2.level quiet
  assert_json rows.2.waits_for customer
  assert_json rows.2.late_seconds null
  assert_json rows.4.priority urgent
  assert_json rows.4.level fine
}

@test "time makes jobs soon, late and quiet; a promise and a word make them fine again" {
  use_jobs
  level() {
    FETTLE_NOW=$1 ok board --format json
    python3 -c 'import json, sys
print(next(r["level"] for r in json.loads(sys.argv[1])["rows"] if r["code"] == sys.argv[2]))' \
      "$output" "$2"
  }
  # Nokia 3310, promised for Mon 23 November: due on its last stroke, 23:00 UTC.
  # Without hours every day is a business day; the last word was on Monday the 16th.
  assert_equal "$(level 2026-11-21T22:59:59Z W26-00002-7)" fine
  assert_equal "$(level 2026-11-21T23:00:00Z W26-00002-7)" quiet
  assert_equal "$(level 2026-11-22T22:59:59Z W26-00002-7)" quiet
  assert_equal "$(level 2026-11-22T23:00:00Z W26-00002-7)" soon
  assert_equal "$(level 2026-11-23T23:00:00Z W26-00002-7)" soon
  assert_equal "$(level 2026-11-23T23:00:01Z W26-00002-7)" late
  ok order promise W26-00002-7 2026-12-23
  assert_equal "$(level 2026-11-23T23:00:01Z W26-00002-7)" fine
  # Five whole days after that promise, Mon 23 to Fri 27, nothing was heard.
  assert_equal "$(level 2026-11-27T22:59:59Z W26-00002-7)" fine
  assert_equal "$(level 2026-11-27T23:00:00Z W26-00002-7)" quiet
  # The bearing was expected on Fri 20 November.
  assert_equal "$(level 2026-11-20T22:59:59Z W26-00011-5)" fine
  assert_equal "$(level 2026-11-20T23:00:00Z W26-00011-5)" quiet
}

@test "the board of one technician, of nobody, and of an empty house" {
  use_jobs
  ok board --technician none --format json
  assert_json rows.# 1
  ok board --technician tomas --format json
  assert_json rows.# 8
  refused 4 board --technician thomas
  export FETTLE_DB=$PWD/empty.db
  new_centre
  ok board
  assert_equal "$output" $'Sun 22 Nov 11:00 · 0 open\n\nnothing in the house'
}

@test "the board fits a terminal of 80 columns and uses one of 140; colour is never the only sign" {
  use_jobs
  cat >terminal.py <<'PYTHON'
import fcntl, os, pty, struct, sys, termios, unicodedata
columns, command = int(sys.argv[1]), sys.argv[2:]
read_end, write_end = os.pipe()
child, terminal = pty.fork()
if child == 0:
    os.read(read_end, 1)
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
os.write(write_end, b"x")
text = b""
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        break
    if not piece:
        break
    text += piece
os.waitpid(child, 0)
for line in text.decode().splitlines():
    print(line)
PYTHON
  width() { python3 -c 'import sys; print(max(len(l.rstrip("\n")) for l in sys.stdin))'; }
  python3 terminal.py 80 "$FETTLE_BIN" board --color never >narrow
  python3 terminal.py 140 "$FETTLE_BIN" board --color never >wide
  python3 terminal.py 80 "$FETTLE_BIN" board --color always >coloured
  (($(width <narrow) <= 80)) || explain "$(cat narrow)"
  (($(width <wide) > 100 && $(width <wide) <= 140)) || explain "$(cat wide)"
  grep -q '^late .*nobody has it' narrow
  grep -q 'Board Doctors, RMA-118, expected Thu 26 Nov' wide
  # Without its colours it says the same.
  sed 's/\x1b\[[0-9;]*m//g' coloured | cmp - narrow
  grep -q $'\x1b' coloured
  # Of a list whose rows take several lines as well.
  python3 terminal.py 80 "$FETTLE_BIN" board --attention --color never >narrow
  python3 terminal.py 80 "$FETTLE_BIN" board --attention --color always >coloured
  (($(width <narrow) <= 80)) || explain "$(cat narrow)"
  grep -q '^  1.5 d  W26-00001-9  Sony WH-1000XM4 ' narrow
  sed 's/\x1b\[[0-9;]*m//g' coloured | cmp - narrow
  grep -q $'\x1b' coloured
}
