// What every engine is measured by. An adapter puts itself into `bench.engines`:
//   open(text) → index       the data as downloaded
//   find(index, queries)     the first ten results as {key, title}; `queries` are OR-ed
//   learn(text)              only where more is fetched when a query wants it; not timed
//   build(documents) → text  only where the data is made by the engine itself
"use strict";
const bench = {
  engines: {},
  limit: 10,
  // As in engines.py: no accents, no tone, i for a final y.
  words: (text) => (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) =>
    tthcSearch.fold(tthcSearch.spelling(word)).replace(/(?<=\D)\d$/, "")),

  async start(name, file, first, more) {
    bench.engine = bench.engines[name];
    let text = await (await fetch(file)).text();
    const begin = performance.now();
    bench.index = bench.engine.open(text);
    const opened = performance.now();
    bench.engine.find(bench.index, first);
    const answered = performance.now();
    text = null;
    if (more) bench.engine.learn(await (await fetch(more)).text());
    return [opened - begin, answered - opened];
  },

  time(queries) {
    return queries.map((each) => {
      const begin = performance.now();
      bench.engine.find(bench.index, each);
      return performance.now() - begin;
    });
  },

  answers(queries) {
    return queries.map((each) => bench.engine.find(bench.index, each).map((found) => found.key));
  },

  async build(name, file) {
    return bench.engines[name].build(await (await fetch(file)).json());
  },
};
