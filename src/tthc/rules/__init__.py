"""The checks on data, P01 to P30; each has a heading in `docs/bao-tri/quy-tac.md`.

A rule is a generator of findings and knows nothing of the others. None stops at its first
finding, so that one run tells the editor everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tthc.problems import Problem
from tthc.rules import content, dates, history, law, texts, updates
from tthc.rules.base import Context, Entry, Finding, Rule

RULES: tuple[Rule, ...] = (
    content.constituents_are_complete,
    content.code_equals_file_name,
    content.references_resolve,
    dates.promise_keeps_within_the_law,
    dates.shares_add_up,
    content.partial_service_has_a_reason,
    content.no_certified_copy_where_a_copy_will_do,
    content.everything_asked_cites_a_law,
    law.main_law_is_in_force,
    law.law_does_not_end_soon,
    dates.decisions_are_published_in_time,
    history.functional_change_has_a_note,
    dates.reviews_are_not_overdue,
    history.english_is_not_older,
    texts.no_personal_numbers,
    content.form_files_exist,
    texts.text_is_clean,
    texts.numbers_are_plausible,
    dates.dates_are_in_order,
    dates.calendar_of_the_year_is_there,
    updates.name_fits,
    updates.days_are_in_order,
    updates.says_what_readers_need,
    updates.body_is_plain_markdown,
    law.cited_articles_are_in_force,
    history.version_of_the_day_is_kept,
    history.versions_follow_each_other,
    history.published_notes_keep_their_days,
    history.published_files_are_kept,
)


def check(entries: Iterable[Entry[Any]], context: Context, whole: Entry[Any]) -> Iterator[Problem]:
    """Every problem that the rules find in `entries` and, as `whole`, in the catalogue."""
    for entry in entries:
        for rule in RULES:
            if rule.model and isinstance(entry.record, rule.model):
                yield from _problems(rule, entry, context)
    for rule in RULES:
        if rule.model is None:
            for finding in rule.check(whole, context):
                yield _problem(rule, whole, finding)


def unresolved(entry: Entry[Any], context: Context) -> Iterator[Problem]:
    """References of `entry` to what is not there (P03): all that is asked of former versions."""
    yield from _problems(content.references_resolve, entry, context)


def _problems(rule: Rule, entry: Entry[Any], context: Context) -> Iterator[Problem]:
    for finding in _findings(rule, entry, context):
        places = (finding.place, *finding.rests_on)
        if not any(entry.is_unreadable(place) for place in places):
            yield _problem(rule, entry, finding)


def _findings(rule: Rule, entry: Entry[Any], context: Context) -> Iterator[Finding]:
    """A rule is to step over the holes in a record; should it stumble over one, the hole at least
    has been reported."""
    try:
        yield from rule.check(entry, context)
    except (AttributeError, TypeError, ValueError):
        if not entry.broken:
            raise


def _problem(rule: Rule, entry: Entry[Any], finding: Finding) -> Problem:
    level = rule.level if finding.level is None else finding.level
    if finding.file is not None:
        return Problem(finding.file, 1, rule.id, finding.message, finding.advice, level)
    line = entry.source.line((*entry.place, *finding.place))
    return Problem(entry.file, line, rule.id, finding.message, finding.advice, level)
