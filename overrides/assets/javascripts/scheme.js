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

// Fonts that are there before the first paint are used for it. Over a slow line they are not, and would only hold up the
// styles: the page itself then asks for them, for the next one. What this script took to come tells the line; from the
// browser's store it takes nothing.
;(() => {
  const SLOW = 120 // milliseconds
  const { dataset, src } = document.currentScript
  if (location.protocol === "file:") return // where pages may not ask for fonts this way
  if (performance.getEntriesByName(src)[0]?.duration > SLOW) return
  for (const href of dataset.fonts.split(" ")) {
    const link = document.createElement("link")
    document.head.append(Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }))
  }
})()
