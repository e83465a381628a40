"""The page that tells how to follow the site."""

from __future__ import annotations

from tthc import addresses
from tthc.feeds.topics import Scope, topics
from tthc.pages.base import Page, Presenter, Section


def page(presenter: Presenter) -> Page:
    say = presenter.say
    found = list(topics(presenter.catalogue, presenter.language))
    fields = [each for each in found if each.scope is Scope.FIELD]
    title = say("Theo dõi tin và thay đổi", "Follow news and changes")
    sections = (
        Section("nguon-tin", say("Bằng nguồn tin", "By feed"), "feeds"),
        Section("thu-dien-tu", say("Bằng thư điện tử", "By e-mail"), "mail"),
        Section("lich", say("Trong lịch của bạn", "In your calendar"), "calendar"),
        Section("theo-linh-vuc", say("Theo từng lĩnh vực", "Field by field"), "fields"),
        Section("theo-loai-tin", say("Theo từng loại tin", "By kind of news"), "kinds"),
    )
    return Page(
        addresses.SUBSCRIBE,
        title,
        say(
            "Nhận tin chính sách và thay đổi thủ tục bằng nguồn tin, thư điện tử hoặc lịch.",
            "Hear of policies and changes of procedures by feed, e-mail or calendar.",
        ),
        presenter.later(
            "subscribe.html.j2",
            addresses.SUBSCRIBE,
            title=title,
            sections=sections,
            fields=fields if len(fields) <= presenter.limits.sheet else [],
            kinds=[each for each in found if each.scope is Scope.KIND],
        ),
        sections,
        about=frozenset(),
    )
