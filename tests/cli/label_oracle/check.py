#!/usr/bin/env -S python3 -B
"""Looks at labels the way scanners and printers do.

check.py FOLDER LAYOUT.json DPI CONTENT… expects in FOLDER what was drawn of the same labels:
png-N, svg-N, pdf-0, zpl-0, escpos-0 and text-0, where CONTENT are the texts of their QR codes in
order. Every form must decode, the printer languages must give the very dots of the PNG, and nothing
may stand in the quiet zone. Prints one line a fault; ends with 0 when there is none.
"""
import json
import math
import os
import subprocess
import sys

import escpos
import halfblocks
import pixels
import zpl

QUIET = 4  # modules, ISO/IEC 18004
# Capitals and digits that a QR code of 21 modules holds at each level (ISO/IEC 18004, table 7), and
# the first two bits of its format information as they are drawn, that is, masked with 10.
SMALLEST = [(10, "H", (0, 0)), (16, "Q", (0, 1)), (20, "M", (1, 0))]


class Check:
    def __init__(self, folder, layout, dpi, contents):
        self.folder = folder
        self.dots_per_mm = 8 if dpi == 203 else dpi / 25.4
        self.dpi = self.dots_per_mm * 25.4
        self.contents = contents
        self.faults = []
        self.expected = {}
        with open(layout, encoding="utf-8") as file:
            self.layout = json.load(file)

    def path(self, name):
        return os.path.join(self.folder, name)

    def fault(self, text):
        self.faults.append(text)

    def dots(self, mm):
        return math.floor(mm * self.dots_per_mm + 1e-9)

    def decodes(self, name, contents, picture=None):
        """Remembers what has to be read in a file; decode() looks at all of them at once."""
        if picture:
            pixels.write_png(picture, self.path(name))
        self.expected[self.path(name)] = contents

    def decode(self):
        for path, found in pixels.decode(list(self.expected)).items():
            if sorted(found) != sorted(self.expected[path]):
                self.fault(f"{path}: wanted {self.expected[path]}, found {found}")

    def png(self, number):
        """The PNG itself: size, resolution, and the QR code with its quiet zone."""
        name = f"png-{number}"
        picture = pixels.read_png(self.path(name))
        size = (self.dots(self.layout["width_mm"]), self.dots(self.layout["height_mm"]))
        if (picture.width, picture.height) != size or picture.depth != 1:
            self.fault(f"{name}: {picture.width} × {picture.height} dots, wanted {size}, 1 bit")
        if picture.dots_per_metre != round(self.dots_per_mm * 1000):
            self.fault(f"{name}: {picture.dots_per_metre} dots a metre")
        for element in self.layout["elements"]:
            if element["kind"] == "qr":
                self.quiet_zone(name, picture, element)
        return picture

    def quiet_zone(self, name, picture, element):
        """All ink within the QR code's box is the code, whole modules, with white around it."""
        left, top = self.dots(element["x_mm"]), self.dots(element["y_mm"])
        right = self.dots(element["x_mm"] + element["size_mm"])
        bottom = self.dots(element["y_mm"] + element["size_mm"])
        box = picture.crop(left, top, right - left, bottom - top)
        x, y, width, height = box.ink()
        finder = box.rows[y][x:].index(0)
        module = finder // 7
        modules = width // module
        if finder % 7 or width != height or width % module or (modules - 17) % 4:
            self.fault(f"{name}: {width} × {height} dots, finder {finder}: no whole modules")
        if module < 3 or module < 0.33 * self.dots_per_mm:
            self.fault(f"{name}: modules of {module} dots")
        quiet = min(x, y, box.width - x - width, box.height - y - height)
        if quiet < QUIET * module:
            self.fault(f"{name}: quiet zone of {quiet} dots, module {module}")
        if module < box.width // (modules + 2 * QUIET):
            self.fault(f"{name}: modules could be larger than {module} dots")
        if modules == 21:
            self.level(name, [box.rows[y + 8 * module][x + column * module] for column in (0, 1)])
        for row in range(modules):
            for column in range(modules):
                cell = box.crop(x + column * module, y + row * module, module, module)
                if cell.count() not in (0, module * module):
                    self.fault(f"{name}: module {column},{row} is not of one colour")

    def level(self, name, bits):
        """Error correction is as high as the smallest code allows."""
        content = self.contents[int(name.split("-")[1])]
        for length, level, wanted in SMALLEST:
            if len(content) <= length:
                if tuple(bits) != wanted:
                    self.fault(f"{name}: {content} should have level {level}, bits {bits}")
                return

    def vectors(self):
        for number, content in enumerate(self.contents):
            name = f"svg-{number}"
            subprocess.run(["rsvg-convert", "-d", "72", "-p", "72", "-z", str(self.dpi / 72),
                            "-o", self.path(name + ".png"), self.path(name)], check=True)
            self.decodes(name + ".png", [content])
        subprocess.run(["pdftoppm", "-r", str(self.dpi), "-png", self.path("pdf-0"),
                        self.path("page")], check=True)
        pages = sorted(name for name in os.listdir(self.folder) if name.startswith("page-"))
        places = self.layout.get("sheet", {"columns": 1, "rows": 1})
        places = places["columns"] * places["rows"]
        if len(pages) != -(-len(self.contents) // places):
            self.fault(f"pdf: {len(pages)} pages")
        for number, page in enumerate(pages):
            self.decodes(page, self.contents[number * places:(number + 1) * places])

    def languages(self, pictures):
        with open(self.path("zpl-0"), encoding="ascii") as file:
            labels = zpl.render(file.read())
        with open(self.path("escpos-0"), "rb") as file:
            stretches = escpos.render(file.read())
        if len(labels) != len(pictures) or len(stretches) != len(pictures):
            self.fault(f"{len(labels)} labels in ZPL, {len(stretches)} in ESC/POS")
        for number, picture in enumerate(pictures):
            content = self.contents[number]
            label, stretch = labels[number][0], stretches[number][0]
            if label != picture:
                self.fault(f"zpl-{number}: not the dots of the PNG")
            # A receipt printer cannot print the side margins and does not get them.
            width = picture.width - 2 * self.dots(self.layout["margin_x_mm"])
            inner = picture.crop((picture.width - width) // 2, 0, width, picture.height)
            if stretch.crop(0, 0, width, stretch.height) != inner:
                self.fault(f"escpos-{number}: not the dots of the PNG")
            self.decodes(f"zpl-{number}.png", [content], label)
            self.decodes(f"escpos-{number}.png", [content], stretch)

    def terminal(self):
        with open(self.path("text-0"), encoding="utf-8") as file:
            labels = halfblocks.render(file.read())
        if len(labels) != len(self.contents):
            self.fault(f"text: {len(labels)} labels")
        for number, (picture, words) in enumerate(labels):
            content = self.contents[number]
            self.decodes(f"text-{number}.png", [content], picture.scaled(6))
            if words[0].replace("-", "") not in content:
                self.fault(f"text-{number}: {words[0]} stands where the code should")


def main():
    check = Check(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])
    pictures = []
    for number, content in enumerate(check.contents):
        pictures.append(check.png(number))
        check.decodes(f"png-{number}", [content])
    check.vectors()
    check.languages(pictures)
    check.terminal()
    check.decode()
    for fault in check.faults:
        print(fault)
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
