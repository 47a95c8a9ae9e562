import type { Block, Doc } from "./doc.ts";

/** All blocks of a Doc, those inside others after what they are in. */
export function blocksIn(doc: Doc): readonly Block[] {
  return doc.flatMap((block) => [block, ...blocksIn(bodiesOf(block).flat())]);
}

/** The Doc with others in place of some of its blocks, however deep. @param instead undefined: the block stays */
export function replaceBlocks(doc: Doc, instead: (block: Block) => Block | undefined): Doc {
  const inner = (body: Doc) => replaceBlocks(body, instead);
  return doc.map((block) => {
    const other = instead(block);
    if (other) return other;
    if ("quote" in block) return { quote: inner(block.quote) };
    if ("callout" in block) return { ...block, body: inner(block.body) };
    if ("list" in block) return { ...block, list: block.list.map(inner) };
    if ("tasks" in block) {
      return { tasks: block.tasks.map(({ body, done }) => ({ body: inner(body), done })) };
    }
    return block;
  });
}

function bodiesOf(block: Block): readonly Doc[] {
  if ("quote" in block) return [block.quote];
  if ("callout" in block) return [block.body];
  if ("list" in block) return block.list;
  return "tasks" in block ? block.tasks.map(({ body }) => body) : [];
}
