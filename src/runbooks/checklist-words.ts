import type { ChecklistEvent } from "./checklist.ts";

/** Reads what somebody says where a checklist is: `tick 3`, `3 done`, `untick 3`; undefined: it is not about the list. */
export function checklistEventSaid(text: string): ChecklistEvent | undefined {
  const said = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\uFE0F/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/[\s.,!?;:#]+/g, " ")
    .trim();
  const [, tick, done] =
    /^(?:(?:tick|check)(?: off)? (\d{1,4})|(\d{1,4}) (?:is )?(?:done|ticked|✅))$/.exec(said) ?? [];
  if (tick ?? done) return { event: "tick", item: Number(tick ?? done) };
  const [, untick, open] =
    /^(?:(?:untick|uncheck) (\d{1,4})|(\d{1,4}) (?:is )?(?:not done|open))$/.exec(said) ?? [];
  if (untick ?? open) return { event: "untick", item: Number(untick ?? open) };
  if (["checklist", "list", "show the list", "what is left", "what's left"].includes(said)) {
    return { event: "show" };
  }
  return ["end the list", "stop the list", "end the checklist", "stop the checklist"].includes(said)
    ? { event: "stop" }
    : undefined;
}

/** Reads what an action's id stands for. */
export function checklistEventOf(id: string): ChecklistEvent | undefined {
  const [, item] = /^tick-(\d{1,4})$/.exec(id) ?? [];
  return item === undefined ? undefined : { event: "tick", item: Number(item) };
}
