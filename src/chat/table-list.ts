import type { Block, Run } from "./doc.ts";
import { inBold } from "./in-bold.ts";

/** A table as a list, a row an item, where it cannot be one. */
export function tableList({ table }: Extract<Block, { readonly table: unknown }>): Block {
  const items = table
    .map((row, index) => (index === 0 ? row.map(inBold) : row))
    .filter((row) => row.length > 0)
    .map((row) => [{ p: between(row) }]);
  return { list: items, ordered: false };
}

function between(cells: readonly (readonly Run[])[]): readonly Run[] {
  return cells.flatMap((runs, index) => (index === 0 ? runs : [{ text: " | " }, ...runs]));
}
