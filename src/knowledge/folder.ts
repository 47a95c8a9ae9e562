import { createNearest } from "../search/nearest.ts";
import type { Entry } from "./entry.ts";

type Filed = Pick<Entry, "file">;

/** Whether an entry lies in a folder, however deep; all do where none is named. */
export function isUnder(folder: string | undefined, { file }: Filed): boolean {
  return folder === undefined || file.startsWith(`${folder}/`);
}

/** All folders that hold entries, in their own files or deeper, each once and in the order of the alphabet. */
function foldersOf(entries: readonly Filed[]): readonly string[] {
  const folders = entries.flatMap(({ file }) => {
    const names = file.split("/").slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join("/"));
  });
  return [...new Set(folders)].sort();
}

/** The folder that a text comes nearest to; undefined when it is like none. */
export function nearestFolder(text: string, entries: readonly Filed[]): string | undefined {
  const nearest = createNearest(foldersOf(entries).map((item) => ({ item, names: [item] })));
  return nearest(text, 1)[0];
}
