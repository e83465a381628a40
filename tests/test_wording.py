from __future__ import annotations

from datetime import date

import pytest

from tthc.model.procedure import Cost, Duration, TimeUnit
from tthc.model.registers import EvidenceType
from tthc.rules.dates import add_months, calendar_days
from tthc.terms import Language
from tthc.wording import article, cost, count, duration, money, name, short_date


def test_a_record_without_an_english_name_keeps_its_own() -> None:
    paper = EvidenceType(id="giay", name="Giấy", name_en="Paper")
    assert (name(paper), name(paper, "en")) == ("Giấy", "Paper")
    assert name(paper.model_copy(update={"name_en": None}), "en") == "Giấy"


def test_days_are_written_as_each_language_writes_them() -> None:
    assert short_date(date(2026, 7, 1)) == "01/07/2026"
    assert short_date(date(2026, 7, 1), "en") == "1 July 2026"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_an_english_name(month: int) -> None:
    day = date(2026, month, 1)
    assert short_date(day, "en") == f"1 {day:%B} 2026"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_units_are_never_mistaken_for_each_other(language: Language) -> None:
    said = {duration(Duration(value=1, unit=unit), language) for unit in TimeUnit}
    assert len(said) == len(TimeUnit)


def test_a_duration_has_its_unit_in_both_languages() -> None:
    ten = Duration(value=10, unit=TimeUnit.WORKING_DAY)
    assert duration(ten) == "10 ngày làm việc"
    assert duration(ten, "en") == "10 working days"
    assert duration(Duration(value=1, unit=TimeUnit.HOUR), "en") == "1 hour"


def test_thousands_are_set_apart_as_each_language_does() -> None:
    assert (count(5_665), count(5_665, "en"), count(39)) == ("5.665", "5,665", "39")


@pytest.mark.parametrize(
    ("amount", "vietnamese", "english"),
    [
        (0, "0 đồng", "VND 0"),
        (1_000, "1.000 đồng", "VND 1,000"),
        (1_500_000, "1.500.000 đồng", "VND 1,500,000"),
    ],
)
def test_an_amount_names_its_currency(amount: int, vietnamese: str, english: str) -> None:
    assert (money(amount), money(amount, "en")) == (vietnamese, english)


def test_what_an_unknown_amount_is_for_is_said() -> None:
    unknown = Cost(name="Phí", per="hồ sơ", set_by="Theo biểu phí.")
    assert cost(unknown) == "chưa rõ mức thu mỗi hồ sơ. Theo biểu phí."
    assert cost(unknown, "en") == "amount per hồ sơ not known. Theo biểu phí."
    assert cost(unknown.model_copy(update={"per": None})) == "chưa rõ mức thu. Theo biểu phí."


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Điều 39", "Article 39"),
        ("khoản 1 Điều 39", "Clause 1, Article 39"),
        ("điểm a khoản 2 Điều 7", "Point a, Clause 2, Article 7"),
        ("Điều 38, Điều 39", "Article 38, Article 39"),
        ("theo quyết định của Ban", "theo quyết định của Ban"),
    ],
)
def test_articles_have_english_words_or_stay_as_they_are(text: str, english: str) -> None:
    assert (article(text), article(text, "en")) == (text, english)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2026-01-01", 999_999_999, "9999-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_limits_in_different_units_compare() -> None:
    assert calendar_days(10, TimeUnit.WORKING_DAY) == calendar_days(14, TimeUnit.DAY)
    assert calendar_days(1, TimeUnit.MONTH) > calendar_days(20, TimeUnit.WORKING_DAY)
    assert calendar_days(24, TimeUnit.HOUR) == calendar_days(1, TimeUnit.DAY)
