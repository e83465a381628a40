// MiniSearch over folded words, the last one also as a prefix, and slips in longer words: names
// with all words, or else with some.
"use strict";
{
  const options = {
    fields: ["title", "aliases", "code", "rest"],
    storeFields: ["key", "title", "url", "kind", "field", "audience", "channels", "facts"],
    tokenize: bench.words,
    processTerm: (word) => word,
    searchOptions: {
      // The values that gave the best answers over a national list of names.
      boost: { title: 5, code: 10 },
      bm25: { k: 1.2, b: 1, d: 0.5 },
      prefix: (word, at, words) => at === words.length - 1,
      fuzzy: (word) => (word.length > 4 ? 1 : false),
      weights: { fuzzy: 0.1, prefix: 0.2 },
    },
  };
  bench.engines.minisearch = {
    build(documents) {
      const index = new MiniSearch(options);
      index.addAll(documents);
      return JSON.stringify(index);
    },
    open: (text) => MiniSearch.loadJSON(text, options),
    find(index, queries) {
      const all = queries.map((query) => ({ combineWith: "AND", queries: [query] }));
      let found = index.search({ combineWith: "OR", queries: all });
      if (!found.length) found = index.search({ combineWith: "OR", queries });
      return found.slice(0, bench.limit);
    },
  };
}
