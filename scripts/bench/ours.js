// Rewrites queries by itself, so it takes only the query as typed.
"use strict";
bench.engines.ours = {
  open(text) {
    const data = JSON.parse(text);
    tthcSearch.open(data);
    tthcSearch.learnWording(data);
    return tthcSearch;
  },
  learn: (text) => tthcSearch.learnEnglish(JSON.parse(text)),
  find({ find, ranges, documentOf }, [query]) {
    const items = find(query).items.slice(0, bench.limit);
    return items.map((item) => ({ ...documentOf(item.doc), ranges: ranges(item) }));
  },
};
