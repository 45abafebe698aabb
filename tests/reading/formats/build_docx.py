#!/usr/bin/env python3
"""Writes the DOCX cases beside this script, part by part, with the standard library alone.

They hold what Word writes and a plain converter does not: automatic numbers
that begin at 45, numbers and letters of two kinds in one text, a table of
items numbered in its cells, changes not yet accepted, content controls, a text
box with its older copy, page heads, fields, soft and non-breaking hyphens.
The same bytes come out on every run.
"""
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (f'xmlns:w="{WORD}" xmlns:r="{OFFICE}/relationships" '
          'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"')
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BULLET, ITEM, LETTER = 1, 2, 3  # numbers in numbering.xml
CHANGE = 'w:id="7" w:author="Sekretariatet" w:date="2024-11-06T09:00:00Z"'


def t(text, bold=False):
    """A run; '\\n' is a line break, '\\t' a tab, U+00AD and U+2011 Word's own hyphens."""
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
    out, plain = [], ""
    for character in text + "\0":
        if character in marks or character == "\0":
            if plain:
                out.append(f'<w:t xml:space="preserve">{escape(plain)}</w:t>')
            out.append(marks.get(character, ""))
            plain = ""
        else:
            plain += character
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{''.join(out)}</w:r>"


def inserted(text):
    return f"<w:ins {CHANGE}>{t(text)}</w:ins>"


def deleted(text):
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def control(content):
    return f'<w:sdt><w:sdtPr><w:alias w:val="Felt"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def p(*runs, style=None, number=None, mark=""):
    """A paragraph; mark is what stands in its own run properties, such as a deleted paragraph end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run if run.startswith('<') else t(run) for run in runs)}</w:p>"


def heading(*runs, number=None):
    return p(*runs, style="Heading2", number=number)


def label(text):
    return p(t(text, bold=True))


def table(*rows):
    cell = lambda content: f"<w:tc><w:tcPr/>{content if content.startswith('<w:p') else p(content)}</w:tc>"
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>{body}</w:tbl>"


def text_box(content):
    """As Word stores it: the drawing, and the same text once more for older readers."""
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
            f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
            "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>")


def styles():
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2"}
    return f'{XML}<w:styles {SPACES}>' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr><w:b/></w:rPr></w:style>'
        for key, name in names.items()) + "</w:styles>"


def numbering(first):
    level = lambda number, start, form, text: (
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>')
    return (f"{XML}<w:numbering {SPACES}>" + level(0, 1, "bullet", "\uf0b7") + level(1, first, "decimal", "%1.")
            + level(2, 1, "lowerLetter", "%1)")
            + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
            + "</w:numbering>")


def write(name, body, first=1, head=""):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = (("document", "document.main", "officeDocument"), ("styles", "styles", "styles"),
             ("numbering", "numbering", "numbering"), ("header1", "header", "header"))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>'
    content = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{word}+xml"/>' for part, word, _ in parts)
        + "</Types>",
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/{relation}" Target="{part}.xml"/>'
            for n, (part, _, relation) in enumerate(parts[1:], 1)) + "</Relationships>",
        "word/document.xml": f"{XML}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(first),
        "word/header1.xml": f"{XML}<w:hdr {SPACES}>{p(head)}</w:hdr>",
    }
    with zipfile.ZipFile(Path(__file__).with_name(name), "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in content.items():
            package.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def numbered():
    """Items numbered by Word from 45 on, recommendations lettered, attendance in a table."""
    write("01-nummerering.docx", "".join([
        p("Referat af møde i Sundhedsudvalget for Tangeå og Marielund", style="Title"),
        p("Tid: Tirsdag den 27. februar 2024 kl. 16.00-17.50"), p("Sted: Mødelokale Enghaven"), label("Deltagere"),
        table(("Lone Brix Holmgaard (formand)", "Tangeå Kommune"), ("Kaj Vesterlund", "Marielund Kommune"),
              ("Fatma Yilmaz", "Marielund Kommune")),
        label("Afbud"), table(("Torkild Agger", "Region Mark"),),
        heading("Godkendelse af dagsorden", number=ITEM),
        label("Indstilling"), p("Forvaltningen indstiller, at dagsordenen godkendes."),
        label("Beslutning"), p("Dagsordenen blev godkendt."),
        heading("Sundhedstjek til borgere med psykisk sygdom", number=ITEM),
        label("Sagsfremstilling"),
        p("Borgere med psykisk sygdom lever i gennemsnit 15 år kortere end andre."), p("Tilbuddet vil omfatte:"),
        p("måling af blod\u00adtryk og blod\u00adsukker", number=BULLET), p("en samtale om vaner", number=BULLET),
        p("hjælp til at kontakte egen læge", number=BULLET), p("Udgiften er 312.000 kr. om året."),
        label("Indstilling"), p("Forvaltningen indstiller, at udvalget"),
        p("drøfter forslaget, og", number=LETTER), p("godkender, at tilbuddet afprøves i to år.", number=LETTER),
        label("Beslutning"), p("Udvalget godkendte, at tilbuddet afprøves i to år."),
        heading("Tandpleje i hjemmet", number=ITEM),
        label("Sagsfremstilling"), p("Ordningen bruges af 64 borgere."),
        label("Indstilling"), p("Forvaltningen indstiller, at orienteringen tages til efterretning."),
        label("Beslutning"), p("Orienteringen blev taget til efterretning."),
        heading("Eventuelt", number=ITEM), label("Beslutning"), p("Intet."),
    ]), first=45, head="Sundhedsudvalget, referat")


def changed():
    """Changes not yet accepted, content controls around header fields, the absent in a text box."""
    absent = label("Afbud:") + p("Ejner Fogh, praksiskonsulent, PLO Mark")
    write("02-rettelser.docx", "".join([
        p("Referat", style="Title"), p("Driftsforum Somatik i Sundhedsklynge Marielund", style="Title"),
        p("Dato: ", control(t("5. november 2024"))), p("Tid: kl. ", deleted("12.00"), inserted("12.30"), t(" - 14.00")),
        control(p("Sted: Marielund Sygehus, lokale 12")), label("Deltagere:"),
        p("Anni Falster, oversygeplejerske, Marielund Sygehus (formand)"),
        p("Bo Terkelsen, visitationsleder, Marielund Kommune"),
        p("Ditte Rosenkvist, akutsygeplejerske, Tangeå Kommune"), p(text_box(absent)),
        heading("Godkendelse af dagsorden", number=ITEM), label("Referat"), p("Dagsordenen blev godkendt."),
        heading("Varsling af udskrivning", number=ITEM),
        p("Varslingen skal sendes ", deleted("samme dag som"), inserted("senest dagen før"), t(" udskrivning.")),
        label("Referat"),
        p("Det blev ", deleted("drøftet"), inserted("aftalt"), t(", at varslingen også sendes til egen læge.")),
        p(inserted("Bo Terkelsen skriver arbejdsgangen færdig inden den 1. december 2024."), mark=f"<w:ins {CHANGE}/>"),
        p(deleted("Sagen udsættes til næste møde."), mark=f"<w:del {CHANGE}/>"),
        heading("Lån af hjælpemidler", number=ITEM), p("Depotet har udlånt 418 kørestole i år."),
        label("Referat"), p("Ditte Rosenkvist orienterede om et nyt depot i Tangeå."),
        heading("Eventuelt", number=ITEM), label("Referat"), p("Intet at bemærke."),
        p("Næste møde: 14. januar 2025"),
    ]), head="Udkast")


def tabulated():
    """The items are the rows of a table, numbered in its first column."""
    row = lambda time, title, minutes: (p(number=ITEM), time, title, minutes)
    write("03-punkter-i-tabel.docx", "".join([
        p("Referat", style="Title"), p("Forældrerådet i Børnehuset Egekrogen", style="Title"),
        p("Dato:\t15. november 2023"), p("Tid:\tKl. 19.00\u201120.30"), p("Sted:\tPersonalestuen"),
        p("Til stede:\tSille Nørbæk (formand), Ronni Kjeldgaard, Amina Osman"), p("Afbud:\tHenrik Sundby"),
        table(("Nr.", "Tid", "Punkt", "Referat"),
              row("19.00-19.05", "Velkomst", "Sille Nørbæk bød velkommen."),
              row("19.05-19.30", "Legepladsdag", "Det blev aftalt, at legepladsdagen holdes lørdag den 20. april 2024. "
                  "Amina Osman bestiller jord."),
              row("19.30-20.00", "Lukkedage i 2024", "Lukkedagene blev drøftet. Rådet foretrækker dagene mellem jul og "
                  "nytår."),
              row("20.00-20.20", "Forældrekassen", p("Kassen er på 3.470,50 kr.") + p("Regnskabet blev godkendt.")),
              row("20.20-20.30", "Eventuelt", "Intet.")),
    ]))


numbered()
changed()
tabulated()
