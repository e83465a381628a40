"""What staff write in Markdown, and what hostile hands might, as HTML."""

from __future__ import annotations

import re

import pytest

from tthc.markdown import links, rendered

PROBES = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    '[x](https://a.example "onmouseover=alert(1)")',
    "[x][r]\n\n[r]: javascript:alert(1)",
    "# x {: onclick=alert(1) }",
    "[x](https://a.example){: onclick=alert(1) style=color:red }",
    '<div markdown="1" onclick="alert(1)">x</div>',
    "<a href='javascript:alert(1)'>x</a>",
    "`<b>`\n\n    <script>alert(1)</script>",
    "| <b>x</b> | y |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |",
    "<!-- x --><iframe src=//a.example></iframe>",
    "<style>*{display:none}</style>",
    "&#106;avascript:alert(1) &lt;script&gt;",
    "\x02klzzwxh:0000\x03 \x02amp\x03",
    "<svg/onload=alert(1)>",
    "[x](//a.example)",
]


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_in_a_text_becomes_more_than_text(probe: str) -> None:
    html = str(rendered(probe))
    tags = re.findall(r"<([a-z0-9]+)((?:\s[^<>]*)?)>", html)
    assert {tag for tag, _ in tags} <= {
        *("a", "code", "div", "h3", "p", "pre", "table", "tbody", "td", "th", "thead", "tr")
    }
    for _, attributes in tags:
        names = set(re.findall(r'\s([a-z-]+)="', attributes))
        assert names <= {"href", "title", "rel", "class", "role", "tabindex", "aria-label", "scope"}
        assert not re.search(r'href="\s*(javascript|data|vbscript)', attributes, re.IGNORECASE)


def test_html_is_shown_as_it_was_typed() -> None:
    assert rendered("Ghi <b>đậm</b>.") == "<p>Ghi &lt;b&gt;đậm&lt;/b&gt;.</p>"


def test_headings_stand_below_those_of_the_page() -> None:
    html = rendered("# a\n\n## b\n\n### c\n\n###### d")
    assert re.findall(r"<(h\d)>", html) == ["h3", "h3", "h4", "h6"]


def test_links_of_this_site_are_made_to_work_below_any_path() -> None:
    html = rendered("[a](/thu-tuc/1.009664/#ho-so) [b](https://a.example/)", link="../../{}".format)
    assert 'href="../../thu-tuc/1.009664/#ho-so"' in html
    assert 'href="https://a.example/"' in html


def test_links_are_given_as_they_were_written() -> None:
    text = "[a](/x/) <https://b.example> [c][r]\n\n[r]: y\n\n    [code](/z/)\n\n`[d](/t/)`"
    assert links(text) == ["/x/", "https://b.example", "y"]


def test_a_table_scrolls_in_a_region_of_its_own_with_a_name() -> None:
    html = rendered("| a |\n|---|\n| b |", table_label="Mức thu")
    assert '<div aria-label="Mức thu" class="tt-scroll" role="region" tabindex="0">' in html
    assert '<th scope="col">a</th>' in html
