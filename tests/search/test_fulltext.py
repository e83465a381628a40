"""The search of full texts, from weights in Python to answers in node."""

from __future__ import annotations

import functools
import gzip
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import lunr.builder
import pytest
from playwright._impl._driver import compute_driver_executable

from tthc import catalogue
from tthc.pages import Presenter
from tthc.search import fulltext, scripts
from tthc.search.documents import Document, documents
from tthc.terms import Language
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
END = "globalThis.tthcText = { textsOf, termsOf }"

NODE = """
const { readFileSync } = require("fs")
const { runInThisContext } = require("vm")
const { script, files, queries, texts } = JSON.parse(readFileSync(0, "utf8"))
runInThisContext(script)
;(async () => {
  const found = []
  const manifest = JSON.parse(files["texts.json"])
  for (const query of queries) {
    const read = new Set()
    const find = tthcText.textsOf(manifest, async number => {
      read.add(`texts-${number}.json`)
      return JSON.parse(files[`texts-${number}.json`])
    })
    found.push({ items: await find(query), read: [...read] })
  }
  console.log(JSON.stringify({ found, terms: texts.map(text => tthcText.termsOf(text, manifest)) }))
})()
"""


@functools.cache
def site(language: Language = "vi") -> list[Document]:
    """What is searched on this site."""
    today = date(2026, 11, 23)
    found, _ = catalogue.load(ROOT / "procedures", today)
    return documents(Presenter(found, today, language))


@functools.cache
def files(language: Language = "vi") -> dict[str, str]:
    return fulltext.shards(site(language))


def node(queries: list[str], texts: list[str] | None = None) -> dict[str, Any]:
    """What the script answers, in the node that comes with playwright."""
    executable, _ = compute_driver_executable()
    given = {
        "script": scripts.joined(ROOT, ("words", "texts"), END),
        "files": files(),
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
    return [site()[item["doc"]].key for item in answer["items"]]


def test_weights_are_those_of_lunr() -> None:
    searched = [document for document in site() if fulltext.is_searched(document)]
    builder = lunr.builder.Builder()
    builder.ref("number")
    names = ("key", "title", "text")
    for name, boost in zip(names, fulltext.BOOSTS, strict=True):
        builder.field(name, boost)
    for number, document in enumerate(searched):
        texts = map(fulltext.terms, fulltext.fields(document))
        builder.add({"number": number, **dict(zip(names, texts, strict=True))})
    builder.build()
    terms = {posting["_index"]: term for term, posting in builder.inverted_index.items()}
    compared = 0
    for number, own in enumerate(fulltext.weights(searched)):
        expected = []
        for name in names:
            vector = builder.field_vectors[f"{name}/{number}"].elements
            expected += [
                (terms[index], weight)
                for index, weight in zip(vector[::2], vector[1::2], strict=True)
            ]
        assert sorted(own) == sorted(expected)
        compared += len(expected)
    print(f"\n{compared} weights of {len(terms)} terms in {len(searched)} documents")
    assert compared > 50_000


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
    assert fulltext.terms(text) == terms


def test_python_and_javascript_see_the_same_terms() -> None:
    texts = [each.text for language in ("vi", "en") for each in site(language)]
    texts += [document.title for document in site()]
    texts += [query["query"] for query in QUERIES]
    for text, terms in zip(texts, node([], texts)["terms"], strict=True):
        assert terms == fulltext.terms(text)


def test_quality() -> None:
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
    sizes = [sum(len(compressed(files()[name])) for name in answer["read"]) for answer in found]
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
    for law in site():
        if law.kind == "law":
            kind, _, number = law.title.partition(":")[0].rpartition(" ")
            asked += [(law.key, number, spelling) for spelling in spellings(kind, number)]
    answers = node([spelling for *_, spelling in asked])["found"]
    for (key, number, spelling), answer in zip(asked, answers, strict=True):
        found = keys(answer)
        assert found[0] == key, spelling
        resting = {each.key for each in site() if each.kind == "procedure" and number in each.text}
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
    sizes = [len(compressed(text)) for text in files().values()]
    print(f"\n{len(sizes)} files, {sum(sizes)} bytes compressed, the largest {max(sizes)}")
    assert max(sizes) <= LARGEST
    (answer,) = node(["bảo lãnh"])["found"]
    assert 1 <= len(answer["read"]) <= 3


def test_same_documents_make_the_same_files() -> None:
    assert fulltext.shards(site()) == files()


def test_documents_without_a_text_of_their_own_are_not_found() -> None:
    for document, weighed in zip(site(), fulltext.weights(site()), strict=True):
        assert bool(weighed) == fulltext.is_searched(document)
    nothing = fulltext.shards([])
    assert json.loads(nothing.pop("texts.json"))["starts"] == [""]
    assert nothing == {"texts-0.json": "{}"}


def test_hostile_queries_do_no_harm() -> None:
    queries = ["", "a" * 10_000, "đầu tư " * 2_000, "(.*)+[", "<b>", "😀", "\ud800", "35/" * 999]
    for answer in node(queries)["found"]:
        assert len(answer["read"]) <= 40


def compressed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), 9)
