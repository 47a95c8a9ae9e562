import type { Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { entryId, slug } from "./entry-id.ts";

/** Where an entry that is only begun will lie, relative to the knowledge folder, and its id. */
export type NewPlace = { readonly id: string; readonly file: string };

/** The folder that an entry of each type lies in. */
export const typeFolders: Readonly<Record<Entry["type"], string>> = {
  answer: "answers",
  pointer: "answers",
  runbook: "runbooks",
  checklist: "checklists",
};

/** Names the place of an entry by its title; letters and digits alone make the path, so that no title leads elsewhere. */
export function newPlace(type: Entry["type"], title: string): NewPlace {
  const id = entryId(`${slug(title) || title}.md`);
  return { id, file: `${typeFolders[type]}/${id}.md` };
}

/** Why nothing new may lie there, and what to do; undefined when it may. Whether the file is there is not looked at. */
export function reasonAgainst({ id, file }: NewPlace, corpus: Corpus): string | undefined {
  const folders = Object.values(typeFolders);
  const page = [...corpus.pages.keys()].find(
    (path) => !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (page !== undefined) {
    return `${page} lies outside of answers/, runbooks/ and checklists/, and would not be found any more beside one of them. Move the pages into such folders first.`;
  }
  const holder = corpus.entryById.get(id);
  if (holder && holder.file !== file) {
    return `the id "${id}" belongs to ${holder.file}. Choose another title, or go on in that file.`;
  }
  const former = corpus.entries.find(({ redirectFrom }) => redirectFrom.includes(id));
  if (former) {
    return `"${id}" was an id of ${former.file}, and links to it still lead there. Choose another title.`;
  }
  return undefined;
}
