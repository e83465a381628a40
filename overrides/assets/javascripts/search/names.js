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

const LAST = 70 // so many digits end a number

// Calls `each` with the numbers written from `at` on, and returns where they end.
const decode = (text, at, each) => {
  let number = 0
  for (let code; (code = text.charCodeAt(at)) >= 35; at++) {
    const digit = code - 35 - (code > 92) // the backslash is left out
    if (digit < LAST) {
      each(number * LAST + digit)
      number = 0
    } else number = number * (91 - LAST) + digit - LAST + 1
  }
  return at
}

const eachWord = (at, each) => {
  const open = number => words[number].map ? words[number].forEach(open) : each(number)
  return decode(names, at, number => open(number + 1))
}

const open = data => {
  ({ words, names, keys, columns } = data)
  lay = dropped = english = new Map()
  byPlain = new Map()
  spelled = words.map((word, number) => {
    if (word.map || !/^[\p{L}\p{M}\p{N}]/u.test(word)) return
    const found = read(word)
    put(byPlain, found.plain, number)
    return found
  })
  for (const name in columns) {
    const [different, rows, isSet] = columns[name]
    const valuesOf = text => {
      const values = []
      decode(text, 0, number => values.push(different[number]))
      return values
    }
    const sets = {} // equal rows share their values
    columns[name] = isSet ? rows.split(" ").map(row => sets[row] ??= valuesOf(row)) : valuesOf(rows)
  }
  readNames(data.marks.map(list => new Set(list)))
  keys = keys.map((key, doc) => key.at ? key : fold(nameOf(firstText[doc] + key)).match(/[a-z0-9]+/g).join("-"))
}

const readNames = ([leads, changes, breaks]) => {
  const count = names.split(/[ !]/).length
  const seen = []
  tokens = []
  frequency = words.map(() => 0)
  start = []
  written = []
  docOf = []
  firstText = [0]
  lead = []
  clause = []
  change = []
  for (let text = 0, at = 0, doc = 0; text < count; text++, at++) {
    const begin = start[text] = tokens.length
    written[text] = at
    docOf[text] = doc
    lead[text] = clause[text] = change[text] = 0
    at = eachWord(at, number => {
      const place = tokens.length - begin
      if (breaks.has(number) && place > (spelled[number] ? 4 : 2)) clause[text] ||= place
      if (!spelled[number]) return
      tokens.push(number)
      if (seen[number] !== text) frequency[number]++
      seen[number] = text
      if (leads.has(number) && place < 2) lead[text] = place + 1
      if (changes.has(number) && place < 4) change[text] ||= place + 1
    })
    clause[text] ||= tokens.length - begin
    tokens.push(0)
    if (names[at] === " ") firstText[++doc] = text + 1
  }
  start[count] = tokens.length
  tokens = Uint32Array.from(tokens) // typed for speed
  docOf = Uint32Array.from(docOf)
  start = Uint32Array.from(start)
}

// A name as it was written; `each` is told where each of its words stands.
const nameOf = (text, each) => {
  let name = ""
  let last
  eachWord(written[text], number => {
    if (last && spelled[number]) name += " "
    last = spelled[number]
    if (last) each?.(number, name.length)
    name += words[number]
  })
  return name
}

const documentOf = doc => {
  const document = { key: keys[doc], title: nameOf(firstText[doc]) }
  for (const name in columns) document[name] = columns[name][doc]
  document.url = document.url.replace("*", document.key)
  return document
}
