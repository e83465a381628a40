"""What readers call the parts of a procedure, for sentences about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from tthc import terms, wording
from tthc.catalogue import Catalogue
from tthc.model.base import Refers
from tthc.model.dossier import Case, Evidence, Waiver
from tthc.model.law import Citation
from tthc.model.procedure import (
    Channel,
    Cost,
    CostRow,
    Decision,
    Duration,
    Output,
    Pause,
    Procedure,
    ProcessingTime,
    Requirement,
)
from tthc.model.walk import markers, records
from tthc.terms import Language

QUOTED = 90
"""Characters of a text that are quoted."""


class Names:
    """Names of records, values and references in one language."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        sides: Iterable[tuple[Procedure, Procedure]],
    ) -> None:
        """`sides` are the procedures spoken of, each as written and with words in `language`."""
        self.catalogue = catalogue
        self.language = language
        self._cases: dict[str, Case] = {}
        self._words: dict[int, BaseModel] = {}
        """Record as written, by its identity → the same in the language."""
        for written, worded in sides:
            self._cases |= {case.id: case for case in written.cases}
            pairs = zip(records(written), records(worded), strict=True)
            self._words |= {id(own): other for (_, own), (_, other) in pairs}

    def say(self, vietnamese: str, english: str) -> str:
        return english if self.language == "en" else vietnamese

    def quoted(self, text: str) -> str:
        short = text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"
        return self.say(f"«{short}»", f"“{short}”")

    def label(self, value: StrEnum) -> str:
        return terms.label(value, self.language) or self.say("khác", "other")

    def duration(self, limit: wording.HasDuration) -> str:
        return wording.duration(limit, self.language)

    def word(self, record: BaseModel, name: str) -> Any:
        """The value of the field `name` of `record`, in the language."""
        return getattr(self._words[id(record)], name)

    def full(self, record: BaseModel) -> str:
        """The name of a part with what is most worth knowing about it."""
        if isinstance(record, Cost):
            return f"{self.of(record)} ({self.cost(record)})"
        if isinstance(record, CostRow):
            return f"{self.of(record)} ({wording.money(record.amount, self.language)})"
        if isinstance(record, Decision) and record.action:
            return f"{record.number} ({self.label(record.action)})"
        if isinstance(record, Citation):
            return self.citation(record)
        return self.of(record)

    def of(self, record: BaseModel) -> str:  # noqa: PLR0911
        """The name of a part."""
        match record:
            case Evidence():
                kind = self.catalogue.evidence_types[record.type]
                return self.quoted(self.word(record, "name") or wording.name(kind, self.language))
            case Case() | Output() | Cost():
                return self.quoted(self.word(record, "name"))
            case CostRow():
                return self.quoted(self.word(record, "item"))
            case Requirement() | Pause():
                return self.quoted(self.word(record, "text"))
            case Citation():
                return self._referred("laws", record.document)
            case Waiver():
                return f"{self.label(record.ground)}: {self.label(record.effect)}"
            case Decision():
                return record.number
            case Channel():
                return self.label(record.kind).lower()
            case ProcessingTime():
                names = [self.value(ProcessingTime, "cases", each) for each in record.cases]
                return self.duration(record) + (f" ({', '.join(names)})" if names else "")
        agency: str = record.agency  # type: ignore[attr-defined]
        return self._referred("agencies", agency)

    def value(self, model: type[BaseModel], name: str, value: Any) -> str:  # noqa: PLR0911
        """One value of the field `name` of `model`."""
        register = next(
            (mark.register for mark in markers(model)[name] if isinstance(mark, Refers)), ""
        )
        if value is None:
            return self.say("không nêu", "not given")
        if register:
            return self._referred(register, value)
        if isinstance(value, StrEnum):
            return self.label(value)
        if isinstance(value, date):
            return wording.short_date(value, self.language)
        if isinstance(value, Duration):
            return self.duration(value)
        if name == "articles":
            return wording.article(value, self.language)
        return self.quoted(value) if isinstance(value, str) else str(value)

    def cost(self, cost: Cost) -> str:
        words = self._words[id(cost)]
        assert isinstance(words, Cost)
        return wording.cost(words, self.language)

    def citation(self, citation: Citation) -> str:
        """`Nghị định 96/2026/NĐ-CP, khoản 1 Điều 39`"""
        articles = [wording.article(each, self.language) for each in citation.articles]
        return ", ".join((self._referred("laws", citation.document), *articles))

    def _referred(self, register: str, identity: str) -> str:
        if register == "laws":
            law = self.catalogue.laws[identity]
            return f"{self.label(law.type)} {law.number}"
        if register == "cases":
            return self.quoted(self.word(self._cases[identity], "name"))
        if register == "procedures":
            sides = self.catalogue.english if self.language == "en" else {}
            found = sides.get(identity) or self.catalogue.procedures[identity]
            return self.quoted(found.short_title or found.title)
        entry = self.catalogue.register(register)[identity]
        if register == "forms" and entry.number:
            return wording.article(entry.number, self.language)
        return wording.name(entry, self.language)
