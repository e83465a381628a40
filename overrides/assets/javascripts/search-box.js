// Suggestions under the search box of the header. Without this script the form leads to the search page.
// The worker speaks Material's protocol: 0 set up, 1 ready, 2 query, 3 result. It starts on first use.
(() => {
  const form = document.querySelector("[data-tt-search]")
  if (!form) return

  const LIMIT = 8
  const settings = JSON.parse(document.getElementById("__config").textContent)
  const base = new URL(settings.base.replace(/\/?$/, "/"), location)
  const input = form.querySelector("input")
  const panel = form.querySelector(".tt-search__panel")
  const status = form.querySelector(".tt-search__status")
  const list = form.querySelector(".tt-search__results")
  const all = form.querySelector(".tt-search__all a")

  let worker
  let ready = false
  let asked = ""
  let timer

  async function start() {
    try {
      const answer = await fetch(new URL("search/search_index.json", base))
      if (!answer.ok) throw new Error(answer.status)
      worker = new Worker(new URL(settings.search, location))
      worker.onmessage = ({ data: message }) => {
        if (message.type === 1) { ready = true; ask() }
        if (message.type === 3) show(message.data.items)
      }
      worker.onerror = fail
      worker.postMessage({ type: 0, data: { ...await answer.json(), options: { suggest: false } } })
    } catch {
      fail()
    }
  }

  function fail() {
    ready = false
    status.textContent = form.dataset.error
    list.replaceChildren()
  }

  function ask() {
    const query = input.value.trim()
    asked = query
    if (!query) return close()
    const target = new URL(form.action)
    target.searchParams.set("q", query)
    all.href = target
    panel.hidden = false
    if (ready) worker.postMessage({ type: 2, data: query })
    else if (!status.textContent) status.textContent = form.dataset.loading
  }

  function show(items) {
    if (!asked) return
    const { none, one, other } = form.dataset
    status.textContent = [none, one][items.length] ?? other.replace("#", items.length)
    list.replaceChildren(...items.slice(0, LIMIT).map(suggestion))
  }

  // One page: its own entry when it has one, else its best section.
  function suggestion(documents) {
    const found = documents.find(({ location }) => !location.includes("#")) ?? documents[0]
    const link = document.createElement("a")
    link.href = new URL(found.location, base)
    link.append(part("span", "tt-search__title", found.title))
    if (found.text) link.append(part("span", "tt-search__text", found.text))
    const item = document.createElement("li")
    item.append(link)
    return item
  }

  // Of the worker's HTML only text and <mark> are kept.
  function part(tag, name, html) {
    const element = document.createElement(tag)
    element.className = name
    const source = new DOMParser().parseFromString(html, "text/html").body
    const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("mark")) { element.append(node.data); continue }
      const mark = document.createElement("mark")
      mark.append(node.data)
      element.append(mark)
    }
    return element
  }

  function close() {
    panel.hidden = true
  }

  input.addEventListener("focus", () => { if (!worker) start() }, { once: true })
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
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault()
      close()
      input.focus()
    } else if (step && !panel.hidden) {
      event.preventDefault()
      const stops = [input, ...panel.querySelectorAll("a")]
      const next = stops.indexOf(document.activeElement) + step
      stops[(next + stops.length) % stops.length].focus()
    }
  })
})()
