"""Answers the questions of a guided check-in on a terminal of its own, as a person would.

guided.py STEP…: each step is typed once the text it waits for stands on the screen:
"Customer=ana" waits for "Customer" and types "ana" and Enter; "Customer=ana^D" sends no Enter but
Ctrl-D; "1/8 Starts=p<key>" sends one key and no Enter. Names of keys in angle brackets are keys: <down> <esc> <ctrl-c> <ctrl-u>. Prints what the
terminal showed without its escapes; ends with the program's exit status. GUIDED says which command
runs (standard: checkin). GUIDED_WATCH=SECONDS shows the terminal as it is and types each step so
slowly, for a person to watch.
"""
import os
import pty
import re
import select
import sys
import time

KEYS = {"<down>": "\x1b[B", "<up>": "\x1b[A", "<esc>": "\x1b", "<ctrl-c>": "\x03",
        "<ctrl-d>": "\x04", "<ctrl-u>": "\x15", "<tab>": "\t", "<enter>": "\r"}
WATCH = float(os.environ.get("GUIDED_WATCH", "0"))
LIMIT = 60.0 if WATCH == 0 else 3600.0


def plain(data):
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode(errors="replace"))
    return text.replace("\r", "")


def main():
    steps = [step.split("=", 1) for step in sys.argv[1:]]
    arguments = os.environ.get("GUIDED", "checkin").split()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", COLUMNS="100", LINES="40")
        os.execv(os.environ["FETTLE_BIN"], ["fettle", *arguments])
    seen = b""
    mark = 0
    end = time.monotonic() + LIMIT
    while True:
        if time.monotonic() > end:
            print(plain(seen))
            sys.exit(f"timed out waiting for {steps[:1]}")
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data
            if WATCH:
                os.write(1, data)
            continue
        # Nothing more comes: is the question there?
        if steps and re.search(r"(^|\n)" + re.escape(steps[0][0]) + r"\s*›", plain(seen[mark:])):
            answer = steps.pop(0)[1]
            mark = len(seen)
            for key, code in KEYS.items():
                answer = answer.replace(key, code)
            if answer.endswith("<key>"):
                answer = answer.removesuffix("<key>")
            elif not answer.endswith(("\x03", "\x04", "\x1b", "\r")):
                answer += "\r"
            for part in re.findall("(?s).", answer) if WATCH else [answer]:
                time.sleep(WATCH / len(answer) if WATCH else 0)
                os.write(terminal, part.encode())
    _, status = os.waitpid(pid, 0)
    if not WATCH:
        print(plain(seen))
    if steps:
        sys.exit(f"never asked: {steps}")
    sys.exit(os.waitstatus_to_exitcode(status))


main()
