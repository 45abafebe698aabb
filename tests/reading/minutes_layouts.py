"""How minutes look on paper: the layouts of render_producers.py, each a function lines → HTML."""
import collections
import html
import re

COLUMNS = "\u241e columns"  # where the text begins to run in two columns
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


def cells(rows, widths, heads=None):
    # Without widths tbl sets a long line beyond the page's edge instead of breaking it.
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    above = "<thead><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr></thead>" if heads else ""
    return f"<table><colgroup>{columns}</colgroup>{above}" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


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


NUMBERED = re.compile(r"(.*?\d[\d.]*[.):]?)\s*(.*)$")


def bold(text):
    return f"<p><b>{text}</b></p>"


def parted(lines):
    """What stands above the items as HTML, and number, title and lines of each; None where there are too few."""
    found = items(lines)
    if not found:
        return None
    first, below = found
    return plain(lines[:first]), [(*map(html.escape, NUMBERED.match(heading).groups()), text) for heading, text in below]


def ruled(lines, heads=None):
    """As table, with lines drawn around every cell and the number in a column of its own."""
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    rows = [[bold(number), bold(title), plain(text)] for number, title, text in below]
    return "\n".join([before, cells(rows, (9, 26, 65), heads).replace("<table>", '<table class="ruled">')])


FIELD = re.compile(r"^\s*([A-ZÆØÅ][\wæøåÆØÅ ./-]{2,28}:)\s+(\S.*)$")


def form(lines, beside=1):
    """Rows of a table where “Label: value” stands above the first item, so many of them in a row."""
    end = next((at for at, line in enumerate(lines) if ITEM.match(line)), len(lines))
    out, rows, start = [], [], 0

    def close():
        if rows:
            pairs = [[html.escape(cell) for cell in row] for row in rows]
            pairs = [sum(pairs[at:at + beside], []) for at in range(0, len(pairs), beside)]
            pairs[-1] += [""] * (2 * beside - len(pairs[-1]))
            out.append(cells(pairs, (28, 72) if beside == 1 else (15, 35, 15, 35)))
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
    return ruled(lines, ("Nr.", "Punkt", "Indhold"))


def sections(text):
    """The lines below each of an item's section names, first those above any: [name, lines]."""
    found = [["", []]]
    for line in text:
        if LABEL.match(line):
            found.append([line.strip(), []])
        else:
            found[-1][1].append(line)
    return [(name, below) for name, below in found if name or "".join(below).strip()]


def merged(lines):
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    rows = []
    for number, title, text in below:
        own = sections(text)
        rows.append(f'<tr><td rowspan="{len(own) + 1}">{bold(number)}</td><td colspan="2">{bold(title)}</td></tr>')
        rows += [f"<tr><td>{bold(html.escape(name))}</td><td>{plain(part)}</td></tr>" if name else f'<tr><td colspan="2">{plain(part)}</td></tr>' for name, part in own]
    columns = "".join(f'<col style="width: {width}%">' for width in (9, 21, 70))
    return "\n".join([before, f'<table class="ruled"><colgroup>{columns}</colgroup>{"".join(rows)}</table>'])


RESPONSIBLE = re.compile(r"^\s*Ansvarlige?\s*:\s*(\S.{1,60})$")


def report(lines):
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    named = any(LABEL.match(line) for _, _, text in below for line in text)
    rows = []
    for number, title, text in below:
        who = [at for at, line in enumerate(text) if RESPONSIBLE.match(line)]
        doer = RESPONSIBLE.match(text[who[0]])[1] if len(who) == 1 else ""
        rows.append([number, title, plain([line for at, line in enumerate(text) if not doer or at != who[0]]), html.escape(doer)])
    columns = cells(rows, (7, 22, 55, 16), ("Nr.", "Emne", "Behandling" if named else "Referat", "Ansvarlig"))
    return "\n".join([before, columns.replace("<table>", '<table class="ruled">')])


def headed(lines, widths, heads, doers):
    """Number and title in one cell under `heads`, what was said beside it and, with `doers`, who follows up in a third."""
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    if any(LABEL.match(line) for _, _, text in below for line in text):
        heads = [head.replace("Referat", "Behandling") for head in heads]
    rows = []
    for number, title, text in below:
        who = [at for at, line in enumerate(text) if RESPONSIBLE.match(line)] if doers else []
        doer = RESPONSIBLE.match(text[who[0]])[1] if len(who) == 1 else ""
        rows.append([bold(f"{number} {title}"), plain([line for at, line in enumerate(text) if not doer or at != who[0]]), html.escape(doer)][:len(widths)])
    return "\n".join([before, cells(rows, widths, heads).replace("<table>", '<table class="ruled">', 1)])


def pair(lines):
    return headed(lines, (30, 70), ("Punkt", "Referat"), False)


def followup(lines):
    return headed(lines, (24, 56, 20), ("Dagsordenspunkt", "Referat", "Opfølgning/ansvarlig"), True)


def bars(lines):
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    out = [before]
    for number, title, text in below:
        out.append(cells([[bold(number), bold(title)]], (14, 86)).replace("<table>", '<table class="bar">'))
        for name, part in sections(text):
            out += [f'<p class="label"><b>{html.escape(name)}</b></p>' if name else "", plain(part)]
    return "\n".join(out)


def boxed(lines):
    """What was decided stands in a box."""
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    out = [before]
    for number, title, text in below:
        out.append(bold(f"{number} {title}"))
        for name, part in sections(text):
            part = (bold(html.escape(name)) if name else "") + plain(part)
            out.append(cells([[part]], (100,)).replace("<table>", '<table class="ruled">') if re.match("beslutning|referat", name, re.I) else part)
    return "\n".join(out)


def counted_from(number):
    # WeasyPrint reads the one, all others the other.
    return f'start="{number}" style="counter-reset: list-item {int(number) - 1}"'


def lists(lines):
    """Bullets and numbers of a list as the program that wrote the text counts them itself."""
    out, start = [], 0
    for at, line in enumerate([*lines, ""]):
        bullet = re.match(r"\s*[-\u2013\u2022]\s+(\S.*)$", line)
        number = re.match(r"\s*(\d{1,2})\.\s+(\S.*)$", line)
        if not bullet and not number:
            continue
        kind, text = ("ul", bullet[1]) if bullet else (f'ol {counted_from(number[1])}', number[2])
        out += [plain(lines[start:at]), f"<{kind}><li><p>{html.escape(text)}</p></li></{kind[:2]}>"]
        start = at + 1
    return "\n".join([*out, plain(lines[start:])])


def automatic(lines):
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    out = [before]
    for number, title, text in below:
        counted = re.fullmatch(r"(\d+)\.", number.strip())
        out.append(f'<ol {counted_from(counted[1])}><li>{bold(title)}</li></ol>' if counted else bold(f"{number} {title}"))
        out.append(lists(text))
    return "\n".join(out)


def styled(lines):
    """Headings so large that many of them are broken."""
    found = parted(lines)
    top = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not found or len(lines[top]) > 120:
        return plain(lines)
    _, below = found
    first, _ = items(lines)
    out = [f"<h1>{html.escape(lines[top].strip())}</h1>", plain(lines[top + 1:first])]
    for number, title, text in below:
        out.append(f"<h2>{number} {title}</h2>")
        for name, part in sections(text):
            out += [f"<h3>{html.escape(name)}</h3>" if name else "", plain(part)]
    return "\n".join(out)


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


def facts(lines):
    return form(lines, 2).replace("<table>", '<table class="ruled">', 1)


def grid(lines):
    """Name and what she is beside name and what he is."""
    found = persons(lines)
    if not found:
        return plain(lines)
    start, end = found
    names = [line.strip() for line in lines[start:end] if line.strip() and line != NEW_PAGE]
    if not all(re.search(r",\s\S", name) and not name.endswith(",") for name in names):
        return plain(lines)
    half = (len(names) + 1) // 2
    pair = lambda at: [html.escape(part) for part in re.split(r",\s+", names[at], maxsplit=1)] if at < len(names) else ["", ""]
    return "\n".join([plain(lines[:start]), cells([pair(at) + pair(at + half) for at in range(half)], (22, 28, 22, 28)).replace("<table>", '<table class="ruled">'), plain(lines[end:])])


ABSENT = re.compile(r"^\s*(afbud|fraværende)(\s+fra)?\s*(:|$)\s*(.*)$", re.I)


def roll(lines):
    """Each person a row under heads, with a cross where she was there."""
    found = persons(lines)
    if not found:
        return plain(lines)
    start, end = found
    names = [line.strip() for line in lines[start:end] if line.strip() and line != NEW_PAGE]
    if not all(1 <= len(re.findall(r",\s", name)) <= 2 and not name.endswith(",") for name in names):
        return plain(lines)
    rows = []
    for name in names:
        here = re.sub(r"\s*(\(afbud\)|[-\u2013]\s*afbud)$", "", name, flags=re.I)
        parts = [html.escape(part.strip()) for part in (re.split(r",\s*", here, maxsplit=2) + ["", ""])[:3]]
        rows.append([*parts, "x" if here == name else "Afbud"])
    # One detail is where she comes from, two are what she is and where.
    single = not any(row[2] for row in rows)
    heads = ("Navn", "Titel/organisation", "Til stede") if single else ("Navn", "Titel", "Organisation", "Til stede")
    rows = [[row[0], row[1], row[3]] for row in rows] if single else [row if row[2] else [row[0], "", row[1], row[3]] for row in rows]
    widths = (40, 45, 15) if single else (28, 28, 31, 13)
    return "\n".join([plain(lines[:start]), cells(rows, widths, heads).replace("<table>", '<table class="ruled">', 1), plain(lines[end:])])


def sides(lines):
    """Who was there to the left, who was not to the right, each list one cell under its head."""
    found = persons(lines)
    absent = next((at for at, line in enumerate(lines) if ABSENT.match(line)), None)
    if not found or absent is None:
        return plain(lines)
    start, end = found
    heading = max(at for at in range(start) if lines[at].strip())
    first = next((at for at, line in enumerate(lines) if ITEM.match(line)), len(lines))
    rest = absent + 1
    inline = ABSENT.match(lines[absent])[4].strip()
    while not inline and rest < first and (lines[rest].strip() or rest == absent + 1) and not LABEL.match(lines[rest]) and ":" not in lines[rest]:
        rest += 1
    missing = [inline] if inline else [line.strip() for line in lines[absent + 1:rest] if line.strip()]
    if not missing or not (absent >= end or rest <= heading):
        return plain(lines)
    one = lambda names: "".join(f"<p>{html.escape(name)}</p>" for name in names)
    there = [line.strip() for line in lines[start:end] if line.strip() and line != NEW_PAGE]
    left = bold(html.escape(lines[heading].strip()))
    table = cells([[left, bold(ABSENT.match(lines[absent])[1])], [one(there), one(missing)]], (55, 45)).replace("<table>", '<table class="ruled">', 1)
    if absent >= end:
        return "\n".join([plain(lines[:heading]), table, plain(lines[end:absent]), plain(lines[rest:])])
    return "\n".join([plain(lines[:absent]), plain(lines[rest:heading]), table, plain(lines[end:])])


SENDER = ("Fjordbakke Fællesskab", "Havnevej 4", "9990 Fjordbakke", "Tlf. 98 00 00 00", "post@fjordbakke.example", "CVR 12 34 56 78", "Sagsnr. 22/1482")


def sidebar(lines):
    return f'<div class="sidebar" data-custom-style="Sidebar">{"".join(f"<p>{line}</p>" for line in SENDER)}</div>{plain(lines)}'


def lined(lines):
    return f'<div class="lines">{"<i></i>" * 11}</div>{plain(lines)}'


def running(lines):
    """In two columns from the first item on."""
    first = next((at for at, line in enumerate(lines) if ITEM.match(line)), 0)
    return f'{plain(lines[:first])}<p class="mark">{COLUMNS}</p><div class="running">{plain(lines[first:])}</div>'


def spaced_out(lines):
    """The letters of the title and of the names of sections stand apart."""
    out = plain(lines)
    out = re.sub(r"<p>(.*?)</p>", r'<p class="apart">\1</p>', out, count=1)
    return re.sub(r"<p><b>(\D*?)</b></p>", lambda found: f'<p class="apart"><b>{found[1]}</b></p>', out)


def draft(lines):
    """A watermark across every page and a running number stamped at its foot."""
    return f'<div class="draft">UDKAST</div>{plain(lines)}'


def export(lines):
    """As systems for meetings write it: a list of contents with dots, then each item under a coloured bar with a case number."""
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    out = [before, '<h2 class="toc">Punkter på dagsordenen</h2>']
    out += [f'<p class="toc"><span>{number} {title}</span> <span>{"." * max(4, 90 - len(number + title))} {3 + at // 2}</span></p>' for at, (number, title, _) in enumerate(below)]
    for number, title, text in below:
        out.append(f'<h2 class="item">{number} {title}</h2>')
        for name, part in sections(text):
            out += [f"<h3>{html.escape(name)}</h3>" if name else "", plain(part)]
    return "\n".join(out)


def margin(lines):
    """Who is responsible in the right margin, beside the item."""
    found = parted(lines)
    if not found:
        return plain(lines)
    before, below = found
    out = [f'<div class="narrow">{before}']
    for number, title, text in below:
        who = [at for at, line in enumerate(text) if RESPONSIBLE.match(line)]
        aside = f'<div class="aside"><p>Ansvarlig:</p><p>{html.escape(RESPONSIBLE.match(text[who[0]])[1])}</p></div>' if len(who) == 1 else ""
        out += [aside, bold(f"{number} {title}"), plain([line for at, line in enumerate(text) if not aside or at != who[0]])]
    return "\n".join([*out, "</div>"])


def soft(lines):
    """Justified in a narrow page, every long word with the places where it may be parted, footnotes below."""
    parts = lambda found: "\u00ad".join(re.findall(r".{1,4}[^aeiouyæøå]?(?=[a-zæøå]{3}|$)|.+$", found[0]))
    return re.sub(r"(?<=>)[^<]+", lambda text: re.sub(r"(?<![&\w])[a-zæøå]{10,}(?!;)", parts, text[0]), plain(lines))


LAYOUTS = {"form": form, "heads": heads, "merged": merged, "parties": parties, "set": plain, "running": running, "plain": plain, "columns": columns, "table": table, "ruled": ruled, "landscape": columns, "wide": ruled,
           "report": report, "grid": grid, "facts": facts, "bars": bars, "boxed": boxed, "lined": lined, "sidebar": sidebar, "letterhead": plain, "automatic": automatic, "styled": styled, "tracked": plain, "newspaper": plain,
           "pair": pair, "followup": followup, "roll": roll, "sides": sides, "apart": spaced_out, "draft": draft, "export": export, "margin": margin, "soft": soft}
IN_CELLS = ("pair", "followup", "table", "ruled", "wide", "heads", "merged", "report", "bars", "boxed", "automatic", "styled", "export", "margin")
# A page head with a name, the page's number in words, narrow margins.
LETTER = """@page { margin: 2.4cm 1.2cm 1.6cm; @bottom-right { content: none } @top-left { content: "Fjordbakke Fællesskab"; font: bold 11pt serif } @top-right { content: "Til intern brug" } @bottom-center { content: "Side " counter(page) " af " counter(pages) } }
table.ruled { border-collapse: collapse } table.ruled > tbody > tr > td, table.ruled > tr > td { border: 0.6pt solid; padding: 2pt 4pt }"""
LYING = LETTER + "@page { size: A4 landscape }"
SET = """body { font: 10pt "Liberation Serif", serif; text-align: justify; hyphens: auto; font-variant-ligatures: common-ligatures } p b { font-variant: small-caps }
@page { @bottom-right { content: none } @bottom-left { content: "J.nr. 22/001482 – 3" } @bottom-right { content: counter(page) } }"""
RUNNING = ".running { column-count: 2; column-gap: 22pt; text-align: justify; hyphens: auto } .mark { display: none }"
BARS = """table.bar { width: 100%; background: #003a5d; color: white; margin-top: 8pt; border-collapse: collapse } table.bar td { padding: 3pt 5pt }
p.label { background: #dde6ee; padding: 1pt 5pt; margin: 4pt 0 } @page { @top-right { content: "FJORDBAKKE"; font: bold 14pt sans-serif; color: #003a5d } }"""
LINED = """body { line-height: 12pt; padding-left: 1cm } .lines { position: fixed; left: 0; top: 48pt } .lines i { display: block; height: 60pt; counter-increment: line 5; font-size: 7pt } .lines i::before { content: counter(line) }"""
SIDEBAR = ".sidebar { float: right; width: 4.6cm; border-left: 1pt solid #777; padding-left: 8pt; margin: 0 0 12pt 12pt; font-size: 8pt } .sidebar p:first-child { font: bold 13pt serif }"
LETTERHEAD = """@page { margin: 2.8cm 2.2cm; @top-left { content: "Fjordbakke Fællesskab"; font-size: 8pt } @top-right { content: "Dok.nr. 48213-22\\ASagsnr. 22/1482"; white-space: pre; font-size: 8pt }
@bottom-left { content: "Havnevej 4 · 9990 Fjordbakke · Tlf. 98 00 00 00\\AEAN 5798000000000 · CVR 12345678"; white-space: pre; font-size: 7pt } @bottom-right { content: "Dok.nr. 48213-22 v1   Side " counter(page) " af " counter(pages); font-size: 8pt } }
@page :first { @top-right { content: "Bilag: 3" } }"""
STYLED = "h1 { font-size: 24pt; margin: 0 0 10pt } h2 { font-size: 17pt; margin: 10pt 0 4pt; color: #003a5d } h3 { font-size: 11pt; margin: 6pt 0 2pt } @page { margin: 2.5cm 3.2cm }"
APART = "p.apart { letter-spacing: 3pt; font-size: 8pt } p:first-child { font-size: 15pt }"
DRAFT = """.draft { position: fixed; left: 3cm; top: 10cm; font: bold 90pt sans-serif; color: #ddd; transform: rotate(-45deg) }
@page { @bottom-left { content: "FJB-2022-" counter(page, decimal-leading-zero) "417"; font: 7pt monospace } }"""
EXPORT = """h2.item { background: #003a5d; color: white; font-size: 12pt; padding: 4pt; margin: 14pt 0 6pt } h3 { font-size: 10pt; margin: 8pt 0 2pt } p.toc { white-space: nowrap; overflow: hidden } h2.toc { font-size: 12pt }
@page { margin: 3cm 2cm; @top-left { content: "Fjordbakke Fællesskab | 2022-11-07"; font-size: 8pt } @bottom-left { content: "Sagsnr.: 22/1482"; font-size: 8pt } @bottom-right { content: "Side " counter(page) " af " counter(pages); font-size: 8pt } }"""
MARGIN = ".narrow { width: 12.4cm; position: relative } .aside { float: right; width: 3.4cm; margin-right: -4cm; font-size: 8pt }"
SOFT = "@page { margin: 2cm 4.4cm } body { font: 10pt \"Liberation Serif\", serif; text-align: justify }"
STYLES = {"apart": STYLE + APART, "draft": STYLE + DRAFT, "export": STYLE + EXPORT, "margin": STYLE + MARGIN, "soft": STYLE + SOFT,
          "pair": STYLE + LETTER + "th { text-align: left } table.ruled { width: 100% }", "followup": STYLE + LETTER + "th { text-align: left; background: #dde6ee } table.ruled th { border: 0.6pt solid }",
          "roll": STYLE + LETTER + "th { text-align: left; border: 0.6pt solid; padding: 2pt 4pt }", "sides": STYLE + LETTER + "table.ruled { width: 100% }",
          "heads": STYLE + LETTER + "th { text-align: left }", "merged": STYLE + LETTER + "table.ruled { width: 100% }", "set": STYLE + SET, "running": STYLE + RUNNING, "ruled": STYLE + LETTER, "landscape": STYLE + LYING, "wide": STYLE + LYING,
          "report": STYLE + LETTER + "th { text-align: left; background: #dde6ee }", "grid": STYLE + LETTER, "facts": STYLE + LETTER + "table.ruled { width: 100% }",
          "bars": STYLE + BARS, "boxed": STYLE + LETTER + "table.ruled { width: 100% }", "lined": STYLE + LINED, "sidebar": STYLE + SIDEBAR, "letterhead": STYLE + LETTERHEAD,
          "styled": STYLE + STYLED, "newspaper": STYLE + "body { column-count: 2; column-gap: 24pt }"}
