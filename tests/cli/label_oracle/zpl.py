#!/usr/bin/env -S python3 -B
"""What a label printer would burn: ZPL II back into pictures.

zpl.py FILE BASE writes BASE-0.png, BASE-1.png … , one a printed label. It knows the commands that a
label drawn as a graphic needs (Zebra's ZPL II Programming Guide: ^GF and its ACS compression) and
ends with an error at any other, so that no text can have slipped into the language.
"""
import re
import sys

import pixels

RUN = {chr(ord("G") + i): i + 1 for i in range(19)}
RUN.update({chr(ord("g") + i): 20 * (i + 1) for i in range(20)})


def unpack(data, stride):
    """ACS data as rows of nibbles."""
    rows, row, run = [], [], 0
    for char in data:
        if char in RUN:
            run += RUN[char]
            continue
        if char == ":":
            if row or not rows:
                raise ValueError("':' inside a row or before the first")
            rows.append(list(rows[-1]))
        elif char in ",!":
            row += [0 if char == "," else 15] * (stride * 2 - len(row))
        elif char in "0123456789ABCDEF":
            row += [int(char, 16)] * (run or 1)
        else:
            raise ValueError(f"{char!r} in graphic data")
        run = 0
        if len(row) > stride * 2:
            raise ValueError("a row is too long")
        if len(row) == stride * 2:
            rows.append(row)
            row = []
    if row or run:
        raise ValueError("the last row is not complete")
    return rows


def draw(label, x0, y0, arguments):
    kind, total, field, stride, data = arguments.split(",", 4)
    if kind != "A" or total != field:
        raise ValueError("only ^GFA with the whole graphic is known")
    rows = unpack(data, int(stride))
    if len(rows) * int(stride) != int(total):
        raise ValueError(f"{len(rows)} rows of {stride} bytes are not {total}")
    for y, row in enumerate(rows):
        for x in range(len(row) * 4):
            if row[x // 4] >> (3 - x % 4) & 1:
                label.rows[y0 + y][x0 + x] = 1


def render(text):
    """The labels, each as (picture, copies)."""
    labels, label, width, height, copies = [], None, 0, 0, 1
    x = y = 0
    text = text.replace("\n", "")
    commands = re.findall(r"[\^~][A-Z][A-Z0-9][^\^~]*", text)
    if "".join(commands) != text:
        raise ValueError("there is something beside commands")
    for command in commands:
        name, arguments = command[1:3], command[3:]
        if name == "XA":
            label, width, height, copies, x, y = None, 0, 0, 1, 0, 0
        elif name == "PW":
            width = int(arguments)
        elif name == "LL":
            height = int(arguments)
        elif name == "LH" and arguments == "0,0":
            pass
        elif name == "FO":
            x, y = (int(part) for part in arguments.split(","))
        elif name == "GF":
            label = label or pixels.Picture(width, height)
            draw(label, x, y, arguments)
        elif name == "PQ":
            copies = int(arguments)
        elif name == "XZ":
            labels.append((label, copies))
        elif name != "FS":
            raise ValueError(f"command ^{name} was not expected")
    return labels


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        labels = render(file.read())
    for number, (label, _) in enumerate(labels):
        pixels.write_png(label, f"{sys.argv[2]}-{number}.png")


if __name__ == "__main__":
    main()
