"""The site in one language: the shell, filled with everything that the catalogue gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from tthc import html
from tthc.memory import Memory, Pickled
from tthc.pages import frames
from tthc.press.inputs import Inputs
from tthc.press.output import Output
from tthc.press.shell import Shell
from tthc.press.tree import Tree
from tthc.press.writing import (
    Item,
    Made,
    PressError,
    known,
    put,
    shared,
    take,
    write,
)
from tthc.processes import in_processes
from tthc.search import documents
from tthc.search import files as search
from tthc.search.documents import Document
from tthc.search.fulltext import PageTerms, page_terms
from tthc.search.rewriting import Rewriting
from tthc.store import Store

SEARCH = "search/"
SITEMAP = "sitemap.xml"


@dataclass(frozen=True)
class Edition:
    output: Output
    shell: Shell
    root: str = ""
    """Its folder below that of the site, such as `en/`."""

    @cached_property
    def items(self) -> list[Item]:
        """All pages, feeds and calendars. Raises `PressError` when something else stands in the
        place of one."""
        found = [*self._pages(), *self._texts()]
        for item in found:
            path = item.path.removeprefix(self.root)
            if path in self.shell.files:
                source = path.replace("index.html", "index.md")
                raise PressError(
                    f"docs/{source} trùng địa chỉ với tệp sinh ra từ dữ liệu: "
                    "hãy xóa hoặc đổi tên tệp trong docs/."
                )
        return found

    @cached_property
    def _inputs(self) -> Inputs:
        return Inputs(self.output.presenter)

    @cached_property
    def _documents(self) -> list[Document]:
        leading = [self.output.pages[address] for address in documents.LEADING]
        return documents.documents(self.output.presenter, leading)

    @cached_property
    def _searched(self) -> frozenset[str]:
        """Addresses of the pages in whose words the search looks."""
        return frozenset(each.url for each in self._documents if each.has_text)

    def _pages(self) -> Iterator[Item]:
        seals = {address: frame.digest for address, frame in self.shell.frames.items()}
        for address, page in self.output.pages.items():
            seal = seals[self.output.models[address].address]
            inputs = self._inputs.of(page.about, b"page", address.encode(), seal)
            yield Item(self._path(address), inputs, partial(self._page, address))

    def _path(self, address: str) -> str:
        return f"{self.root}{address}index.html"

    def _page(self, address: str) -> Made:
        page = self.output.pages[address]
        words = frames.words(page)
        frame = self.shell.frames[self.output.models[address].address]
        terms = page_terms(words["body"]) if address in self._searched else b""
        return Made(frame.filled(words), terms)

    def _texts(self) -> Iterator[Item]:
        for path, text in self.output.texts.items():
            inputs = self._inputs.of(text.about, b"text", path.encode())
            yield Item(self.root + path, inputs, partial(_text, text.make))

    def rest(
        self, terms: Mapping[str, bytes], memory: Memory | None = None, processes: int = 1
    ) -> dict[str, str]:
        """Path → text of what is made from all pages together: what the search looks in, and the
        list for search engines. `terms` has by path what the search needs of each page. What
        `memory` has is not worked out again, the rest in as many `processes`."""
        found = {address: PageTerms(terms[self._path(address)]) for address in self._searched}
        by_hand = [each for each in self.shell.authored if each.is_found]
        found |= {each.address: page_terms(each.html) for each in by_hand}
        listed = [
            *self._documents,
            *(documents.authored(each.title, each.address) for each in by_hand),
        ]
        words = Rewriting.of(self.output.presenter.catalogue.glossary)
        texts = search.files(
            listed, found, self.shell.index, words, memory=memory, processes=processes
        )
        made = {f"{self.root}{SEARCH}{name}": text for name, text in texts.items()}
        return made | {self.root + SITEMAP: self._sitemap()}

    @cached_property
    def copied(self) -> dict[str, bytes]:
        """Files of the shell that stay as they are, by path."""
        ours = (SITEMAP, SEARCH + search.INDEX)
        files = self.shell.files.items()
        return {self.root + path: content for path, content in files if path not in ours}

    def _sitemap(self) -> str:
        pages = self.output.pages.values()
        days = {each.address: each.updated_on for each in self.shell.authored if each.is_listed}
        days |= {page.address: page.updated_on for page in pages if page.is_findable}
        own = self.output.presenter
        entries = [(own.site.link(own.language, each), day) for each, day in days.items()]
        return str(html.render("sitemap.xml.j2", entries=sorted(entries)))


def _text(make: Callable[[], str]) -> Made:
    return Made(make(), b"")


def press(
    editions: Sequence[Edition],
    tree: Tree,
    store: Store | None = None,
    processes: int = 1,
    others: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Makes `tree` the site that the `editions` and `others`, by path, are. Raises `PressError`,
    and `BrokenProcessError`."""
    items = [item for edition in editions for item in edition.items]
    copied = dict(others)
    for edition in editions:
        copied |= edition.copied
    paths = {*copied, *(item.path for item in items)}
    tree.make_room(paths)
    for path, content in copied.items():
        tree.put(content, path)
    found = known(items, store)
    new = [item for item in items if item.path not in found]
    old = [item for item in items if item.path in found]
    made = found | write(new, tree, store, processes)
    terms = {path: each.terms for path, each in made.items()}
    memory = Pickled(store) if store else None
    rests = [edition.rest(terms, memory, processes) for edition in editions]
    paths.update(*rests)
    tree.make_room(paths)
    tasks = [partial(put, rest, tree) for rest in rests]
    tasks += [partial(take, share, found, tree) for share in shared(old, processes)]
    in_processes(tasks, processes)
    tree.clear(paths)
