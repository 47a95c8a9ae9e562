import type { Check } from "./check.ts";

const marks = /\b(?:TODO|TBD|FIXME)\b/g;

/** K064: marks of unfinished work in what is served, comments and front matter included. */
export const unfinishedText: Check = function* ({ pages }) {
  for (const { entry, file, text, prose } of pages) {
    if (entry.status !== "active" || text.search(marks) < 0) continue;
    for (const { line, text: written } of prose()) {
      for (const { 0: mark, index } of written.matchAll(marks)) {
        const message = `"${mark}" stands in an entry that is served.`;
        yield { rule: "K064", file, line, column: index + 1, length: mark.length, message };
      }
    }
  }
};
