// Looks in full texts: adds up the weights of the terms of a query, as tthc.search.shards explains
// them. Only their shards are fetched.

// The terms of a text, as tthc.search.fulltext cuts them, by the patterns of the table.
const termsOf = (text, { law, kinds, gap, syllable }) => {
  const found = []
  const pattern = source => new RegExp(source, "g")
  const plain = plainOf(text).replace(pattern(law), (all, before, word, number, joint, year, suffix) => {
    const kind = suffix ?? word
    if (!kind && (!year || joint.includes("nam"))) return all
    if (year) found.push(`${number}/${year}`)
    if (kind) found.push(`${number}/${kinds[kind] ?? kind}`)
    return before + "\n"
  })
  for (const clause of plain.split(pattern(gap))) {
    const syllables = clause.match(pattern(syllable)) ?? []
    found.push(...syllables, ...syllables.slice(1).map((each, index) => `${syllables[index]} ${each}`))
  }
  return found
}

// A function that loads once, and again after a failure.
const once = load => {
  let loaded
  return () => loaded ??= load().catch(error => {
    loaded = undefined
    throw error
  })
}

// The number of a document, read from its key.
const idOf = (text, base) => Array.from(text).reduce((sum, letter) => (sum * base + letter.codePointAt()) % 2 ** 26, 0)

// Finds in the texts of a table; `fetchShard` promises the shard of a name.
const textsOf = (table, fetchShard) => {
  const { starts, total } = table
  const docs = new Map(keys.map((key, doc) => [idOf(columns.kind[doc] + key, table.base), doc]))
  const shards = table.names.map(name => once(async () => {
    const shard = await fetchShard(name)
    let id = 0
    shard[""] = shard[""].map(gap => docs.get(id += gap))
    return shard
  }))

  // Documents with their weights.
  const posting = async term => {
    const shard = await shards[starts.findLastIndex(start => start <= term)]()
    const [first, rest = ""] = term.split(" ")
    const numbers = shard[first]?.[rest] ?? []
    const count = numbers.length >> 1
    const spread = numbers[2 * count] ?? count
    const rarity = Math.log(1 + Math.abs((total - spread + .5) / (spread + .5))) * .022 // as in Python, of hundredths
    return numbers.slice(0, count).map((place, i) => [shard[""][place], numbers[count + i] * rarity])
  }

  return async query => {
    const scores = new Map()
    let possible = 0 // the weight of all terms but numbers of law
    await Promise.all([...new Set(termsOf(query, table))].slice(0, 40).map(async term => {
      const found = await posting(term)
      let most = found[0] ? 0 : 5 // for a term that stands nowhere
      for (const [doc, weight] of found) {
        scores.set(doc, (scores.get(doc) ?? 0) + weight)
        if (weight > most && !term.includes("/")) most = weight
      }
      possible += most
    }))
    return [...scores].map(([doc, score]) => ({ doc, score }))
      .filter(({ score }) => score >= possible / 4)
      .sort((a, b) => b.score - a.score || a.doc - b.doc)
  }
}
