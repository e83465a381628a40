"""What is told of a change of a procedure: on its page, in news, feeds and e-mail alike."""

from __future__ import annotations

from tthc import wording
from tthc.catalogue import Catalogue
from tthc.differences import differences
from tthc.model.procedure import Change
from tthc.naming import Names
from tthc.terms import Language
from tthc.versions import ORIGINAL, Version, major_changes


def story(
    version: Version, previous: Version | None, catalogue: Catalogue, language: Language = "vi"
) -> tuple[str, ...]:
    """The note of `version`, what differs from `previous`, since when and by which law. Empty
    without a note in the language."""
    note = version.note(language)
    told = differences(previous, version, catalogue, language) if previous else ()
    return _story(note, told, catalogue, language) if note else ()


def stories(
    catalogue: Catalogue, code: str, language: Language = "vi"
) -> dict[str, tuple[str, ...]]:
    """The story of each published version, oldest first, by id. Where the text of a version is
    not known, its note is."""
    versions = catalogue.versions[code]
    newest = versions[-1].words(language)
    texts = {each.id: each for each in versions}
    found = {}
    previous = texts.get(ORIGINAL)
    for identity, note in major_changes(newest.changes) if newest else ():
        version = texts.get(identity)
        found[identity] = (
            story(version, previous, catalogue, language)
            if version
            else _story(note, (), catalogue, language)
        )
        previous = version
    return found


def _story(
    note: Change, told: tuple[str, ...], catalogue: Catalogue, language: Language
) -> tuple[str, ...]:
    return tuple(filter(None, (note.note, *told, _since(note, catalogue, language))))


def _since(note: Change, catalogue: Catalogue, language: Language) -> str:
    """`Áp dụng cho hồ sơ nộp từ 01/03/2026, theo Nghị định …`; empty when the note says neither."""
    is_english = language == "en"
    names = Names(catalogue, language, ())
    laws = "; ".join(names.citation(each) for each in note.law)
    day = note.effective_from and wording.short_date(note.effective_from, language)
    if day:
        text = (
            f"Applies to files handed in from {day}"
            if is_english
            else f"Áp dụng cho hồ sơ nộp từ {day}"
        )
        return f"{text}, {'under' if is_english else 'theo'} {laws}." if laws else f"{text}."
    return f"{'Under' if is_english else 'Theo'} {laws}." if laws else ""
