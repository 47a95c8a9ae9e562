import { actionLabel } from "../chat/action.ts";
import { type Block, type Doc, paragraph, type Run } from "../chat/doc.ts";
import type { Checklist, ChecklistItem } from "./checklist.ts";
import type { WalkAction } from "./walk-event.ts";
import { nameOf } from "./walk-says.ts";

/** More buttons than these nobody reads; the others are ticked by their numbers. */
const mostActions = 10;

/** Prints a list by its groups, each item with its number and who ticked it, and how far it is. */
export function checklistDoc(list: Checklist): Doc {
  const { items, title } = list;
  const numbered = items.map((item, index) => ({ ...item, number: index + 1 }));
  const runs = numbered.reduce<(typeof numbered)[]>((groups, item) => {
    const last = groups.at(-1);
    if (last?.[0]?.group === item.group && last) last.push(item);
    else groups.push([item]);
    return groups;
  }, []);
  return [
    { p: [{ text: title, bold: true }] },
    ...runs.flatMap((group): readonly Block[] => {
      const heading = group[0]?.group;
      return [
        ...(heading === undefined ? [] : [{ heading: [{ text: heading }] }]),
        { tasks: group.map((item) => ({ body: itemDoc(item), done: item.done !== undefined })) },
      ];
    }),
    paragraph(`${checklistProgress(list)}.`),
  ];
}

function itemDoc({ number, body, done }: ChecklistItem & { readonly number: number }): Doc {
  const [first, ...rest] = body;
  const mark: Run = { text: `${number}. ` };
  const by: readonly Run[] = done ? [{ text: ` (${nameOf(done.by)})`, italic: true }] : [];
  if (first && "p" in first) return [{ p: [mark, ...first.p, ...by] }, ...rest];
  return [{ p: [mark, ...by] }, ...body];
}

/** `3 of 9 done, last: Laptop ordered by @ana`; of those ticked at the same instant the later in the list. */
export function checklistProgress({ items }: Checklist): string {
  const done = items.filter((item) => item.done);
  const last = done.reduce<ChecklistItem | undefined>((latest, item) => {
    const isLater =
      latest?.done === undefined ||
      (item.done && Temporal.Instant.compare(item.done.at, latest.done.at) >= 0);
    return isLater ? item : latest;
  }, undefined);
  const count = `${done.length} of ${items.length} done`;
  return last?.done ? `${count}, last: ${last.title} by ${nameOf(last.done.by)}` : count;
}

/** One to tick each open item, the first ten of them. */
export function checklistActions({ items, ended }: Checklist): readonly WalkAction[] {
  if (ended) return [];
  return items
    .flatMap(({ title, done }, index): readonly WalkAction[] =>
      done ? [] : [{ id: `tick-${index + 1}`, label: actionLabel(`${index + 1}. ${title}`) }],
    )
    .slice(0, mostActions);
}
