import { type Doc, paragraph } from "./doc.ts";

/** Something to press, and what it stands for: an id, said by its key. */
export type Choice =
  | { readonly label: string; readonly entry: string }
  | { readonly label: string; readonly service: string }
  | { readonly label: string; readonly environment: string };

/** A reply with its choices as numbered lines, for where nothing can be pressed. */
export function withChoices(doc: Doc, choices: readonly Choice[]): Doc {
  if (choices.length === 0) return doc;
  return [...doc, { list: choices.map(({ label }) => [paragraph(label)]), ordered: true }];
}
