// Looks in full texts: adds up the weights that tthc.search.fulltext gave to the terms of a query.
// Only their shards are fetched.

// The terms of a text, as tthc.search.fulltext cuts them, by the patterns of its manifest.
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

// Finds in the texts of a manifest; `fetchShard` promises one of its shards.
const textsOf = (manifest, fetchShard) => {
  const { starts } = manifest
  const shards = starts.map((_, number) => once(() => fetchShard(number)))

  // Documents and then as many weights.
  const posting = async term => {
    const shard = await shards[starts.findLastIndex(start => start <= term)]()
    const [first, rest = ""] = term.split(" ")
    return shard[first]?.[rest] ?? []
  }

  return async query => {
    const scores = new Map()
    let possible = 0 // the weight of all terms but numbers of law
    await Promise.all([...new Set(termsOf(query, manifest))].slice(0, 40).map(async term => {
      const numbers = await posting(term)
      const count = numbers.length / 2
      let doc = 0
      let most = count ? 0 : 5 // for a term that stands nowhere
      for (let index = 0; index < count; index++) {
        const weight = numbers[count + index] / 4
        doc += numbers[index]
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
