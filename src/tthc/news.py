"""What readers should hear of: policy updates and major changes of procedures.

Lists on pages, feeds, calendars and the e-mail digest are all made from the same items, so that
they say the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tthc import addresses
from tthc.catalogue import Catalogue, Update
from tthc.model.procedure import Procedure
from tthc.model.update import Severity, UpdateKind
from tthc.provinces import province
from tthc.stories import stories
from tthc.terms import Language
from tthc.versions import major_changes


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news in one language. All texts are plain."""

    key: str
    """Stable for ever, the same in both languages: `tin-chinh-sach/<slug>` or
    `thu-tuc/<code>/<version>`."""
    address: str
    """Of the page that tells more, below the root of its language."""
    title: str
    lines: tuple[str, ...]
    """What has changed, in sentences; each stands for itself."""
    published_on: date
    updated_on: date
    """The day of its last major change."""
    fields: tuple[str, ...] = ()
    """Ids; empty means every field."""
    procedures: tuple[str, ...] = ()
    """Codes."""
    kind: UpdateKind | None = None
    """None for a change of a procedure."""
    severity: Severity = Severity.INFO
    effective_from: date | None = None
    effective_until: date | None = None
    deadline: date | None = None
    deadline_text: str = ""
    """Who must do what until `deadline`."""
    is_withdrawn: bool = False


def news(catalogue: Catalogue, language: Language) -> tuple[NewsItem, ...]:
    """Everything that has words in `language`, newest first."""
    found = [*_updates(catalogue, language), *_changes(catalogue, language)]
    found.sort(key=lambda item: item.key)
    return tuple(sorted(found, key=lambda item: item.published_on, reverse=True))


def _updates(catalogue: Catalogue, language: Language) -> Iterator[NewsItem]:
    for update in catalogue.updates.values():
        if language in update.words:
            yield _of_update(update, language)


def _of_update(update: Update, language: Language) -> NewsItem:
    record = update.words[language]
    lines = [record.summary]
    lines += [each.note for each in record.procedures if each.note]
    action = record.action_needed
    if record.withdrawn:
        lines = [record.withdrawn.why]
    majors = [change.on for _, change in major_changes(record.changes)]
    if record.withdrawn:
        majors.append(record.withdrawn.on)
    return NewsItem(
        key=f"{addresses.UPDATES}{update.slug}",
        address=addresses.update(update.slug),
        title=record.title,
        lines=tuple(lines),
        published_on=record.date,
        updated_on=max([record.date, *majors]),
        fields=record.fields,
        procedures=tuple(each.code for each in record.procedures),
        kind=record.kind,
        severity=record.severity,
        effective_from=record.effective_from,
        effective_until=record.effective_until,
        deadline=action.by if action and not record.withdrawn else None,
        deadline_text=f"{action.who}: {action.what}" if action and not record.withdrawn else "",
        is_withdrawn=record.withdrawn is not None,
    )


def _changes(catalogue: Catalogue, language: Language) -> Iterator[NewsItem]:
    for code in sorted(catalogue.procedures):
        procedure = catalogue.versions[code][-1].words(language)
        if procedure:
            yield from _of_procedure(catalogue, code, procedure, language)


def _of_procedure(
    catalogue: Catalogue, code: str, procedure: Procedure, language: Language
) -> Iterator[NewsItem]:
    told = stories(catalogue, code, language)
    whose = _announcer(procedure, language)
    for version, change in major_changes(procedure.changes):
        yield NewsItem(
            key=f"{addresses.PROCEDURES}{code}/{version}",
            address=addresses.procedure(code),
            title=procedure.short_title or procedure.title,
            lines=(*whose, *told[version]),
            published_on=change.on,
            updated_on=change.on,
            fields=(procedure.field,),
            procedures=(code,),
            effective_from=change.effective_from,
        )


def _announcer(procedure: Procedure, language: Language) -> tuple[str, ...]:
    """Said first of a procedure of one province: who reads the news sees nothing else of it."""
    where = province(procedure.province or "")
    if where is None:
        return ()
    in_english = f"A procedure of {where.english}."
    return (in_english if language == "en" else f"Thủ tục của {where}.",)
