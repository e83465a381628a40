// What suggestions and the results page share.

const address = new URL(JSON.parse(document.getElementById("__config").textContent).search, location)
const base = new URL("../../", address)
const onDisk = location.protocol === "file:"

const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const script = src => new Promise((onload, onerror) => document.head.append(element("script", { src, onload, onerror })))

// Calls `act` when nothing more was typed for a moment.
const settled = act => {
  let timer
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, 120)
  }
}

// A function that sends a message to the worker, and starts it with the first. A page from a disk
// may start none: there it runs in the page.
const connect = (receive, fail) => {
  let opened
  const open = async () => {
    const index = onDisk || fetch(new URL("search/search_index.json", base)).then(answer => answer.json())
    if (onDisk) await script(address)
    const worker = onDisk ? tthcBox.worker : new Worker(address)
    worker.onerror = fail
    worker.onmessage = ({ data: { error, data } }) => error ? fail() : data && receive(data)
    worker.postMessage({ type: 0, data: await index })
    return worker
  }
  return message => (opened ??= open()).then(worker => worker.postMessage(message)).catch(() => {
    opened = undefined
    fail()
  })
}

// Of the worker's HTML only text and <mark> are kept.
const marked = html => Array.from(new DOMParser().parseFromString(html, "text/html").body.childNodes,
  ({ nodeName, textContent }) => nodeName === "MARK" ? element("mark", {}, textContent) : textContent)

// The title of what was found, and how much was found, in words.
const title = (tag, found, properties) =>
  element(tag, { ...found.isForeign && { lang: "vi" }, ...properties }, ...marked(found.title))
const count = ({ none, one, other }, total) => [none, one][total] ?? other.replace("#", total)
const target = found => new URL(found.location, base)

globalThis.tthcBox = { address, script }
