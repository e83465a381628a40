"""The search of full texts, from weights in Python to answers in node."""

from __future__ import annotations

import functools
import gzip
import json
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import lunr.builder
import pytest
from playwright._impl._driver import compute_driver_executable

from tests.search.engine import site, site_names, site_terms, site_texts
from tthc import addresses
from tthc.search import fulltext, scripts, shards, weights
from tthc.search.documents import Document
from tthc.text import fold

ROOT = Path(__file__).resolve().parents[2]
QUERIES = [
    json.loads(line)
    for line in Path(__file__).with_name("queries.text.jsonl").read_text("utf-8").splitlines()
]
FLOOR = {"success@1": 0.95, "success@5": 1.0, "mrr": 0.97}
"""What the list of queries reached when it was last looked at."""
LARGEST = 4 * 1024
"""Bytes of a compressed shard."""
END = "globalThis.tthcText = { open, textsOf, termsOf }"

NODE = """
const { readFileSync } = require("fs")
const { runInThisContext } = require("vm")
const { script, names, table, shards, queries, texts } = JSON.parse(readFileSync(0, "utf8"))
runInThisContext(script)
tthcText.open(JSON.parse(names))
;(async () => {
  const found = []
  for (const query of queries) {
    const read = new Set()
    const find = tthcText.textsOf(JSON.parse(table), async name => {
      read.add(name)
      return JSON.parse(shards[name])
    })
    found.push({ items: await find(query), read: [...read] })
  }
  const terms = texts.map(text => tthcText.termsOf(text, JSON.parse(table)))
  console.log(JSON.stringify({ found, terms }))
})()
"""


def counted(packed: fulltext.PageTerms) -> Counter[str]:
    bands = (band for _, band in fulltext.bands(packed))
    return Counter(
        {term: number for band in bands for number, row in fulltext.rows(band) for term in row}
    )


@functools.cache
def documents() -> list[Document]:
    """Those of this site, as the browser numbers them."""
    return sorted(site("vi"), key=lambda each: (each.kind, each.field, each.title, each.key))


@functools.cache
def files() -> tuple[str, dict[str, str]]:
    """The table and the shards of this site."""
    return shards.table_and_shards(documents(), site_terms("vi"))


def searched() -> list[Document]:
    return [each for each in documents() if each.has_text]


def node(queries: list[str], texts: list[str] | None = None) -> dict[str, Any]:
    """What the script answers, in the node that comes with playwright."""
    executable, _ = compute_driver_executable()
    given = {
        "script": scripts.joined(ROOT, (*scripts.ENGINE, "texts"), END),
        "names": site_names("vi").names,
        "table": files()[0],
        "shards": files()[1],
        "queries": queries,
        "texts": texts or [],
    }
    done = subprocess.run(
        [executable, "-e", NODE],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def keys(answer: dict[str, Any]) -> list[str]:
    return [documents()[item["doc"]].key for item in answer["items"]]


def fields(document: Document) -> tuple[str, str, str]:
    return document.key, document.title, site_texts("vi")[document.url]


@functools.cache
def lunr_weights() -> tuple[dict[str, float], ...]:
    """What lunr makes of the terms of each page, with our boosts and its own settings."""
    builder = lunr.builder.Builder()
    builder.ref("number")
    names = ("key", "title", "text")
    for name, boost in zip(names, weights.BOOSTS, strict=True):
        builder.field(name, boost)
    for number, document in enumerate(searched()):
        texts = [list(fulltext.terms(text).elements()) for text in fields(document)]
        builder.add({"number": number, **dict(zip(names, texts, strict=True))})
    builder.build()
    terms = {posting["_index"]: term for term, posting in builder.inverted_index.items()}
    found = []
    for number in range(len(searched())):
        said: dict[str, float] = defaultdict(float)
        for name in names:
            vector = builder.field_vectors[f"{name}/{number}"].elements
            for index, weight in zip(vector[::2], vector[1::2], strict=True):
                said[terms[index]] += weight
        found.append(said)
    return tuple(found)


def test_weights_are_those_of_lunr() -> None:
    counted = [[fulltext.terms(text) for text in fields(each)] for each in searched()]
    spread = Counter(term for row in counted for field in row for term in field)
    total = len(counted)
    means = [sum(each.total() for each in column) / total for column in zip(*counted, strict=True)]
    for row, expected in zip(counted, lunr_weights(), strict=True):
        found: dict[str, float] = defaultdict(float)
        for field, mean, boost in zip(row, means, weights.BOOSTS, strict=True):
            for term, number in field.items():
                says = weights.says(number, field.total(), mean)
                found[term] += boost * says * weights.rarity(spread[term], total)
        assert found.keys() == expected.keys()
        for term, weight in found.items():
            assert spread[term] > total or abs(weight - expected[term]) < 0.01


def test_weights_in_the_shards_are_near_those_of_lunr() -> None:
    table = json.loads(files()[0])
    numbers = {shards.identity(each, table["base"]): at for at, each in enumerate(searched())}
    own = [says for each, says in zip(documents(), table["own"], strict=True) if each.has_text]
    compared = 0
    for text in files()[1].values():
        shard = json.loads(text)
        ids = [numbers[number] for number in accumulate(shard.pop(""))]
        for first, row in shard.items():
            for second, stored in row.items():
                term = f"{first} {second}".strip()
                spread, *rest = stored
                for place, says in zip(accumulate(rest[::2]), rest[1::2], strict=True):
                    rarity = weights.rarity(spread, table["total"])
                    weight = (own[ids[place]] + says) / weights.STEPS * rarity
                    expected = lunr_weights()[ids[place]][term]
                    assert abs(weight / expected - 1) < 0.1, (term, weight, expected)
                    compared += 1
    print(f"\n{compared} weights in {len(files()[1])} shards")
    assert compared > 20_000


@pytest.mark.parametrize(
    ("spellings", "terms"),
    [
        (
            ["35/2022/NĐ-CP", "35-2022-nd-cp", "nđ 35/2022", "35/2022/NDCP", "035 / 2022 / nđ-cp"],
            {"35/2022", "35/nd"},
        ),
        (["Nghị định 35/2022", "nghi dinh so 35 nam 2022", "Decree No. 35/2022/ND-CP"], {"35/nd"}),
        (["143/2025/QH15", "143 2025 qh15", "luật 143/2025"], {"143/2025", "143/qh"}),
        (["Luật 143", "luat so 143", "Law No. 143"], {"143/qh"}),
        (["1165/QĐ-BTC", "quyết định 1165", "QĐ 1165"], {"1165/qd"}),
        (["66.7/2025/NQ-CP", "66.7-2025-nq-cp"], {"66.7/2025", "66.7/nq"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_numbers_of_law_are_one_term_in_any_spelling(spellings: list[str], terms: set[str]) -> None:
    for spelling in spellings:
        found = set(fulltext.terms(spelling))
        assert terms <= found, spelling
        assert {term for term in found if "/" in term} >= terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ngày 15/05/2026", ["ngay", "15", "05", "2026", "ngay 15", "15 05", "05 2026"]),
        ("Bảo lãnh", ["bao", "lanh", "bao lanh"]),
        ("kĩ thuật, kỹ thuật", ["ki", "thuat", "ki thuat"] * 2),
        ("mã 1.013239.", ["ma", "1.013239", "ma 1.013239"]),
        ("kinh tế - xã hội", ["kinh", "te", "xa", "hoi", "kinh te", "te xa", "xa hoi"]),
        ("", []),
    ],
)
def test_terms_are_syllables_and_pairs_within_a_clause(text: str, terms: list[str]) -> None:
    assert fulltext.terms(text) == Counter(terms)


def test_python_and_javascript_see_the_same_terms() -> None:
    texts = [*site_texts("vi").values(), *site_texts("en").values()]
    texts += [document.title for document in documents()]
    texts += [query["query"] for query in QUERIES]
    for text, terms in zip(texts, node([], texts)["terms"], strict=True):
        assert Counter(terms) == fulltext.terms(text)


def test_answers_are_as_good_as_they_were() -> None:
    found = node([query["query"] for query in QUERIES])["found"]
    ranks = []
    for query, answer in zip(QUERIES, found, strict=True):
        places = [place for place, key in enumerate(keys(answer), 1) if key in query["expected"]]
        ranks.append(places[0] if places else 0)
        if ranks[-1] != 1:
            print(f"\n{query['query']}: {ranks[-1]}")
    reached = {
        "success@1": sum(rank == 1 for rank in ranks) / len(ranks),
        "success@5": sum(1 <= rank <= 5 for rank in ranks) / len(ranks),
        "mrr": sum(1 / rank for rank in ranks if rank) / len(ranks),
    }
    sizes = [sum(len(compressed(files()[1][name])) for name in answer["read"]) for answer in found]
    print("\n", *(f"{name} {value:.3f}" for name, value in reached.items()))
    print(f"bytes of a query: {sum(sizes) / len(sizes):.0f} on average, {max(sizes)} at most")
    for name, least in FLOOR.items():
        assert reached[name] >= least, name


def spellings(kind: str, number: str) -> list[str]:
    """How readers write the number of a legal document."""
    return [
        number,
        f"{kind} {number}",
        fold(f"{kind} số {number}"),
        number.replace("Đ", "D").replace("/", "-"),
        fold(number).replace("/", " "),
        f"{kind} {number.rpartition('/')[0]}",
    ]


def test_a_number_finds_the_document_and_then_all_that_rest_on_it() -> None:
    asked = []
    for law in documents():
        if law.kind == "law":
            kind, _, number = law.title.partition(":")[0].rpartition(" ")
            asked += [(law.key, number, spelling) for spelling in spellings(kind, number)]
    answers = node([spelling for *_, spelling in asked])["found"]
    for (key, number, spelling), answer in zip(asked, answers, strict=True):
        found = keys(answer)
        assert found[0] == key, spelling
        resting = {
            each.key
            for each in searched()
            if each.kind == "procedure" and number in site_texts("vi")[each.url]
        }
        assert resting <= set(found), spelling


def test_what_the_site_does_not_treat_is_not_found() -> None:
    queries = [
        "dịch thuật công chứng",
        "giấy khai sinh",
        "bằng lái xe ô tô",
        "nuôi trồng thủy sản",
        "khám chữa bệnh",
        "qwertz asdf",
        "nghị định 999/1999",
    ]
    for query, answer in zip(queries, node(queries)["found"], strict=True):
        assert answer["items"] == [], query


def test_files_are_small_and_a_query_reads_few() -> None:
    sizes = [len(compressed(text)) for text in files()[1].values()]
    print(f"\n{len(sizes)} files, {sum(sizes)} bytes compressed, the largest {max(sizes)}")
    assert max(sizes) <= LARGEST
    (answer,) = node(["bảo lãnh"])["found"]
    assert 1 <= len(answer["read"]) <= 3


def test_same_documents_make_the_same_files() -> None:
    assert shards.table_and_shards(documents(), dict(reversed(site_terms("vi").items()))) == files()


@pytest.mark.parametrize("number", [0, 1])
def test_few_documents_make_files_too(number: int) -> None:
    found = searched()[:number]
    table, texts = shards.table_and_shards(found, site_terms("vi"))
    assert json.loads(table)["starts"][0] == ""
    assert json.loads(table)["names"] == list(texts)


def test_pages_without_terms_are_not_in_the_texts() -> None:
    table, texts = shards.table_and_shards(documents(), {})
    assert list(texts.values()) == ['{"":[]}']
    assert json.loads(table)["total"] == 0


def test_an_edited_word_renames_only_the_shards_that_have_it() -> None:
    address = "thu-tuc/1.009664/"
    html = f"<p>{site_texts('vi')[address]}</p>"
    before, after = (
        shards.table_and_shards(
            documents(), {**site_terms("vi"), address: fulltext.page_terms(text)}
        )[1]
        for text in (html, html.replace("hồ sơ", "hồ qwertz", 1))
    )
    renamed = after.keys() - before.keys()
    assert any('"qwertz":' in after[name] for name in renamed)
    assert len(renamed) <= 3


def test_one_page_more_keeps_the_shards_without_its_words() -> None:
    syllables = [first + second for first in "bcdghklmnt" for second in ("a", "e", "i", "o", "u")]
    chance = random.Random(2026)
    texts = {f"2.{at:06}": " ".join(chance.choices(syllables, k=300)) for at in range(200)}
    texts["2.000050"] = "zu " * 300

    def made(codes: Iterable[str]) -> set[str]:
        listed = [Document("procedure", code, "Ha", code, has_text=True) for code in codes]
        terms = {code: fulltext.page_terms(text) for code, text in texts.items()}
        return set(shards.table_and_shards(listed, terms)[1])

    before, after = made(texts.keys() - {"2.000050"}), made(texts)
    assert len(before) > 20
    assert 1 <= len(after - before) <= 3


def test_terms_of_a_page_are_bytes_that_rest_on_its_words_alone() -> None:
    packed = fulltext.page_terms("<p>Bảo lãnh <b>theo Nghị định 35/2022/NĐ-CP</b></p><!-- x y -->")
    assert packed == fulltext.page_terms("<i>Bảo</i> lãnh\ntheo Nghị định 35/2022/NĐ-CP")
    found = counted(packed)
    assert found == fulltext.terms("Bảo lãnh theo Nghị định 35/2022/NĐ-CP")
    assert fulltext.length(packed) == found.total()
    assert fulltext.length(fulltext.page_terms("")) == 0


@pytest.mark.parametrize(
    ("html", "terms"),
    [
        ("bảo <b>lãnh</b>", ["bao", "lanh", "bao lanh"]),
        ('Nghị định <a href="/x/">35/2022</a>/NĐ-CP', ["35/2022", "35/nd"]),
        ("<p>bảo</p><p>lãnh</p>", ["bao", "lanh"]),
        ("<dt>bảo<dd class=x>lãnh", ["bao", "lanh"]),
        ("<td>35</td><td>/2022/NĐ-CP</td>", ["35", "2022", "nd", "cp", "2022 nd", "nd cp"]),
        ("bảo<br/>lãnh<!-- <p>x</p> --> bảo", ["bao", "lanh", "bao", "lanh bao"]),
        ("<p>bảo (lãnh); bảo &amp; lãnh</p>", ["bao", "lanh"] * 2),
        ("<p> </p><hr>", []),
    ],
)
def test_terms_of_a_page_reach_over_tags_within_a_block(html: str, terms: list[str]) -> None:
    packed = fulltext.page_terms(html)
    assert counted(packed) == Counter(terms)
    assert fulltext.length(packed) == len(terms)


def test_pages_have_the_terms_of_their_words() -> None:
    for language in addresses.ROOTS:
        for address, packed in site_terms(language).items():
            found = counted(packed)
            assert found == fulltext.terms(site_texts(language)[address])


def test_of_too_many_terms_the_frequent_ones_and_numbers_of_law_are_kept() -> None:
    words = " ".join(f"bao {number}" for number in range(fulltext.MOST_TERMS))
    packed = fulltext.page_terms(f"<p>{words}</p><p>Nghị định 35/2022/NĐ-CP</p>")
    found = counted(packed)
    assert len(found) == fulltext.MOST_TERMS
    assert found.keys() >= {"bao", "35/2022", "35/nd"}


def test_hostile_queries_do_no_harm() -> None:
    queries = ["", "a" * 10_000, "đầu tư " * 2_000, "(.*)+[", "<b>", "😀", "\ud800", "35/" * 999]
    for answer in node(queries)["found"]:
        assert len(answer["read"]) <= 40


def compressed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), 9)
