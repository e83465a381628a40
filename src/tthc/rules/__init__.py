"""The checks on data, P01 to P30; each has a heading in `docs/bao-tri/quy-tac.md`.

A rule is a generator of findings and knows nothing of the others. None stops at its first
finding, so that one run tells the editor everything. Some numbers are shared by two rules: one that
needs nothing but the record and its file, and one that looks elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from tthc.problems import Problem
from tthc.rules import content, dates, history, law, texts, updates
from tthc.rules.base import Context, Entry, Finding, Findings, OwnRule, Rule

RULES: tuple[Rule | OwnRule, ...] = (
    content.constituents_are_complete,
    content.code_equals_file_name,
    content.code_is_used_once,
    content.inner_references_resolve,
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
    dates.what_is_done_is_past,
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


def own(entry: Entry[Any]) -> Iterator[Problem]:
    """Every problem that shows in the record of `entry` and its file alone."""
    model: type[BaseModel] = type(entry.record)
    for rule in _own_rules(model):
        yield from _problems(rule, entry, rule.check(entry))


def check(entries: Iterable[Entry[Any]], context: Context, whole: Entry[Any]) -> Iterator[Problem]:
    """Every other problem that the rules find in `entries` and, as `whole`, in the catalogue."""
    for entry in entries:
        model: type[BaseModel] = type(entry.record)
        for rule in _rules(model):
            yield from _problems(rule, entry, rule.check(entry, context))
    for each in RULES:
        if isinstance(each, Rule) and each.model is None:
            for finding in each.check(whole, context):
                yield _problem(each, whole, finding)


@cache
def _own_rules(model: type[BaseModel]) -> tuple[OwnRule, ...]:
    rules = (rule for rule in RULES if isinstance(rule, OwnRule))
    return tuple(rule for rule in rules if issubclass(model, rule.model))


@cache
def _rules(model: type[BaseModel]) -> tuple[Rule, ...]:
    rules = (rule for rule in RULES if isinstance(rule, Rule))
    return tuple(rule for rule in rules if rule.model and issubclass(model, rule.model))


def unresolved(entry: Entry[Any], context: Context) -> Iterator[Problem]:
    """References of `entry` to what is not there (P03): all that is asked of former versions."""
    for rule in (content.inner_references_resolve, content.references_resolve):
        findings = rule.check(entry) if isinstance(rule, OwnRule) else rule.check(entry, context)
        yield from _problems(rule, entry, findings)


def _problems(rule: Rule | OwnRule, entry: Entry[Any], findings: Findings) -> Iterator[Problem]:
    for finding in _findings(entry, findings):
        places = (finding.place, *finding.rests_on) if entry.broken else ()
        if not any(entry.is_unreadable(place) for place in places):
            yield _problem(rule, entry, finding)


def _findings(entry: Entry[Any], findings: Findings) -> Findings:
    """A rule is to step over the holes in a record; should it stumble over one, the hole at least
    has been reported."""
    try:
        yield from findings
    except (AttributeError, TypeError, ValueError):
        if not entry.broken:
            raise


def _problem(rule: Rule | OwnRule, entry: Entry[Any], finding: Finding) -> Problem:
    level = rule.level if finding.level is None else finding.level
    if finding.file is not None:
        return Problem(finding.file, 1, rule.id, finding.message, finding.advice, level)
    line = entry.source.line((*entry.place, *finding.place))
    return Problem(entry.file, line, rule.id, finding.message, finding.advice, level)
