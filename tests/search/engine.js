// Runs the engine on what stands in standard input: { script, names, wording, english, vectors, queries: [[query, options]] }.
// Options are a limit and a filter.
const { readFileSync } = require("fs")
const { runInThisContext } = require("vm")
const { script, names, wording, english, vectors, queries } = JSON.parse(readFileSync(0, "utf8"))
runInThisContext(script)

const { fold, spelling, open, learnWording, learnEnglish, find, ranges, documentOf } = tthcSearch
const answer = { vectors: vectors.map(text => [fold(text), spelling(text)]) }
if (names) {
  open(JSON.parse(names))
  learnWording(JSON.parse(wording))
  learnEnglish(JSON.parse(english))
  answer.documents = JSON.parse(names).keys.map((_, doc) => documentOf(doc))
  answer.found = queries.map(([query, { limit = 20, filter }]) => {
    const start = performance.now()
    const { items, isWeak, hints } = find(query, filter)
    const time = performance.now() - start
    const shown = items.slice(0, limit).map(item => ({ score: item.score, ranges: ranges(item), ...documentOf(item.doc) }))
    return { isWeak, hints, time, total: items.length, items: shown }
  })
}
console.log(JSON.stringify(answer))
