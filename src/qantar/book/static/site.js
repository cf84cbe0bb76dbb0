// The search page: what the theme's search leaves out.
// Pages opened from a folder cannot read one another: there the search lists its hits without excerpts.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// Runs before the search does: that waits for the same event, but is loaded later.
document.addEventListener("DOMContentLoaded", () => {
  const { _parseQuery: parse, _performSearch: perform, makeSearchSummary: excerpt } = Search;

  // The search drops terms of digits alone, though its index holds them.
  Search._parseQuery = query => {
    const parsed = parse(query);
    const [, terms, , marked] = parsed;
    for (const digits of splitQuery(query).filter(term => /^\d+$/.test(term))) {
      terms.add(digits);
      marked.add(digits);
    }
    return parsed;
  };

  // The search looks for headings nearly as long as the query; here all with its words come first.
  Search._performSearch = (query, ...terms) => {
    const found = perform(query, ...terms);
    const headings = headed(splitQuery(query.toLowerCase()));
    const places = new Set(headings.map(([page, , anchor]) => page + anchor));
    return [...found.filter(([page, , anchor]) => !places.has(page + anchor)), ...headings];
  };

  // An excerpt begins where a word stands as it was sought: of a plain word, where its first form stands.
  Search.makeSearchSummary = (page, words, anchor) => {
    const text = splitQuery(Search.htmlToText(page, anchor).toLowerCase());
    return excerpt(page, [...words].map(word => text.find(one => plain(one) === word) ?? word), anchor);
  };
});

/** A word without what its spellings differ in, in languages whose search says so (Arabic). */
function plain(word) {
  return Stemmer.plain?.(word) ?? word;
}

/** The sections whose heading holds each word or one that begins so, the best (shortest) last. */
function headed(words) {
  const { alltitles, titles, docnames, filenames } = Search._index;
  const begins = (word, sought) => word.startsWith(sought) || plain(word).startsWith(plain(sought));
  const holds = title => words.every(word => splitQuery(title.toLowerCase()).some(one => begins(one, word)));
  return Object.entries(alltitles).filter(([title]) => holds(title)).sort(([one], [other]) => other.length - one.length)
    .flatMap(([title, places]) => places.map(([page, id]) => [
      docnames[page], titles[page] === title ? title : `${titles[page]} > ${title}`, id === null ? "" : `#${id}`, null,
      Scorer.title, filenames[page],
    ]));
}
