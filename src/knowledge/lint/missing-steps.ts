import type { Check } from "./check.ts";

/** K080: runbooks that say nothing to do. */
export const missingSteps: Check = function* ({ pages }) {
  for (const { entry, file, at } of pages) {
    const { native, type, status, content } = entry;
    if (!native || type !== "runbook" || status === "archived") continue;
    if (content().steps.length > 0) continue;
    const message =
      'The runbook has no steps: expected a section such as "Steps" with something to do in it.';
    yield { rule: "K080", file, ...at(["title"]), message, about: "" };
  }
};
