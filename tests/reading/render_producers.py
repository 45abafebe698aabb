#!/usr/bin/env python3
"""Renders plain-text minutes as PDF and DOCX by several producers, in several layouts.

    tests/reading/render_producers.py TEXTS OUT [--layouts plain,columns,table] [--only PATTERN]

TEXTS is a folder of .txt files, OUT a folder outside the repository. Written is
OUT/PRODUCER-LAYOUT/NAME.pdf (or .docx), with the text's name, so that a run of the reader over one
folder can be scored against the gold of the texts:

    klynge read OUT/weasyprint-plain/*.pdf --json …
    score_reading.py GOLD RECORDS

Producers: weasyprint (PDF), libreoffice (PDF, by way of DOCX), groff (PDF, pandoc's ms through
groff and ghostscript), pandoc (DOCX), writer (DOCX, as LibreOffice writes it).

Layouts
  plain    one line of the text is one paragraph, in type so small that most texts are not wrapped
           again; empty lines are space, headings are bold
  columns  as plain, and the longest run of lines that looks like a list of persons stands in two
           columns side by side
  table    as plain, and each item is a row of a table: number and title to the left, its text to
           the right
A text to which a layout does not apply (no list of persons, no numbered items) is rendered plain.
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

PRODUCERS = {"weasyprint": "pdf", "libreoffice": "pdf", "groff": "pdf", "pandoc": "docx", "writer": "docx"}
STYLE = """@page { size: A4; margin: 2.2cm; @bottom-right { content: "Side " counter(page) " af " counter(pages); font-size: 8pt } }
body { font: 9.5pt "Liberation Sans", sans-serif } p { margin: 0 } td { vertical-align: top; padding: 2pt 8pt 2pt 0 }"""
ITEM = re.compile(r"^\s*(?:punkt|pkt\.?)?\s*\d{1,3}(?:\.\d+)?\s*[.):]\s*\S", re.I)
LABEL = re.compile(r"^\s*(indstilling|beslutning|referat|sagsfremstilling|bilag|deltagere|afbud|fraværende|dagsorden)\s*:?\s*$", re.I)
PERSONS = re.compile(r"^\s*(møde)?(deltagere|medlemmer|til stede|tilstede)\b", re.I)


def paragraph(line):
    text = html.escape(line.strip())
    return f"<p><b>{text}</b></p>" if len(line) < 110 and (ITEM.match(line) or LABEL.match(line)) else f"<p>{text}</p>"


def plain(lines):
    out, blank = [], False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        if blank and out:
            out.append("<p>\u00a0</p>")
        out.append(paragraph(line))
        blank = False
    return "\n".join(out)


def persons(lines):
    """First and last line (exclusive) of the list of persons, or None."""
    for start, line in enumerate(lines):
        if not PERSONS.match(line):
            continue
        end, names = start + 1, []
        while end < len(lines) and not ITEM.match(lines[end]) and not LABEL.match(lines[end]) and ":" not in lines[end]:
            if lines[end].strip():
                names.append(end)
            end += 1
        if len(names) >= 4:
            return names[0], names[-1] + 1
    return None


def cells(rows, widths):
    # Without widths tbl sets a long line beyond the page's edge instead of breaking it.
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    return f"<table><colgroup>{columns}</colgroup>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def columns(lines):
    found = persons(lines)
    if not found:
        return plain(lines)
    start, end = found
    names = [line for line in lines[start:end] if line.strip()]
    half = (len(names) + 1) // 2
    rows = [[html.escape(names[i].strip()), html.escape(names[i + half].strip()) if i + half < len(names) else ""] for i in range(half)]
    return "\n".join([plain(lines[:start]), cells(rows, (50, 50)), plain(lines[end:])])


def table(lines, whole_cells=True):
    starts = [i for i, line in enumerate(lines) if ITEM.match(line) and len(line) < 110]
    if len(starts) < 2:
        return plain(lines)
    rows = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        if whole_cells:
            rows.append([paragraph(lines[start]), plain(lines[start + 1:end])])
            continue
        text = [line for line in lines[start + 1:end] if line.strip()] or [""]
        rows += [[paragraph(lines[start]) if row == 0 else "", paragraph(line)] for row, line in enumerate(text)]
    return "\n".join([plain(lines[:starts[0]]), cells(rows, (35, 65))])


def table_by_lines(lines):
    """The same to the eye: tbl can not break a cell over two pages, and would let its text run off the page."""
    return table(lines, whole_cells=False)


LAYOUTS = {"plain": plain, "columns": columns, "table": table}


def run(*command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600, **more)


def office(kind, files, folder):
    """One start of LibreOffice for all files, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", folder, *files)


def groff(page, folder):
    ms = subprocess.run(["pandoc", "-f", "html", "-t", "ms", "-s", "-V", "pointsize=9p", "-V", "lineheight=11p", page],
                        check=True, capture_output=True).stdout.decode()
    for register, value in (("LL", "7i"), ("PO", "0.8i"), ("PD", "0v")):
        ms = re.sub(rf"^\.nr {register} .*$", f".nr {register} {value}", ms, count=1, flags=re.M)
    postscript = subprocess.run(["groff", "-Kutf8", "-t", "-ms", "-Tps", "-P-pa4"], input=ms.encode(), check=True, capture_output=True).stdout
    run("ps2pdf", "-", folder / f"{page.stem}.pdf", input=postscript)


def reference_document(folder):
    """Pandoc's own, in small type and without space between paragraphs."""
    original = subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], check=True, capture_output=True).stdout
    path = folder / "reference.docx"
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/styles.xml":
                text = re.sub(r'<w:spacing [^>]*/>', '<w:spacing w:before="0" w:after="0" />', content.decode())
                content = text.replace('<w:sz w:val="24" />', '<w:sz w:val="19" />').encode()
            new.writestr(name, content)
    return path


def write_page(text, lay_out, folder):
    lines = text.read_text(encoding="utf-8").replace("\f", "\n").splitlines()
    page = folder / f"{text.stem}.html"
    page.write_text(f"<!DOCTYPE html><html lang=da><meta charset=utf-8><style>{STYLE}</style><body>{lay_out(lines)}</body></html>",
                    encoding="utf-8")
    return page


def render(layout, texts, out):
    with tempfile.TemporaryDirectory() as scratch:
        pages = [write_page(text, LAYOUTS[layout], Path(scratch)) for text in texts]
        folders = {producer: out / f"{producer}-{layout}" for producer in PRODUCERS}
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        reference = reference_document(Path(scratch))
        for page in pages:
            run("weasyprint", "-q", page, folders["weasyprint"] / f"{page.stem}.pdf")
            run("pandoc", "-f", "html", "--reference-doc", reference, page, "-o", folders["pandoc"] / f"{page.stem}.docx")
        for text in texts:
            page = write_page(text, table_by_lines if layout == "table" else LAYOUTS[layout], Path(scratch))
            groff(page, folders["groff"])
        documents = sorted(folders["pandoc"].glob("*.docx"))
        office("pdf:writer_pdf_Export", documents, folders["libreoffice"])
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
    parser.add_argument("--layouts", default=",".join(LAYOUTS))
    parser.add_argument("--only", default="*")
    arguments = parser.parse_args()
    repository = Path(__file__).resolve().parents[2]
    if arguments.out.resolve().is_relative_to(repository):
        parser.error("OUT must lie outside the repository")
    texts = sorted(arguments.texts.glob(f"{arguments.only}.txt"))
    if not texts:
        parser.error("no texts")
    wanted = arguments.layouts.split(",")
    if unknown := set(wanted) - set(LAYOUTS):
        parser.error(f"no such layout: {', '.join(unknown)}")
    return 0 if all([render(layout, texts, arguments.out) for layout in wanted]) else 1


if __name__ == "__main__":
    sys.exit(main())
