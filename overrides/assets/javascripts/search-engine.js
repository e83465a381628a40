// Finds documents by their names: one pass over the words of all names for each query.
// No page, no network: works in a worker, a page and node.
globalThis.tthcSearch = (() => {
  "use strict"

  const MAX_CHARACTERS = 400
  const MAX_WORDS = 20
  const MAX_WAYS = 8
  const MAX_TERMS = 31 // one bit each

  // ---- Folding: as in tthc.text, tested with the same vectors

  const TONES = "\u0300\u0309\u0303\u0301\u0323"
  const TONE = new RegExp(`[${TONES}]`, "g")
  const FINAL_Y = /([bcdđghklmnpqrstvx]|qu)y(?!\p{L})/gu // kỹ is kĩ, quy is qui; hay is not hai

  const lower = text => text.replace(/[ðÐ]/g, "đ").replace(/[ƣƢ]/g, "ư").toLowerCase()

  // Lower case without accents.
  const fold = text => lower(text).replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "")

  // A word as letters without tone, the number of its tone, and the plain letters to look it up by.
  function read(word) {
    const parts = lower(word).normalize("NFD")
    const letters = parts.replace(TONE, "").normalize("NFC").replace(/ưo/g, "ươ").replace(FINAL_Y, "$1i")
    const tone = TONES.indexOf(parts.match(TONE)?.[0] ?? " ") + 1
    const plain = fold(letters)
    return { letters, tone, plain, isAccented: tone > 0 || letters !== plain }
  }

  const readAll = text => (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(read)

  // Hòa and hoà are both hoa1.
  const spelling = word => {
    const { letters, tone } = read(word)
    return letters + (tone || "")
  }

  // ---- The file of names, as tthc.search.names writes it

  // Calls `each` with the numbers written from `at` on, and returns where they end.
  function decode(text, at, each) {
    const digit = () => {
      const code = text.charCodeAt(at++) - 35
      return code > 57 ? code - 1 : code // the backslash is left out
    }
    while (text.charCodeAt(at) >= 35) {
      const first = digit()
      if (first < 57) each(first)
      else if (first < 90) each(57 + (first - 57) * 91 + digit())
      else each(3060 + (digit() * 91 + digit()) * 91 + digit())
    }
    return at
  }

  function open(source) {
    const { words, names, keys, columns, marks, rewriting } = typeof source === "string" ? JSON.parse(source) : source
    const index = { words, names, keys, size: keys.length, byPlain: new Map() }
    index.spelled = words.map((word, number) => {
      if (!/^[\p{L}\p{M}\p{N}]/u.test(word) || word.map) return null // a pair, or what stands between words
      const spelled = read(word)
      put(index.byPlain, spelled.plain, number)
      return spelled
    })
    readNames(index, marks.map(list => new Set(list)))
    for (const name in rewriting) index[name] = phrases(rewriting[name])
    const values = {}
    for (const name in columns) {
      const [different, written] = columns[name]
      const numbers = []
      decode(written, 0, number => numbers.push(number))
      values[name] = doc => different[numbers[doc]]
    }
    index.value = (doc, name) => values[name](doc)
    index.document = doc => {
      const document = { key: keys[doc], title: nameOf(index, doc) }
      for (const name in values) document[name] = values[name](doc)
      document.url = document.url.replace("*", keys[doc])
      return document
    }
    return index
  }

  // As `decode`, for a name. An entry of the dictionary may be a pair of two others.
  function eachWord({ names, words }, at, each) {
    const open = number => typeof words[number] === "string" ? each(number) : words[number].forEach(open)
    return decode(names, at, open)
  }

  const put = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value])

  // Number 0 among the tokens is the end of a name; the others are one more than in the dictionary.
  function readNames(index, [leads, changes, breaks]) {
    const { names, words, spelled } = index
    const count = names.split(/[ !]/).length
    const tokens = []
    const seen = new Uint32Array(words.length)
    index.frequency = new Uint32Array(words.length)
    index.start = new Uint32Array(count + 1) // in tokens
    index.written = new Uint32Array(count) // in names
    index.docOf = new Uint32Array(count)
    index.firstText = new Uint32Array(index.size)
    index.lead = new Uint8Array(count) // words before the name begins to say anything
    index.clause = new Uint8Array(count) // words of the first clause
    index.change = new Uint8Array(count) // 1 + the place of a word such as gia hạn, cấp lại
    let used = 0
    for (let text = 0, at = 0, doc = 0; text < count; text++, at++) {
      const start = index.start[text] = used
      index.written[text] = at
      index.docOf[text] = doc
      at = eachWord(index, at, number => {
        const place = used - start
        if (breaks.has(number) && place > (spelled[number] ? 4 : 2)) index.clause[text] ||= place
        if (!spelled[number]) return
        used = tokens.push(number + 1)
        if (seen[number] <= text) { seen[number] = text + 1; index.frequency[number]++ }
        if (leads.has(number) && place < 2) index.lead[text] = place + 1
        if (changes.has(number) && place < 4) index.change[text] ||= place + 1
      })
      index.clause[text] ||= used - start
      used = tokens.push(0)
      if (names[at] === " ") index.firstText[++doc] = text + 1
    }
    index.start[count] = used
    index.tokens = (words.length < 65535 ? Uint16Array : Uint32Array).from(tokens)
  }

  // The name as it was written; `each` is told where each of its words stands.
  function nameOf(index, doc, each) {
    const { words, spelled, written, firstText } = index
    let name = ""
    let last = null
    eachWord(index, written[firstText[doc]], number => {
      if (last && spelled[number]) name += " "
      last = spelled[number]
      if (last) each?.(number, name.length)
      name += words[number]
    })
    return name
  }

  // ---- Rewriting: what people say → what the names say

  // Lines such as `~sổ đỏ,~sổ hồng=giấy chứng nhận|…`, by their plain left sides. No name has what
  // stands behind ~.
  function phrases(text) {
    const found = new Map()
    const plain = singular(fold(text).replace(FINAL_Y, "$1i").replace(/~/g, "")).split("\n")
    text.split("\n").forEach((line, i) => {
      const [from, to] = line.split("=")
      const written = from.split(",")
      plain[i].split("=")[0].split(",").forEach((key, j) => put(found, key, [written[j], to]))
    })
    return found
  }

  // In English a final s makes no difference; Vietnamese has none.
  const singular = text => text.replace(/([a-rt-z]{2})s(?![a-z])/g, "$1")

  // The longest phrase of `table` at word `at`: how many words, and the ways to say it.
  function phraseAt(table, words, at) {
    for (let size = Math.min(7, words.length - at); size > 0; size--) {
      const typed = words.slice(at, at + size)
      const fit = table.get(singular(typed.map(word => word.plain).join(" ")))?.find(([phrase]) => {
        const known = readAll(phrase)
        return typed.every((word, i) => word.isAccented
          ? word.letters === known[i].letters && word.tone === known[i].tone
          : size > 1 || !known[i].isAccented)
      })
      if (fit) return { size, isUnheard: fit[0][0] === "~", ways: fit[1] ? fit[1].split("|").map(readAll) : [] }
    }
  }

  // Up to eight ways to say the query, the best first.
  function waysOf(index, words) {
    const translated = english(index, words)
    const short = translated.length ? words.map(word => [[[word], 1]]) : segments(words, at => {
      const lay = phraseAt(index.lay, [words[at]], 0)
      if (!lay) return { size: 1, ways: initials(index, words[at]), isUnheard: !index.byPlain.has(words[at].plain) }
      return /[aeiouy]/.test(words[at].plain) ? undefined : lay
    })
    const ways = [...combine(short, 1), ...translated].flatMap(way =>
      combine(segments(way.words, at => {
        const lay = phraseAt(index.lay, way.words, at)
        const question = phraseAt(index.dropped, way.words, at)
        return question && !(lay?.size >= question.size) ? { ...question, isDropped: true } : lay
      }), way.weight))
    const said = ways.filter(way => way.words.length)
    return (said.length ? said : [{ words, weight: 1 }]).sort((a, b) => b.weight - a.weight).slice(0, MAX_WAYS)
  }

  // The query cut where `find` knows a phrase; each part with its alternatives.
  function segments(words, find) {
    const parts = []
    for (let at = 0, size; at < words.length; at += size) {
      const phrase = find(at)
      size = phrase?.size ?? 1
      const own = phrase?.isDropped ? [] : words.slice(at, at + size)
      const ways = phrase?.ways ?? []
      parts.push([[own, ways.length && phrase.isUnheard ? .8 : 1], ...ways.map((way, i) => [way, .95 - .03 * i])])
    }
    return parts
  }

  // The best combinations of one alternative for each part.
  function combine(parts, weight) {
    return parts.reduce((ways, part) => ways
      .flatMap(way => part.map(([words, factor]) =>
        ({ words: [...way.words, ...words], weight: way.weight * factor })))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MAX_WAYS), [{ words: [], weight }])
  }

  // English puts the qualifier before, Vietnamese behind: both orders, when most words are known.
  function english(index, words) {
    const groups = [[]]
    let known = 0
    for (let at = 0, size; at < words.length; at += size) {
      const phrase = phraseAt(index.english, words, at)
      size = phrase?.size ?? 1
      known += phrase ? size : -1
      if (!phrase) groups.at(-1).push([[[words[at]], 1]])
      else if (phrase.ways.length) groups.at(-1).push(phrase.ways.map((way, i) => [way, 1 - .03 * i]))
      else groups.push([]) // of, for, …
    }
    if (known <= 0 || words.some(word => word.isAccented)) return []
    return [...combine(groups.flatMap(group => group.toReversed()), .99), ...combine(groups.flat(), .98)]
  }

  // GCNĐKĐT: consecutive words of names that begin with these letters, the most frequent first.
  function initials({ tokens, spelled, byPlain }, { letters, plain }) {
    if (!/^[a-z]{3,10}$/.test(plain) || byPlain.has(plain) && /[aeiouy]/.test(plain)) return []
    const fits = Array.from(letters, letter => Uint8Array.from([null, ...spelled], word =>
      word?.letters[0] === letter || word?.plain[0] === letter))
    const counts = new Map()
    for (let at = 0; at < tokens.length; at++) {
      let size = 0
      while (size < fits.length && fits[size][tokens[at + size]]) size++
      if (size < fits.length) continue
      const words = Array.from(tokens.subarray(at, at + size), token => spelled[token - 1])
      put(counts, words.map(word => word.letters + word.tone).join(), words)
    }
    const found = [...counts.values()].sort((a, b) => b.length - a.length).slice(0, 3)
    return found.filter(same => same.length * 8 > found[0].length).map(([words]) => words)
  }

  // ---- Words that no name has: left over from a Vietnamese keyboard, or glued together

  function mend(index, words) {
    const { byPlain } = index
    return words.flatMap((word, at) => {
      const { plain } = word
      if (byPlain.has(plain) || phraseAt(index.lay, words, at)) return [word]
      const telex = fromTelex(word.letters)
      if (byPlain.has(telex.plain)) return [telex]
      if (at === words.length - 1 && [...byPlain.keys()].some(known => known.startsWith(plain))) return [word]
      return apart(index, plain) ?? [word]
    })
  }

  // giaays → giấy, dduwowngf → đường.
  function fromTelex(letters) {
    const marks = { aa: "â", ee: "ê", oo: "ô", dd: "đ", aw: "ă", ow: "ơ", uw: "ư" }
    const [, before = letters, tone, after = ""] = letters.match(/^(.*[aeiouyw].*?)([frxsj])([a-z]*)$/) ?? []
    const typed = (before + after).replace(/([aeod])\1|[aou]w/g, two => marks[two])
    return read(tone ? typed + TONES["frxsj".indexOf(tone)] : typed)
  }

  // giayphep → giay phep, when some name has these side by side.
  function apart({ byPlain, frequency, tokens }, glued) {
    const best = [{ cost: 0, words: [] }]
    for (let end = 1; end <= Math.min(glued.length, 60); end++) {
      for (let start = Math.max(0, end - 7); start < end; start++) {
        const piece = glued.slice(start, end)
        const same = best[start] && /[aeiouy]/.test(piece) && byPlain.get(piece)
        if (!same) continue
        const cost = best[start].cost + Math.log(tokens.length / same.reduce((sum, word) => sum + frequency[word], 0))
        if (!(best[end]?.cost <= cost)) best[end] = { cost, words: [...best[start].words, piece] }
      }
    }
    const words = best[glued.length]?.words ?? []
    const areTogether = words.every((word, i) => !i || tokens.some((token, at) =>
      byPlain.get(word).includes(token - 1) && byPlain.get(words[i - 1]).includes(tokens[at - 1] - 1)))
    return words.length > 1 && areTogether ? words.map(read) : null
  }

  // ---- Matching of words

  // 1 for the same accents, less where none were typed, least where others were.
  function likeness(typed, word, isPlainQuery) {
    let isMissing = typed.tone === 0 && word.tone > 0
    if (typed.tone > 0 && typed.tone !== word.tone) return .5
    for (let i = 0; i < typed.letters.length; i++) {
      if (typed.letters[i] === word.letters[i]) continue
      if (typed.letters[i] !== word.plain[i]) return .5
      isMissing = true
    }
    return !isMissing || isPlainQuery ? 1 : typed.isAccented ? .75 : .95
  }

  // Calls `add` with each word of the dictionary that a typed word may be, and how well it fits.
  function match({ byPlain, spelled }, typed, { isLast, isLoose, isPlainQuery }, add) {
    const { plain } = typed
    const isKnown = byPlain.has(plain)
    const mostSlips = !isLoose || /\d/.test(plain) || plain.length < (isKnown ? 4 : 3) ? 0 : plain.length < 6 ? 1 : 2
    const take = (words, factor) => words.forEach(word => {
      const like = likeness(typed, spelled[word], isPlainQuery)
      if (isLoose || like > .8) add(word, like * factor)
    })
    if (isKnown) take(byPlain.get(plain), 1)
    if (!isLast && !mostSlips) return
    for (const [known, words] of byPlain) {
      if (known === plain) continue
      if (isLast && known.startsWith(plain)) take(words, .6 + .3 * plain.length / known.length)
      else if (mostSlips && Math.abs(known.length - plain.length) <= mostSlips) {
        const slips = slipsBetween(plain, 0, known, 0, mostSlips)
        if (slips < 3) words.forEach(word => add(word, .8 - .2 * slips - .15 * isKnown))
      }
    }
  }

  // Letters more, less, other or exchanged from `i` and `j` on, up to `most`; else 3.
  function slipsBetween(a, i, b, j, most) {
    while (i < a.length && a[i] === b[j]) { i++; j++ }
    if (i >= a.length || j >= b.length) {
      const rest = a.length - i + b.length - j
      return rest > most ? 3 : rest
    }
    if (!most) return 3
    const isSwap = a[i] === b[j + 1] && a[i + 1] === b[j]
    return 1 + Math.min(2,
      slipsBetween(a, i + 1, b, j + 1, most - 1),
      slipsBetween(a, i + 1, b, j, most - 1),
      slipsBetween(a, i, b, j + 1, most - 1),
      isSwap ? slipsBetween(a, i + 2, b, j + 2, most - 1) : 3)
  }

  // ---- Scoring

  // The ways as rows of terms, which terms each word of the dictionary serves, and how well.
  function prepare(index, ways, options) {
    const { words, frequency, start } = index
    const quality = new Float32Array((words.length + 1) * MAX_TERMS)
    const terms = new Map()
    const served = new Int32Array(words.length + 1)
    const rows = []
    for (const { words: typed, weight } of ways) {
      const isLast = i => i === typed.length - 1 && typed[i] === options.last
      const keys = typed.map((word, i) => word.letters + word.tone + isLast(i))
      if (new Set([...terms.keys(), ...keys]).size > MAX_TERMS) continue
      keys.forEach((key, i) => {
        if (terms.has(key)) return
        const bit = terms.size
        let count = 0
        const isLoose = options.isLoose && options.typed.has(typed[i])
        match(index, typed[i], { ...options, isLoose, isLast: isLast(i) }, (word, value) => {
          served[word + 1] |= 1 << bit
          quality[(word + 1) * MAX_TERMS + bit] = value
          count += frequency[word] * value
        })
        const rarity = Math.log(1 + start.length / count) / Math.log(1 + start.length)
        terms.set(key, { bit, weight: count ? .25 + rarity : .5 })
      })
      const weights = keys.map(key => terms.get(key).weight)
      rows.push({ weight, weights, bits: keys.map(key => terms.get(key).bit), sum: weights.reduce((a, b) => a + b) })
    }
    return { rows, served, quality }
  }

  // The most that a name with these terms can score.
  function share({ weight, weights, bits, sum }, has) {
    let found = 0
    for (let i = 0; i < bits.length; i++) if (has >> bits[i] & 1) found += weights[i]
    return found / sum * weight
  }

  const NEAR = [0, 1, .6, .4, .25]

  // How well a name fits one way to say the query: 0 to 1. `has` are the terms of all names of the
  // document: what another of its names says counts for less.
  function score({ tokens, start, lead, clause }, quality, { weight, weights, bits, sum }, text, has) {
    const size = bits.length
    const best = new Float32Array(size)
    const pair = new Float32Array(size) // how near the word before was
    const seen = new Int32Array(size).fill(-1)
    let first = -1
    let inClause = 0
    for (let at = start[text], place = 0; tokens[at]; at++, place++) {
      let hit = 0
      for (let i = size - 1; i >= 0; i--) {
        const value = quality[tokens[at] * MAX_TERMS + bits[i]]
        if (!value) continue
        if (value > .9 || !i || seen[i - 1] >= 0 && seen[i - 1] === place - 1) hit = Math.max(hit, value)
        best[i] = Math.max(best[i], value)
        if (i > 0 && seen[i - 1] >= 0) pair[i] = Math.max(pair[i], NEAR[place - seen[i - 1]] ?? .15)
        seen[i] = place
      }
      if (hit < .5) continue
      if (first < 0) first = place
      if (place < clause[text]) inClause++
    }
    let cover = 0
    let near = size > 1 ? 0 : 1
    for (let i = 0; i < size; i++) {
      cover += weights[i] * (best[i] || (has >> bits[i] & 1 ? .6 : 0))
      if (i) near += pair[i] * Math.min(best[i], best[i - 1]) / (size - 1)
    }
    cover /= sum
    const early = 1 / (1 + .15 * Math.max(0, first - lead[text]))
    const dense = Math.min(1, inClause / Math.max(1, clause[text] - lead[text]))
    return weight * cover * cover * (.5 + .3 * near + .08 * early + .12 * dense)
  }

  // Whether the document is about a change of what one has, and nobody asked for that.
  function isOther({ tokens, start, firstText, change }, quality, { bits }, doc) {
    const text = firstText[doc]
    const token = tokens[start[text] + change[text] - 1]
    return change[text] && !bits.some(bit => quality[token * MAX_TERMS + bit] > .7)
  }

  // Documents by falling score.
  function rank(index, ways, options) {
    const { tokens, docOf, firstText, start } = index
    const { rows, served, quality } = prepare(index, ways, options)
    const own = new Int32Array(docOf.length) // the terms of each name, as bits
    const all = new Int32Array(index.size) // and of each document
    for (let at = 0, text = 0, bits = 0; at < tokens.length; at++) {
      bits |= served[tokens[at]]
      if (tokens[at]) continue
      own[text] = bits
      all[docOf[text++]] |= bits
      bits = 0
    }
    const most = new Float32Array(index.size)
    all.forEach((bits, doc) => {
      if (bits && options.allows(doc)) for (const row of rows) most[doc] = Math.max(most[doc], share(row, bits))
    })
    const least = .55 * most.reduce((a, b) => Math.max(a, b), .01)
    const found = new Map()
    own.forEach((bits, text) => {
      const doc = docOf[text]
      if (!bits || most[doc] < least) return
      const factor = (firstText[doc] === text ? 1 : .95) * (1 + .05 * index.value(doc, "boost")) *
        (index.value(doc, "isForeign") ? .85 : 1) *
        (options.asksMeaning && index.value(doc, "kind") === "term" ? 1.3 : 1)
      for (const row of rows) {
        if (share(row, all[doc]) < least) continue
        let value = score(index, quality, row, text, all[doc]) * factor * (isOther(index, quality, row, doc) ? .92 : 1)
        const item = found.get(doc) ?? { doc, title: 0, score: -1 }
        if (firstText[doc] === text) item.title = Math.max(item.title, value)
        else value = .9 * value + .1 * item.title
        if (value > item.score) found.set(doc, Object.assign(item, { row, text, quality, score: value }))
      }
    })
    const size = ({ doc }) => start[firstText[doc] + 1] - start[firstText[doc]]
    const items = [...found.values()].sort((a, b) => b.score - a.score || size(a) - size(b) || a.doc - b.doc)
    return items.filter(item => item.score >= .4 * items[0].score)
  }

  // ---- The question

  // Codes in any form: 1.009664, 1009664, 009664, 1 009664, or the beginning of one with its point.
  function findCodes({ keys }, text) {
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

  // `filter` is a function of a document, or names of columns with the values they may have.
  const permission = (index, filter = {}) => typeof filter === "function" ? filter : doc =>
    Object.entries(filter).every(([name, value]) =>
      !value?.length || [index.value(doc, name)].flat().some(own => [value].flat().includes(own)))

  function find(index, query, { limit = 20, filter } = {}) {
    const allows = permission(index, filter)
    const text = String(query).slice(0, 3 * MAX_CHARACTERS).normalize("NFC").slice(0, MAX_CHARACTERS)
    const [codes, rest] = findCodes(index, text)
    const typed = readAll(rest).slice(0, MAX_WORDS)
    const words = english(index, typed).length ? typed : mend(index, typed)
    let items = []
    let hints = []
    if (words.length && !(codes.size && phraseAt(index.dropped, words, 0)?.size === words.length)) {
      const isPlainQuery = !words.some(word => word.isAccented)
      const asksMeaning = /\bla gi\b|\bwhat is\b/.test(fold(text))
      const options = { allows, asksMeaning, isPlainQuery, last: words.at(-1), typed: new Set(words) }
      const ways = waysOf(index, words)
      items = rank(index, ways, options)
      if (!(items[0]?.score >= .7)) {
        items = rank(index, ways, { ...options, isLoose: true })
        hints = items.slice(0, 1).flatMap(item => meant(index, item))
      }
    }
    const first = [...codes].filter(allows).map(doc => ({ doc, score: 2 }))
    const isWeak = !first.length && !(items[0]?.score >= .55)
    const all = [...first, ...items.filter(({ doc }) => !codes.has(doc))]
    const shown = all.slice(0, limit).map(item => ({
      doc: item.doc,
      score: item.score,
      get ranges() { return ranges(index, item) },
    }))
    return { items: shown, total: all.length, isWeak, hints }
  }

  // The query as the name spells it, when that is different.
  function meant({ tokens, words, start }, { row, text, quality }) {
    let hasSlip = false
    const said = row.bits.flatMap(bit => {
      const worth = token => quality[token * MAX_TERMS + bit]
      let best = 0
      for (let at = start[text]; tokens[at]; at++) if (worth(tokens[at]) > worth(best)) best = tokens[at]
      hasSlip ||= best && worth(best) < .7
      return best ? words[best - 1].toLowerCase() : []
    })
    return hasSlip ? [said.join(" ")] : []
  }

  // [start, end) of the words of the title that were asked for.
  function ranges(index, { doc, row, quality }) {
    const found = []
    if (row) nameOf(index, doc, (number, start) => {
      if (!row.bits.some(bit => quality[(number + 1) * MAX_TERMS + bit] >= .55)) return
      const end = start + index.words[number].length
      if (found.at(-1)?.[1] === start - 1) found.at(-1)[1] = end
      else found.push([start, end])
    })
    return found
  }

  return { fold, spelling, open, find }
})()
