// Light or dark, before the first paint: what the reader chose, else what the device asks for.
(() => {
  const root = document.documentElement
  const device = matchMedia("(prefers-color-scheme: dark)")

  function chosen() {
    try { return localStorage.getItem("tt-scheme") } catch { return null }
  }
  function apply() {
    root.dataset.scheme = chosen() ?? (device.matches ? "dark" : "light")
  }

  root.classList.replace("no-js", "js")
  apply()
  device.addEventListener("change", apply)
})()
