"""What the command that sends digests says to the officer who runs it. No address in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from tthc import wording
from tthc.mail.digest import Digest
from tthc.mail.journal import Delivery, DigestId, State
from tthc.mail.selection import Period
from tthc.mail.sending import Run
from tthc.mail.subscribers import Subscriber
from tthc.mail.topics import ALL, Topics

STATES = {
    State.SENT: "đã gửi",
    State.FAILED: "không gửi được",
    State.UNCERTAIN: "chưa rõ",
    State.PENDING: "chờ gửi lại",
    State.SENDING: "đang gửi",
}


def heading(digest: DigestId, topics: Topics) -> str:
    """Which digest it is."""
    days = _days(digest.period)
    about = "" if digest.topic == ALL else f", chủ đề: {topics.title(digest.topic, 'vi')}"
    return f"Bản tin {days}{about}"


def no_news(digest: DigestId, topics: Topics) -> str:
    return f"{heading(digest, topics)}: không có tin nào, không gửi gì."


def overlap(wanted: DigestId, other: DigestId) -> str:
    """Why `wanted` is not sent while `other` is in the journal."""
    return (
        f"Bản tin {_days(wanted.period)} trùng một phần với bản tin {_days(other.period)} đã gửi "
        "hoặc đang gửi dở: người nhận sẽ thấy lại tin cũ.\n"
        f"    → Gửi tiếp bản kia: thêm --since {other.period.since} --until {other.period.until}\n"
        "    → Gửi bản mới: chọn --since, --until ở ngoài những ngày đó."
    )


def plan(letters: Iterable[tuple[Subscriber, Digest | None, Delivery | None]]) -> str:
    """What would be sent to how many."""
    subjects: Counter[str] = Counter()
    already: Counter[State] = Counter()
    without = 0
    for _, content, delivery in letters:
        if delivery and delivery.state is not State.PENDING:
            already[delivery.state] += 1
        elif content is None:
            without += 1
        else:
            subjects[content.subject] += 1
    rows = [f"Sẽ gửi {subjects.total()} thư:"] if subjects else ["Không có thư nào phải gửi."]
    rows += [f"  {count} người: {subject}" for subject, count in subjects.most_common()]
    rows += [f"Không gửi nữa vì {STATES[state]}: {count}" for state, count in already.items()]
    if without:
        rows.append(f"Không có tin về chủ đề đã chọn: {without} người")
    return "\n".join([*rows, "Đây là chạy thử: chưa gửi và chưa ghi gì."])


def summary(run: Run, deliveries: Iterable[Delivery], remaining: int, journal: PurePath) -> str:
    """What the run did and what is left. `deliveries` are those of this digest."""
    found = list(deliveries)
    now = ", ".join(
        f"{run.results[state]} {words}" for state, words in STATES.items() if run.results[state]
    )
    all_in_all = Counter(each.state for each in found)
    rows = [f"Lần chạy này: {now or 'không có thư nào'}."]
    total = ", ".join(
        f"{all_in_all[state]} {STATES[state]}" for state in STATES if all_in_all[state]
    )
    rows.append(f"Cả bản tin: {total or 'chưa gửi thư nào'}.")
    if run.waiting:
        rows.append(f"{run.waiting} thư chưa đến giờ gửi lại.")
    if run.without_news:
        rows.append(f"{run.without_news} người không có tin về chủ đề đã chọn: không gửi.")
    if run.stopped:
        rows.append(f"Dừng sớm: {run.stopped}.".replace("..", "."))
    if remaining:
        rows.append(f"Còn {remaining} người chưa nhận: chạy lại đúng lệnh này để gửi tiếp.")
    later = [each.not_before for each in found if each.not_before]
    if later:
        rows.append(f"Thư chờ gửi lại: từ {_time(min(later))}.")
    if all_in_all[State.UNCERTAIN] or all_in_all[State.FAILED]:
        rows.append(
            "Thư chưa rõ và thư không gửi được cần người xem: "
            f"python scripts/send_digest.py --journal {journal} --list"
        )
    return "\n".join(rows)


def listing(
    deliveries: Iterable[Delivery], known: Mapping[str, Subscriber], file: PurePath | None
) -> str:
    """What a person must look at. `known` has the subscribers of `file` by their names in the
    journal."""
    rows = []
    for each in deliveries:
        subscriber = known.get(each.subscriber)
        who = (
            f"{subscriber.mailbox} ({file}:{subscriber.line})"
            if subscriber
            else f"người nhận {each.subscriber[:8]}…"
        )
        rows.append(
            f"{each.number}. {STATES[each.state]}: {who}, bản tin {_days(_period(each))}, "
            f"{each.changed_at}\n    {each.words or 'máy chủ không nói gì'}"
        )
    if not rows:
        return "Không có thư nào cần xem."
    return "\n".join(
        [
            *rows,
            "→ Thư «chưa rõ» không bao giờ tự gửi lại. Hỏi người nhận hoặc xem nhật ký của máy chủ",
            "  thư, rồi: --resolve sent SỐ (đã đến) hoặc --resolve retry SỐ (gửi lại lần sau).",
            *([] if file else ["→ Thêm --subscribers DANH-SÁCH để biết là ai, ở dòng mấy."]),
        ]
    )


def _period(delivery: Delivery) -> Period:
    return DigestId.of(delivery.digest).period


def _days(period: Period) -> str:
    return f"{wording.short_date(period.since)}–{wording.short_date(period.until)}"


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M} ngày {wording.short_date(moment.date())}"
