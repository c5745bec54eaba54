"use strict";
// Leads on to the reader's language, and takes along what the address asks for; without script, two links do.
const offered = [...document.querySelectorAll("a.language")];
const query = new URLSearchParams(location.search);
// A choice in the address comes first: index.html?language=en. Some systems still say `in` for Indonesian.
const wanted = [query.get("language") ?? "", ...navigator.languages].map((each) => each.slice(0, 2).replace("in", "id"));
const language = wanted.find((each) => offered.some((link) => link.hreflang === each));
const link = offered.find((each) => each.hreflang === language) ?? offered[0];
query.delete("language");
if (link) location.replace(link.getAttribute("href") + (query.size ? `?${query}` : ""));
