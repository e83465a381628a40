// On pages of `scripts/serve.py` only: shows them anew when they have changed, and what is wrong with the data.
new EventSource(`/__xem-thu?${location.pathname}`).onmessage = (event) => {
  const { problems } = JSON.parse(event.data);
  if (!problems.length) {
    location.reload();
    return;
  }
  const box = document.querySelector("[data-preview]") ?? document.createElement("section");
  const heading = document.createElement("h2");
  const list = document.createElement("pre");
  box.dataset.preview = "";
  box.setAttribute("role", "alert");
  heading.textContent = "Dữ liệu có lỗi, trang chưa đổi";
  list.textContent = problems.join("\n");
  list.style.whiteSpace = "pre-wrap";
  box.style.cssText = "padding:1rem;background:#fff;color:#7a0c0c;border:.25rem solid";
  box.replaceChildren(heading, list);
  document.body.prepend(box);
  scrollTo(0, 0);
};
