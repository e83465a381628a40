// Filters the list of procedures. Without this script the whole list stands there by field.
(() => {
  const form = document.querySelector("[data-filters]")
  if (!form) return

  const items = [...document.querySelectorAll(".tt-list > [data-code]")]
  const groups = [...document.querySelectorAll("[data-filters-group]")]
  const count = form.querySelector("[data-filters-count]")
  const names = ["q", "field", "audience", "online", "days"]

  // The same folding as tthc.text.fold: no accents, đ is d.
  const fold = (text) =>
    text.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/ƣ/g, "u")

  const matches = (item, wanted) => {
    const { words, field, audience, online, days } = item.dataset
    return (
      fold(wanted.q).split(/\s+/).every((word) => words.includes(word)) &&
      (!wanted.field || field === wanted.field) &&
      (!wanted.audience || audience.split(" ").includes(wanted.audience)) &&
      (!wanted.online || online === wanted.online) &&
      (!wanted.days || (days && Number(days) <= Number(wanted.days)))
    )
  }

  const apply = () => {
    const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]))
    let shown = 0
    for (const item of items) {
      item.hidden = !matches(item, wanted)
      shown += !item.hidden
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-code]:not([hidden])")
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
  form.hidden = false
  form.addEventListener("input", apply)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(apply))
  if (given.size) apply()
  else count.textContent = count.dataset.many.replace("{n}", items.length)
})()
