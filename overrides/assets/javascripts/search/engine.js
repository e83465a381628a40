// Finds documents by their names: one pass over the words of all names for each query.

// ---- Matching of words

// 1 for the same accents, less where none were typed, least where others were.
const likeness = (typed, word, isPlainQuery) => {
  const isSame = (letter, i) => letter === word.letters[i] || letter === word.plain[i]
  if (typed.tone && typed.tone !== word.tone || !Array.from(typed.letters).every(isSame)) return .5
  if (isPlainQuery || typed.tone === word.tone && word.letters.startsWith(typed.letters)) return 1
  return typed.isAccented ? .75 : .95
}

// Calls `add` with each word of the dictionary that a typed word may be, and how well it fits.
const match = (typed, isLast, isLoose, isPlainQuery, add) => {
  const { plain } = typed
  const isKnown = byPlain.has(plain)
  const mostSlips = !isLoose || /\d/.test(plain) || plain.length < (isKnown ? 4 : 3) ? 0 : plain.length < 6 ? 1 : 2
  const take = (words, factor) => {
    for (const word of words) {
      const like = likeness(typed, spelled[word], isPlainQuery)
      if (isLoose || like > .8) add(word, like * factor)
    }
  }
  if (isKnown) take(byPlain.get(plain), 1)
  if (!isLast && !mostSlips) return
  for (const [known, words] of byPlain) {
    if (known === plain) continue
    if (isLast && known.startsWith(plain)) take(words, .6 + .3 * plain.length / known.length)
    else if (mostSlips && Math.abs(known.length - plain.length) <= mostSlips) {
      const slips = slipsBetween(plain, 0, known, 0, mostSlips)
      if (slips < 3) for (const word of words) add(word, .8 - .2 * slips - .15 * isKnown)
    }
  }
}

// Letters more, less, other or exchanged from `i` and `j` on, up to `most`; else 3.
const slipsBetween = (a, i, b, j, most) => {
  while (i < a.length && a[i] === b[j]) { i++; j++ }
  if (i >= a.length || j >= b.length) {
    const rest = a.length - i + b.length - j
    return rest > most ? 3 : rest
  }
  if (!most--) return 3
  const isSwap = a[i] === b[j + 1] && a[i + 1] === b[j]
  return 1 + Math.min(2,
    slipsBetween(a, i + 1, b, j + 1, most),
    slipsBetween(a, i + 1, b, j, most),
    slipsBetween(a, i, b, j + 1, most),
    isSwap ? slipsBetween(a, i + 2, b, j + 2, most) : 3)
}

// ---- Scoring

// The ways as rows of terms, and which terms each word of the dictionary serves, as bits. A term knows how
// well each word fits it. Of more than 32 terms some share a bit.
const prepare = (ways, { last, loose, isPlainQuery }) => {
  const terms = new Map()
  const served = new Int32Array(words.length)
  const rows = []
  for (const { words: typed, weight } of ways) {
    const isLast = i => i === typed.length - 1 && typed[i] === last
    const named = typed.map((word, i) => word.letters + word.tone + isLast(i))
    let sum = 0
    const row = named.map((name, i) => {
      let term = terms.get(name)
      if (!term) {
        terms.set(name, term = { bit: 1 << terms.size, quality: new Float32Array(words.length), weight: .5 })
        let count = 0
        match(typed[i], isLast(i), loose.has(typed[i]), isPlainQuery, (word, value) => {
          served[word] |= term.bit
          term.quality[word] = value
          count += frequency[word] * value
        })
        if (count) term.weight = .25 + Math.log(1 + start.length / count) / Math.log(1 + start.length)
      }
      sum += term.weight
      return term
    })
    rows.push({ terms: row, weight, sum })
  }
  return { rows, served }
}

// The most that a name with the terms `has`, as bits, can score.
const share = ({ weight, terms, sum }, has) => {
  let found = 0
  for (const term of terms) if (has & term.bit) found += term.weight
  return found / sum * weight
}

const NEAR = [0, 1, .6, .4, .25]

// How well a name fits one way to say the query: 0 to 1. `has` are the terms of all names of the
// document: what another of its names says counts for less.
const score = ({ weight, terms, sum }, served, text, has) => {
  const best = []
  const pair = [] // how near the word before was
  const seen = []
  const begin = start[text]
  let first = -1
  let inClause = 0
  for (let i = 0; i < terms.length; i++) {
    best[i] = pair[i] = 0
    seen[i] = -1
  }
  for (let at = begin; tokens[at]; at++) {
    if (!served[tokens[at]]) continue
    const place = at - begin
    let hit = 0
    for (let i = terms.length - 1; i >= 0; i--) {
      const value = terms[i].quality[tokens[at]]
      if (!value) continue
      const before = i ? seen[i - 1] : -1
      if (value > hit && (value > .9 || !i || before >= 0 && before === place - 1)) hit = value
      if (value > best[i]) best[i] = value
      if (before >= 0) pair[i] = Math.max(pair[i], NEAR[place - before] ?? .15)
      seen[i] = place
    }
    if (hit < .5) continue
    if (first < 0) first = place
    if (place < clause[text]) inClause++
  }
  let cover = 0
  let near = 0
  terms.forEach((term, i) => {
    cover += term.weight * (best[i] || (has & term.bit ? .6 : 0))
    if (i) near += pair[i] * Math.min(best[i], best[i - 1])
  })
  cover /= sum
  near = terms.length > 1 ? near / (terms.length - 1) : 1
  const early = 1 / (1 + .15 * Math.max(0, first - lead[text]))
  const dense = Math.min(1, inClause / Math.max(1, clause[text] - lead[text]))
  return weight * cover * cover * (.5 + .3 * near + .08 * early + .12 * dense)
}

// Whether the document is about a change of what one has, and nobody asked for that.
const isOther = ({ terms }, doc) => {
  const text = firstText[doc]
  const token = tokens[start[text] + change[text] - 1]
  return change[text] && !terms.some(({ quality }) => quality[token] > .7)
}

// Documents by falling score.
const rank = (ways, options) => {
  const { allows, asksMeaning } = options
  const { rows, served } = prepare(ways, options)
  const all = new Int32Array(keys.length) // the terms of each document, as bits
  const own = docOf.map((doc, text) => { // and of each name
    let bits = 0
    for (let at = start[text]; tokens[at]; at++) bits |= served[tokens[at]]
    all[doc] |= bits
    return bits
  })
  const shares = { 0: 0 } // few documents differ in their terms
  const most = Array.from(all, bits => shares[bits] ??= Math.max(...rows.map(row => share(row, bits))))
  let least = .01
  most.forEach((value, doc) => { if (value > least && allows(doc)) least = value })
  least *= .55
  const found = new Map()
  own.forEach((bits, text) => {
    const doc = docOf[text]
    if (!bits || most[doc] < least || !allows(doc)) return
    const isTitle = firstText[doc] === text
    const factor = (isTitle ? 1 : .95) * (1 + .05 * columns.boost[doc]) * (columns.isForeign[doc] ? .85 : 1) *
      (asksMeaning && columns.kind[doc] === "term" ? 1.3 : 1)
    for (const row of rows) {
      if (share(row, all[doc]) < least) continue
      let value = score(row, served, text, all[doc]) * factor * (isOther(row, doc) ? .92 : 1)
      const item = found.get(doc) ?? { doc, title: 0, score: -1 }
      if (isTitle) item.title = Math.max(item.title, value)
      else value = .9 * value + .1 * item.title
      if (value > item.score) found.set(doc, Object.assign(item, { row, text, score: value }))
    }
  })
  const size = ({ doc }) => start[firstText[doc] + 1] - start[firstText[doc]]
  const items = [...found.values()].sort((a, b) => b.score - a.score || size(a) - size(b) || a.doc - b.doc)
  return items.filter(item => item.score >= .4 * items[0].score)
}

// The columns in which a document has not the value that `filter` wants.
const missed = (doc, filter) => Object.keys(filter).filter(name => ![columns[name][doc]].flat().includes(filter[name]))

// ---- The question

// Codes in any form: 1.009664, 1009664, 009664, 1 009664, or the beginning of one with its point.
const findCodes = text => {
  const found = new Set()
  const rest = text.replace(/(?<![\p{L}\d/])\d[.\s]?\d[\d.]*(?![\p{L}\d/])/gu, written => {
    const digits = written.replace(/\D/g, "")
    const whole = `${digits[0]}.${digits.slice(1)}`
    const isBeginning = digits.length > 6 || digits.length > 2 && /^\d[.\s]/.test(written)
    const docs = [...keys.keys()].filter(doc =>
      isBeginning && keys[doc].startsWith(whole) || digits.length === 6 && keys[doc].endsWith("." + digits))
    for (const doc of docs.sort((a, b) => keys[a].length - keys[b].length)) found.add(doc)
    return docs.length ? " " : written
  })
  return [found, rest]
}

const readQuery = query => {
  const text = query.normalize().slice(0, 400)
  const [codes, rest] = findCodes(text)
  return { text, codes, typed: readAll(rest).slice(0, 20) }
}

// Whether the English table may change the answer.
const wantsEnglish = query => mayBeEnglish(readQuery(query).typed)

// The documents that pass the filter, best first.
const find = (query, filter = {}) => {
  const allows = doc => !missed(doc, filter).length
  const { text, codes, typed } = readQuery(query)
  const translated = mayBeEnglish(typed) ? translations(typed) : []
  const words = translated.length ? typed : mend(typed)
  let items = []
  let hints = []
  if (words.length && !(codes.size && phraseAt(dropped, words, 0)?.size === words.length)) {
    const options = {
      allows,
      asksMeaning: /\bla gi\b|\bwhat is\b/.test(fold(text)),
      isPlainQuery: !words.some(word => word.isAccented),
      last: words.at(-1),
      loose: new Set()
    }
    const ways = waysOf(words, translated)
    items = rank(ways, options)
    if (!(items[0]?.score >= .7)) {
      options.loose = new Set(words)
      items = rank(ways, options)
      hints = items.slice(0, 1).flatMap(meant)
    }
  }
  const first = [...codes].filter(allows).map(doc => ({ doc, score: 2 }))
  return {
    items: [...first, ...items.filter(({ doc }) => !codes.has(doc))],
    isWeak: !first.length && !(items[0]?.score >= .55),
    hints
  }
}

// The query as the name spells it, when that is different.
const meant = ({ row, text }) => {
  let hasSlip = false
  const said = row.terms.flatMap(({ quality }) => {
    let best = 0
    for (let at = start[text]; tokens[at]; at++) if (quality[tokens[at]] > quality[best]) best = tokens[at]
    hasSlip ||= best && quality[best] < .7
    return best ? words[best].toLowerCase() : []
  })
  return hasSlip ? [said.join(" ")] : []
}

// [start, end) of the words of the title that were asked for.
const ranges = ({ doc, row }) => {
  const found = []
  if (row) nameOf(firstText[doc], (word, begin) => {
    if (!row.terms.some(({ quality }) => quality[word] >= .55)) return
    const end = begin + words[word].length
    if (found.at(-1)?.[1] === begin - 1) found.at(-1)[1] = end
    else found.push([begin, end])
  })
  return found
}
