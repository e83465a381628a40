// The search worker, in the place of Material's. It speaks Material's messages (0 set up, 1 ready, 2 query,
// 3 result), and with the results page 4 (query, filter, limit) and 5 (result with facets and hints).
// Names are fetched with the first query, texts when names answer weakly. A page from a disk loads this
// as a script; there the files of data are scripts too.
(() => {
  const page = globalThis.tthcBox
  const here = page?.address ?? location
  const script = page?.script ?? importScripts
  const send = data => page ? page.worker.onmessage({ data }) : postMessage(data)
  const NAMES_FIRST = .42 // a best name of this score stands before what the texts say
  let files
  let names
  let texts
  let latest = 0

  const read = async name => {
    const url = new URL(`../../search/${name}`, here)
    if (!page) return (await fetch(url)).text()
    await script(`${url}.js`)
    return tthcData[name]
  }

  const openNames = async () => {
    files ??= JSON.parse(await read("search_index.json")).config.files
    const text = read(files.names)
    await script(new URL("search-engine.js", here))
    return tthcSearch.open(await text)
  }

  const openTexts = async () => {
    const readMarked = name => read(name.replace(".", `.${files.texts}.`))
    const manifest = readMarked("texts.json")
    await script(new URL("search-text.js", here))
    tthcText.open(await manifest, readMarked)
  }

  const escaped = text => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt()};`)

  // A result as Material knows it, and what only the results page asks for.
  const result = (index, { doc, score, ranges = [] }) => {
    const { kind, key, title, url, facts, isForeign } = index.document(doc)
    let end = 0
    const marked = ranges.map(([from, to]) =>
      `${escaped(title.slice(end, from))}<mark>${escaped(title.slice(from, end = to))}</mark>`)
    return {
      location: page ? url.replace(/(^|\/)(?=#|$)/, "$1index.html") : url,
      title: marked.join("") + escaped(title.slice(end)),
      text: escaped(facts), score, tags: [], terms: {}, kind, key, isForeign
    }
  }

  // Those that pass the filter, and for each facet how many there would be of each of its values.
  const choose = (index, found, filter) => {
    const facets = { field: {}, audience: {}, channel: {}, kind: {} }
    const items = found.filter(({ doc }) => {
      const values = facet => [index.value(doc, facet === "channel" ? "channels" : facet)].flat()
      const missed = Object.keys(filter).filter(facet => !values(facet).includes(filter[facet]))
      for (const facet in facets) {
        if (missed.some(each => each !== facet)) continue
        for (const value of values(facet)) facets[facet][value] = (facets[facet][value] ?? 0) + 1
      }
      return !missed.length
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
    const index = await (names ??= openNames())
    const find = (words, options) => tthcSearch.find(index, words, { limit: Infinity, ...options })

    const reply = (found, hints, isPending) => {
      if (turn !== latest) return
      const { items, facets } = choose(index, found, filter)
      const results = (some, most) => some.slice(0, most).map(item => [result(index, item)])
      // When nothing passes: procedures without the filter, by what may have been meant, by single words.
      const near = items[0] || isPending ? [] : unique([query, ...hints, ...query.split(/\s+/, 9)]
        .flatMap(words => find(words, { filter: { kind: "procedure" }, limit: 3 }).items))
      send({
        type: type + 1,
        data: { items: results(items, limit), total: items.length, nearest: results(near, 5), facets, hints, isPending }
      })
    }

    if (!query) return reply(Array.from({ length: index.size }, (_, doc) => ({ doc })), [])
    if (turn !== latest) return
    const { items, isWeak, hints } = find(query)
    // The number of a law names the law; the texts know the procedures that rest on it.
    const isLaw = items[0] && /\d/.test(query) && index.value(items[0].doc, "kind") === "law"
    reply(items, hints, isWeak)
    if (!isWeak && !isLaw) return
    await new Promise(resolve => setTimeout(resolve, 250)) // most are still being typed
    if (turn !== latest) return
    const more = await (texts ??= openTexts()).then(() => tthcText.find(query)).catch(() => texts = undefined)
    const found = (more?.items ?? []).map(item => items.find(({ doc }) => doc === item.doc) ?? item)
    reply(unique(items[0]?.score > NAMES_FIRST ? [...items, ...found] : [...found, ...items]), hints)
  }

  const receive = ({ type, data }) => {
    if (type === 0) {
      files = data?.config?.files
      send({ type: 1 })
    } else answer(type, data).catch(error => {
      names = undefined
      send({ error: String(error) })
    })
  }

  if (page) page.worker = { postMessage: receive }
  else onmessage = ({ data }) => receive(data)
})()
