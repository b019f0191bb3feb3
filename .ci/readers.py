"""Looks at what `.ci/readers` has exported, and at what other programs made of
it. Ends with the first thing that is not as it should be.

    python -B .ci/readers.py FOLDER MAP...
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import lxml.etree
import lxml.html
import pptx
import pptx.util
from PIL import Image, ImageChops, ImageStat

import ron

# How much a drawing may differ from the PNG, of 255: on average, and at most
# in any block of so many pixels a side. The first is the edges of letters; the
# second finds a single card, letter or line that is elsewhere. Slides are set by
# LibreOffice with semibold as bold and without emoji, so only larger blocks are
# compared; and other scripts in fonts of its own choice, whose large words in a
# title end elsewhere.
BOUNDS = {
    "rsvg": (1.0, 8, 40),
    "chromium": (1.2, 8, 40),
    "text.chromium": (1.2, 8, 40),
    "pdf": (2.2, 8, 50),
    "pptx": (6.0, 40, 20),
}
OTHER_SCRIPTS = {"pptx": (6.0, 40, 120)}
SVG = "{http://www.w3.org/2000/svg}"


def fail(message):
    sys.exit(f"readers: {message}")


def plain(text):
    """Without ligatures and marks that are not seen."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def squeezed(text):
    """Letters alone: what is the same however lines were broken."""
    return re.sub(r"[\s‐-]", "", plain(text))


def is_arabic(text):
    return any(unicodedata.bidirectional(letter) == "AL" for letter in text)


class Journey:
    """What has to be found of a map."""

    def __init__(self, path):
        self.name = Path(path).name.removesuffix(".journey.ron")
        found = ron.read(path)
        self.title = found["title"]
        self.stages = [stage["name"] for stage in found["stages"]]
        shown = {lane["id"] for lane in found["lanes"] if not lane.get("hidden")}
        cards = [card for stage in found["stages"] for card in stage.get("cards", []) if card["lane"] in shown]
        self.cards = [card["text"] for card in cards if card.get("text", "").strip()]
        self.notes = [card["note"] for card in cards if card.get("note", "").strip()]

    def require(self, text, where, what=None):
        """Every card is there, as often as the map has it."""
        letters, words = squeezed(text), Counter("".join(sorted(word)) for word in plain(text).split())
        for wanted, times in Counter(what or self.cards + self.stages).items():
            found = letters.count(squeezed(wanted))
            if is_arabic(wanted):
                # Poppler turns the letters of an Arabic ligature around.
                found = min(words["".join(sorted(word))] for word in plain(wanted).split())
            if found < times:
                fail(f"{where} has “{wanted}” {found} times, and the map {times} times")


def picture(path, size, mode=None, dpi=None):
    """A picture, decoded to its last line."""
    with Image.open(path) as image:
        image.load()
        if image.size != size or (mode and image.mode != mode):
            fail(f"{path.name} is {image.size} {image.mode}, not {size} {mode or ''}")
        found = image.info.get("dpi", (0, 0))
        if dpi and any(abs(side - dpi) > 0.02 for side in found):
            fail(f"{path.name} has {found} dpi, not {dpi}")
        return image.copy()


def same(folder, name, kind):
    """Compares what another program has drawn with the PNG."""
    other = folder / {"pptx": f"{name}.pptx-1.png"}.get(kind, f"{name}.{kind}.png")
    ours = picture(folder / f"{name}.png", (1920, 1080)).convert("RGB")
    with Image.open(other) as image:
        theirs = image.convert("RGB")
    if theirs.size != ours.size:
        fail(f"{other.name} is {theirs.size}, not {ours.size}")
    difference = ImageChops.difference(ours, theirs)
    mean = sum(ImageStat.Stat(difference).mean) / 3
    bounds = OTHER_SCRIPTS if name == "scripts" and kind in OTHER_SCRIPTS else BOUNDS
    most, side, most_local = bounds[kind]
    blocks = ImageChops.difference(ours.reduce(side), theirs.reduce(side))
    local = max(high for _, high in blocks.getextrema())
    print(f"    {other.name}: {mean:.2f} of 255 from the PNG (bound {most}), in a block {local} (bound {most_local})")
    if mean > most or local > most_local:
        difference.point(lambda level: min(255, level * 4)).save(folder / f"{name}.{kind}.difference.png")
        fail(f"{other.name} does not look like {name}.png; see {name}.{kind}.difference.png")


def svg(folder, journey):
    for name in (f"{journey.name}.svg", f"{journey.name}.text.svg"):
        root = lxml.etree.parse(folder / name, lxml.etree.XMLParser(resolve_entities=False, huge_tree=True)).getroot()
        if root.tag != f"{SVG}svg" or root.find(f".//{SVG}script") is not None:
            fail(f"{name} is no SVG, or has a script")
        if len([float(side) for side in root.get("viewBox", "").split()]) != 4:
            fail(f"{name} has no view box of four numbers")
        for element in root.iter(lxml.etree.Element):
            for attribute, value in element.attrib.items():
                if attribute.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                    fail(f"{name} refers to {value}")
    journey.require(" ".join(root.itertext()), name)


def pdf(folder, name, journey, pages):
    journey.require((folder / f"{name}.pdf.txt").read_text(encoding="utf-8"), f"{name}.pdf")
    fonts = (folder / f"{name}.pdf.fonts").read_text().splitlines()[2:]
    for font in fonts:
        embedded, subset, characters = font.split()[-5:-2]
        # A font of type 3, for emoji, is its glyphs.
        if "no" in (embedded, characters) or (subset == "no" and "Type 3" not in font):
            fail(f"{name}.pdf has a font that is not embedded, a subset, and with its characters: {font}")
    info = dict(line.split(":", 1) for line in (folder / f"{name}.pdf.info").read_text().splitlines())
    if info.get("Title", "").strip() != journey.title or int(info["Pages"]) != pages:
        fail(f"{name}.pdf has {info['Pages']} pages and the title “{info.get('Title', '').strip()}”")
    size = [float(side) for side in re.findall(r"[\d.]+", info["Page size"])[:2]]
    if any(abs(side - points) > 0.1 for side, points in zip(size, (960, 540))):
        fail(f"{name}.pdf has pages of {size} points")
    outline = json.loads((folder / f"{name}.pdf.outline").read_text())["outlines"]
    marks = " ".join(titles(outline))
    journey.require(marks, f"the bookmarks of {name}.pdf", journey.stages)
    print(f"    {name}.pdf: {pages} pages, {len(fonts)} fonts, {len(journey.cards)} cards found")


def titles(outline):
    for mark in outline:
        yield mark["title"]
        yield from titles(mark["kids"])


def shapes(group):
    for shape in group.shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes(shape)


def slides(folder, name, journey, pages):
    deck = pptx.Presentation(folder / f"{name}.pptx")
    size = (deck.slide_width, deck.slide_height)
    if size != (pptx.util.Inches(40 / 3), pptx.util.Inches(7.5)) or len(deck.slides) != pages:
        fail(f"{name}.pptx has {len(deck.slides)} slides of {size}")
    every = [shape for slide in deck.slides for shape in shapes(slide)]
    texts = [squeezed(shape.text_frame.text) for shape in every if shape.has_text_frame]
    for words, times in Counter(map(squeezed, journey.cards)).items():
        found = sum(words in text for text in texts)
        if found < times:
            fail(f"{name}.pptx has “{words}” in {found} shapes, and the map on {times} cards")
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    journey.require(notes, f"the notes of {name}.pptx", journey.notes)
    described = sum(bool(shape._element.xpath("./*/p:cNvPr/@descr")) for shape in every)
    if described < len(journey.cards):
        fail(f"{name}.pptx describes {described} shapes, and the map has {len(journey.cards)} cards")
    print(f"    {name}.pptx: {pages} slides, {len(every)} shapes, {len(texts)} with text, {described} described")


def html(folder, journey):
    name = f"{journey.name}.html"
    root = lxml.html.parse(folder / f"{name}.dom", lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)).getroot()
    if root.find(".//script") is not None:
        fail(f"{name} has a script")
    for element, _, link, _ in root.iterlinks():
        if not link.startswith(("#", "data:")):
            fail(f"{name} refers to {link} in <{element.tag}>")
    for element in root.iter("style"):
        element.drop_tree()
    journey.require(root.text_content(), name)
    with Image.open(folder / f"{name}.png") as image:
        seen = image.convert("RGB").getcolors(image.width * image.height)
        most = max(count for count, _ in seen) / (image.width * image.height)
    if len(seen) < 100 or most > 0.98:
        fail(f"{name} looks blank: {len(seen)} colors, {most:.0%} of one")
    print(f"    {name}: {len(journey.cards)} cards found, {len(seen)} colors in the browser")


def tables(folder, journey):
    with open(folder / f"{journey.name}.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    if len({len(row) for row in rows}) != 1:
        fail(f"{journey.name}.csv has rows of {sorted({len(row) for row in rows})} cells")
    cells = [cell for row in rows for cell in row]
    for cell in cells:
        if re.match(r"[=+@\t\r-]", cell) and not re.fullmatch(r"[+-]?[\d.]+%?", cell):
            fail(f"{journey.name}.csv has a cell that a spreadsheet computes: {cell}")
    journey.require(" ".join(cells), f"{journey.name}.csv")
    text = (folder / f"{journey.name}.md").read_text(encoding="utf-8")
    text = re.sub(r"<br\s*/?>", " ", text)
    text = lxml.html.fromstring(f"<pre>{re.sub(r'<', '&lt;', text)}</pre>").text_content()
    journey.require(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text), f"{journey.name}.md")
    print(f"    {journey.name}.csv: {len(rows)} rows of {len(rows[0])}; {journey.name}.md: all found")


def main(folder, maps):
    journeys = [Journey(path) for path in maps]
    for journey in journeys:
        print(f"{journey.name}: {len(journey.cards)} cards, {len(journey.notes)} notes")
        picture(folder / f"{journey.name}.png", (1920, 1080), "RGB", 144)
        svg(folder, journey)
        pdf(folder, journey.name, journey, 1)
        slides(folder, journey.name, journey, 1)
        html(folder, journey)
        tables(folder, journey)
        for kind in BOUNDS:
            same(folder, journey.name, kind)
    first = journeys[0]
    large = picture(folder / "large.png", (3840, 2160), "RGBA", 288)
    if large.getpixel((2, 2))[3] != 0 or large.getextrema()[3] != (0, 255):
        fail("large.png is not transparent around the map, or nowhere opaque")
    picture(folder / "sheet.png", (3508, 2480), "RGB", 300)
    pdf(folder, "parts", first, len(first.stages))
    slides(folder, "parts", first, len(first.stages))
    print("every file was read, and looks as it should")


main(Path(sys.argv[1]), sys.argv[2:])
