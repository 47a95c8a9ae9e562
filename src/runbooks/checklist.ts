import type { ListItem, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { z } from "zod";
import { instantSchema } from "../chat/instant-schema.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import { docSchema } from "../chat/reply-schema.ts";
import type { Entry } from "../knowledge/entry.ts";
import { type Who, whoSchema } from "./walk-state.ts";

const itemSchema = z
  .object({
    /** The heading above it. */
    group: z.string().optional(),
    /** In one line. */
    title: z.string(),
    body: docSchema,
    /** Who ticked it, and when. */
    done: z.object({ by: whoSchema, at: instantSchema }).readonly().optional(),
  })
  .readonly();
export type ChecklistItem = z.infer<typeof itemSchema>;

/** A checklist as it was when it was begun, and what is ticked; it is kept as JSON. Items count from 1. */
export const checklistSchema = z
  .object({
    kind: z.literal("checklist"),
    entry: z.string(),
    hash: z.string(),
    title: z.string(),
    starter: whoSchema,
    items: z.array(itemSchema).min(1).readonly(),
    startedAt: instantSchema,
    ended: z.boolean(),
  })
  .readonly();
export type Checklist = z.infer<typeof checklistSchema>;

export type ChecklistEvent =
  | { readonly event: "tick" | "untick"; readonly item: number }
  | { readonly event: "show" }
  | { readonly event: "stop" };

/** Begins a checklist; undefined when the entry has nothing to tick. What is ticked in the file is a model, not done. */
export function startChecklist(
  entry: Entry,
  starter: Who,
  at: Temporal.Instant,
): Checklist | undefined {
  const { lead, sections } = entry.content();
  const items = [
    ...itemsIn(lead, undefined),
    ...sections.flatMap(({ heading, nodes }) => itemsIn(nodes, heading)),
  ];
  if (items.length === 0) return undefined;
  const { id, hash, title } = entry;
  return { kind: "checklist", entry: id, hash, title, starter, items, startedAt: at, ended: false };
}

/** An item below another one is one of its own, after it. */
function itemsIn(
  nodes: readonly RootContent[],
  group: string | undefined,
): readonly ChecklistItem[] {
  return nodes.flatMap((node): readonly ChecklistItem[] => {
    if (node.type === "blockquote") return itemsIn(node.children, group);
    if (node.type !== "list") return [];
    return node.children.flatMap((item) => {
      const below = itemsIn(item.children, group);
      return typeof item.checked === "boolean" ? [itemOf(item, group), ...below] : below;
    });
  });
}

function itemOf({ children }: ListItem, group: string | undefined): ChecklistItem {
  const own = children.filter(
    (node) => node.type !== "list" || itemsIn([node], group).length === 0,
  );
  const title = own[0] ? textOf(own[0]).replace(/\s+/g, " ").trim() : "";
  return { group, title, body: markdownDoc(own) };
}
