// Runs the worker as a browser would, on { script, files: name → text, queries } from standard
// input, and writes the keys of the results of each query.
const { readFileSync } = require("fs")
const { basename } = require("path")
const { runInThisContext } = require("vm")
const { script, files, queries } = JSON.parse(readFileSync(0, "utf8"))
const nameOf = url => basename(new URL(url).pathname)

globalThis.location = new URL("http://localhost/assets/javascripts/search-worker.js")
globalThis.fetch = async url => ({ ok: true, text: async () => files[nameOf(url)], json: async () => JSON.parse(files[nameOf(url)]) })
globalThis.onmessage = null
let settle
globalThis.postMessage = ({ type, data, error }) => {
  if (error) throw new Error(error)
  if (type === 5 && !data.isPending) settle(data)
}
runInThisContext(script)
onmessage({ data: { type: 0, data: {} } })

;(async () => {
  const found = []
  for (const query of queries) {
    const { items } = await new Promise(resolve => {
      settle = resolve
      onmessage({ data: { type: 4, data: { query, limit: 20 } } })
    })
    found.push(items.flat().map(item => item.key))
  }
  console.log(JSON.stringify(found))
})()
