#!/usr/bin/env python3
"""Renders plain-text minutes as PDF and DOCX by several producers, in several layouts.

    tests/reading/render_producers.py TEXTS OUT [--layouts plain,columns,table] [--only PATTERN] [--lines]

TEXTS is a folder of .txt files, OUT a folder outside the repository. Written is
OUT/PRODUCER-LAYOUT/NAME.pdf (or .docx), with the text's name, so that a run of the reader over one
folder can be scored against the gold of the texts:

    klynge read OUT/weasyprint-plain/*.pdf --json …
    score_reading.py GOLD RECORDS

Producers: weasyprint (PDF), chromium (PDF), libreoffice (PDF, by way of DOCX), groff (PDF, pandoc's
ms through groff and ghostscript), pandoc (DOCX), writer (DOCX, as LibreOffice writes it), scan (PDF,
WeasyPrint's words as a reader of images leaves them: unseen, each at its place, on a page that lies
on its side and a little askew), distilled and cairo (PDF, WeasyPrint's written again by ghostscript
and by cairo). --producers names those to use.

Layouts
  plain    one line of the text is one paragraph, in type so small that most texts are not wrapped
           again; empty lines are space, headings are bold
  columns  the list of persons stands in two columns side by side
  table    each item is a row of a table: number and title to the left, its text to the right
  ruled    as table with drawn lines, the number in a column of its own, a name at the head of every page
  landscape  as columns on pages that lie, with a name at their head
  wide     as ruled on pages that lie
  form     “Label: value” above the items as a borderless table of two columns
  heads    as ruled, under heads (“Nr.”, “Punkt”, “Indhold”) that every page repeats
  merged   each item three rows of a ruled table: its number beside all of them, its title across the
           others, then each section's name beside its text
  parties  each person a row of three: name, role, organisation (where commas part them)
  set      justified, hyphenated, in serif type with ligatures, labels in small capitals
  running  the text in two columns, as in a newsletter (not by groff)
  newspaper  all of it in two columns, ragged
  report   each item a row under the heads “Nr.”, “Emne”, “Referat” and “Ansvarlig”
  pair     each item a row under the heads “Punkt” and “Referat”, number and title in one cell
  followup the same with a third, “Opfølgning/ansvarlig”
  roll     each person a row under “Navn”, “Titel”, “Organisation” and “Til stede”, with a cross
  sides    who was there beside who was not, each list one cell under its head
  grid     name and organisation of two persons in a row of four cells, with lines
  facts    “Label: value” above the items as a table with lines, two pairs a row
  bars     number and title white on a coloured bar, section names on a pale one
  boxed    what was decided in a box
  lined    every fifth line numbered in the margin
  sidebar  the sender's name and address in a narrow box beside the beginning
  letterhead  document number, address and “Side x af y” at head and foot, the first page with others
  automatic  numbers and bullets counted by the program that made the page
  styled   headings in large type, so that most titles are broken
  apart    the letters of title and section names stand apart (not by LibreOffice)
  draft    “UDKAST” across every page, a running number stamped at its foot (not by LibreOffice)
  export   a list of contents with dotted leaders, then each item under a coloured bar
  margin   who is responsible in the right margin beside the item (not by LibreOffice)
  soft     a narrow justified page whose long words hold soft hyphens
  tracked  earlier wordings struck out, later ones underlined (LibreOffice and DOCX alone)
In all but plain the lines that a text broke only for its width are paragraphs again first, as in
the document a secretary would have written: a title broken over two lines stands in its cell as a
whole, and a person is not cut in two where the second column begins. With --lines they stay lines.
A text to which a layout does not apply (no list of persons, no numbered items) is rendered plain.
Lines with cells parted by blanks or tabs become a table in every layout, since HTML would fold the
blanks and lose what they say.
"""
import argparse
import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from minutes_layouts import COLUMNS, IN_CELLS, LAYOUTS, NEW_PAGE, STYLE, STYLES, paragraphs, table_by_lines, without_page_edges

PRODUCERS = {"scan": "pdf", "distilled": "pdf", "cairo": "pdf", "weasyprint": "pdf", "chromium": "pdf", "libreoffice": "pdf", "groff": "pdf", "pandoc": "docx", "writer": "docx"}


def run(*command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600, **more)


def office(kind, files, folder):
    """One start of LibreOffice for all files, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", folder, *files)


def chromium(page, folder):
    # As root it runs without its own sandbox or not at all.
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={folder / page.stem}.pdf", page)


def groff(page, folder):
    ms = subprocess.run(["pandoc", "-f", "html", "-t", "ms", "-s", "-V", "pointsize=9p", "-V", "lineheight=11p", page],
                        check=True, capture_output=True).stdout.decode()
    for register, value in (("LL", "7i"), ("PO", "0.8i"), ("PD", "0v")):
        ms = re.sub(rf"^\.nr {register} .*$", f".nr {register} {value}", ms, count=1, flags=re.M)
    postscript = subprocess.run(["groff", "-Kutf8", "-t", "-ms", "-Tps", "-P-pa4"], input=ms.encode(), check=True, capture_output=True).stdout
    run("ps2pdf", "-", folder / f"{page.stem}.pdf", input=postscript)


EDGES = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto" />' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
BORDERS = f'<w:tblInd w:w="0" w:type="dxa" /><w:tblBorders>{EDGES}</w:tblBorders><w:tblCellMar>'
MARGINS = '<w:pgMar w:top="1100" w:right="1100" w:bottom="1100" w:left="1100" w:header="500" w:footer="500" w:gutter="0" />'
NUMBERED_LINES = '<w:lnNumType w:countBy="5" w:restart="newPage" />'
# What the layout's pages are like.
SECTIONS = {"landscape": f'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" />{MARGINS}', "wide": f'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" />{MARGINS}',
            "newspaper": f'<w:pgSz w:w="11906" w:h="16838" />{MARGINS}<w:cols w:num="2" w:space="480" />', "running": f'<w:type w:val="continuous" /><w:pgSz w:w="11906" w:h="16838" />{MARGINS}<w:cols w:num="2" w:space="440" />',
            "lined": f'<w:pgSz w:w="11906" w:h="16838" />{MARGINS.replace("1100", "1400")}{NUMBERED_LINES}',
            "letterhead": f'<w:headerReference w:type="default" r:id="rId901" /><w:footerReference w:type="default" r:id="rId902" /><w:pgSz w:w="11906" w:h="16838" />{MARGINS.replace("1100", "1500")}'}
ONE_COLUMN = f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous" /><w:pgSz w:w="11906" w:h="16838" />{MARGINS}</w:sectPr></w:pPr></w:p>'
NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
FRAME = ('<w:style w:type="paragraph" w:customStyle="1" w:styleId="Sidebar"><w:name w:val="Sidebar" /><w:pPr><w:framePr w:w="2500" w:hSpace="200" w:wrap="around" w:vAnchor="page" '
         'w:hAnchor="page" w:x="8600" w:y="1300" /></w:pPr><w:rPr><w:sz w:val="16" /></w:rPr></w:style></w:styles>')


def field(code):
    return f'<w:r><w:fldChar w:fldCharType="begin" /></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end" /></w:r>'


def word(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


EDGE_PARTS = {"header901": f'<w:hdr {NAMESPACES}><w:p>{word("Fjordbakke Fællesskab")}<w:r><w:tab /></w:r><w:r><w:tab /></w:r>{word("Dok.nr. 48213-22")}</w:p></w:hdr>',
              "footer902": f'<w:ftr {NAMESPACES}><w:p>{word("Havnevej 4 · 9990 Fjordbakke · Tlf. 98 00 00 00")}</w:p><w:p>{word("Dok.nr. 48213-22 v1")}<w:r><w:tab /></w:r><w:r><w:tab /></w:r>{word("Side ")}{field("PAGE")}{word(" af ")}{field("NUMPAGES")}</w:p></w:ftr>'}


def with_edges(name, text):
    """The part of a DOCX with its page head and foot named in it."""
    if name == "[Content_Types].xml":
        return text.replace("</Types>", "".join(f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{part[:6]}+xml" />' for part in EDGE_PARTS) + "</Types>")
    return text.replace("</Relationships>", "".join(f'<Relationship Id="rId{part[6:]}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part[:6]}" Target="{part}.xml" />' for part in EDGE_PARTS) + "</Relationships>")


def rewrite(source, path, change):
    """A copy of a zipped document, each part that is text as `change(name, text)` makes it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(name, content.decode()).encode() if name.endswith((".xml", ".rels")) else content)


def reference_document(folder, layout):
    """Pandoc's own, in small type and without space between paragraphs, with the layout's lines and pages."""
    def change(name, text):
        if name == "word/styles.xml":
            text = re.sub(r'<w:spacing [^>]*/>', '<w:spacing w:before="0" w:after="0" />', text)
            if layout in ("ruled", "wide", "heads", "merged", "report", "grid", "facts", "boxed", "pair", "followup", "roll", "sides"):
                text = re.sub(r'<w:tblInd w:w="0" w:type="dxa" />\s*<w:tblCellMar>', BORDERS, text, count=1)
            return text.replace('<w:sz w:val="24" />', '<w:sz w:val="19" />').replace("</w:styles>", FRAME)
        if name == "word/document.xml" and layout in SECTIONS:
            return re.sub(r"<w:sectPr\s*/>", f"<w:sectPr>{SECTIONS[layout]}</w:sectPr>", text)
        return with_edges(name, text) if layout == "letterhead" and name in ("[Content_Types].xml", "word/_rels/document.xml.rels") else text

    original = subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], check=True, capture_output=True).stdout
    path = folder / "reference.docx"
    rewrite(io.BytesIO(original), path, change)
    if layout == "letterhead":
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as more:
            for part, text in EDGE_PARTS.items():
                more.writestr(f"word/{part}.xml", text)
    return path


CHANGED = 'w:author="Ane Holm" w:date="2022-05-04T10:00:00Z"'


def tracked(text):
    """Every fourth longer run with an earlier wording before it, every other of them put in later itself."""
    count = 0

    def change(run):
        nonlocal count
        count += 1
        if count % 4:
            return run[0]
        struck = f'<w:del w:id="{9000 + count}" {CHANGED}><w:r><w:delText xml:space="preserve">som tidligere foreslået </w:delText></w:r></w:del>'
        return struck + (f'<w:ins w:id="{19000 + count}" {CHANGED}>{run[0]}</w:ins>' if count % 8 else run[0])

    return re.sub(r"<w:r>(?:(?!</w:r>).)*<w:t[^>]*>[^<]{60,}</w:t></w:r>", change, text)


def finish(path, layout):
    """What pandoc can not write."""
    def change(name, text):
        if name != "word/document.xml":
            return text
        if layout == "running":
            text = re.sub(rf"<w:p>(?:(?!</w:p>).)*{COLUMNS}.*?</w:p>", ONE_COLUMN, text, count=1, flags=re.S)
        return tracked(text) if layout == "tracked" else text

    if layout in ("running", "tracked"):
        rewrite(io.BytesIO(path.read_bytes()), path, change)


def scan(drawn, into):
    """The words of the PDF `drawn` as one that was read from images: no lines, each word by itself and unseen."""
    boxes = subprocess.run(["pdftotext", "-bbox", drawn, "-"], check=True, capture_output=True).stdout.decode()
    objects = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[" + b"500 " * 224 + b"]>>"]
    kids = []
    for page in re.split(r"<page ", boxes)[1:]:
        width, height = (float(value) for value in re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        # Askew by half a degree, and turned by a quarter, which /Rotate turns back.
        content = [f"q 0 1 -1 0 {height} 0 cm 0.99996 0.0087 -0.0087 0.99996 0 0 cm"]
        for x1, y1, x2, y2, text in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', page):
            text = html.unescape(text).encode("cp1252", "replace")
            size = (float(y2) - float(y1)) * 0.85
            stretch = 100 * (float(x2) - float(x1)) / (0.5 * size * len(text))
            content.append(f"BT 3 Tr /F {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {x1} {height - float(y2) + 0.2 * size:.2f} Tm <{text.hex()}> Tj ET")
        stream = "\n".join([*content, "Q"]).encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(f"<</Type/Page/Parent {{pages}} 0 R/Rotate 90/MediaBox[0 0 {height} {width}]/Contents {len(objects)} 0 R/Resources<</Font<</F 1 0 R>>>>>>".encode())
        kids.append(len(objects))
    pages = len(objects) + 1
    objects.append(f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode())
    objects.append(f"<</Type/Catalog/Pages {pages} 0 R>>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content.replace(b"{pages}", str(pages).encode()))
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % place for place in places)
    into.write_bytes(out + f"trailer<</Size {len(objects) + 1}/Root {pages + 1} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def write_page(text, lay_out, folder, whole, in_cells, style=STYLE):
    lines = text.read_text(encoding="utf-8").replace("\f", f"\n{NEW_PAGE}\n").split("\n")
    if in_cells:
        lines = without_page_edges(lines)
    if whole:
        lines = paragraphs(lines)
    page = folder / f"{text.stem}.html"
    page.write_text(f"<!DOCTYPE html><html lang=da><meta charset=utf-8><style>{style}</style><body>{lay_out(lines)}</body></html>",
                    encoding="utf-8")
    return page


def able(layout):
    """The producers that can make the layout."""
    if layout == "tracked":
        return ("libreoffice", "pandoc", "writer")
    if layout in ("apart", "draft", "margin"):
        return ("weasyprint", "chromium", "scan", "distilled", "cairo")
    if layout in ("running", "newspaper"):
        return ("weasyprint", "chromium", "libreoffice")
    by_style = ("pair", "followup", "merged", "heads", "report", "bars", "boxed", "lined", "sidebar", "letterhead", "styled", "export")
    return [name for name in PRODUCERS if name != "groff" or layout not in by_style]


def render(layout, texts, out, keep_lines, producers):
    whole = layout != "plain" and not keep_lines
    in_cells = layout in IN_CELLS
    producers = [name for name in producers if name in able(layout)]
    with tempfile.TemporaryDirectory() as scratch:
        pages = [write_page(text, LAYOUTS[layout], Path(scratch), whole, in_cells, STYLES.get(layout, STYLE)) for text in texts]
        folders = {producer: out / f"{producer}-{layout}" for producer in producers}
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        reference = reference_document(Path(scratch), layout)
        for page in pages:
            if folders.keys() & {"weasyprint", "scan", "distilled", "cairo"}:
                drawn = folders.get("weasyprint", Path(scratch)) / f"{page.stem}.pdf"
                run("weasyprint", "-q", page, drawn)
                if "scan" in folders:
                    scan(drawn, folders["scan"] / drawn.name)
                if "distilled" in folders:
                    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={folders['distilled'] / drawn.name}", drawn)
                if "cairo" in folders:
                    run("pdftocairo", "-pdf", drawn, folders["cairo"] / drawn.name)
            if "chromium" in folders:
                chromium(page, folders["chromium"])
            document = folders.get("pandoc", Path(scratch)) / f"{page.stem}.docx"
            run("pandoc", "-f", "html", "--reference-doc", reference, page, "-o", document)
            finish(document, layout)
        for text in texts if "groff" in folders else []:
            page = write_page(text, table_by_lines if in_cells else LAYOUTS[layout], Path(scratch), whole, in_cells)
            groff(page, folders["groff"])
        documents = sorted(path for path in folders.get("pandoc", Path(scratch)).glob("*.docx") if path != reference)
        if "libreoffice" in folders:
            office("pdf:writer_pdf_Export", documents, folders["libreoffice"])
        if "writer" in folders:
            office("docx:MS Word 2007 XML", documents, folders["writer"])
        for producer, folder in folders.items():
            made = len(list(folder.glob(f"*.{PRODUCERS[producer]}")))
            print(f"{folder}: {made} of {len(pages)}")
            if made != len(pages):
                return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layouts", default="plain,columns,table")
    parser.add_argument("--only", default="*")
    parser.add_argument("--producers", default=",".join(PRODUCERS))
    parser.add_argument("--lines", action="store_true", help="keep every line of a text a paragraph of its own")
    arguments = parser.parse_args()
    repository = Path(__file__).resolve().parents[2]
    if arguments.out.resolve().is_relative_to(repository):
        parser.error("OUT must lie outside the repository")
    texts = sorted(arguments.texts.glob(f"{arguments.only}.txt"))
    if not texts:
        parser.error("no texts")
    wanted = arguments.layouts.split(",")
    if unknown := (set(wanted) - set(LAYOUTS)) | (set(arguments.producers.split(",")) - set(PRODUCERS)):
        parser.error(f"no such layout or producer: {', '.join(unknown)}")
    return 0 if all([render(layout, texts, arguments.out, arguments.lines, arguments.producers.split(",")) for layout in wanted]) else 1


if __name__ == "__main__":
    sys.exit(main())
