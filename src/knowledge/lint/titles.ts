import { titleForm } from "../title-form.ts";
import type { Check } from "./check.ts";

/** K060: titles in a form that reads badly in lists. One that is too long is told by K003. */
export const titles: Check = function* ({ pages }) {
  for (const { entry, file, at } of pages) {
    const form = entry.native ? titleForm(entry.title, entry.type) : undefined;
    if (form === undefined) continue;
    const message = `The title "${entry.title}" ${form.found}: expected ${form.expected}.`;
    yield { rule: "K060", file, ...at(["title"]), message, about: entry.title };
  }
};
