"""What the files of the site are made from, as digests: a file whose inputs have the digests that
they had before need not be made again. The code is not among them: a store holds only what is of
its version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

from pydantic import BaseModel

from tthc.english import EnglishRecord
from tthc.memory import digest
from tthc.model.procedure import Procedure
from tthc.pages.base import Presenter
from tthc.versions import Version, major_changes


class Inputs:
    """The digests of everything that files in one language may rest on: of each procedure, and of
    what all files may show of all procedures and of everything else."""

    def __init__(self, presenter: Presenter) -> None:
        self.presenter = presenter
        self._procedures: dict[str, bytes] = {}

    def of(self, about: Iterable[str] | None, *others: bytes) -> bytes:
        """The digest of what a file `about` procedures rests on, and of `others`."""
        if about is None:
            return digest(self.shared, self._all, *others)
        return digest(self.shared, *(self.procedure(code) for code in sorted(about)), *others)

    def procedure(self, code: str) -> bytes:
        """All that is known of a procedure, in all its versions and languages."""
        if code not in self._procedures:
            self._procedures[code] = digest(*self._parts(code))
        return self._procedures[code]

    def _parts(self, code: str) -> Iterator[bytes]:
        catalogue = self.presenter.catalogue
        own = catalogue.procedures[code]
        yield catalogue.file_of(own).as_posix().encode()
        yield catalogue.current(code).id.encode()
        yield str(catalogue.translated_on.get(code)).encode()
        for version in catalogue.versions[code]:
            yield version.id.encode()
            yield _written(version.change)
            yield _written(version.english_change)
            sides = (version.procedure, version.english_words)
            yield version.key or digest(*map(_written, sides))

    @cached_property
    def _all(self) -> bytes:
        return digest(*map(self.procedure, self.presenter.catalogue.procedures))

    @cached_property
    def shared(self) -> bytes:
        """What any file may show: everything but procedures, and of these the names, provinces
        and fields, which replaces which, and how many rest on each law."""
        presenter, catalogue = self.presenter, self.presenter.catalogue
        settings = (presenter.today, presenter.language, presenter.site, presenter.limits)
        parts = [repr(settings).encode(), str(self._first_news()).encode()]
        for entry in catalogue.entries:
            if not isinstance(entry.record, Procedure | EnglishRecord):
                parts += [entry.file.as_posix().encode(), _written(entry.record)]
        for slug, update in sorted(catalogue.english_updates.items()):
            parts += [slug.encode(), _written(update)]
        for code, procedure in catalogue.procedures.items():
            names = _names_by_day(catalogue.versions[code])
            parts.append(repr((code, procedure.replaces, names)).encode())
        usage = sorted((law, len(users)) for law, users in catalogue.usage.items())
        return digest(*parts, repr(usage).encode())

    def _first_news(self) -> date | None:
        """What an empty feed gives as its last change."""
        presenter, catalogue = self.presenter, self.presenter.catalogue
        updates = [each for each in catalogue.updates.values() if presenter.language in each.words]
        days = [update.record.date for update in updates]
        for versions in catalogue.versions.values():
            words = versions[-1].words(presenter.language)
            days += [change.on for _, change in major_changes(words.changes if words else ())]
        return min((day for day in days if day <= presenter.today), default=None)


def _written(record: BaseModel | None) -> bytes:
    return record.model_dump_json().encode() if record else b""


def _names_by_day(versions: Sequence[Version]) -> list[tuple[date | None, tuple[object, ...]]]:
    """What a procedure is called, and from when on. Pages of former versions show what others were
    called then; a version that changes no name changes nothing for them."""
    found: list[tuple[date | None, tuple[object, ...]]] = []
    for names, group in groupby(versions, key=_names):
        found.append((next(group).applies_from if found else None, names))
    return found


def _names(version: Version) -> tuple[object, ...]:
    sides = (version.procedure, version.english_words)
    names = ((each.title, each.short_title) if each else None for each in sides)
    return version.procedure.field, version.procedure.province, *names
