// Which entries fit a search and filters. Words are looked for one by one, in any order and case, as
// parts of words.

/** Whether a text has all words of a search. */
export function matcher(search: string): (...texts: readonly string[]) => boolean {
  const words = plainText(search).split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = plainText(texts.join(" "));
    return words.every((word) => text.includes(word));
  };
}

/** Lower case without accents, so that "Muller" finds "Müller". */
function plainText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether a value fits a filter; an empty filter takes all. */
export function fits(filter: string | undefined, value: string): boolean {
  return filter === undefined || filter === "" || filter === value;
}
