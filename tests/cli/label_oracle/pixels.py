"""Pictures as rows of bytes, 1 is black; PNG and PBM read and written with nothing but zlib."""
import re
import struct
import subprocess
import zlib
from xml.etree import ElementTree


class Picture:
    def __init__(self, width, height, rows=None):
        self.width = width
        self.height = height
        self.rows = rows or [bytearray(width) for _ in range(height)]
        self.dots_per_metre = None

    def __eq__(self, other):
        return (self.width, self.height) == (other.width, other.height) and all(
            bytes(a) == bytes(b) for a, b in zip(self.rows, other.rows))

    def crop(self, left, top, width, height):
        return Picture(width, height,
                       [bytearray(row[left:left + width]) for row in self.rows[top:top + height]])

    def ink(self):
        """Left, top, width and height of what is black; None when all is white."""
        lines = [y for y, row in enumerate(self.rows) if any(row)]
        if not lines:
            return None
        left = min(row.index(1) for row in self.rows if any(row))
        right = max(len(row) - row[::-1].index(1) for row in self.rows if any(row))
        return left, lines[0], right - left, lines[-1] + 1 - lines[0]

    def count(self):
        return sum(sum(row) for row in self.rows)

    def scaled(self, times):
        rows = []
        for row in self.rows:
            wide = bytearray(dot for dot in row for _ in range(times))
            rows.extend(bytearray(wide) for _ in range(times))
        return Picture(self.width * times, self.height * times, rows)


BITS = [bytes(byte >> bit & 1 for bit in range(7, -1, -1)) for byte in range(256)]
GREY = bytes([255, 0]) + bytes(254)  # dots to grey
DARK = bytes(grey < 128 for grey in range(256))  # grey to dots
INVERTED = bytes([1, 0]) + bytes(254)


def bits_of(row, width):
    return bytearray(b"".join([BITS[byte] for byte in row])[:width])


def unfilter(raw, stride, height, pixel):
    """The five filters of PNG (ISO/IEC 15948, 9.2)."""
    rows = []
    above = bytearray(stride)
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            left = row[x - pixel] if x >= pixel else 0
            corner = above[x - pixel] if x >= pixel else 0
            if kind == 1:
                add = left
            elif kind == 2:
                add = above[x]
            elif kind == 3:
                add = (left + above[x]) // 2
            elif kind == 4:
                guess = left + above[x] - corner
                add = min((left, above[x], corner), key=lambda v, g=guess: abs(g - v))
            else:
                add = 0
            row[x] = (row[x] + add) & 255
        rows.append(row)
        above = row
    return rows


def read_png(path):
    """A grey or RGB PNG; anything darker than half is black."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError(f"{path}: no PNG")
    at, packed, resolution = 8, b"", None
    width = height = depth = colour = 0
    while at < len(data):
        size, = struct.unpack(">I", data[at:at + 4])
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        if struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0] != zlib.crc32(kind + body):
            raise ValueError(f"{path}: wrong check sum in {kind}")
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", body)
            if interlace or colour not in (0, 2, 6) or depth not in (1, 8):
                raise ValueError(f"{path}: kind of PNG not known here")
        elif kind == b"pHYs":
            x, y, unit = struct.unpack(">IIB", body)
            if x == y and unit == 1:
                resolution = x
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    samples = {0: 1, 2: 3, 6: 4}[colour]
    stride = (width * samples * depth + 7) // 8
    rows = unfilter(zlib.decompress(packed), stride, height, max(1, samples * depth // 8))
    picture = Picture(width, height, [
        bits_of(row, width).translate(INVERTED) if depth == 1 else
        row[::samples].translate(DARK) for row in rows])
    picture.dots_per_metre = resolution
    picture.depth = depth
    return picture


def write_png(picture, path):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(
            ">I", zlib.crc32(kind + body))

    raw = b"".join(b"\0" + bytes(row).translate(GREY) for row in picture.rows)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
            ">IIBBBBB", picture.width, picture.height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw, 1)) + chunk(b"IEND", b""))


def decode(paths, kind=None):
    """What zbarimg reads in picture files: a list of texts for each path; of one kind of code only
    when it is given ("QR-Code")."""
    result = subprocess.run(["zbarimg", "--nodbus", "-q", "--xml", *paths], check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = {path: [] for path in paths}
    text = re.sub(rb"\sxmlns='[^']*'", b"", result.stdout)
    for source in ElementTree.fromstring(text).iter("source"):
        found[source.get("href")] = [data.text for symbol in source.iter("symbol")
                                     if kind in (None, symbol.get("type"))
                                     for data in symbol.iter("data")]
    return found
