// Runs search-engine.js on what stands in standard input: { script, names, vectors, queries: [[query, options]] }.
const { readFileSync } = require("fs")
const { runInThisContext } = require("vm")
const { script, names, vectors, queries } = JSON.parse(readFileSync(0, "utf8"))
runInThisContext(readFileSync(script, "utf8"), script)

const { fold, spelling, open, find } = tthcSearch
const answer = { vectors: vectors.map(text => [fold(text), spelling(text)]) }
if (names) {
  const index = open(names)
  answer.documents = Array.from({ length: index.size }, (_, doc) => index.document(doc))
  answer.found = queries.map(([query, options]) => {
    const start = performance.now()
    const { items, ...rest } = find(index, query, options)
    const time = performance.now() - start
    return { ...rest, time, items: items.map(item => ({ ...item, ...index.document(item.doc) })) }
  })
}
console.log(JSON.stringify(answer))
