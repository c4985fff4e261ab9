"""Captions as canonical words.

    Accounts receivable (less allowance of $10)    account receivable
    NET (LOSS)                                     net income
    Gen'l and Admin. Expense                       general administrative expense
    Net cash (used in) operating activities        net cash provided operating activity

The words that are dropped, cut or replaced stand in mappings/synonyms.tsv, in six kinds:

    drop     little words without meaning for the match ('of', 'the')
    aside    first words of a parenthesis that is detail, not caption ('(net of ...', '(note 3)')
    cut      where detail begins that runs to the caption's end ('less accumulated depreciation')
    same     phrase and the phrase that replaces it
    loss     words that state a loss, a use or a decrease
    gain     words that state income, a source or an increase
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from converter.resources import resource
from converter.text.note_behind import without_note
from converter.tsv import MappingError, read_rows

if TYPE_CHECKING:
    from pathlib import Path

# Replacements may open the way for others; no chain of the table is as long as this.
_ROUNDS = 6
Polarity = Literal["plain", "loss", "mixed"]
FIELDS = ["kind", "words", "replacement", "note"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# 'at June 30, 2004', 'as of fiscal year end 6/30/04', 'in 1996 and 1995, respectively'.
_DATE = re.compile(
    rf"(?:\b(?:at|on|in|as of|for|through)\s+)?(?:\b{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:\s*,?\s*(?:19|20)\d\d\b)?|\b(?:19|20)\d\d\b|\b{_MONTH},?\s*(?:19|20)\d\d\b)"
)
_RESPECTIVELY = re.compile(r",?\s*\brespectively\b")
_PARENTHESIS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\(([^()]*)$")
_POSSESSIVE = re.compile(r"s'(?=[a-z])")  # "partners'equity", a blank lost
_SIGN_WORD = re.compile(
    r"^\W*(?:add|plus|deduct)\s*[-:\u2013\u2014]+\s*(?=\w)"
)  # 'Add--Net income'
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_SINGULAR = re.compile(r"(?:ss|us|is)$")


def stem(word: str) -> str:
    """A plural without its ending, so that 'taxes' is 'tax' and 'inventories' is 'inventory'.

    Only endings: 'sales' becomes 'sale' in captions and patterns alike, which is all it is for.
    """
    if len(word) < 4 or word[-1] != "s":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "sses")):
        return word[:-2]
    return word if _SINGULAR.search(word) else word[:-1]


def letters(text: str) -> str:
    """The letters alone, in lower case, to tell whether two captions or names are the same."""
    return re.sub(r"[^a-z]", "", text.lower())


def _within(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(others[at : at + len(words)] == words for at in range(len(others)))


class Normaliser:
    """Captions to words, by one file of synonyms (columns kind, words, replacement, note)."""

    def __init__(self, path: Path) -> None:
        self._drop: frozenset[str] = frozenset()
        self._aside: frozenset[str] = frozenset()
        self._same: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._cut: dict[str, list[tuple[str, ...]]] = {}
        self._loss: frozenset[str] = frozenset()
        self._gain: frozenset[str] = frozenset()
        self._read(path)
        self.words = lru_cache(maxsize=16384)(self._words)
        self.phrase = lru_cache(maxsize=16384)(self._phrase)

    def _read(self, path: Path) -> None:
        sets: dict[str, set[str]] = {"drop": set(), "aside": set(), "loss": set(), "gain": set()}
        late: list[tuple[int, str, str, str]] = []
        for number, (kind, words, replacement, _) in read_rows(path, FIELDS):
            if kind in sets:
                sets[kind].update(word for word in words.split())
            elif kind in ("same", "cut"):
                late.append((number, kind, words, replacement))
            else:
                raise MappingError(path, number, f"no kind {kind!r}: drop aside cut same loss gain")
        self._drop = frozenset(stem(word) for word in sets["drop"])
        self._aside = frozenset(sets["aside"])
        self._loss = frozenset(sets["loss"])
        self._gain = frozenset(sets["gain"])
        for number, kind, words, replacement in late:
            target = self._plain(replacement.split())
            for phrase in words.split(";"):
                source = self._plain(phrase.split())
                if not source:
                    raise MappingError(path, number, f"only dropped words in {phrase!r}")
                if kind == "same" and source != target and _within(source, target):
                    raise MappingError(
                        path, number, f"the replacement of {phrase.strip()!r} holds it again"
                    )
                if kind == "cut":
                    self._cut.setdefault(source[0], []).append(source)
                elif source != target:
                    self._same.setdefault(source[0], []).append((source, target))
        for entries in self._same.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _plain(self, words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        """Stems without the little words."""
        drop = self._drop
        return tuple(stemmed for word in words if (stemmed := stem(word)) not in drop)

    def _phrase(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words of a pattern, lower case and without punctuation, as canonical words."""
        plain = self._plain(words)
        for _ in range(_ROUNDS):
            changed = self._replaced(plain)
            if changed == plain:
                break
            plain = changed
        return plain

    def _words(self, caption: str) -> tuple[str, ...]:
        """A printed caption as canonical words."""
        text = without_note(caption.lower()).replace("\u2019", "'")
        text = _SIGN_WORD.sub("", text)
        if "'" in text:
            text = _POSSESSIVE.sub("s ", text).replace("'", "")
        text = text.replace("non-", "non").replace("u.s.", "us").replace("co-", "co")
        if "(" in text or "[" in text:
            text = _PARENTHESIS.sub(self._parenthesis, text)
        if any(letter.isdigit() for letter in text):
            text = _RESPECTIVELY.sub(" ", _DATE.sub(" ", text))
        found = [word for word in _WORD.findall(text) if not _NUMBER.fullmatch(word)]
        return self._canonical(self._plain(found))

    def _parenthesis(self, found: re.Match[str]) -> str:
        """'(loss)' stays as a word, '(less allowance of $10)', '(note 3)' and '(a)' go."""
        inner = (
            found[1] if found[1] is not None else (found[2] if found[2] is not None else found[3])
        )
        words = _WORD.findall(inner)
        if not words or words[0] in self._aside or len(inner.strip()) < 3:
            return " "
        return " " if any(letter.isdigit() for letter in inner) else f" {inner} "

    def _canonical(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for _ in range(_ROUNDS):
            changed = self._replaced(self._shortened(words))
            if changed == words:
                break
            words = changed
        return words

    def _shortened(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for at in range(1, len(words)):
            for cut in self._cut.get(words[at], ()):
                if words[at : at + len(cut)] == cut:
                    return words[:at]
        return words

    def _replaced(self, words: tuple[str, ...]) -> tuple[str, ...]:
        same = self._same
        if not any(word in same for word in words):
            return words
        result: list[str] = []
        at = 0
        while at < len(words):
            for source, target in same.get(words[at], ()):
                if words[at : at + len(source)] == source:
                    result += target
                    at += len(source)
                    break
            else:
                result.append(words[at])
                at += 1
        return tuple(result)

    def polarity(self, caption: str) -> Polarity:
        """What the wording says of the sign of a figure without parentheses.

        'loss'   only a loss, a use, a decrease is named: 'Net loss 1,227' is -1,227
        'mixed'  both are named, the figure's own sign says which: 'Net income (loss) (1,227)'
        'plain'  neither, or only a gain: 'Net income 1,227'
        """
        found = set(_WORD.findall(caption.lower()))
        if not found & self._loss:
            return "plain"
        return "mixed" if found & self._gain else "loss"


@lru_cache(maxsize=1)
def packaged_normaliser() -> Normaliser:
    """By the packaged synonyms; all that reads with them shares the words that it has found."""
    return Normaliser(resource("mappings", "synonyms.tsv"))
