// lunr.js over an index built by lunr.py: folded words, the last one also as a prefix, and slips
// only where nothing else is found.
"use strict";
bench.engines.lunr = {
  open(text) {
    const { index, names } = JSON.parse(text);
    return { names, lunr: lunr.Index.load(index) };
  },
  find(index, queries) {
    const asked = queries.map(bench.words);
    const search = (editDistance) =>
      index.lunr.query((query) => {
        for (const words of asked) {
          words.forEach((word, at) => {
            query.term(word, editDistance && word.length > 3 ? { editDistance } : {});
            if (at === words.length - 1) {
              query.term(word, { wildcard: lunr.Query.wildcard.TRAILING, boost: 0.1 });
            }
          });
        }
      });
    let found = search(0);
    if (!found.length) found = search(1);
    return found.slice(0, bench.limit).map(({ ref }) => index.names[ref]);
  },
};
