// Suggestions under the search box of the header, fetched with the first letter (chrome.js).
// The worker speaks Material's messages: 0 set up, 1 ready, 2 query, 3 result.
(() => {
  const address = new URL(JSON.parse(document.getElementById("__config").textContent).search, location)
  const base = new URL("../../", address)
  const onDisk = location.protocol === "file:"
  const find = (name, place = document) => place.querySelector(name)

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const script = src => new Promise((onload, onerror) => document.head.append(element("script", { src, onload, onerror })))

  // A function that sends a message to the worker, and starts it with the first. A page from a disk
  // may start none: there it runs in the page.
  const connect = (receive, fail) => {
    let opened
    const open = async () => {
      const index = onDisk || fetch(new URL("search/search_index.json", base)).then(answer => answer.json())
      if (onDisk) await script(address)
      const worker = onDisk ? tthcBox.worker : new Worker(address)
      worker.onerror = fail
      worker.onmessage = ({ data }) => data.error ? fail() : receive(data)
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

  globalThis.tthcBox = { address, script, element, connect, marked, title, count, target }

  const form = find("[data-tt-search]")
  if (!form) return
  const input = find("input", form)
  const panel = find(".tt-search__panel", form)
  const status = find(".tt-search__status", form)
  const list = find(".tt-search__results", form)
  const { loading, error } = form.dataset
  let timer

  const send = connect(({ type, data }) => {
    if (type !== 3) return
    status.textContent = data.isPending ? loading : count(form.dataset, data.total)
    list.replaceChildren(...data.items.slice(0, 8).map(([found]) => element("li", {},
      element("a", { href: target(found) },
        title("span", found, { className: "tt-search__title" }),
        element("span", { className: "tt-search__text" }, ...marked(found.text))))))
  }, () => {
    status.textContent = error
    list.replaceChildren()
  })

  const ask = () => {
    const query = input.value.trim()
    panel.hidden = !query
    if (!query) return
    find(".tt-search__all a", form).href = `${form.action}?${new URLSearchParams({ q: query })}`
    status.textContent ||= loading
    send({ type: 2, data: query })
  }

  const close = () => { panel.hidden = true }

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 120)
  })
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(relatedTarget)) close()
  })
  document.addEventListener("click", ({ target }) => {
    if (!form.contains(target)) close()
  })
  form.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key]
    if (panel.hidden || step === undefined) return
    event.preventDefault()
    if (!step) close()
    const stops = [input, ...panel.querySelectorAll("a")]
    stops.at(step && (stops.indexOf(document.activeElement) + step) % stops.length).focus()
  })
  ask()
})()
