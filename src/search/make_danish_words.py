#!/usr/bin/env python3
"""Makes danish_words.txt: the simple words that compounds are split into (see compound_words.hpp).

    apt-get install hunspell-da && src/search/make_danish_words.py > src/search/danish_words.txt

Read from Debian's hunspell-da (Stavekontrolden). Kept are words of letters, four to fourteen long, that are not themselves
two such words put together, and a few short ones that compounds often end in. A word that loses an e in
its other forms (middel, midler) is kept in both. The list is kept in the repository, so that every
machine splits alike whatever version of the dictionary it has.
"""
import re

SHORT = "råd mål tal hus dag liv lov tid vej sag ret syn land plan år rum løn køn pas vand".split()
# First parts that make another word of what follows rather than a compound of it.
# Words that only occur in other forms in the dictionary.
MORE = "ældre børn unge mænd kvinde bedre nære borger".split()
PARTICLES = set("""under over efter mellem gennem imod frem tilbage sammen igen inden uden udenfor indenfor bort hjem
hele hver hvad hvor heraf deraf efter dette denne disse mere mest eller eller ellers kunne skulle ville have været være
blive bliver giver kommer ligger isen else elle erne eren ende ente ering isme ning heden ling lig ligt lige""".split())

words = set()
with open("/usr/share/hunspell/da_DK.dic", encoding="utf-8") as dictionary:
    for line in dictionary:
        word = line.strip().split("/")[0].split("\t")[0]
        if re.fullmatch(r"[a-zæøåé]{4,14}", word) and word not in PARTICLES:
            words.add(word)
words.update(MORE)


def is_compound(word):
    for at in range(4, len(word) - 2):
        head, tail = word[:at], word[at:]
        if (tail in words or tail in SHORT) and (head in words or (head.endswith("s") and head[:-1] in words)):
            return True
    return False


simple = {word for word in words if not is_compound(word)} | set(SHORT)
for word in list(simple):
    match = re.fullmatch(r"(.*[aeiouyæøå])([bdfglmnprstv])\2?e([lnr])", word)
    if match and len(word) > 4:
        simple.add(match.group(1) + match.group(2) + match.group(3))

print("# Simple Danish words, made by make_danish_words.py from Stavekontrolden")
print("# (C) Foreningen for frit tilgængelige sprogværktøjer, www.stavekontrolden.dk; GPL 2.0/LGPL 2.1/MPL 1.1.")
row = ""
for word in sorted(simple):
    if len(row) + len(word) > 1500:
        print(row.strip())
        row = ""
    row += word + " "
print(row.strip())
