#!/usr/bin/env python3
"""pictures.py FOLDER: files as they come from a bench, written by hand after the public formats.

front.jpg  a grey 8 × 8 JPEG as a telephone writes it: Exif with a place, XMP, IPTC, a comment, and
           another picture behind its end. front.bare.jpg: the same without any of that.
back.jpg   a black one with nothing to take out.
cut.jpg    front.bare.jpg, broken off before its end.
tag.png    a PNG with an Exif chunk and words. tag.bare.png: the same without them.
invoice.pdf, report.xlsx, report.zip, notes.txt
"""
import struct
import sys
import zipfile
import zlib
from pathlib import Path


def segment(marker, payload):
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def exif():
    """A TIFF structure with one entry, the GPS directory, which holds 52° 31' 12" north."""
    entry = lambda tag, kind, count, value: struct.pack("<HHI", tag, kind, count) + value
    first = struct.pack("<H", 1) + entry(0x8825, 4, 1, struct.pack("<I", 26)) + bytes(4)
    gps = struct.pack("<H", 2) + entry(1, 2, 2, b"N\0\0\0")
    gps += entry(2, 5, 3, struct.pack("<I", 56)) + bytes(4)
    place = struct.pack("<6I", 52, 1, 31, 1, 12, 1)
    return b"II*\0" + struct.pack("<I", 8) + first + gps + place


def jpeg(grey, notes=()):
    """Baseline, one component, one block: its DC difference and the end of the block."""
    out = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    out += b"".join(segment(marker, payload) for marker, payload in notes)
    out += segment(0xDB, b"\0" + bytes([16] * 64))
    out += segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\1\x11\0")
    # DC: category 0 is "0", category 6 is "10"; AC: the end of the block is "0".
    out += segment(0xC4, b"\0" + bytes([1, 1] + [0] * 14) + bytes((0, 6)))
    out += segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
    out += segment(0xDA, b"\1\1\0\0\x3f\0")
    bits = "00" if grey else "10" + "000000" + "0"  # "000000" in category 6 is −63
    bits += "1" * (-len(bits) % 8)
    return out + bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)) + b"\xff\xd9"


def chunk(kind, payload):
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(
        ">I", zlib.crc32(kind + payload))


def png(notes=()):
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    out += b"".join(chunk(kind, payload) for kind, payload in notes)
    return out + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def main(folder):
    notes = [(0xE1, b"Exif\0\0" + exif()),
             (0xE1, b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>52,31.2N</exif:GPSLatitude>"),
             (0xED, b"Photoshop 3.0\0" + b"8BIM City: Berlin"), (0xFE, b"taken by Tomas")]
    (folder / "front.jpg").write_bytes(jpeg(True, notes) + jpeg(False, notes))
    (folder / "front.bare.jpg").write_bytes(jpeg(True))
    (folder / "back.jpg").write_bytes(jpeg(False))
    (folder / "cut.jpg").write_bytes(jpeg(True)[:-2])
    (folder / "tag.png").write_bytes(png([(b"eXIf", exif()), (b"tEXt", b"Author\0Tomas")]))
    (folder / "tag.bare.png").write_bytes(png())
    (folder / "invoice.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
    for name, members in ("report.zip", ["log.txt"]), ("report.xlsx", ["xl/workbook.xml"]):
        with zipfile.ZipFile(folder / name, "w") as archive:
            for member in members:
                archive.writestr(zipfile.ZipInfo(member), "x")
    (folder / "notes.txt").write_text("battery: 4 h 10 min, Čović\n")


main(Path(sys.argv[1]))
