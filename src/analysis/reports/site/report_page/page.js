"use strict";
// What a reader can do with a page beyond reading it: sort a table, save a chart, copy what may be quoted. Without script
// all of it stands there as it is.
const said = JSON.parse(document.getElementById("said").textContent);

const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.append(text);
  made.addEventListener("click", act);
  return made;
};

// Tables.

const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

const keyOf = (row, at) => {
  const cell = row.cells[at];
  const key = cell.dataset.key;
  if (key !== undefined) return key !== "" && Number.isFinite(Number(key)) ? Number(key) : key;
  const text = [...cell.childNodes].filter((node) => !node.classList?.contains("sources")).map((node) => node.textContent);
  return text.join("").trim();
};

const isNothing = (key) => key === "" || key === "–";

const inOrder = (one, other) =>
  typeof one === "number" && typeof other === "number" ? one - other : compare(String(one), String(other));

const sort = (table, heading) => {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [keyOf(row, heading.cellIndex), row]);
  // What has no value stays below, in either order.
  keyed.sort(([one], [other]) =>
    isNothing(one) || isNothing(other) ? isNothing(one) - isNothing(other) : (down ? -1 : 1) * inOrder(one, other),
  );
  body.append(...keyed.map(([, row]) => row));
};

for (const table of document.querySelectorAll(".table table")) {
  if (table.tBodies[0].rows.length < 3) continue;
  for (const heading of table.tHead.rows[0].cells) {
    const sorting = button(heading.textContent, () => sort(table, heading));
    sorting.className = "sort";
    sorting.title = said.sort;
    heading.replaceChildren(sorting);
  }
}

// Charts.

const save = (content, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const DRAWN = 2; // pixels for each pixel shown

// What is shown may be the one for a narrow screen; what is saved is the whole.
const saveAsPicture = async (shown, name) => {
  const whole = new Image();
  whole.src = shown.src;
  await whole.decode();
  const canvas = document.createElement("canvas");
  canvas.width = shown.getAttribute("width") * DRAWN;
  canvas.height = (canvas.width * whole.naturalHeight) / whole.naturalWidth;
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, name));
};

const pageName = location.pathname.split("/").pop().replace(/\.html$/, "");
for (const figure of document.querySelectorAll("figure[id]")) {
  const picture = figure.querySelector("img");
  const [, kind, encoded] = picture.src.match(/^data:image\/([a-z]+).*?;base64,(.*)$/) ?? [];
  const name = `${pageName}-${figure.id}`;
  const bytes = () => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const ways = [];
  if (kind === "svg") {
    ways.push(button("SVG", () => save(new Blob([bytes()], { type: "image/svg+xml" }), `${name}.svg`)));
    ways.push(button("PNG", () => saveAsPicture(picture, `${name}.png`)));
  } else if (kind) {
    ways.push(button(kind.toUpperCase(), () => save(new Blob([bytes()], { type: `image/${kind}` }), `${name}.${kind}`)));
  }
  for (const way of ways) {
    way.setAttribute("aria-label", said.save.replace("{form}", way.textContent).replace("{figure}", name));
    figure.querySelector("figcaption").append(" ", way);
  }
}

// What may be quoted.

for (const place of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(place.dataset.copy);
  const told = document.createElement("output");
  const copying = button(said.copy, async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      told.textContent = said.copied;
    } catch {
      getSelection().selectAllChildren(text);
      told.textContent = said.selected;
    }
  });
  copying.setAttribute("aria-describedby", place.dataset.copy);
  place.append(copying, " ", told);
}
