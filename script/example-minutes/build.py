#!/usr/bin/env python3
"""Writes the PDF and DOCX examples from the HTML beside this script.

usage: build.py [NAME ...]

NAME.pdf.html becomes examples/NAME.pdf (by WeasyPrint) and NAME.docx.html becomes
examples/NAME.docx.  The sources lie here because a folder of minutes should hold
minutes alone: examples/ is read in as it stands.  The DOCX is written here, part by part, because it should be
what Word writes and not what a converter makes of HTML: the numbers of items
and recommendations are automatic numbering and stand nowhere in the text.
Both come out byte for byte the same on every run with the same WeasyPrint.
"""
import os
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BULLETS, ITEMS, FIRST_LIST = 1, 2, 3  # numbers in numbering.xml: bullets, agenda items, then one per ordered list


class Blocks(HTMLParser):
    """The document as a list of (kind, text or rows); a line break is '\\n'."""

    def __init__(self):
        super().__init__()
        self.blocks, self.text, self.lists, self.rows, self.ordered = [], None, [], None, FIRST_LIST - 1

    def handle_starttag(self, tag, attributes):
        classes = dict(attributes).get("class", "")
        if tag in ("h1", "h2", "h3", "p", "li", "td", "th"):
            self.text, self.kind = "", "item" if "item" in classes else tag
        elif tag == "br":
            self.text += "\n"
        elif tag in ("ul", "ol"):
            self.ordered += tag == "ol"
            self.lists.append(BULLETS if tag == "ul" else self.ordered)
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.text.strip())
        elif tag == "table":
            self.blocks.append(("table", self.rows))
        elif tag == "li":
            self.blocks.append((self.lists[-1], self.text.strip()))
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag in ("h1", "h2", "h3", "p"):
            self.blocks.append((self.kind, self.text.strip()))
        if tag in ("h1", "h2", "h3", "p", "li", "td", "th"):
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data if data.strip() else " " * bool(data)
            self.text = "\n".join(line.strip(" ") if "\n" in self.text else line for line in self.text.split("\n"))


def run(text):
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)


def paragraph(text, style=None, number=None):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run(text)}</w:r></w:p>"


def table(rows):
    cells = lambda row: "".join(f'<w:tc><w:tcPr><w:tcW w:w="2800" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>'
                                for cell in row)
    body = "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="2800"/>' * len(rows[0])
    return ('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{paragraph('')}")


def block(kind, value):
    if kind == "table":
        return table(value)
    if kind == "item":
        return paragraph(value, "Heading2", ITEMS)
    if isinstance(kind, int):
        return paragraph(value, "ListParagraph", kind)
    return paragraph(value, {"h1": "Title", "h2": "Heading2", "h3": "Heading3"}.get(kind))


def styles():
    style = lambda name, title, size, extra="": (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="{extra or 0}" w:after="80"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>')
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="777777"/>'
                     for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (f'{XML}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
            'w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="da-DK"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            '<w:pPr><w:spacing w:after="100"/></w:pPr></w:style>'
            + style("Title", "Title", 34) + style("Heading2", "heading 2", 24, 240)
            + style("Heading3", "heading 3", 22, 80)
            + '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
            '<w:basedOn w:val="Normal"/><w:pPr><w:contextualSpacing/></w:pPr></w:style>'
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
            f"{border}</w:tblBorders></w:tblPr></w:style></w:styles>")


def numbering(lists):
    def level(number, form, text, left):
        return (f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
                f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:pPr>'
                f'<w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>')
    kinds = level(0, "bullet", "•", 720) + level(1, "decimal", "%1.", 360)
    kinds += "".join(level(number, "decimal", "%1.", 720) for number in range(2, 2 + lists))
    used = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
                   for number in range(1, FIRST_LIST + lists))
    return f'{XML}<w:numbering xmlns:w="{WORD}">{kinds}{used}</w:numbering>'


def docx(html, target):
    parser = Blocks()
    parser.feed(html)
    lists = parser.ordered - FIRST_LIST + 1
    body = "".join(block(kind, value) for kind, value in parser.blocks)
    page = ('<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1361" w:right="1247" w:bottom="1247" w:left="1247" w:header="708" w:footer="708" '
            'w:gutter="0"/></w:sectPr>')
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>' + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{office}.{kind}+xml"/>' for name, kind in
            (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footer1", "footer")))
        + "</Types>",
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>'
            for number, (kind, name) in enumerate((("styles", "styles"), ("numbering", "numbering"),
                                                   ("footer", "footer1")), 1)) + "</Relationships>",
        "word/document.xml": f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>{body}{page}</w:body>'
        "</w:document>",
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(lists),
        "word/footer1.xml": f'{XML}<w:ftr xmlns:w="{WORD}"><w:p><w:r><w:t xml:space="preserve">Side </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>',
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def main():
    here = Path(__file__).resolve().parent
    for source in sorted(here.glob("*.html")):
        name = source.name.removesuffix(".html")
        if sys.argv[1:] and not any(wanted in name for wanted in sys.argv[1:]):
            continue
        target = here.parents[1] / "examples" / name
        if target.suffix == ".pdf":
            subprocess.run(["weasyprint", "--encoding", "utf-8", str(source), str(target)], check=True,
                           env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600"})
        else:
            docx(source.read_text(encoding="utf-8"), target)
        print(target.name)


if __name__ == "__main__":
    main()
