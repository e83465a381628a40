// Looks in full texts: adds up the weights that tthc.search.fulltext gave to the terms of a query.
// Only their shards are fetched.

const MAX_TEXT_TERMS = 40
const MISSING = 5 // weight of a term that stands nowhere
const LEAST = 1 / 4 // of the weight of all terms but numbers of law

const ABBREVIATIONS = {
  luat: "qh", "nghi dinh": "nd", "thong tu": "tt", "nghi quyet": "nq", "quyet dinh": "qd",
  law: "qh", decree: "nd", circular: "tt", resolution: "nq", decision: "qd"
}
const LAW = new RegExp("(^|[^a-z0-9/.-])" +
  `(?:(${Object.keys(ABBREVIATIONS).join("|")}|nd|tt|nq|qd)\\s*(?:so\\s+|no\\.?\\s+)?)?` +
  /0*([0-9]{1,4}(?:\.[0-9]{1,2})?)(?!\.?[0-9])/.source +
  /(?:(\s*[/-]\s*|\s+nam\s+|\s+)((?:19|20)[0-9]{2})(?![0-9]))?/.source +
  /(?:[\s/-]+(qh|nd|tt|nq|qd)[a-z0-9-]*)?/.source, "g")

const termsOf = text => {
  const found = []
  const plain = fold(text)
    .replace(LAW, (all, before, word, number, joint, year, suffix) => {
      const kind = suffix ?? word
      if (!kind && (!year || joint.includes("nam"))) return all
      if (year) found.push(`${number}/${year}`)
      if (kind) found.push(`${number}/${ABBREVIATIONS[kind] ?? kind}`)
      return `${before}\n`
    })
    .replace(/([bcdghklmnprstvx]|qu)y(?![a-z0-9])/g, "$1i")
  for (const clause of plain.split(/[^a-z0-9\s/–.-]+|\n|\.(?![0-9])/)) {
    const syllables = clause.match(/[a-z0-9]+(?:\.[0-9]+)*/g) ?? []
    found.push(...syllables, ...syllables.slice(1).map((each, index) => `${syllables[index]} ${each}`))
  }
  return found
}

// Finds in the texts of which `starts` says where each shard begins; `fetchShard` promises one of them.
const textsOf = (starts, fetchShard) => {
  const shards = []

  // Documents and then as many weights.
  const posting = async term => {
    const number = starts.findLastIndex(start => start <= term)
    try {
      const shard = await (shards[number] ??= fetchShard(number))
      const [first, rest = ""] = term.split(" ")
      return shard[first]?.[rest] ?? []
    } catch (error) {
      delete shards[number]
      throw error
    }
  }

  return async query => {
    const scores = new Map()
    let possible = 0
    await Promise.all([...new Set(termsOf(query))].slice(0, MAX_TEXT_TERMS).map(async term => {
      const numbers = await posting(term)
      const count = numbers.length / 2
      let doc = 0
      let most = count ? 0 : MISSING
      for (let index = 0; index < count; index++) {
        const weight = numbers[count + index] / 4
        doc += numbers[index]
        scores.set(doc, (scores.get(doc) ?? 0) + weight)
        if (weight > most && !term.includes("/")) most = weight
      }
      possible += most
    }))
    return [...scores].map(([doc, score]) => ({ doc, score }))
      .filter(({ score }) => score >= possible * LEAST)
      .sort((a, b) => b.score - a.score || a.doc - b.doc)
  }
}
