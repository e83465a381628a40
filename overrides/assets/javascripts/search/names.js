// The file of names, as tthc.search.names writes it. One file is open at a time.

// The dictionary. What stands between words is not spelled; a pair is the numbers of two entries.
let words
let spelled
let byPlain // plain letters → words
let frequency // of each word: in how many names

// All names one after the other, as numbers of words, with 0 at the end of each.
let tokens
let written // where each name begins in the file
let start // where each name begins in tokens
let docOf
let lead // words before the name begins to say anything
let clause // words of the first clause
let change // 1 + the place of a word such as gia hạn, cấp lại

// Documents.
let names
let keys
let columns
let firstText // the first name of each

// Calls `each` with the numbers written from `at` on, and returns where they end.
const decode = (text, at, each) => {
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

const eachWord = (at, each) => {
  const open = number => words[number].map ? words[number].forEach(open) : each(number)
  return decode(names, at, number => open(number + 1))
}

const open = data => {
  ({ words, names, keys, columns } = data)
  const { sets, marks } = data
  lay = phrases(data.lay)
  dropped = phrases(data.dropped)
  english = new Map()
  byPlain = new Map()
  spelled = words.map((word, number) => {
    if (word.map || !/^[\p{L}\p{M}\p{N}]/u.test(word)) return
    const found = read(word)
    put(byPlain, found.plain, number)
    return found
  })
  for (const name in columns) {
    const [different, rows] = columns[name]
    columns[name] = []
    decode(rows, 0, number => columns[name].push(different[number]))
  }
  for (const name in sets) {
    const [different, rows] = sets[name]
    const read = {} // equal rows share their values
    columns[name] = rows.split(" ").map(row => {
      if (!read[row]) decode(row, 0, number => read[row].push(different[number]), read[row] = [])
      return read[row]
    })
  }
  readNames(marks.map(list => new Set(list)))
}

const readNames = ([leads, changes, breaks]) => {
  const count = names.split(/[ !]/).length
  const found = []
  const seen = []
  frequency = new Uint32Array(words.length)
  start = new Uint32Array(count + 1)
  written = new Uint32Array(count)
  docOf = new Uint32Array(count)
  firstText = new Uint32Array(keys.length)
  lead = new Uint8Array(count)
  clause = new Uint8Array(count)
  change = new Uint8Array(count)
  for (let text = 0, at = 0, doc = 0; text < count; text++, at++) {
    const begin = start[text] = found.length
    written[text] = at
    docOf[text] = doc
    at = eachWord(at, number => {
      const place = found.length - begin
      if (breaks.has(number) && place > (spelled[number] ? 4 : 2)) clause[text] ||= place
      if (!spelled[number]) return
      found.push(number)
      if (seen[number] !== text) frequency[number]++
      seen[number] = text
      if (leads.has(number) && place < 2) lead[text] = place + 1
      if (changes.has(number) && place < 4) change[text] ||= place + 1
    })
    clause[text] ||= found.length - begin
    found.push(0)
    if (names[at] === " ") firstText[++doc] = text + 1
  }
  start[count] = found.length
  tokens = (words.length < 65535 ? Uint16Array : Uint32Array).from(found)
}

// The first name as it was written; `each` is told where each of its words stands.
const nameOf = (doc, each) => {
  let name = ""
  let last
  eachWord(written[firstText[doc]], number => {
    if (last && spelled[number]) name += " "
    last = spelled[number]
    if (last) each?.(number, name.length)
    name += words[number]
  })
  return name
}

const documentOf = doc => {
  const document = { key: keys[doc], title: nameOf(doc) }
  for (const name in columns) document[name] = columns[name][doc]
  document.url = document.url.replace("*", document.key)
  return document
}
