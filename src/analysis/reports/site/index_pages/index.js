"use strict";
// The index as one uses it: what is asked for stands in the address, and rows are made of the data as they are shown.

const AT_A_TIME = 40;
const WIDE = matchMedia("(min-width: 64rem)");
const at = (id) => document.getElementById(id);
const { rows, signs, provinces, kinds, labels } = JSON.parse(at("data").textContent);
const form = at("search");
// What is said of a report on the whole country may be asked for as well: klaim, menang.
const searched = rows.map((row) => (row.province ? row : { ...row, terms: [...row.terms, row.answer] }));
const find = finder(searched, provinces, kinds);
let shown = AT_A_TIME;
let fitting = [];

// What is asked for.

const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim() !== ""));

const setForm = (query) => {
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = query.get(field.name) === field.value;
    else if (field.name) field.value = query.get(field.name) ?? "";
  }
};

const isPlaced = (outcome) => ["winner", "perhaps_winner", "finalist"].includes(outcome);

const fits = (row, query) => {
  if (query.get("province") && row.province !== query.get("province")) return false;
  if (query.get("kind") && row.kind !== query.get("kind")) return false;
  const outcomes = row.signs.map((sign) => signs[sign]);
  if (query.get("won") && !outcomes.some((sign) => sign.outcome === "winner")) return false;
  const [edition, status] = [query.get("edition"), query.get("status")];
  if (!edition && !status) return true;
  return outcomes.some(
    (sign) =>
      (!edition || sign.edition === edition) &&
      (!status || status === "placed" ? isPlaced(sign.outcome) : sign.outcome === status),
  );
};

// What is shown.

const say = (tag, text, name = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
};

const signItem = (sign) => {
  const item = document.createElement("li");
  item.className = `sign ${sign.outcome}${sign.pale ? " pale" : ""}`;
  item.append(say("span", sign.edition, "year"), " ", say("span", sign.word, "word"));
  if (sign.note) {
    item.title = sign.note;
    item.append(say("span", `: ${sign.note}`, "unseen"));
  }
  return item;
};

const rowItem = (row) => {
  const item = at("row").content.cloneNode(true).firstElementChild;
  const name = say(row.href ? "a" : "span", row.name, "name");
  if (row.href) name.href = row.href;
  item.querySelector("h3").append(name);
  const told = [row.where, row.href ? "" : labels.no_report, row.older ? labels.older : ""];
  item.querySelector(".where").textContent = told.filter(Boolean).join(" · ");
  item.querySelector(".answer").textContent = row.answer;
  if (row.firm) item.querySelector(".answer").append(" ", say("span", row.firm, "firm"));
  const strip = item.querySelector(".strip");
  if (row.signs.length) strip.append(...row.signs.map((sign) => signItem(signs[sign])));
  else strip.remove();
  return item;
};

const showMore = (number) => {
  const from = at("rows").childElementCount;
  at("rows").append(...fitting.slice(from, number).map((position) => rowItem(rows[position])));
  at("more").hidden = fitting.length <= number;
  shown = number;
};

const countSaid = (number) =>
  number === 1
    ? labels.result
    : labels.results_counted.replace("{number}", new Intl.NumberFormat(document.documentElement.lang).format(number));

const show = () => {
  const query = asked();
  const { found, similar } = find(query.get("q") ?? "");
  fitting = found.filter((position) => fits(rows[position], query));
  at("rows").replaceChildren();
  showMore(shown);
  const said = fitting.length ? [countSaid(fitting.length)] : [labels.none, labels.none_advice];
  if (fitting.length && similar) said.push(labels.similar);
  if (!query.get("q") && fitting.length > 1) said.push(labels.order);
  at("count").textContent = said[0] === labels.none ? said.slice(0, 2).join(" ") : said.join(" · ");
  at("none").hidden = fitting.length > 0;
  at("clear").hidden = query.size === 0;
  document.body.classList.toggle("asking", query.size > 0);
  for (const tile of document.querySelectorAll("[data-province]")) {
    if (tile.dataset.province === query.get("province")) tile.setAttribute("aria-current", "true");
    else tile.removeAttribute("aria-current");
  }
  for (const link of document.querySelectorAll("a.language")) link.search = query;
  return query;
};

// What stands in the address: one step back for each thing asked, not for each letter.

let asking = "";

const ask = (what) => {
  shown = AT_A_TIME;
  const query = show();
  const address = query.size ? `?${query}` : location.pathname;
  if (what === asking) history.replaceState({ shown }, "", address);
  else history.pushState({ shown }, "", address);
  asking = what;
};

const restore = () => {
  asking = "";
  shown = history.state?.shown ?? AT_A_TIME;
  setForm(new URLSearchParams(location.search));
  show();
};

form.addEventListener("input", (event) => ask(event.target.name === "q" ? "q" : `${event.target.name}, once`));
form.addEventListener("focusout", () => {
  asking = "";
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", restore);

at("clear").addEventListener("click", () => {
  setForm(new URLSearchParams());
  ask("nothing");
  form.elements.q.focus();
});

at("more").addEventListener("click", () => {
  const first = at("rows").childElementCount;
  showMore(shown + AT_A_TIME);
  history.replaceState({ shown }, "");
  const next = at("rows").children[first]?.querySelector("a");
  next?.focus();
});

for (const tile of document.querySelectorAll("[data-province]")) {
  tile.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const chosen = tile.hasAttribute("aria-current");
    form.elements.province.value = chosen ? "" : tile.dataset.province;
    ask("a tile");
    asking = "";
    if (!WIDE.matches) at("results").focus();
  });
}

at("list").open = matchMedia("(max-width: 22.49rem)").matches;
form.hidden = false;
at("results").hidden = false;
restore();
form.querySelector("details").open = WIDE.matches || [...asked().keys()].some((name) => name !== "q");
