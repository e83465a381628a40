// The search worker, in the place of Material's. It speaks Material's messages (0 set up, 1 ready, 2 query,
// 3 result), and with the results page 4 (query, filter, limit) and 5 (result with facets and hints).
// Names are fetched with the first query and answer at once, then the wording of lay people; English and texts
// when names answer weakly. A page from a disk
// runs this as a script; there the files of data are scripts too.

const page = globalThis.tthcBox
let files
let latest = 0

const send = data => page ? page.worker.onmessage({ data }) : postMessage(data)

const readFile = async name => {
  const url = new URL(`../../search/${name}`, page?.address ?? location)
  if (!page) return (await fetch(url)).json()
  await page.script(`${url}.js`)
  return JSON.parse(tthcData[name])
}

const openNames = once(async () => {
  files ??= (await readFile("search_index.json")).config.files
  open(await readFile(files.names))
})

const openWording = once(async () => learnWording(await readFile(files.wording)))

const openEnglish = once(async () => learnEnglish(await readFile(files.english)))

const openTexts = once(async () =>
  textsOf(await readFile(files.texts), name => readFile(`text.${name}.json`)))

const escaped = text => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt()};`)

// A result as Material knows it, and what only the results page asks for.
const result = item => {
  const { kind, key, title, url, agency, facts, isForeign } = documentOf(item.doc)
  let end = 0
  const marked = ranges(item).map(([from, to]) =>
    `${escaped(title.slice(end, from))}<mark>${escaped(title.slice(from, end = to))}</mark>`)
  return [{
    location: page ? url.replace(/(^|\/)(?=#|$)/, "$1index.html") : url,
    title: marked.join("") + escaped(title.slice(end)),
    text: escaped([agency.join(", "), facts].filter(Boolean).join(" · ")),
    score: item.score, tags: [], terms: {}, kind, key, isForeign
  }]
}

// Those that pass the filter, and for each facet how many there would be of each of its values.
const choose = (found, filter) => {
  const facets = { field: {}, audience: {}, channel: {}, kind: {} }
  const items = found.filter(({ doc }) => {
    const wrong = missed(doc, filter)
    for (const facet in facets) {
      if (wrong.some(each => each !== facet)) continue
      const counts = facets[facet]
      for (const value of [columns[facet][doc]].flat()) counts[value] = (counts[value] ?? 0) + 1
    }
    return !wrong.length
  })
  return { items, facets }
}

const unique = items => {
  const seen = new Set()
  return items.filter(({ doc }) => !seen.has(doc) && seen.add(doc))
}

const answer = async (type, data) => {
  const turn = ++latest
  const { query = "", filter = {}, limit = 10 } = type === 2 ? { query: data } : data
  await openNames()

  const reply = (found, hints, isPending) => {
    if (turn !== latest) return
    const { items, facets } = choose(found, filter)
    // When nothing passes: procedures without the filter, by what may have been meant, by single words.
    const near = items[0] || isPending ? [] : unique([query, ...hints, ...query.split(/\s+/, 9)]
      .flatMap(words => find(words, { kind: "procedure" }).items.slice(0, 3)))
    send({
      type: type + 1,
      data: {
        items: items.slice(0, limit).map(result), total: items.length, nearest: near.slice(0, 5).map(result),
        facets, hints, isPending
      }
    })
  }

  if (!query) return reply(keys.map((_, doc) => ({ doc })), [])
  if (!lay.size) {
    reply(find(query).items, [], true)
    await openWording().catch(() => {})
  }
  if (wantsEnglish(query)) await openEnglish().catch(() => {})
  if (turn !== latest) return
  const { items, isWeak, hints } = find(query)
  // The number of a law names the law; the texts know the procedures that rest on it.
  const isLaw = /\d/.test(query) && columns.kind[items[0]?.doc] === "law"
  reply(items, hints, isWeak)
  if (!isWeak && !isLaw) return
  await new Promise(resolve => setTimeout(resolve, 250)) // most are still being typed
  if (turn !== latest) return
  const more = await openTexts().then(look => look(query)).catch(() => [])
  const found = more.map(item => items.find(({ doc }) => doc === item.doc) ?? item)
  // A good name stands before what the texts say.
  reply(unique(items[0]?.score > .42 ? [...items, ...found] : [...found, ...items]), hints)
}

const receive = ({ data: { type, data } }) => {
  if (type) return answer(type, data).catch(error => send({ error }))
  files = data.config?.files
  send({ type: 1 })
}

if (page) page.worker = { postMessage: data => receive({ data }) }
else onmessage = receive
