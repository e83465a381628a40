// What people say → what the names say.

const MAX_WAYS = 8

// Tables: plain phrase → how it is written and the ways to say it, and behind = each first word.
let lay
let dropped
let english

// Lines such as `~sổ đỏ,~sổ hồng=giấy chứng nhận|…`, by their plain left sides. No name has what
// stands behind ~.
const phrases = text => {
  const found = new Map()
  const plain = singular(plainOf(text).replace(/~/g, "")).split("\n")
  text.split("\n").forEach((line, i) => {
    const [from, to] = line.split("=")
    const phrases = from.split(",")
    plain[i].split("=")[0].split(",").forEach((key, j) => {
      put(found, key, [phrases[j], to])
      found.set("=" + key.split(" ")[0])
    })
  })
  return found
}

const learnWording = data => {
  lay = phrases(data.lay)
  dropped = phrases(data.dropped)
}

const learnEnglish = text => { english = phrases(text) }

// In English a final s makes no difference; Vietnamese has none.
const singular = text => text.replace(/([a-rt-z]{2})s(?![a-z])/g, "$1")

// The longest phrase of `table` at word `at`: how many words, and the ways to say it.
const phraseAt = (table, words, at) => {
  if (!table.has("=" + singular(words[at].plain))) return
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

// Up to eight ways to say the query, the best first; `translated` are those from English.
const waysOf = (words, translated) => {
  const short = translated.length ? words.map(word => [[[word], 1]]) : segments(words, at => {
    const found = phraseAt(lay, [words[at]], 0)
    if (!found) return { size: 1, ways: initials(words[at]), isUnheard: !byPlain.has(words[at].plain) }
    return /[aeiouy]/.test(words[at].plain) ? undefined : found
  })
  const ways = [...combine(short, 1), ...translated].flatMap(way =>
    combine(segments(way.words, at => {
      const found = phraseAt(lay, way.words, at)
      const question = phraseAt(dropped, way.words, at)
      return question && !(found?.size >= question.size) ? { ...question, isDropped: true } : found
    }), way.weight))
  const said = ways.filter(way => way.words.length)
  return (said.length ? said : [{ words, weight: 1 }]).sort((a, b) => b.weight - a.weight).slice(0, MAX_WAYS)
}

// The query cut where `find` knows a phrase; each part with its alternatives.
const segments = (words, find) => {
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
const combine = (parts, weight) => parts.reduce((ways, part) => ways
  .flatMap(way => part.map(([words, factor]) =>
    ({ words: [...way.words, ...words], weight: way.weight * factor })))
  .sort((a, b) => b.weight - a.weight)
  .slice(0, MAX_WAYS), [{ words: [], weight }])

const isHeard = (words, at) => byPlain.has(words[at].plain) || phraseAt(lay, words, at)

// Whether some name has a word that begins like the last one, which may still be being typed.
const isBegun = (words, at) => at === words.length - 1 && [...byPlain.keys()].some(known => known.startsWith(words[at].plain))

// What can be a Vietnamese syllable or its beginning, a short form or a number.
const VIETNAMESE = /^(ng|tr|[b-dghk-np-tvx])?h?[aeiouy]{1,3}([cmnpt]|[cn]h|ng)?$|^[^aeiouy]+$/

// Whether the query may be English: no accents, and a word that is not Vietnamese or in no name.
const mayBeEnglish = words => !words.some(word => word.isAccented) && words.some(({ plain }, at) =>
  !VIETNAMESE.test(plain) && !phraseAt(lay, words, at) || !isHeard(words, at) && !isBegun(words, at))

// English puts the qualifier before, Vietnamese behind: both orders, when most words are known.
const translations = words => {
  const groups = [[]]
  let known = 0
  for (let at = 0, size; at < words.length; at += size) {
    const phrase = phraseAt(english, words, at)
    size = phrase?.size ?? 1
    known += phrase ? size : -1
    if (!phrase) groups.at(-1).push([[[words[at]], 1]])
    else if (phrase.ways.length) groups.at(-1).push(phrase.ways.map((way, i) => [way, 1 - .03 * i]))
    else groups.push([]) // of, for, …
  }
  return known > 0
    ? [...combine(groups.flatMap(group => group.toReversed()), .99), ...combine(groups.flat(), .98)]
    : []
}

// GCNĐKĐT: consecutive words of names that begin with these letters, the most frequent first.
const initials = ({ letters, plain }) => {
  if (!/^[a-z]{3,10}$/.test(plain) || byPlain.has(plain) && /[aeiouy]/.test(plain)) return []
  const fits = Array.from(letters, letter => spelled.map(word => word?.letters[0] === letter || word?.plain[0] === letter))
  const counts = new Map()
  for (let at = 0; at < tokens.length; at++) {
    let size = 0
    while (size < fits.length && fits[size][tokens[at + size]]) size++
    if (size < fits.length) continue
    const words = Array.from(tokens.slice(at, at + size), token => spelled[token])
    put(counts, words.map(word => word.letters + word.tone).join(), words)
  }
  const found = [...counts.values()].sort((a, b) => b.length - a.length).slice(0, 3)
  return found.filter(same => same.length * 8 > found[0].length).map(([words]) => words)
}

// ---- Words that no name has: left over from a Vietnamese keyboard, or glued together

const mend = words => words.flatMap((word, at) => {
  if (isHeard(words, at)) return [word]
  const telex = fromTelex(word.letters)
  if (byPlain.has(telex.plain)) return [telex]
  return !isBegun(words, at) && apart(word.plain) || [word]
})

// giaays → giấy, dduwowngf → đường.
const fromTelex = letters => {
  const [, before = letters, tone, after = ""] = letters.match(/^(.*[aeiouyw].*?)([frxsj])([a-z]*)$/) ?? []
  const typed = (before + after).replace(/dd/g, "đ").replace(/aw/g, "ă")
    .replace(/([aeo])\1/g, "$1\u0302").replace(/([ou])w/g, "$1\u031b")
  return read(tone ? typed + TONES["frxsj".indexOf(tone)] : typed)
}

// giayphep → giay phep, when some name has these side by side.
const apart = glued => {
  const best = [{ cost: 0, words: [] }]
  for (let end = 1; end <= Math.min(glued.length, 60); end++) {
    for (let from = Math.max(0, end - 7); from < end; from++) {
      const piece = glued.slice(from, end)
      const same = best[from] && /[aeiouy]/.test(piece) && byPlain.get(piece)
      if (!same) continue
      const cost = best[from].cost + Math.log(tokens.length / same.reduce((sum, word) => sum + frequency[word], 0))
      if (!(best[end]?.cost <= cost)) best[end] = { cost, words: [...best[from].words, piece] }
    }
  }
  const found = best[glued.length]?.words ?? []
  const areTogether = found.every((word, i) => !i || tokens.some((token, at) =>
    byPlain.get(word).includes(token) && byPlain.get(found[i - 1]).includes(tokens[at - 1])))
  return found.length > 1 && areTogether && found.map(read)
}
