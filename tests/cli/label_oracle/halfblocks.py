#!/usr/bin/env -S python3 -B
"""What a camera would see on a terminal: half blocks back into pictures.

halfblocks.py FILE BASE writes BASE-0.png … , one a label. A block is black unless escape sequences
say otherwise: 30;107 is black on white as well.
"""
import re
import sys

import pixels

CELLS = {" ": (0, 0), "\u2580": (1, 0), "\u2584": (0, 1), "\u2588": (1, 1)}


def render(text):
    """The labels, each as (picture, the words beside the code)."""
    labels = []
    for block in text.split("\n\n"):
        lines = [re.sub(r"\x1b\[(30;107|0)m", "", line) for line in block.split("\n") if line]
        upper, lower, words = [], [], []
        for line in lines:
            code = re.match("[ \u2580\u2584\u2588]*", line).group()
            words.append(line[len(code):].strip())
            upper.append([CELLS[cell][0] for cell in code])
            lower.append([CELLS[cell][1] for cell in code])
        width = max(len(row) for row in upper)
        rows = []
        for top, bottom in zip(upper, lower):
            rows += [bytearray(top + [0] * (width - len(top))),
                     bytearray(bottom + [0] * (width - len(bottom)))]
        labels.append((pixels.Picture(width, len(rows), rows), [word for word in words if word]))
    return labels


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        labels = render(file.read())
    for number, (picture, _) in enumerate(labels):
        pixels.write_png(picture.scaled(6), f"{sys.argv[2]}-{number}.png")


if __name__ == "__main__":
    main()
