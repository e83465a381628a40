// Suggestions under the search box of the header, fetched with the first letter (chrome.js).

const suggest = form => {
  const [panel, status, list, all] = ["panel", "status", "results", "all a"]
    .map(name => form.querySelector(".tt-search__" + name))
  const { q: input, action, dataset } = form

  const send = connect(({ items, total, isPending }) => {
    status.textContent = isPending ? dataset.loading : count(dataset, total)
    if (list.contains(document.activeElement)) return // what somebody walks through stays
    list.replaceChildren(...items.slice(0, 8).map(([found]) => element("li", {},
      element("a", { href: target(found) },
        title("span", found, { className: "tt-search__title" }),
        element("span", { className: "tt-search__text" }, ...marked(found.text))))))
  }, () => { status.textContent = dataset.error })

  const ask = () => {
    const query = input.value.trim()
    panel.hidden = !query
    if (!query) return
    all.href = `${action}?${new URLSearchParams({ q: query })}`
    status.textContent ||= dataset.loading
    send({ type: 2, data: query })
  }

  const leave = place => { panel.hidden ||= !form.contains(place) }

  input.addEventListener("input", settled(ask))
  form.addEventListener("focusout", ({ relatedTarget }) => leave(relatedTarget ?? form))
  document.addEventListener("click", ({ target }) => leave(target))
  form.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key]
    if (panel.hidden || step == null) return
    event.preventDefault()
    panel.hidden = !step
    const stops = [input, ...panel.querySelectorAll("a")]
    stops.at(step && (stops.indexOf(document.activeElement) + step) % stops.length).focus()
  })
  ask()
}

document.querySelectorAll("[data-tt-search]").forEach(suggest)
