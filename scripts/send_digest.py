"""Sends the digest of news by e-mail, to each subscriber at most once.

    python scripts/send_digest.py --subscribers FILE --journal FILE [--since DAY] [--until DAY]

Server and sender come from the environment: SMTP_HOST, SMTP_PORT, SMTP_SECURITY, SMTP_USER,
SMTP_PASSWORD, MAIL_FROM, MAIL_UNSUBSCRIBE. Exit status 0 when everybody has the digest, 1 when
somebody has not or something is wrong with data or set-up, 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, timedelta
from pathlib import Path

from tqdm import tqdm

from tthc import clock, console, problems, project, site
from tthc.catalogue import Catalogue
from tthc.mail import delivery, journal, report, sending, subscribers
from tthc.mail.journal import DigestId, Journal, State
from tthc.mail.mailbox import mailbox
from tthc.mail.message import Sender
from tthc.mail.preview import NOBODY, previews
from tthc.mail.selection import LANGUAGES, Newsroom, Period
from tthc.mail.subscribers import Subscriber
from tthc.mail.topics import ALL, Topics

ROOT = Path(__file__).resolve().parents[1]
DAYS = 7
DECISIONS = {"sent": State.SENT, "retry": State.PENDING}


def main() -> int:
    parser = options()
    arguments = console.arguments(parser)
    if wrong := misuse(arguments):
        parser.error(wrong)
    try:
        return run(parser, arguments)
    except (delivery.SettingsError, journal.JournalError, site.SiteError) as error:
        print(error)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng. Chạy lại đúng lệnh này để gửi tiếp; thư đang gửi dở được ghi là chưa rõ.")
        return 1


def options() -> argparse.ArgumentParser:
    parser = console.parser("Gửi bản tin qua thư điện tử, mỗi người nhận nhiều nhất một lần.")
    parser.add_argument("--subscribers", type=Path, metavar="TỆP", help="danh sách người nhận, CSV")
    parser.add_argument(
        "--to", metavar="ĐỊA-CHỈ", help="gửi một thư tới địa chỉ này thay danh sách"
    )
    parser.add_argument("--journal", type=Path, metavar="TỆP", help="sổ gửi thư; phải giữ mãi")
    parser.add_argument(
        "--since", type=console.day, metavar="NGÀY", help=f"mặc định: {DAYS} ngày đến --until"
    )
    parser.add_argument(
        "--until", type=console.day, metavar="NGÀY", help="kể cả ngày này; mặc định: hôm nay"
    )
    parser.add_argument("--topic", default=ALL, metavar="CHỦ-ĐỀ", help="chỉ gửi chủ đề này")
    parser.add_argument("--language", choices=LANGUAGES, help="với --to, --eml: vi, en hoặc vi+en")
    parser.add_argument(
        "--dry-run", action="store_true", help="chỉ nói sẽ gửi gì cho bao nhiêu người"
    )
    parser.add_argument("--eml", type=Path, metavar="THƯ-MỤC", help="chỉ ghi thư ra tệp để xem thử")
    parser.add_argument(
        "--limit", type=count, metavar="SỐ", help="nhiều nhất bấy nhiêu thư lần này"
    )
    parser.add_argument(
        "--rate", type=count, default=60, metavar="SỐ", help="thư mỗi phút, 0: không hạn chế (60)"
    )
    parser.add_argument("--list", action="store_true", help="liệt kê thư cần người xem")
    parser.add_argument(
        "--resolve", nargs="+", metavar=("sent|retry", "SỐ"), help="đã đến, hoặc gửi lại"
    )
    parser.add_argument("--ca", type=Path, metavar="TỆP", help="chứng thư gốc của máy chủ thư")
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    return parser


def count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"«{text}» không phải số nguyên, ví dụ 100.")
    return int(text)


def misuse(arguments: argparse.Namespace) -> str:
    """What is wrong with the arguments taken together; empty when nothing is."""
    is_about_journal = arguments.list or arguments.resolve
    modes = [arguments.list, arguments.resolve, arguments.eml, arguments.dry_run]
    decision, *numbers = arguments.resolve or ("sent", "1")
    is_decision = decision in DECISIONS and numbers and all(map(str.isdecimal, numbers))
    is_without_book = arguments.eml or arguments.dry_run
    has_receivers = bool(arguments.subscribers or arguments.to)
    rules = (
        (sum(map(bool, modes)) > 1, "chỉ chọn một trong --list, --resolve, --eml, --dry-run"),
        (
            arguments.subscribers and arguments.to,
            "chỉ chọn một trong --subscribers và --to",
        ),
        (
            not (is_about_journal or arguments.eml or has_receivers),
            "thiếu người nhận: thêm --subscribers TỆP hoặc --to ĐỊA-CHỈ",
        ),
        (
            not (is_without_book or arguments.journal),
            "thiếu --journal TỆP: sổ ghi ai đã nhận, để không ai nhận hai lần",
        ),
        (
            is_about_journal and arguments.journal and not arguments.journal.is_file(),
            f"không có sổ gửi thư {arguments.journal}",
        ),
        (not is_decision, "ghi --resolve sent SỐ hoặc --resolve retry SỐ; số xem bằng --list"),
        (
            arguments.to and mailbox(arguments.to) is None,
            "--to không phải địa chỉ thư, ví dụ ban-tin@example.vn",
        ),
    )
    return next((advice for is_wrong, advice in rules if is_wrong), "")


def run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if arguments.resolve:
        return resolve(arguments)
    found, reported, today = project.load(arguments.data)
    if arguments.list:
        return show(arguments, found)
    if errors := problems.errors(reported):
        print(*errors, sep="\n")
        print(f"Không gửi: {problems.summary(reported)}.")
        return 1
    newsroom = Newsroom(found, site.read(ROOT / "mkdocs.yml"))
    if arguments.topic not in newsroom.topics:
        names = ", ".join(newsroom.topics.general)
        parser.error(f"không có chủ đề «{arguments.topic}». Có: {names}, và mã thủ tục")
    wanted = DigestId(period(parser, arguments, today), arguments.topic)
    work = write if arguments.eml else distribute
    return work(arguments, newsroom, wanted)


def distribute(arguments: argparse.Namespace, newsroom: Newsroom, wanted: DigestId) -> int:
    """Sends the digest, or says what would be sent."""
    receivers = recipients(arguments, newsroom.topics)
    if receivers is None:
        return 1
    issue = sending.Issue(wanted, newsroom, sender(newsroom, is_needed=not arguments.dry_run))
    if all(content is None for content in map(issue.digest, receivers)):
        print(report.no_news(wanted, newsroom.topics))
        return 0
    print(report.heading(wanted, newsroom.topics))
    work = rehearse if arguments.dry_run else send
    return work(arguments, issue, receivers)


def period(parser: argparse.ArgumentParser, arguments: argparse.Namespace, today: date) -> Period:
    until = arguments.until or today
    since = arguments.since or until - timedelta(days=DAYS - 1)
    if since > until:
        parser.error(f"--since {since} ở sau --until {until}")
    if until > today:
        parser.error(f"--until {until} ở sau hôm nay ({today}): tin đăng sau đó sẽ bị sót")
    return Period(since, until)


def recipients(arguments: argparse.Namespace, known: Topics) -> list[Subscriber] | None:
    """To whom the digest goes; None when the list has errors, which are then printed."""
    if box := mailbox(arguments.to or ""):
        return [Subscriber(box, LANGUAGES[arguments.language or "vi+en"], (ALL,))]
    read, wrong = subscribers.read(arguments.subscribers, arguments.subscribers, known)
    if wrong:
        print(*wrong, sep="\n")
        print(f"Không gửi: {problems.summary(wrong)}.")
        return None
    return read


def sender(newsroom: Newsroom, *, is_needed: bool) -> Sender:
    """Who sends, as the environment says; a stand-in when nothing is to be sent."""
    box = delivery.sender_mailbox(os.environ, "MAIL_FROM", newsroom.board("vi"))
    if box is None and is_needed:
        raise delivery.SettingsError("Thiếu MAIL_FROM: địa chỉ gửi, ví dụ ban-tin@example.vn.")
    box = box or NOBODY
    unsubscribe = delivery.sender_mailbox(os.environ, "MAIL_UNSUBSCRIBE") or box
    return Sender(box, unsubscribe, newsroom.site.authority)


def rehearse(
    arguments: argparse.Namespace, issue: sending.Issue, receivers: list[Subscriber]
) -> int:
    now = clock.now()
    with journal.copied(arguments.journal or Path("-"), now) as book:
        if is_overlapping(issue.id, book):
            return 1
        letters = (
            (each, issue.digest(each), book.delivery(issue.id, name_of(each, book)))
            for each in receivers
        )
        print(report.plan(letters))
    return 0


def send(arguments: argparse.Namespace, issue: sending.Issue, receivers: list[Subscriber]) -> int:
    server = delivery.settings(os.environ, arguments.ca)
    pace = sending.Pace(arguments.limit, arguments.rate)
    with journal.opened(arguments.journal, clock.now()) as book:
        if is_overlapping(issue.id, book):
            return 1
        with delivery.Connection(server) as connection:
            progress = tqdm(receivers, disable=None, unit=" người", leave=False)
            done = sending.send(issue, progress, book, connection, pace)
        states = {each.subscriber: each for each in book.deliveries(*State, digest=str(issue.id))}
        missing = [
            each
            for each in receivers
            if name_of(each, book) not in states and issue.digest(each) is not None
        ]
        print(report.summary(done, states.values(), len(missing), arguments.journal))
    is_done = all(each.state is State.SENT for each in states.values()) and not missing
    return 0 if is_done else 1


def is_overlapping(wanted: DigestId, book: Journal) -> bool:
    """Whether some have got a part of the digest with another one; it is then said so."""
    others = [other for other in book.digests() if wanted.overlaps(other)]
    if others:
        print(report.overlap(wanted, others[-1]))
    return bool(others)


def show(arguments: argparse.Namespace, found: Catalogue) -> int:
    file: Path | None = arguments.subscribers
    read = subscribers.read(file, file, Topics(found))[0] if file else []
    with journal.opened(arguments.journal, clock.now()) as book:
        known = {name_of(each, book): each for each in read}
        print(report.listing(book.deliveries(State.UNCERTAIN, State.FAILED), known, file))
    return 0


def resolve(arguments: argparse.Namespace) -> int:
    decision, *numbers = arguments.resolve
    unknown = []
    with journal.opened(arguments.journal, clock.now()) as book:
        for number in map(int, numbers):
            if not book.resolve(number, DECISIONS[decision], "người quyết định", clock.now()):
                unknown.append(number)
    for number in unknown:
        print(f"Không có thư số {number} đang chờ người xem. Xem số bằng --list.")
    return 1 if unknown else 0


def write(arguments: argparse.Namespace, newsroom: Newsroom, wanted: DigestId) -> int:
    """Writes previews of all topics, or of the chosen one."""
    is_chosen = wanted.topic != ALL
    files = previews(
        newsroom,
        wanted.period,
        [wanted.topic] if is_chosen else newsroom.topics.general,
        [arguments.language] if arguments.language else LANGUAGES,
        sender(newsroom, is_needed=False),
    )
    if not files:
        print(report.no_news(wanted, newsroom.topics))
        return 0
    arguments.eml.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (arguments.eml / name).write_bytes(content)
    print(f"{len(files)} thư xem thử trong {arguments.eml}. Chưa gửi gì.")
    return 0


def name_of(subscriber: Subscriber, book: Journal) -> str:
    return book.subscriber(subscriber.mailbox.identity)


if __name__ == "__main__":
    sys.exit(main())
