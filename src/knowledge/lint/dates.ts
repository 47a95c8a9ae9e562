import type { Check } from "./check.ts";

/** A notice is not planned longer ahead. */
const mostYearsAhead = 2;

/** K123: dates that cannot be meant. */
export const dates: Check = function* ({ pages, today }) {
  const after = (date: Temporal.PlainDate, limit: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(date, limit) > 0;
  for (const { entry, file, at } of pages) {
    const { reviewed, validFrom, expires } = entry;
    const told = (key: string, message: string) =>
      ({ rule: "K123", file, ...at([key]), message, about: key }) as const;
    if (reviewed && after(reviewed, today)) {
      yield told(
        "reviewed",
        `"reviewed" is ${reviewed}, in the future: expected ${today} or earlier.`,
      );
    }
    const latest = today.add({ years: mostYearsAhead });
    if (validFrom && after(validFrom, latest)) {
      yield told("valid_from", `"valid_from" is ${validFrom}: expected ${latest} or earlier.`);
    }
    if (validFrom && expires && after(validFrom, expires)) {
      yield told("expires", `"expires" is ${expires}, before "valid_from", which is ${validFrom}.`);
    }
  }
};
