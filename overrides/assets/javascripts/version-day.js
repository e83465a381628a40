// Leads to the version that applied on a day. Without this script the list itself answers.
(() => {
  const form = document.querySelector("[data-versions]")
  if (!form) return

  const status = form.querySelector("[role=status]")
  form.hidden = false
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const day = form.elements.day.value
    const applied = [...document.querySelectorAll("[data-version]")].find(
      ({ dataset: { from, until } }) => from <= day && (!until || day <= until),
    )
    if (day && applied) location.href = applied.querySelector("a").href
    else status.textContent = form.dataset.none
  })
})()
