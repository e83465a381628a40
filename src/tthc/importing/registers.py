"""What imported procedures refer to: entries that stand already, found by name, and new ones.

The same name always gets the same id: the slug of the name, shortened with a digest where it is
long. New entries are handed out for writing only when something that is written refers to them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tthc.catalogue import Catalogue
from tthc.importing.law_numbers import Mention, passed_in, subject, told
from tthc.importing.words import cut
from tthc.law import LawStatus
from tthc.model.law import LawType
from tthc.model.source import Part
from tthc.provinces import Province
from tthc.rules.texts import PERSONAL
from tthc.text import fold, slug

DATABASE = "Cơ sở dữ liệu quốc gia về thủ tục hành chính"
LONGEST_ID = 72
LONGEST_NAME = 240
"""Characters of a name in a register; more exact words stand with the procedure."""
RESERVED = {"calendar", "journeys", "law", "national", "registers", "schema", "statistics"}
"""Folders that hold something else than the procedures of a field."""

Entry = dict[str, Any]
Key = tuple[str, str]
"""Register and id."""


def identity(name: str) -> str:
    """The id that follows from a name, for every name."""
    whole = slug(name)
    for pattern, _ in PERSONAL:
        whole = pattern.sub("so", whole)
    if whole and len(whole) <= LONGEST_ID:
        return whole
    digest = hashlib.sha256((whole or name).encode()).hexdigest()[:8]
    head = whole[: LONGEST_ID - 9].rpartition("-")[0] or whole[: LONGEST_ID - 9]
    return f"{head}-{digest}" if head else f"khac-{digest}"


def _key(entry: Any) -> str:
    """By which an entry that stands is found: its name, of a form with its number."""
    number = getattr(entry, "number", None) or ""
    name = f"{number} {entry.name}".strip()
    return slug(name) or identity(name)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


@dataclass
class Registers:
    """The registers of the folder into which is imported, as they stand and as they grow."""

    standing: Catalogue
    home: Catalogue
    """The data of this project, for what it knows of laws."""
    today: date
    read_on: date
    province: Province | None = None
    """Of the Board whose site it is; None when the data does not say."""
    wanted: set[Key] = field(default_factory=set)
    """New entries that were asked for since this was last emptied."""
    new: dict[Key, Entry] = field(default_factory=dict)
    titles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Number of a law → the titles under which records name it."""
    types: dict[str, LawType] = field(default_factory=dict)
    """Number of a law → its type, where some record tells."""
    _known: dict[str, dict[str, str]] = field(default_factory=dict)
    """Register → slug of a name → id."""

    _reserved: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        for register in ("agencies", "fields", "evidence_types", "forms"):
            entries = getattr(self.standing, register)
            self._known[register] = {_key(each): each.id for each in entries.values()}

    def reserve(self, agencies: Iterable[Mapping[str, str]]) -> None:
        """Counts `agencies`, which are written along, among those that stand."""
        for each in agencies:
            self._known["agencies"][slug(each["name"])] = each["id"]
            self._reserved.add(("agencies", each["id"]))

    def agency(self, name: str) -> str:
        return self._entry(
            "agencies",
            name,
            lambda own: {"id": own, "name": cut(name), "source": self.source()},
        )

    def field(self, code: str, name: str) -> str:
        """By national code where that is known to belong to one field only, else by name."""
        coded = [each.id for each in self.standing.fields.values() if each.national_code == code]
        if code and len(coded) == 1:
            return coded[0]
        return self._entry(
            "fields",
            name,
            lambda own: {
                "id": own if own not in RESERVED else f"linh-vuc-{own}",
                "name": cut(name),
                "summary": cut(f"Các thủ tục thuộc lĩnh vực {name}."),
                **({"national_code": code} if code else {}),
                "imported_on": self.today.isoformat(),
            },
        )

    def evidence_type(self, name: str) -> str:
        short = cut(name, LONGEST_NAME)
        return self._entry(
            "evidence_types",
            short,
            lambda own: {"id": own, "name": short, "imported_on": self.today.isoformat()},
        )

    def form(self, paper: str, number: str) -> str:
        """The form with `number` (may be empty) for the kind of paper `paper`. Forms of different
        papers are different ones, also when their files are both called `Mẫu số 03`."""
        name = cut(paper, LONGEST_NAME)
        key = f"{number} {name}".strip()
        return self._entry(
            "forms",
            key,
            lambda own: {"id": own, "name": name, **({"number": number} if number else {})},
        )

    def note(self, mentions: Iterable[Mention]) -> None:
        """Remembers how records name laws, before any law is asked for."""
        for each in mentions:
            self.titles[each.number.text][each.title] += 1
            if each.number.type:
                self.types.setdefault(each.number.text, each.number.type)
            for text, kind in told(each.title).items():
                self.types.setdefault(text, kind)

    def law(self, mention: Mention, code: str) -> str | None:
        """The law that a record with `code` mentions; None when nothing tells its type."""
        number = mention.number
        own = slug(number.text)
        if own in self.standing.laws:
            return own
        kind = number.type or self.types.get(number.text)
        if kind is None:
            return None
        issuer = self.agency(number.issuer)
        key = ("laws", own)
        self.wanted.add(key)
        titles = self.titles[number.text] or Counter({mention.title: 1})
        self.new.setdefault(
            key,
            {
                "id": own,
                "number": number.text,
                "type": kind.value,
                "title": cut(min(titles, key=lambda each: (-titles[each], -len(each), each))),
                "issuer": issuer,
                "source": self.source(code, "Số, tên", _LAW_GAPS),
            },
        )
        return own

    def name(self, register: str, own: str) -> str:
        """What people call the entry, whether it stands or is new; `own` when there is none."""
        entry = self.new.get((register, own), {})
        if "number" in entry or "name" in entry:
            return str(entry.get("name") or entry["number"])
        known = self.standing.register(register).get(own)
        return str(getattr(known, "name", None) or getattr(known, "number", None) or own)

    def referred(self, values: Any) -> set[Key]:
        """The new entries to which `values` refer, and those to which they refer in turn."""
        texts = set(_texts(values))
        found = {key for key in self.wanted if key[1] in texts}
        issuers = {str(self.new[key]["issuer"]) for key in found if key[0] == "laws"}
        return found | {("agencies", own) for own in issuers if ("agencies", own) in self.new}

    def has_ended(self, law: str) -> bool:
        """Whether the law is known no longer to be in force."""
        return any(
            law in each.laws and each.laws.status(law, self.today) is LawStatus.EXPIRED
            for each in (self.standing, self.home)
        )

    def newer(self, mention: Mention) -> str:
        """The number of a later law on the same subject, of which some record or register tells;
        empty when none does."""
        about = subject(mention.number.text, mention.title)
        year, number = self._latest.get(about, (0, ""))
        return number if year > passed_in(mention.number.text) else ""

    @cached_property
    def _latest(self) -> dict[str, tuple[int, str]]:
        """Subject → year and number of the latest law on it that is not known to have ended."""
        found: dict[str, tuple[int, str]] = {}
        named = [(law.number, law.title) for law in (*self.home.laws, *self.standing.laws)]
        named += [(number, title) for number, titles in self.titles.items() for title in titles]
        for number, title in named:
            about = subject(number, title)
            # An act that amends a law is not a later law on its subject.
            if about and "sua doi" not in fold(title) and not self.has_ended(slug(number)):
                found[about] = max(found.get(about, (0, "")), (passed_in(number), number))
        return found

    def source(
        self, code: str = "", facts: str = "", gaps: Iterable[Mapping[str, str]] = ()
    ) -> Entry:
        """The source of an entry made from records; with `code`, from that of one procedure."""
        origin = {
            "name": f"{DATABASE}, bản ghi {code}" if code else DATABASE,
            "read_on": self.read_on.isoformat(),
            **({"facts": facts} if facts else {}),
        }
        listed = [dict(gap) for gap in gaps]
        return {
            "origins": [origin],
            **({"gaps": listed} if listed else {}),
            "imported_on": self.today.isoformat(),
        }

    def _entry(self, register: str, name: str, make: Any) -> str:
        known = self._known[register]
        key = slug(name) or identity(name)
        if key not in known:
            own = identity(name)
            taken = getattr(self.standing, register)
            while own in taken or {(register, own)} & (self.new.keys() | self._reserved):
                own += "-2"
            entry = make(own)
            known[key] = entry["id"]
            self.new[register, entry["id"]] = entry
        if (register, known[key]) in self.new:
            self.wanted.add((register, known[key]))
        return known[key]


_LAW_GAPS = (
    {
        "part": Part.STATUS.value,
        "note": "Chưa có nguồn cho ngày ban hành, ngày có hiệu lực và việc văn bản đã bị sửa đổi, "
        "thay thế hay chưa.",
    },
)
