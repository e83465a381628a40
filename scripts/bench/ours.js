// Rewrites queries by itself, so it takes only the query as typed.
"use strict";
bench.engines.ours = {
  open: (text) => tthcSearch.open(text),
  find(index, [query]) {
    const { items } = tthcSearch.find(index, query, { limit: bench.limit });
    return items.map(({ doc }) => index.document(doc));
  },
};
