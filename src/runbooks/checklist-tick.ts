import { type Doc, paragraph } from "../chat/doc.ts";
import type { Checklist, ChecklistEvent } from "./checklist.ts";
import { checklistActions, checklistDoc, checklistProgress } from "./checklist-doc.ts";
import type { WalkAction } from "./walk-event.ts";
import { nameOf } from "./walk-says.ts";
import type { Who } from "./walk-state.ts";

export type ChecklistOutcome = {
  readonly list: Checklist;
  readonly says: Doc;
  readonly actions: readonly WalkAction[];
};

/**
 * Ticks and unticks, by anybody and in any order. Who ticked an item first keeps it. Never throws; a list that is over stays
 * as it is.
 */
export function tickChecklist(
  list: Checklist,
  event: ChecklistEvent,
  { by, at }: { readonly by: Who; readonly at: Temporal.Instant },
): ChecklistOutcome {
  if (list.ended) return { list, says: [paragraph(`${list.title} is over.`)], actions: [] };
  if (event.event === "show") return shown(list);
  if (event.event === "stop") {
    const said = `${list.title} is over: ${checklistProgress(list)}.`;
    return { list: { ...list, ended: true }, says: [paragraph(said)], actions: [] };
  }
  const index = event.item - 1;
  const item = list.items[index];
  if (!item) {
    const said = `There is no item ${event.item}: they are numbered from 1 to ${list.items.length}.`;
    return { list, says: [paragraph(said)], actions: checklistActions(list) };
  }
  const isTick = event.event === "tick";
  if (isTick === (item.done !== undefined)) {
    const ticked = item.done ? `ticked already, by ${nameOf(item.done.by)}` : "not ticked";
    const said = `Item ${event.item} is ${ticked}.`;
    return { list, says: [paragraph(said)], actions: checklistActions(list) };
  }
  const done = isTick ? { by, at } : undefined;
  return shown({ ...list, items: list.items.with(index, { ...item, done }) });
}

function shown(list: Checklist): ChecklistOutcome {
  return { list, says: checklistDoc(list), actions: checklistActions(list) };
}
