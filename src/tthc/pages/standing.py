"""Whether a procedure may be used on the day, and what its reader must be warned of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tthc.model.procedure import DecisionAction, Procedure
from tthc.pages.base import Presenter
from tthc.rules.law import is_unchecked_import, repealed_from


@dataclass(frozen=True, slots=True)
class Standing:
    label: str
    look: str
    warnings: tuple[str, ...] = ()
    """Shown above everything else."""


def standing(presenter: Presenter, procedure: Procedure) -> Standing:
    """The standing of `procedure` on the day of `presenter`."""
    say, words, today = presenter.say, presenter.date, presenter.today
    ends, by = repealed_from(procedure), _repealing(presenter, procedure)
    if ends and ends <= today:
        text = say(
            f"Thủ tục này đã bị bãi bỏ từ ngày {words(ends)}, theo {by}.",
            f"This procedure was repealed on {words(ends)} by {by}.",
        )
        return Standing(say("Đã bãi bỏ", "Repealed"), "bad", (text, *_whose(presenter, procedure)))
    warnings = tuple(_warnings(presenter, procedure))
    if ends:
        text = say(
            f"Thủ tục này sẽ bị bãi bỏ từ ngày {words(ends)}, theo {by}.",
            f"This procedure will be repealed on {words(ends)} by {by}.",
        )
        return Standing(say("Sắp bãi bỏ", "To be repealed"), "warn", (text, *warnings))
    days = [each.effective_from for each in procedure.decisions if each.effective_from]
    if days and min(days) > today:
        text = say(
            f"Thủ tục này có hiệu lực từ ngày {words(min(days))}.",
            f"This procedure takes effect on {words(min(days))}.",
        )
        return Standing(say("Chưa có hiệu lực", "Not yet in effect"), "warn", (text, *warnings))
    if whose := presenter.belonging(procedure):
        return Standing(whose, "warn", warnings)
    return Standing(_label(presenter, procedure), "ok", warnings)


def _repealing(presenter: Presenter, procedure: Procedure) -> str:
    """The decisions that repeal `procedure`, such as `Quyết định 1/QĐ-BTC (Bộ Tài chính)`."""
    return ", ".join(
        presenter.say(f"Quyết định {each.number}", f"Decision {each.number}")
        + f" ({presenter.agency(each.issuer)})"
        for each in procedure.decisions
        if each.action is DecisionAction.REPEALED
    )


def _whose(presenter: Presenter, procedure: Procedure) -> Iterator[str]:
    where, own = presenter.other_province(procedure), presenter.province
    if where is None:
        return
    yield presenter.say(
        f"Thủ tục này do {where} công bố"
        + (f", không phải thủ tục của {own}; đừng nộp hồ sơ ở {own} theo trang này" if own else "")
        + f". Giấy tờ, thời hạn và mức thu ghi dưới đây là của {where}.",
        f"This procedure was announced by {where.english}"
        + (
            f" and is not one of {own.english}; do not use this page to file in {own.english}"
            if own
            else ""
        )
        + f". The papers, times and fees are those of {where.english}.",
    )


def _label(presenter: Presenter, procedure: Procedure) -> str:
    source = procedure.source
    if source.confirmed_on:
        return presenter.say("Đang áp dụng", "In effect")
    read_on = presenter.date(max(origin.read_on for origin in source.origins))
    return presenter.say(
        f"Đang công bố, theo nguồn ngày {read_on}", f"Published, by the source of {read_on}"
    )


def _warnings(presenter: Presenter, procedure: Procedure) -> Iterator[str]:
    say, today = presenter.say, presenter.today
    yield from _whose(presenter, procedure)
    if is_unchecked_import(procedure):
        assert procedure.source.imported_on
        taken = presenter.date(procedure.source.imported_on)
        yield say(
            f"Nhập tự động từ Cơ sở dữ liệu quốc gia ngày {taken}, chưa ai kiểm tra.",
            f"Taken over by a program from the national database on {taken}; "
            "nobody has checked it.",
        )
    for day in _coming_changes(procedure, today):
        yield say(
            f"Thủ tục này sắp thay đổi từ ngày {presenter.date(day)}.",
            f"This procedure changes on {presenter.date(day)}.",
        )


def _coming_changes(procedure: Procedure, today: date) -> list[date]:
    """Days on which decisions take effect on a procedure that is in effect already."""
    days = sorted({each.effective_from for each in procedure.decisions if each.effective_from})
    return [day for day in days if day > today] if any(day <= today for day in days) else []
