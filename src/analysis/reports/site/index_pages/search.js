"use strict";
// Finds entries by what people type: other names, codes, no diacritics, typing errors. It knows nothing of the page.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The words of a text; a code such as 13.72 is one.
const wordsOf = (text) => plain(text).match(/\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];

// How many letters must be put in, left out, changed or swapped to turn one word into another.
const distance = (from, to) => {
  let before = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1;
      next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + changed);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = next;
  }
  return last[to.length];
};

// What it costs to take a word of an entry for the one that was typed; Infinity where it is another.
const costOf = (typed, word) => {
  if (word === typed) return 0;
  if (word.startsWith(typed)) return 1;
  return typed.length > 2 && word.includes(typed) ? 2 : Infinity;
};

// Takes entries {name, terms, code, province}, the names of provinces by code, and how kinds are spelled (kab: kabupaten).
// Gives a function that takes what was typed and gives {found: positions of entries, the best first, similar: whether
// none is spelled like that, so that those found are merely near}.
const finder = (entries, provinces, kinds) => {
  const kindWords = new Set(Object.values(kinds));
  const spelled = (text) =>
    wordsOf(text)
      .filter((word) => word !== "pemerintah")
      .map((word) => kinds[word] ?? word);
  const bare = (words) => words.filter((word) => !kindWords.has(word));

  const known = entries.map(({ name, terms, code, province }) => {
    // Of several names the official one counts a little more.
    const words = [...terms.flatMap(spelled).map((word) => [word, 0.25]), ...spelled(name).map((word) => [word, 0])];
    return {
      own: new Map(words),
      province: new Set((provinces[province] ?? []).flatMap(spelled)),
      glued: [name, ...terms].map((each) => bare(spelled(each)).join("")),
      length: bare(spelled(name)).length,
      code,
    };
  });
  const vocabulary = [...new Set(known.flatMap((each) => [...each.own.keys(), ...each.province]))];
  const hasCode = ({ code }, typed) =>
    /^\d/.test(typed) && (code.startsWith(typed) || code.replace(".", "").startsWith(typed));

  // The words that a typed one may mean, each with its cost; nearly spelled ones only where nothing else is meant.
  const meaningsOf = (typed) => {
    const alike = vocabulary.map((word) => [word, costOf(typed, word)]).filter(([, cost]) => cost < Infinity);
    if (alike.length || known.some((each) => hasCode(each, typed))) return { typed, means: new Map(alike), near: false };
    const allowed = typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2;
    // The word may not be typed to its end yet.
    const away = vocabulary.map((word) => [
      word,
      Math.min(distance(typed, word), distance(typed, word.slice(0, typed.length)) + 0.5),
    ]);
    const nearest = Math.floor(Math.min(allowed, ...away.map(([, letters]) => letters)));
    return { typed, means: new Map(away.filter(([, letters]) => letters <= nearest + 0.5)), near: true };
  };

  const costIn = (each, { typed, means, near }) => {
    let least = hasCode(each, typed) ? (each.code === typed ? 0 : 1) : Infinity;
    for (const [word, more] of each.own) least = Math.min(least, (means.get(word) ?? Infinity) + more);
    for (const word of each.province) least = Math.min(least, (means.get(word) ?? Infinity) + 1.5);
    return near ? least + 3 : least;
  };

  const search = (typed) => {
    const meant = typed.map(meaningsOf);
    const near = meant.some((word) => word.near);
    const [asked, glued] = [typed.filter((word) => kindWords.has(word)), bare(typed).join("")];
    const scored = known.map((each, at) => {
      const found = { at, near, cost: meant.reduce((sum, word) => sum + costIn(each, word), each.length / 100) };
      // In one word or several: Fakfak, Fak-Fak, Fak Fak.
      const isMeant = glued && asked.every((word) => each.own.has(word));
      if (isMeant && each.glued.includes(glued)) return { at, near: false, cost: Math.min(found.cost, 0) - 1 };
      if (isMeant && glued.length > 3 && each.glued.some((name) => name.includes(glued)))
        return { at, near: false, cost: Math.min(found.cost, 2) };
      return found;
    });
    const found = scored.filter(({ cost }) => cost < Infinity);
    const exact = found.filter((each) => !each.near);
    const best = exact.length ? exact : found;
    best.sort((one, two) => one.cost - two.cost || one.at - two.at);
    return { found: best.map(({ at }) => at), similar: !exact.length };
  };

  return (query) => {
    const typed = spelled(query);
    if (!typed.length) return { found: entries.map((_, at) => at), similar: false };
    const answer = search(typed);
    // A year or a number that no entry bears must not hide the region that was typed with it.
    const words = typed.filter((word) => !/^\d/.test(word));
    return answer.found.length || !words.length ? answer : search(words);
  };
};
