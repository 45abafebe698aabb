#!/usr/bin/env python3
"""Writes the deliberately broken files of this folder anew.

    tests/broken/make_broken.py

The files are kept in the repository, so that tests need nothing to make them; this script says
what is in each and why. All text is invented. `expected.tsv` says what each must come to.
"""
import io
import struct
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXT = "Referat af møde i styregruppen\n\n1. Velkomst\nFormanden bød velkommen på Æblegården.\n"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
                 ' Target="word/document.xml"/></Relationships>')
PARAGRAPH = "<w:p><w:r><w:t>Referat</w:t></w:r></w:p>"
STREAM = "BT /F 12 Tf 72 770 Td (Referat) Tj ET"


def write(name, content):
    (HERE / name).write_bytes(content.encode() if isinstance(content, str) else content)


def docx(body=PARAGRAPH, more=(), document=None):
    document = document or f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("[Content_Types].xml", "<Types/>"), ("_rels/.rels", RELATIONSHIPS),
                              ("word/document.xml", document), *more]:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def pdf(objects, trailer=""):
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + end.encode("latin-1")


def page_pdf(stream, more="", trailer="", objects=()):
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{more}>>>>",
                f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", *objects], trailer)


def junk(length):
    """Bytes that look like nothing, the same every time."""
    state, out = 1, bytearray()
    for _ in range(length):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state >> 24)
    return bytes(out)


def texts():
    write("empty.txt", b"")
    write("blank.txt", " \n\t\r\n\f\n")
    write("latin1.txt", TEXT.encode("latin-1"))
    write("windows1252.txt", (TEXT + "– “ja” …\n").encode("windows-1252"))
    write("utf8-with-bom.txt", "\ufeff" + TEXT)
    write("utf16le-with-bom.txt", b"\xff\xfe" + TEXT.encode("utf-16-le"))
    write("utf16be-with-bom.txt", b"\xfe\xff" + TEXT.encode("utf-16-be"))
    write("utf16le.txt", TEXT.encode("utf-16-le"))
    write("utf16be.txt", TEXT.encode("utf-16-be"))
    write("old-mac-lines.txt", TEXT.replace("\n", "\r"))
    write("junk.txt", junk(5000))
    write("zeros.txt", bytes(3000))
    write("one-long-line.txt", "ord " * 40_000)


def pdfs():
    whole = page_pdf(STREAM)
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\x80\nendstream"
    key = "00" * 32
    write("whole.pdf", whole)
    write("whole-after-junk.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + whole)
    write("truncated.pdf", whole[:len(whole) // 2])
    write("header-only.pdf", b"%PDF-1.7\n%%EOF\n")
    write("no-xref.pdf", whole[:whole.index(b"xref\n0")] + b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n")
    # The right key for no password that anybody knows.
    write("encrypted.pdf", page_pdf(STREAM, trailer=f"/ID[<{'11' * 16}><{'11' * 16}>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{key}>/U<{key}>>>"))
    write("image-only.pdf", page_pdf("q 400 0 0 600 50 100 cm /I Do Q", "/XObject<</I 6 0 R>>", objects=[image]))
    write("page-tree-loop.pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"]))
    write("no-pages.pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]))
    write("many-pages-claimed.pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 2000000000>>"]))
    # A form that draws itself.
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 6 0 R>>>>/Length 5>>\nstream\n/I Do\nendstream"
    write("form-draws-itself.pdf", page_pdf("/I Do " + STREAM, "/XObject<</I 6 0 R>>", objects=[form]))
    write("huge-coordinates.pdf", page_pdf("BT /F 12 Tf 99999999999 -99999999999 Td (Referat) Tj ET " + STREAM))


def zips():
    write("whole.docx", docx())
    write("truncated.docx", docx()[:-40])
    write("no-document.docx", zipped([("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<x/>")]))
    write("not-xml.docx", docx(document="<w:document><w:body>"))
    write("outside.docx", docx(more=[("../../tmp/outside.txt", "x")]))
    write("absolute.docx", docx(more=[("/tmp/outside.txt", "x")]))
    write("deep.docx", docx("<w:p>" + "<w:ins>" * 20_000 + "</w:ins>" * 20_000 + "</w:p>"))
    write("entities.docx", docx(document='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
                                f'<w:document {WORD}><w:body><w:p><w:r><w:t>Referat &b;</w:t></w:r></w:p></w:body></w:document>'))
    write("bomb.docx", claimed(docx(), 3_000_000_000))
    write("many-small-bombs.docx", claimed(docx(more=[(f"word/media/{i}.bin", b"") for i in range(20)]), 20_000_000))
    write("loop-in-styles.docx", docx(
        '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Referat</w:t></w:r></w:p>',
        [("word/_rels/document.xml.rels", RELATIONSHIPS.replace("officeDocument\"", "styles\"").replace("word/document.xml", "styles.xml")),
         ("word/styles.xml", f'<w:styles {WORD}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                             '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>')]))
    write("spreadsheet.docx", zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")]))
    write("archive.zip", zipped([("referat.txt", TEXT)]))
    write("old-word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(488))
    write("locked-word.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480))


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def claimed(archive, size):
    """The archive with every entry of its directory claiming to unpack to `size` bytes."""
    out, at = bytearray(archive), -1
    while (at := out.find(b"PK\x01\x02", at + 1)) >= 0:
        out[at + 24:at + 28] = struct.pack("<I", size)
    return bytes(out)


def pages():
    write("whole.html", "<!DOCTYPE html><meta charset=utf-8><h1>Referat</h1><p>Mødet åbnede.")
    write("nested.html", "<html><body>" + "<div>" * 10_000 + "Referat")
    write("latin1.html", "<html><meta charset=iso-8859-1><p>Møde på Æblegården</p>".encode("latin-1"))
    write("utf16.html", b"\xff\xfe" + "<html><p>Møde på Æblegården</p>".encode("utf-16-le"))
    write("unclosed.html", "<html><body><table><tr><td>Referat<td><b>fed<ul><li>punkt")
    write("never-ends.html", "<html><p>Referat<!-- " + "x" * 2000)


def wrong_names():
    write("pdf-named.txt", page_pdf(STREAM))
    write("docx-named.pdf", docx())
    write("html-named.docx", "<html><p>Referat</p></html>")
    write("text-named.pdf", TEXT)
    write("picture-named.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100))


if __name__ == "__main__":
    texts()
    pdfs()
    zips()
    pages()
    wrong_names()
