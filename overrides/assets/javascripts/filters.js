// Filters a list by the fields of the form above it. Without this script the whole list stands there.
(() => {
  const form = document.querySelector("[data-filters]")
  if (!form) return

  const items = [...document.querySelectorAll(".tt-list > [data-words]")]
  const groups = [...document.querySelectorAll("[data-filters-group]")]
  const count = form.querySelector("[data-filters-count]")
  const names = [...form.elements].map((element) => element.name).filter(Boolean)

  // The same folding as tthc.text.fold: no accents, đ is d.
  const fold = (text) =>
    text.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/ƣ/g, "u")

  const has = (given = "", name, wanted) => {
    if (name === "q") return fold(wanted).split(/\s+/).every((word) => given.includes(word))
    if (name === "days") return given && Number(given) <= Number(wanted)
    const values = given.split(" ")
    return values.includes(wanted) || values.includes("all")
  }
  const matches = ({ dataset }, wanted) =>
    names.every((name) => !wanted[name] || has(dataset[name === "q" ? "words" : name], name, wanted[name]))

  const apply = () => {
    const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]))
    let shown = 0
    for (const item of items) {
      item.hidden = !matches(item, wanted)
      shown += !item.hidden
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-words]:not([hidden])")
    const { one, many, none } = count.dataset
    count.textContent = shown === 0 ? none : (shown === 1 ? one : many).replace("{n}", shown)
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname)
  }

  const given = new URLSearchParams(location.search)
  for (const name of names) {
    const field = form.elements[name]
    const value = given.get(name) ?? ""
    if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value
  }
  // On a phone the fields are folded: not those that have been chosen.
  for (const fold of form.querySelectorAll("details")) fold.open = [...fold.querySelectorAll("select")].some(({ value }) => value)
  form.hidden = false
  form.addEventListener("input", apply)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(apply))
  if (given.size) apply()
  else count.textContent = count.dataset.many.replace("{n}", items.length)
})();
