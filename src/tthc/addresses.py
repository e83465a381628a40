"""Addresses within the site. They are promises: a page that moves leaves a redirect.

An address is the path below the root of its language; `relative` joins two of them across
languages, so that the site works under any path of any host.
"""

from __future__ import annotations

from tthc.model.update import UpdateKind
from tthc.terms import Language

HOME = ""
PROCEDURES = "thu-tuc/"
PURPOSES = "thu-tuc/theo-muc-dich/"
FIELDS = "linh-vuc/"
LAWS = "van-ban/"
IMPACT = "van-ban/tac-dong/"
UPDATES = "tin-chinh-sach/"
SUBSCRIBE = "dang-ky/"
GLOSSARY = "thuat-ngu/"
GAPS = "du-lieu-con-thieu/"
SEARCH = "tim-kiem/"
DUE = "bao-tri/viec-den-han/"
"""For staff, in Vietnamese only."""
DUE_CALENDAR = "bao-tri/viec-den-han.ics"

PORTAL = "https://dichvucong.gov.vn/"
"""The National Public Service Portal."""

FEED = "feed.xml"
JSON_FEED = "feed.json"
CALENDAR = "lich.ics"
"""Names of files; they stand in the folder of what they are about."""

ROOTS: dict[Language, str] = {"vi": "", "en": "en/"}

_KINDS = {
    UpdateKind.NEW_POLICY: "chinh-sach-moi",
    UpdateKind.AMENDED: "sua-doi-bo-sung",
    UpdateKind.REPEALED: "bai-bo",
    UpdateKind.GUIDANCE: "huong-dan",
    UpdateKind.NOTICE: "thong-bao",
    UpdateKind.OUTAGE: "gian-doan-dich-vu",
    UpdateKind.CONSULTATION: "lay-y-kien",
    UpdateKind.SIMPLIFICATION: "don-gian-hoa",
}
"""Not made of their labels, which may be reworded."""


def procedure(code: str) -> str:
    return f"{PROCEDURES}{code}/"


def versions(code: str) -> str:
    return f"{PROCEDURES}{code}/phien-ban/"


def version(code: str, identity: str) -> str:
    return f"{versions(code)}{identity}/"


def update(slug: str) -> str:
    return f"{UPDATES}{slug}/"


def update_kind(kind: UpdateKind) -> str:
    return f"{UPDATES}loai/{_KINDS[kind]}/"


def field(identity: str) -> str:
    return f"{FIELDS}{identity}/"


def law(identity: str) -> str:
    return f"{LAWS}{identity}/"


def law_usage(identity: str) -> str:
    """Of the procedures that rest on a law, where they are too many for its own page."""
    return f"{law(identity)}thu-tuc/"


def purpose(identity: str) -> str:
    """Of the procedures for a purpose, where they are too many for one page of all purposes."""
    return f"{PURPOSES}{identity}/"


def gaps(field: str) -> str:
    """Of the gaps of a field, where they are too many for one page of all fields."""
    return f"{GAPS}{field}/"


def letter(name: str) -> str:
    """Of the procedures that begin with a letter, where they are too many for one page."""
    return f"{SEARCH}a-z/{name}/"


def sheet(base: str, number: int) -> str:
    """Of a further page of the list that begins at `base`."""
    return base if number == 1 else f"{base}trang-{number}/"


def relative(origin: str, target: str) -> str:
    """The link from the page at `origin` to `target`, both below the root of the whole site."""
    path, mark, fragment = target.partition("#")
    if path == origin and mark:
        return f"#{fragment}"
    folder = f"{path.rstrip('/')}/" if path else ""
    return f"{_way(origin, folder) or './'}{mark}{fragment}"


def asset(origin: str, path: str) -> str:
    """The link from the page at `origin` to the file at `path`, as `relative`."""
    return _way(origin, path)


def _way(origin: str, target: str) -> str:
    """From the folder `origin` up to what it shares with `target`, and down to that."""
    *here, _ = origin.split("/")
    *there, name = target.split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join((*there[shared:], name))
