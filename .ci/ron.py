"""Reads the text of a map, independently of the program: the part of RON that
maps are written in. Structs and maps become dictionaries, a variant with
values a pair of its name and them, a variant without a string, None is None.
"""

import re

TOKEN = re.compile(
    r"""\s*(?:
      (?P<raw>r(?P<hash>\#*)".*?"(?P=hash))
    | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<number>-?\d+(?:\.\d+)?(?:e-?\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<mark>[()\[\]{}:,])
    )""",
    re.X | re.S,
)
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|(.))", re.S)
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def unescaped(text):
    """A string without its quotes and escapes."""

    def letter(found):
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else LETTERS.get(found[3], found[3])

    return ESCAPE.sub(letter, text[1:-1])


class Reader:
    """A text and how far it has been read."""

    def __init__(self, text):
        self.tokens = list(TOKEN.finditer(text))
        self.at = 0

    def peek(self):
        return self.tokens[self.at][0].strip() if self.at < len(self.tokens) else ""

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def value(self):
        token = self.take()
        if token["raw"]:
            return token["raw"].split('"', 1)[1].rsplit('"', 1)[0]
        if token["string"]:
            return unescaped(token["string"])
        if token["number"]:
            return float(token["number"])
        if token["word"]:
            return self.variant(token["word"])
        return {"(": self.fields, "[": self.values, "{": self.fields}[token["mark"]]()

    def variant(self, word):
        if self.peek() != "(":
            return {"None": None, "true": True, "false": False}.get(word, word)
        self.take()
        inner = self.fields()
        return inner[0] if word == "Some" else (word, inner)

    def values(self):
        found = []
        while self.peek() != "]":
            found.append(self.value())
            if self.peek() == ",":
                self.take()
        self.take()
        return found

    def fields(self):
        """What is between parentheses: named values, or a row of them."""
        named, row = {}, []
        while self.peek() not in (")", "}"):
            key = self.value()
            if self.peek() == ":":
                self.take()
                named[key] = self.value()
            else:
                row.append(key)
            if self.peek() == ",":
                self.take()
        self.take()
        return named or row


def read(path):
    """The map of a file."""
    with open(path, encoding="utf-8") as file:
        return Reader(file.read()).value()["map"]
