import Fuse from "fuse.js";

/** What may be meant, and the names it goes by. */
export type Named<T> = { readonly item: T; readonly names: readonly string[] };

/** What is longer is no name; comparing takes time in proportion. */
const longestText = 200;

/**
 * One index over names of any kind; every "did you mean" and every "nearest named" asks such an index.
 *
 * @returns a question to the index: the items whose names come near `text`, nearest first, each once; a tie goes to the
 *   item given first
 */
export function createNearest<T>(
  things: readonly Named<T>[],
): (text: string, limit: number) => readonly T[] {
  const rows = things.flatMap(({ item, names }) => names.map((name) => ({ item, name })));
  // .4 lets two wrong letters pass in a word of five; names are short, so that where in them it matches says nothing.
  const fuse = new Fuse(rows, { keys: ["name"], threshold: 0.4, ignoreLocation: true });
  return (text, limit) => {
    if (text.trim() === "") return [];
    const hits = fuse.search(text.slice(0, longestText));
    return [...new Set(hits.map((hit) => hit.item.item))].slice(0, limit);
  };
}
