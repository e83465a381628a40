// Small helps around the text. Each part works, or is not needed, without this script.

// The menu of small screens closes on Escape and on a click elsewhere.
(() => {
  const menu = document.querySelector(".tt-menu")
  if (!menu) return
  menu.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
  document.addEventListener("click", event => {
    if (menu.open && !menu.contains(event.target)) menu.open = false
  })
})();

// The button for the dark look. A choice that agrees with the device is forgotten again.
(() => {
  const root = document.documentElement
  const device = matchMedia("(prefers-color-scheme: dark)")
  const buttons = document.querySelectorAll(".tt-scheme")

  function show() {
    for (const button of buttons) {
      button.hidden = false
      button.setAttribute("aria-pressed", String(root.dataset.scheme === "dark"))
    }
  }
  function toggle() {
    const scheme = root.dataset.scheme === "dark" ? "light" : "dark"
    root.dataset.scheme = scheme
    try {
      if (device.matches === (scheme === "dark")) localStorage.removeItem("tt-scheme")
      else localStorage.setItem("tt-scheme", scheme)
    } catch { /* no storage: the choice holds for this page */ }
    show()
  }

  for (const button of buttons) button.addEventListener("click", toggle)
  device.addEventListener("change", show)
  show()
})();

// The contents list beside the text marks the part that is being read.
(() => {
  const side = document.querySelector(".tt-toc__side")
  if (!side) return
  const parts = [...side.querySelectorAll("a")]
    .map(link => ({ link, heading: document.getElementById(link.hash.slice(1)) }))
    .filter(({ heading }) => heading)

  function mark() {
    const current = parts.findLast(({ heading }) => heading.getBoundingClientRect().top < 120)
    for (const { link } of parts) {
      if (link !== current?.link) link.removeAttribute("aria-current")
    }
    if (!current || current.link.hasAttribute("aria-current")) return
    current.link.setAttribute("aria-current", "location")
    if (side.scrollHeight > side.clientHeight) side.scrollTop = current.link.offsetTop - side.clientHeight / 2
  }

  // A frame measures once; measuring before the first one would lay the page out twice where fonts are still to come.
  const later = () => requestAnimationFrame(mark)
  addEventListener("scroll", later, { passive: true })
  later()
})();

// Folded parts open when an address points into them, and for printing.
(() => {
  function reveal() {
    const target = document.getElementById(location.hash.slice(1))
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
    if (target?.closest("details")) target.scrollIntoView()
  }
  addEventListener("hashchange", reveal)
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("article details")) fold.open = true
  })
  reveal()
})();

// The search of the header comes with the first letter; without it the form leads to the search page.
(() => {
  const form = document.querySelector("[data-tt-search]")
  form?.addEventListener("input", () => {
    const script = document.createElement("script")
    script.src = form.dataset.ttSearch
    document.head.append(script)
  }, { once: true })
})();

// On a disk a folder is not its page: links and forms lead to the file.
(() => {
  if (location.protocol !== "file:") return
  const whole = address => address.replace(/^(file:[^?#]*\/)(?=[?#]|$)/, "$1index.html")
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]")
    if (link) link.href = whole(link.href)
  }, true)
  addEventListener("submit", ({ target }) => { target.action = whole(target.action) }, true)
})();
