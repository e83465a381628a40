// The results page: answers while the reader types, and keeps an address that can be passed on.

const showResults = () => {
  const [form, status, list, more, clear, nothing, hints, near, letters] =
    ["", "-status", "-results", "-more", "-clear", "-none", "-hints", "-nearest", "-letters"]
      .map(name => document.querySelector(`[data-search${name}]`))
  if (!form) return
  const { dataset } = form
  const choices = [...form.querySelectorAll("select")]
  const box = form.q
  const options = choices.flatMap(({ name, options }) => [...options].slice(1)
    .map(option => ({ name, option, value: option.value, label: option.textContent })))
  let limit
  let asked // the query and the filter, as in the address

  const result = ([found]) => {
    const { kind, key, text } = found
    const isProcedure = kind === "procedure"
    const facts = [isProcedure ? key : options.find(({ value }) => value === kind).label, ...text.split(" · ")]
    const item = element("li", {},
      title("a", found, { href: target(found) }),
      ...found.isForeign ? [" ", element("span", { className: "tt-lang" }, dataset.foreign)] : [],
      element("p", { className: "tt-facts" }, ...facts.filter(Boolean).map(fact => element("span", {}, ...marked(fact)))))
    item.dataset[isProcedure ? "code" : "kind"] = isProcedure ? key : kind
    return item
  }

  const show = ({ items, total, facets, isPending, ...data }) => {
    const shown = list.children.length
    list.replaceChildren(...items.map(result))
    if (document.activeElement === more) list.children[shown]?.querySelector("a").focus()
    more.hidden = items.length === total
    nothing.hidden = total || isPending || !asked
    letters.hidden = asked && nothing.hidden
    hints.replaceChildren(...data.hints.map(hint => element("li", {}, element("a", { href: `?q=${encodeURIComponent(hint)}` }, hint))))
    near.replaceChildren(...data.nearest.map(result))
    for (const list of [hints, near]) list.parentElement.hidden = !list.children.length
    status.textContent = isPending ? dataset.pending : count(dataset, total)
    for (const { name, option, value, label } of options) {
      const count = facets?.[name][value] ?? 0
      option.textContent = facets ? `${label} (${count})` : label
      option.disabled = facets && !count && !option.selected
    }
  }

  const send = connect(data => asked && show(data), () => {
    status.textContent = dataset.error
    letters.hidden = false
  })

  const ask = () => {
    const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value)
    const { q: query, ...filter } = Object.fromEntries(given)
    asked = String(new URLSearchParams(given))
    try {
      history.replaceState(null, "", asked ? `?${asked}` : location.pathname)
    } catch { /* on a disk an address may not change */ }
    clear.hidden = !Object.keys(filter).length
    if (asked) {
      status.textContent ||= dataset.loading
      return send({ type: 4, data: { query, filter, limit } })
    }
    show({ items: [], total: 0, hints: [], nearest: [] })
    status.textContent = ""
  }

  const given = new URLSearchParams(location.search)
  for (const field of [box, ...choices]) {
    field.value = given.get(field.name) ?? ""
    if (field.selectedIndex < 0) field.selectedIndex = 0 // an address may name what is not there
  }
  const restart = () => {
    limit = 20
    ask()
  }
  form.addEventListener("input", settled(restart))
  form.addEventListener("submit", event => {
    event.preventDefault()
    restart()
  })
  clear.addEventListener("click", () => {
    for (const choice of choices) choice.value = ""
    box.focus()
    restart()
  })
  more.addEventListener("click", () => {
    limit += 20
    ask()
  })
  if (location.search) restart()
}

showResults()
