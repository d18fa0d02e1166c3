"""Reads the tree for the checks beside this file."""
import os
import re
import subprocess
import sys


def root():
    """The tree to look at: FETTLE_LINT_ROOT (for the self-test) or the one this file is in."""
    here = os.path.dirname(os.path.abspath(__file__))
    return os.environ.get("FETTLE_LINT_ROOT") or os.path.dirname(os.path.dirname(here))


def files(*suffixes):
    """Paths below the root that belong to the project, sorted; all without suffixes."""
    top = root()
    listed = subprocess.run(
        ["git", "-C", top, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listed.returncode == 0 and os.path.exists(os.path.join(top, ".git")):
        paths = [os.fsdecode(path) for path in listed.stdout.split(b"\0") if path]
    else:
        paths = []
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders
                          if name not in (".git", "fettle-try") and not name.startswith("build")]
            paths += [os.path.relpath(os.path.join(folder, name), top) for name in names]
    return sorted(path for path in set(paths)
                  if path.endswith(suffixes or "") and os.path.isfile(os.path.join(top, path)))


def text(path):
    with open(os.path.join(root(), path), encoding="utf-8", errors="replace") as file:
        return file.read()


TOKEN = re.compile(r"""
    //[^\n]* | /\*.*?\*/ |                    # comments
    "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' # strings and characters
    """, re.VERBOSE | re.DOTALL)


def code(source):
    """C without comments and with empty strings; line numbers stay."""
    def blank(match):
        token = match.group(0)
        if token[0] in "\"'":
            return token[0] * 2
        return " " + "\n" * token.count("\n")
    return TOKEN.sub(blank, source)


def strings(source):
    """The string literals of C: (line, text); neighbours are joined as the compiler does."""
    found = []
    end = None
    for match in TOKEN.finditer(source):
        token = match.group(0)
        if token[0] != '"':
            continue
        if end is not None and not source[end:match.start()].strip():
            found[-1] = (found[-1][0], found[-1][1] + token[1:-1])
        else:
            found.append((source.count("\n", 0, match.start()) + 1, token[1:-1]))
        end = match.end()
    return found


class Report:
    """Collects what is wrong, prints it, and ends the program."""

    def __init__(self):
        self.count = 0

    def add(self, path, line, message):
        self.count += 1
        print(f"{path}:{line}: {message}")

    def end(self, looked_at):
        if not looked_at:
            print("found no file to look at")
        sys.exit(1 if self.count or not looked_at else 0)
