#!/usr/bin/env -S python3 -B
"""What a receipt printer would burn: ESC/POS back into pictures.

escpos.py FILE BASE writes BASE-0.png … , one for each stretch of paper between feeds. It knows the
commands that a label drawn as a raster needs and ends with an error at any other.
"""
import sys

import pixels


def render(data):
    """The stretches, each as (picture, was it cut off)."""
    stretches, rows, at = [], [], 0

    def tear(is_cut):
        if rows:
            picture = pixels.Picture(len(rows[0]), len(rows), list(rows))
            stretches.append([picture, is_cut])
            rows.clear()
        elif is_cut:
            stretches[-1][1] = True

    while at < len(data):
        if data[at:at + 2] == b"\x1b@" and not rows:
            at += 2
        elif data[at:at + 3] == b"\x1dv0" and data[at + 3] == 0:
            stride = data[at + 4] + 256 * data[at + 5]
            height = data[at + 6] + 256 * data[at + 7]
            at += 8
            for _ in range(height):
                row = data[at:at + stride]
                if len(row) < stride:
                    raise ValueError("a raster is cut short")
                rows.append(pixels.bits_of(row, stride * 8))
                at += stride
        elif data[at:at + 2] == b"\x1bd":
            tear(False)
            at += 3
        elif data[at:at + 3] == b"\x1dV\x42":
            tear(True)
            at += 4
        else:
            raise ValueError(f"command {data[at:at + 3].hex()} at byte {at} was not expected")
    if rows:
        raise ValueError("the last label is not fed out")
    return stretches


def main():
    with open(sys.argv[1], "rb") as file:
        stretches = render(file.read())
    for number, (picture, _) in enumerate(stretches):
        pixels.write_png(picture, f"{sys.argv[2]}-{number}.png")


if __name__ == "__main__":
    main()
