const filters = document.getElementById("filters");
const value = (id) => document.getElementById(id)?.value ?? "";
const show = () => {
  const words = value("words").toLowerCase().split(/\s+/).filter(Boolean);
  const [kind, province, language] = ["kind", "province", "language"].map(value);
  let found = 0;
  for (const section of document.querySelectorAll("#reports section")) {
    let any = false;
    for (const row of section.querySelectorAll("li")) {
      let links = 0;
      for (const link of row.querySelectorAll("a")) {
        link.hidden = language !== "" && link.lang !== language;
        links += link.hidden ? 0 : 1;
      }
      row.hidden = (kind !== "" && section.dataset.kind !== kind)
        || (province !== "" && row.dataset.province !== province)
        || !words.every((word) => row.dataset.text.includes(word)) || links === 0;
      any = any || !row.hidden;
      found += row.hidden ? 0 : links;
    }
    section.hidden = !any;
  }
  document.getElementById("found").textContent = `${found} laporan · reports`;
};
filters.addEventListener("input", show);
filters.addEventListener("submit", (event) => event.preventDefault());
filters.hidden = false;
show();
