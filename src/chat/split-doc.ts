import { type Cut, cutCode, cutRuns, mostThat } from "./cut-text.ts";
import { type Block, type Doc, paragraph } from "./doc.ts";
import { pictureText, runsText } from "./doc-text.ts";
import { announces } from "./length.ts";
import { tableList } from "./table-list.ts";

type Fits = (doc: Doc) => boolean;
/** The beginning of a block that still fits, and what comes after it. */
type CutBlock = { readonly head: Block; readonly tail: Doc };

/**
 * Splits a Doc into parts that fit, in order, at least one: between blocks, and inside a block only where it fits nowhere
 * as a whole. Then a list goes on with its next number, code as code, a paragraph with its next word. No text is lost. No
 * part ends with what announces something, where that can be helped.
 *
 * @param fits must hold for all beginnings of a Doc for which it holds
 */
export function splitDoc(doc: Doc, fits: Fits): readonly Doc[] {
  const parts: Doc[] = [];
  let rest = doc;
  do {
    const { head, tail } = cutDoc(rest, fits) ?? { head: rest.slice(0, 1), tail: rest.slice(1) };
    parts.push(head);
    rest = tail;
  } while (rest.length > 0);
  return parts;
}

/** @returns undefined when not even a part of the first block fits */
function cutDoc(doc: Doc, fits: Fits): Cut<Doc> | undefined {
  let whole = 0;
  while (whole < doc.length && fits(doc.slice(0, whole + 1))) whole += 1;
  if (whole === doc.length) return { head: doc, tail: [] };
  let end = whole;
  while (end > 0 && announces(doc[end - 1])) end -= 1;
  if (end > 0) return { head: doc.slice(0, end), tail: doc.slice(end) };
  const before = doc.slice(0, whole);
  const next = doc[whole];
  const inside = next && cutBlock(next, (block) => fits([...before, block]));
  if (inside) {
    return {
      head: [...before, inside.head],
      tail: [...inside.tail, ...doc.slice(whole + 1)],
    };
  }
  return whole > 0 ? { head: before, tail: doc.slice(whole) } : undefined;
}

/** Cuts a block that does not fit. @returns undefined when it cannot be cut so that its beginning fits */
function cutBlock(block: Block, fits: (block: Block) => boolean): CutBlock | undefined {
  if ("p" in block) return cutText(block.p, (p) => ({ p }), fits);
  if ("heading" in block) return cutText(block.heading, (heading) => ({ heading }), fits);
  if ("code" in block) return cutLines(block, fits);
  if ("list" in block) return cutList(block, fits);
  if ("tasks" in block) return cutTasks(block, fits);
  if ("quote" in block) {
    const cut = cutDoc(block.quote, (quote) => fits({ quote }));
    return cut && { head: { quote: cut.head }, tail: quoted(cut.tail) };
  }
  if ("callout" in block) {
    const cut = cutDoc(block.body, (body) => fits({ ...block, body }));
    return cut && { head: { ...block, body: cut.head }, tail: quoted(cut.tail) };
  }
  if ("table" in block) return asOther(tableList(block), fits);
  return "image" in block ? asOther(paragraph(pictureText(block)), fits) : undefined;
}

function cutText(
  runs: Parameters<typeof cutRuns>[0],
  blockOf: (runs: Parameters<typeof cutRuns>[0]) => Block,
  fits: (block: Block) => boolean,
): CutBlock | undefined {
  const { length } = runsText(runs);
  const most = mostThat(length, (some) => fits(blockOf(cutRuns(runs, some).head)));
  if (most === 0) return undefined;
  const { head, tail } = cutRuns(runs, most);
  return { head: blockOf(head), tail: runsText(tail).trim() === "" ? [] : [blockOf(tail)] };
}

function cutLines(
  block: Extract<Block, { readonly code: string }>,
  fits: (block: Block) => boolean,
): CutBlock | undefined {
  const headOf = (some: number) => ({ ...block, code: cutCode(block.code, some).head });
  const most = mostThat(block.code.length, (some) => fits(headOf(some)));
  if (most === 0) return undefined;
  const { tail } = cutCode(block.code, most);
  return { head: headOf(most), tail: tail === "" ? [] : [{ ...block, code: tail }] };
}

function cutList(
  block: Extract<Block, { readonly list: unknown }>,
  fits: (block: Block) => boolean,
): CutBlock | undefined {
  const { list, start = 1 } = block;
  const most = mostThat(list.length, (some) => fits({ ...block, list: list.slice(0, some) }));
  const from = (index: number): Doc => {
    const rest = { ...block, list: list.slice(index) };
    if (rest.list.length === 0) return [];
    return [block.ordered ? { ...rest, start: start + index } : rest];
  };
  if (most > 0) return { head: { ...block, list: list.slice(0, most) }, tail: from(most) };
  const cut = cutDoc(list[0] ?? [], (item) => fits({ ...block, list: [item] }));
  return cut && { head: { ...block, list: [cut.head] }, tail: [...cut.tail, ...from(1)] };
}

function cutTasks(
  { tasks }: Extract<Block, { readonly tasks: unknown }>,
  fits: (block: Block) => boolean,
): CutBlock | undefined {
  const most = mostThat(tasks.length, (some) => fits({ tasks: tasks.slice(0, some) }));
  const from = (index: number): Doc =>
    index < tasks.length ? [{ tasks: tasks.slice(index) }] : [];
  if (most > 0) return { head: { tasks: tasks.slice(0, most) }, tail: from(most) };
  const [first] = tasks;
  const cut = first && cutDoc(first.body, (body) => fits({ tasks: [{ ...first, body }] }));
  if (!first || !cut) return undefined;
  return { head: { tasks: [{ ...first, body: cut.head }] }, tail: [...cut.tail, ...from(1)] };
}

/** The same text in a block that can be cut. */
function asOther(block: Block, fits: (block: Block) => boolean): CutBlock | undefined {
  return fits(block) ? { head: block, tail: [] } : cutBlock(block, fits);
}

function quoted(quote: Doc): Doc {
  return quote.length > 0 ? [{ quote }] : [];
}
