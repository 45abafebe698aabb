#!/usr/bin/env python3
"""Renders plain-text minutes as PDF and DOCX by several producers, in several layouts.

    tests/reading/render_producers.py TEXTS OUT [--layouts plain,columns,table] [--only PATTERN] [--lines]

TEXTS is a folder of .txt files, OUT a folder outside the repository. Written is
OUT/PRODUCER-LAYOUT/NAME.pdf (or .docx), with the text's name, so that a run of the reader over one
folder can be scored against the gold of the texts:

    klynge read OUT/weasyprint-plain/*.pdf --json …
    score_reading.py GOLD RECORDS

Producers: weasyprint (PDF), chromium (PDF), libreoffice (PDF, by way of DOCX), groff (PDF, pandoc's
ms through groff and ghostscript), pandoc (DOCX), writer (DOCX, as LibreOffice writes it). --producers
names those to use.

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
In all but plain the lines that a text broke only for its width are paragraphs again first, as in
the document a secretary would have written: a title broken over two lines stands in its cell as a
whole, and a person is not cut in two where the second column begins. With --lines they stay lines.
A text to which a layout does not apply (no list of persons, no numbered items) is rendered plain.
Lines with cells parted by blanks or tabs become a table in every layout, since HTML would fold the
blanks and lose what they say.
"""
import argparse
import collections
import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PRODUCERS = {"weasyprint": "pdf", "chromium": "pdf", "libreoffice": "pdf", "groff": "pdf", "pandoc": "docx", "writer": "docx"}
NEW_PAGE = "\u241e new page"  # stands for a form feed among the lines
STYLE = """@page { size: A4; margin: 2.2cm; @bottom-right { content: "Side " counter(page) " af " counter(pages); font-size: 8pt } }
body { font: 9.5pt "Liberation Sans", sans-serif } p { margin: 0 } td { vertical-align: top; padding: 2pt 8pt 2pt 0 }"""
ITEM = re.compile(r"^\s*(?:punkt|pkt\.?)?\s*\d{1,3}(?:\.\d+)?\s*[.):](?!\d)\s*\S", re.I)
LEADERS = re.compile(r"(\.{4}\s*|\s{6,})\d+\s*$")  # a contents list's entry
LABEL = re.compile(r"^\s*(indstilling|beslutning|referat|sagsfremstilling|bilag|deltagere|afbud|fraværende|dagsorden)\s*:?\s*$", re.I)
LIST = re.compile(r"^\s*([-\u2013\u2022\u00b7*o]|[a-zA-Z]\)|[a-z]\.|\(\w\))\s")
CLOCK = re.compile(r"^\s*kl\.?\s*\d", re.I)
MARK = re.compile(r"(?!nr\.|pkt\.)(?:[-\u2013\u2022\u00b7*o]$|[a-zA-Z\d]{1,3}[.)])$", re.I)
HANGING = re.compile(r"\b(ved|v/|og|i|af|for|til|med|p\u00e5|om|fra|som|at|den|det|de|eller|samt|mellem|under|efter)$|\s[-\u2013]$")
PERSONS = re.compile(r"^\s*(møde)?(deltagere|medlemmer|til stede|tilstede)\b", re.I)


def paragraph(line):
    # HTML would fold blanks that part names or figures.
    text = re.sub(r"[ \t]{2,}", lambda blanks: "\u00a0" * min(len(blanks[0].expandtabs()), 8), html.escape(line.strip()))
    return f"<p><b>{text}</b></p>" if len(line) < 170 and (ITEM.match(line) or LABEL.match(line)) else f"<p>{text}</p>"


def cells_of(line):
    bars = line.count("|") > 1
    return [cell for cell in re.split(r"\s*\|\s*" if bars else r"\t+|\s{3,}", line.strip()) if cell]


def plain(lines):
    out, blanks, rows = [], 0, []

    def close():
        if rows:
            out.append(cells([[html.escape(cell) for cell in row] for row in rows], [100 // len(rows[0])] * len(rows[0])))
            rows.clear()

    for at, line in enumerate(lines):
        if not line.strip():
            blanks += 1
            continue
        if line == NEW_PAGE:
            close()
            out.append('<div style="break-before: page"></div>')
            continue
        parts = cells_of(line)
        beside = [cells_of(lines[k]) for k in (at - 1, at + 1) if 0 <= k < len(lines)]
        tabular = len(parts) > 1 and not MARK.match(parts[0]) and any(len(other) == len(parts) for other in beside)
        # The rest of the longer of two columns.
        if rows and not blanks and len(parts) == 1 and len(rows[0]) == 2 and not LABEL.match(line) and lines[at - 1].rfind(rows[-1][-1] or line) >= len(line):
            rows.append([*parts, ""])
            continue
        if not tabular or (rows and len(rows[0]) != len(parts)) or blanks:
            close()
        if out:
            out += ["<p>\u00a0</p>"] * min(blanks, 3)
        if tabular:
            rows.append(parts)
        else:
            out.append(paragraph(line))
        blanks = 0
    close()
    return "\n".join(out)


def paragraphs(lines):
    """The lines that were broken only because they were full, as one; empty lines stay where they part paragraphs.

    Some texts have an empty line after every line: so many go between all lines."""
    def follower(at):
        after = at + 1
        while after < len(lines) and not lines[after].strip():
            after += 1
        return after

    broken = [(len(lines[i]), follower(i) - i - 1) for i in range(len(lines) - 1)
              if lines[i].strip() and (k := follower(i)) < len(lines) and lines[k].strip()[0].islower()
              and not lines[i].rstrip().endswith((".", ":", ";"))]
    lengths = sorted(length for length, _ in broken)
    width = lengths[len(lengths) * 8 // 10] if lengths else 0
    if sum(length > 0.85 * width for length in lengths) < max(5, len(lengths) // 2):
        return lines
    gap = max({blanks for _, blanks in broken}, key=lambda value: sum(blanks == value for _, blanks in broken))
    out, at = [], 0
    while at < len(lines):
        text, after = lines[at], follower(at)
        while text.strip() and text != NEW_PAGE and after < len(lines) and after - at - 1 <= gap:
            following = lines[after].strip()
            words = following.split()
            full = len(lines[at].rstrip()) + 1 + len(words[0]) > width * 0.9
            opens = ITEM.match(following) or LABEL.match(following) or LIST.match(following) or CLOCK.match(following) or following.startswith("v/") or following == NEW_PAGE
            span = re.search(r"\d\s*[-\u2013]$", text.rstrip()) and following[0].isdigit()  # "kl. 17.10 -" and "17.15"
            ended = text.rstrip().endswith((".", ":", ";", "!", "?"))
            in_phrase = HANGING.search(text.rstrip()) or (full and len(words) <= 3 and "," not in following)
            goes_on = not ended and (len(lines[at]) > width * 0.6 if following[0].islower() else in_phrase)
            if (opens and not span) or text.rstrip().endswith(":") or len(cells_of(lines[at])) > 1 or not goes_on:
                break
            hyphen = re.search(r"\w[-\u00ad]$", text.rstrip()) and following[0].islower() and not re.match(r"(og|eller|samt)\b", following)
            text = text.rstrip()[:-1] + following if hyphen else text.rstrip() + " " + following
            at, after = after, follower(after)
        out.append(text)
        at += 1
        if text.strip():
            at += min(gap, follower(at - 1) - at)
    return out


def persons(lines):
    """First and last line (exclusive) of the list of persons, or None."""
    for start, line in enumerate(lines):
        if not PERSONS.match(line):
            continue
        end, names = start + 1, []
        while end < len(lines) and not ITEM.match(lines[end]) and not LABEL.match(lines[end]) and ":" not in lines[end]:
            if lines[end].strip() and lines[end] != NEW_PAGE:
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
    names = [line for line in lines[start:end] if line.strip() and line != NEW_PAGE]
    half = (len(names) + 1) // 2
    rows = [[html.escape(names[i].strip()), html.escape(names[i + half].strip()) if i + half < len(names) else ""] for i in range(half)]
    return "\n".join([plain(lines[:start]), cells(rows, (50, 50)), plain(lines[end:])])


def without_page_edges(lines):
    """Without the rows that pages begin or end with again and again: a page's head stands in no cell."""
    pages = [[]]
    for at, line in enumerate(lines):
        if line == NEW_PAGE:
            pages.append([])
        elif line.strip():
            pages[-1].append(at)
    if len(pages) < 3:
        return lines
    shape = lambda at: re.sub(r"\d+", "0", " ".join(lines[at].split()))
    edges = [set(page[:3] + page[-3:]) for page in pages]
    seen = collections.Counter(one for page in edges for one in {shape(at) for at in page})
    dropped = {at for number, page in enumerate(edges) for at in page if seen[shape(at)] * 2 >= len(pages) and (number or at not in pages[0][:3])}
    return [line for at, line in enumerate(lines) if at not in dropped]


def items(lines):
    """Where the first numbered item begins, and for each its heading and the lines below it; None where there are too few."""
    starts = [i for i, line in enumerate(lines) if ITEM.match(line) and len(line) < 170 and not LEADERS.search(line)]
    # What stands there again is a list of contents the first time.
    heading = lambda at: re.sub(r"\W+|\s\d+$", " ", lines[at]).casefold().split()
    starts = [i for n, i in enumerate(starts) if not any(heading(i) == heading(other) for other in starts[n + 1:])]
    # Where their text stands beside them, they are in a table as it is.
    # Nor is one of an item's own numbered lines its heading: “1. at …”, or “1.” below item 75 or “2)”.
    chains = collections.defaultdict(list)
    for i in starts:
        number, style, first = re.match(r"\D*(\d+)[\d.]*([.):]?)\s*(.)", lines[i]).groups()
        if not first.islower() and (not chains[style] or int(number) >= chains[style][-1][0]):
            chains[style].append((int(number), i))
    longest = max(map(len, chains.values()), default=0)
    starts = next(([i for _, i in chain] for chain in chains.values() if len(chain) * 2 >= longest), [])
    if len(starts) < 2 or sum(len(cells_of(lines[i])) > 1 for i in starts) * 2 > len(starts):
        return None
    return starts[0], [(lines[start].strip(), lines[start + 1:end]) for start, end in zip(starts, starts[1:] + [len(lines)])]


def table(lines):
    found = items(lines)
    if not found:
        return plain(lines)
    first, below = found
    return "\n".join([plain(lines[:first]), cells([[paragraph(heading), plain(text)] for heading, text in below], (35, 65))])


def spaced(line):
    """A line whose cells keep their distance, an empty one as high as others."""
    return paragraph(("\u00a0" * 6).join(cells_of(line))) if line.strip() else "<p>\u00a0</p>"


def table_by_lines(lines):
    """The same to the eye: tbl can not break a cell over two pages, and would let its text run off the page."""
    found = items(lines)
    if not found:
        return plain(lines)
    first, below = found
    rows = []
    for heading, text in below:
        text = [line for line in text if line != NEW_PAGE]
        while text and not text[0].strip():
            text = text[1:]
        rows += [[paragraph(heading) if row == 0 else "", spaced(line)] for row, line in enumerate(text or [""])]
    return "\n".join([plain(lines[:first]), cells(rows, (35, 65))])


def ruled(lines):
    """As table, with lines drawn around every cell and the number in a column of its own."""
    found = items(lines)
    if not found:
        return plain(lines)
    first, below = found
    rows = []
    for heading, text in below:
        number, title = re.match(r"(.*?\d[\d.]*[.):]?)\s*(.*)$", heading).groups()
        rows.append([f"<p><b>{html.escape(number)}</b></p>", f"<p><b>{html.escape(title)}</b></p>", plain(text)])
    return "\n".join([plain(lines[:first]), cells(rows, (9, 26, 65)).replace("<table>", '<table class="ruled">')])


FIELD = re.compile(r"^\s*([A-ZÆØÅ][\wæøåÆØÅ ./-]{2,28}:)\s+(\S.*)$")


def form(lines):
    """Rows of a table where “Label: value” stands above the first item."""
    end = next((at for at, line in enumerate(lines) if ITEM.match(line)), len(lines))
    out, rows, start = [], [], 0

    def close():
        if rows:
            out.append(cells([[html.escape(cell) for cell in row] for row in rows], (28, 72)))
            rows.clear()

    for at, line in enumerate(lines[:end]):
        if found := FIELD.match(line):
            if not rows:
                out.append(plain(lines[start:at]))
            rows.append(found.groups())
            start = at + 1
        elif line.strip() and rows:
            close()
    close()
    return "\n".join([*out, plain(lines[start:])])


def heads(lines):
    found = items(lines)
    before, _, columns = ruled(lines).partition('<table class="ruled">')
    return before + '<table class="ruled">' + columns.replace("</colgroup>", "</colgroup><thead><tr><th>Nr.</th><th>Punkt</th><th>Indhold</th></tr></thead>", 1) if found else plain(lines)


def merged(lines):
    found = items(lines)
    if not found:
        return plain(lines)
    first, below = found
    rows = []
    for heading, text in below:
        number, title = re.match(r"(.*?\d[\d.]*[.):]?)\s*(.*)$", heading).groups()
        sections = [["", []]]
        for line in text:
            if LABEL.match(line):
                sections.append([html.escape(line.strip()), []])
            else:
                sections[-1][1].append(line)
        sections = [(label, plain(body)) for label, body in sections if label or "".join(body).strip()]
        rows.append(f'<tr><td rowspan="{len(sections) + 1}"><p><b>{html.escape(number)}</b></p></td><td colspan="2"><p><b>{html.escape(title)}</b></p></td></tr>')
        rows += [f"<tr><td><p><b>{label}</b></p></td><td>{body}</td></tr>" if label else f'<tr><td colspan="2">{body}</td></tr>' for label, body in sections]
    columns = "".join(f'<col style="width: {width}%">' for width in (9, 21, 70))
    return "\n".join([plain(lines[:first]), f'<table class="ruled"><colgroup>{columns}</colgroup>{"".join(rows)}</table>'])


def parties(lines):
    found = persons(lines)
    if not found:
        return plain(lines)
    start, end = found
    names = [line for line in lines[start:end] if line.strip() and line != NEW_PAGE]
    if not all(1 <= len(re.findall(r",\s", line)) <= 2 and not line.rstrip().endswith(",") for line in names):
        return plain(lines)
    rows = [[html.escape(part.strip()) for part in (re.split(r",\s*", name, maxsplit=2) + ["", ""])[:3]] for name in names]
    return "\n".join([plain(lines[:start]), cells(rows, (32, 32, 36)), plain(lines[end:])])


def running(lines):
    """In two columns from the first item on."""
    first = next((at for at, line in enumerate(lines) if ITEM.match(line)), 0)
    return f'{plain(lines[:first])}<div class="running">{plain(lines[first:])}</div>'


LAYOUTS = {"form": form, "heads": heads, "merged": merged, "parties": parties, "set": plain, "running": running, "plain": plain, "columns": columns, "table": table, "ruled": ruled, "landscape": columns, "wide": ruled}
# A page head with a name, the page's number in words, narrow margins.
LETTER = """@page { margin: 2.4cm 1.2cm 1.6cm; @bottom-right { content: none } @top-left { content: "Fjordbakke Fællesskab"; font: bold 11pt serif } @top-right { content: "Til intern brug" } @bottom-center { content: "Side " counter(page) " af " counter(pages) } }
table.ruled { border-collapse: collapse } table.ruled > tbody > tr > td, table.ruled > tr > td { border: 0.6pt solid; padding: 2pt 4pt }"""
LYING = LETTER + "@page { size: A4 landscape }"
SET = """body { font: 10pt "Liberation Serif", serif; text-align: justify; hyphens: auto; font-variant-ligatures: common-ligatures } p b { font-variant: small-caps }
@page { @bottom-right { content: none } @bottom-left { content: "J.nr. 22/001482 – 3" } @bottom-right { content: counter(page) } }"""
RUNNING = ".running { column-count: 2; column-gap: 22pt; text-align: justify; hyphens: auto }"
STYLES = {"heads": STYLE + LETTER + "th { text-align: left }", "merged": STYLE + LETTER + "table.ruled { width: 100% }", "set": STYLE + SET, "running": STYLE + RUNNING, "ruled": STYLE + LETTER, "landscape": STYLE + LYING, "wide": STYLE + LYING}


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
LYING_PAGE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape" /><w:pgMar w:top="1100" w:right="1100" w:bottom="1100" w:left="1100" w:header="500" w:footer="500" w:gutter="0" /></w:sectPr>'


def reference_document(folder, layout):
    """Pandoc's own, in small type and without space between paragraphs, with the layout's lines and pages."""
    original = subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], check=True, capture_output=True).stdout
    path = folder / "reference.docx"
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/styles.xml":
                text = re.sub(r'<w:spacing [^>]*/>', '<w:spacing w:before="0" w:after="0" />', content.decode())
                if layout in ("ruled", "wide", "heads", "merged"):
                    text = re.sub(r'<w:tblInd w:w="0" w:type="dxa" />\s*<w:tblCellMar>', BORDERS, text, count=1)
                content = text.replace('<w:sz w:val="24" />', '<w:sz w:val="19" />').encode()
            if name == "word/document.xml" and layout in ("landscape", "wide"):
                content = re.sub(r"<w:sectPr\s*/>", LYING_PAGE, content.decode()).encode()
            new.writestr(name, content)
    return path


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


def render(layout, texts, out, keep_lines, producers):
    whole = layout != "plain" and not keep_lines
    in_cells = layout in ("table", "ruled", "wide", "heads", "merged")
    if layout in ("running", "merged", "heads"):
        producers = [name for name in producers if name != "groff"]
    if layout == "running":
        producers = [name for name in producers if name in ("weasyprint", "chromium")]
    with tempfile.TemporaryDirectory() as scratch:
        pages = [write_page(text, LAYOUTS[layout], Path(scratch), whole, in_cells, STYLES.get(layout, STYLE)) for text in texts]
        folders = {producer: out / f"{producer}-{layout}" for producer in producers}
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        reference = reference_document(Path(scratch), layout)
        for page in pages:
            if "weasyprint" in folders:
                run("weasyprint", "-q", page, folders["weasyprint"] / f"{page.stem}.pdf")
            if "chromium" in folders:
                chromium(page, folders["chromium"])
            run("pandoc", "-f", "html", "--reference-doc", reference, page, "-o", folders.get("pandoc", Path(scratch)) / f"{page.stem}.docx")
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
