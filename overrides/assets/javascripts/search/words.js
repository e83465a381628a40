// Words as they are compared: as in tthc.text, tested with the same vectors.

const TONES = "\u0300\u0309\u0303\u0301\u0323"
const TONE = new RegExp(`[${TONES}]`, "g")
const FINAL_Y = /([bcdđghklmnpqrstvx]|qu)y(?!\p{L})/gu // kỹ is kĩ, quy is qui; hay is not hai

const lower = text => text.toLowerCase().replace(/ð/g, "đ").replace(/ƣ/g, "ư")

// Lower case without accents.
const fold = text => lower(text).replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "")

// Of a whole text, the letters that its words are looked up by.
const plainOf = text => fold(text).replace(FINAL_Y, "$1i")

// A word as letters without tone, the number of its tone, and the plain letters to look it up by.
const read = word => {
  const parts = lower(word).normalize("NFD")
  const letters = parts.replace(TONE, "").normalize("NFC").replace(/ưo/g, "ươ").replace(FINAL_Y, "$1i")
  const tone = TONES.indexOf(parts.match(TONE)?.[0] ?? " ") + 1
  const plain = fold(letters)
  return { letters, tone, plain, isAccented: tone > 0 || letters !== plain }
}

const readAll = text => (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(read)

const put = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value])
