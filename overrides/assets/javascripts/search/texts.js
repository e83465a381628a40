// Looks in full texts: adds up the weights of the terms of a query, as tthc.search.shards explains
// them. Only their shards are fetched.

// The terms of a text, as tthc.search.fulltext cuts them, by the patterns of the table.
const termsOf = (text, { law, kinds, gap, syllable }) => {
  const found = []
  const pattern = source => RegExp(source, "g")
  const plain = plainOf(text).replace(pattern(law), (all, before, word, number, joint, year, suffix) => {
    const kind = kinds[suffix ?? word]
    if (!kind && (!year || joint.includes("nam"))) return all
    if (year) found.push(`${number}/${year}`)
    if (kind) found.push(`${number}/${kind}`)
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

// Finds in the texts of a table; `fetchShard` promises the shard of a name.
const textsOf = (table, fetchShard) => {
  const docs = {} // by the numbers that are read from their keys
  keys.forEach((key, doc) => {
    let id = 0
    for (const letter of columns.kind[doc] + key) id = (id * table.base + letter.codePointAt()) % 2 ** 26
    docs[id] = doc
  })

  const shards = table.names.map(name => once(async () => {
    const shard = await fetchShard(name)
    let id = 0
    shard[""] = shard[""].map(gap => docs[id += gap])
    return shard
  }))

  return async query => {
    const found = {}
    let possible = 0 // the weight of all terms but numbers of law
    await Promise.all([...new Set(termsOf(query, table))].slice(0, 40).map(async term => {
      const shard = await shards[table.starts.findLastIndex(start => start <= term)]()
      const [first, rest = ""] = term.split(" ")
      const [spread, ...numbers] = shard[first]?.[rest] ?? [0]
      const rarity = Math.log((table.total + 1) / (spread + .5))
      let most = spread ? 0 : 225 // for a term that stands nowhere
      let place = 0
      while (numbers.length) {
        const doc = shard[""][place += numbers.shift()]
        const weight = (table.own[doc] + numbers.shift()) * rarity
        const item = found[doc] ??= { doc, score: 0 }
        item.score += weight
        if (weight > most && !term.includes("/")) most = weight
      }
      possible += most
    }))
    return Object.values(found) // by number
      .filter(({ score }) => score >= possible / 4)
      .sort((a, b) => b.score - a.score)
  }
}
