import type { Action } from "./action.ts";
import type { Block, Doc } from "./doc.ts";
import { docText } from "./doc-text.ts";

export type Size = { readonly characters: number; readonly lines: number };

/** A first message is one screen (M27). */
export const firstMessage: Size = { characters: 1_500, lines: 12 };

/**
 * Cuts a Doc where it would grow too long, only between blocks and between the items of a list: never inside code, a
 * table, a callout or a step. What cannot be cut stays whole, however long. No part ends with a heading, or with a line that
 * announces what follows. A picture counts as the one line of its text.
 *
 * @returns what is shown first, and the rest, empty when all of it fits
 */
export function cutDoc(
  doc: Doc,
  most: Size = firstMessage,
): { readonly first: Doc; readonly rest: Doc } {
  if (fits(doc, most)) return { first: doc, rest: [] };
  const atoms = doc.flatMap(itemByItem);
  let end = 1;
  while (end < atoms.length && fits(joined(atoms.slice(0, end + 1)), most)) end += 1;
  while (end > 1 && announces(atoms[end - 1])) end -= 1;
  // What announces something too long goes out with it: alone it would say nothing.
  while (end < atoms.length && announces(atoms[end - 1])) end += 1;
  return { first: joined(atoms.slice(0, end)), rest: joined(atoms.slice(end)) };
}

/** Cuts a Doc into messages, in order. */
export function piecesOf(doc: Doc, most: Size): readonly Doc[] {
  const { first, rest } = cutDoc(doc, most);
  return rest.length === 0 ? [first] : [first, ...piecesOf(rest, most)];
}

/** Shows what was cut off. @param value key of the stored row that holds the rest */
export function showAll(value: string): Action {
  return {
    id: "show-all",
    label: "Show all",
    style: "plain",
    value,
    allowed: "anyone",
    once: true,
    emoji: "📄",
    words: ["show all", "all", "more"],
  };
}

function fits(doc: Doc, most: Size): boolean {
  const text = docText(doc);
  return text.length <= most.characters && text.split("\n").length <= most.lines;
}

/** A list as lists of one item each, which {@link joined} puts together again. */
function itemByItem(block: Block): readonly Block[] {
  if ("list" in block) {
    const { list, ordered, start = 1 } = block;
    return list.map((item, at) => listFrom([item], ordered, ordered ? start + at : 1));
  }
  if ("tasks" in block) return block.tasks.map((task) => ({ tasks: [task] }));
  return [block];
}

/** Puts neighbours together that were one list, or read as one: ordered lists whose numbers go on, others of one kind. */
function joined(atoms: readonly Block[]): Doc {
  const whole: Block[] = [];
  for (const block of atoms) {
    const last = whole.at(-1);
    const both = last && bothOf(last, block);
    if (both) whole.pop();
    whole.push(both ?? block);
  }
  return whole;
}

function bothOf(one: Block, next: Block): Block | undefined {
  if ("tasks" in one && "tasks" in next) return { tasks: [...one.tasks, ...next.tasks] };
  if (!("list" in one && "list" in next) || one.ordered !== next.ordered) return undefined;
  const start = one.start ?? 1;
  if (one.ordered && (next.start ?? 1) !== start + one.list.length) return undefined;
  return listFrom([...one.list, ...next.list], one.ordered, start);
}

function listFrom(list: readonly Doc[], ordered: boolean, start: number): Block {
  return { list, ordered, ...(start === 1 ? {} : { start }) };
}

/** Whether a block says what follows it: without that it says nothing. */
export function announces(block: Block | undefined): boolean {
  if (!block) return false;
  return "heading" in block || ("p" in block && docText([block]).trimEnd().endsWith(":"));
}
