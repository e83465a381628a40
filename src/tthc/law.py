"""The law graph: relations both ways, and the status of each document on a given day.

Statuses are those of Luật Ban hành văn bản quy phạm pháp luật as the national database of legal
documents words them. They are a function of the set of documents and the day, so the order in
which documents were entered cannot matter; a relation to a document that is not entered waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tthc import articles
from tthc.model.law import LegalDocument, Relation, RelationType

if TYPE_CHECKING:
    from tthc.rules.base import Entry

ENDING = (RelationType.REPLACES, RelationType.REPEALS)
TAKING = (*ENDING, RelationType.SUSPENDS)
"""What takes the force of a document or an article, for good or for a time."""
CHANGING = (*TAKING, RelationType.AMENDS, RelationType.CORRECTS)
"""What an act may do to the words or the force of a document. A guide does neither."""


class LawStatus(StrEnum):
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly_suspended"
    UNKNOWN = "unknown"
    """The day on which it takes effect is not known."""


@dataclass(frozen=True, slots=True)
class Act:
    """One relation seen from either side."""

    actor: LegalDocument
    relation: Relation

    @property
    def starts(self) -> date | None:
        """The day from which the relation applies; None when no source gives it."""
        return self.relation.effective_from or self.actor.effective_from

    @property
    def is_whole(self) -> bool:
        return not self.relation.articles

    def touches(self, article: str) -> bool:
        """Whether the act concerns `article`, or the whole document."""
        return self.is_whole or any(
            articles.touches(article, part) for part in self.relation.articles
        )

    def applies(self, day: date) -> bool:
        until = self.relation.effective_until
        return self.starts is not None and self.starts <= day and (until is None or day <= until)


class LawGraph:
    """Legal documents by id, with the relations between them."""

    def __init__(self, documents: Iterable[LegalDocument]) -> None:
        self.documents = {
            document.id: document for document in sorted(documents, key=lambda each: each.id)
        }
        self._upon: dict[str, list[Act]] = defaultdict(list)
        for document in self.documents.values():
            for relation in document.relations:
                self._upon[relation.target].append(Act(document, relation))
        for acts in self._upon.values():
            acts.sort(key=lambda act: (act.starts or date.max, act.actor.id))
        self._statuses: dict[tuple[str, str, date], LawStatus] = {}
        """By document, article and day: thousands of procedures cite the same."""

    def __contains__(self, document: object) -> bool:
        return document in self.documents

    def __getitem__(self, document: str) -> LegalDocument:
        return self.documents[document]

    def __iter__(self) -> Iterator[LegalDocument]:
        return iter(self.documents.values())

    def __len__(self) -> int:
        return len(self.documents)

    def acts_upon(self, document: str) -> tuple[Act, ...]:
        """What other documents do to `document`, oldest first, unknown days last."""
        return tuple(self._upon.get(document, ()))

    def waiting(self) -> tuple[Act, ...]:
        """Relations whose target is not entered yet."""
        return tuple(
            act
            for target, acts in sorted(self._upon.items())
            if target not in self.documents
            for act in acts
        )

    def ends_on(self, document: str) -> date | None:
        """First day on which `document` as a whole no longer applies, as far as is known."""
        days = [
            act.starts
            for act in self.acts_upon(document)
            if act.relation.type in ENDING and act.is_whole and act.starts
        ]
        if expires := self.documents[document].expires_on:
            days.append(expires)
        return min(days, default=None)

    def status(self, document: str, day: date) -> LawStatus:
        """The status of `document` on `day`."""
        known = self._statuses.get((document, "", day))
        if known is None:
            known = self._statuses[document, "", day] = self._status(document, day)
        return known

    def _status(self, document: str, day: date) -> LawStatus:
        ends = self.ends_on(document)
        if ends and ends <= day:
            return LawStatus.EXPIRED
        begins = self.documents[document].effective_from
        if begins is None:
            return LawStatus.UNKNOWN
        if begins > day:
            return LawStatus.NOT_YET
        acts = [act for act in self.acts_upon(document) if act.applies(day)]
        suspensions = [act for act in acts if act.relation.type is RelationType.SUSPENDS]
        if any(act.is_whole for act in suspensions):
            return LawStatus.SUSPENDED
        if any(act.relation.type in ENDING for act in acts):
            return LawStatus.PARTLY_EXPIRED
        return LawStatus.PARTLY_SUSPENDED if suspensions else LawStatus.IN_FORCE

    def acts_upon_article(self, document: str, article: str) -> tuple[Act, ...]:
        """What changes, ends or suspends `article` of `document`, past and coming, oldest first.
        An act that names no article concerns them all."""
        return tuple(
            act
            for act in self.acts_upon(document)
            if act.relation.type in CHANGING and act.touches(article)
        )

    def article_status(self, document: str, article: str, day: date) -> LawStatus:
        """The status of `article` of `document` on `day`: a repealed article is expired though
        its document lives, and partly expired when only a part of it, or part of what `article`
        names, is repealed."""
        known = self._statuses.get((document, article, day))
        if known is None:
            known = self._article_status(document, article, day)
            self._statuses[document, article, day] = known
        return known

    def _article_status(self, document: str, article: str, day: date) -> LawStatus:
        whole = self.status(document, day)
        if whole in (LawStatus.EXPIRED, LawStatus.NOT_YET):
            return whole
        ended, stopped = (
            [
                part
                for act in self.acts_upon(document)
                if act.relation.type in kinds and act.applies(day)
                for part in act.relation.articles
            ]
            for kinds in (ENDING, (RelationType.SUSPENDS,))
        )
        if articles.covered(article, ended):
            return LawStatus.EXPIRED
        if whole is LawStatus.SUSPENDED or articles.covered(article, stopped):
            return LawStatus.SUSPENDED
        if any(articles.touches(article, part) for part in ended):
            return LawStatus.PARTLY_EXPIRED
        if any(articles.touches(article, part) for part in stopped):
            return LawStatus.PARTLY_SUSPENDED
        return LawStatus.UNKNOWN if whole is LawStatus.UNKNOWN else LawStatus.IN_FORCE


def trusted(entry: Entry[LegalDocument]) -> LegalDocument:
    """The document of `entry` without relations of which a part could not be read: half a
    relation says something else, such as a repeal of the whole in place of an article."""
    document = entry.record
    if not entry.broken:
        return document
    size = len(entry.place) + 2
    halved = {each[:size] for each in entry.broken}
    relations = tuple(
        relation
        for index, relation in enumerate(document.relations)
        if (*entry.place, "relations", index) not in halved
    )
    return document.model_copy(update={"relations": relations})
