import { type Freshness, freshnessAt } from "../freshness.ts";
import type { Check } from "./check.ts";
import type { Severity } from "./finding.ts";

const severityOf: Readonly<Record<Freshness, Severity | undefined>> = {
  fresh: undefined,
  unknown: undefined,
  due: "info",
  overdue: "warning",
  stale: "warning",
};

/** K120: entries that nobody has looked at for too long. */
export const overdueEntries: Check = function* ({ pages, today, checkedOf }) {
  for (const { entry, file, at } of pages) {
    if (entry.status !== "active") continue;
    const checked = checkedOf(entry);
    const freshness = freshnessAt(entry, checked, today);
    const severity = severityOf[freshness];
    if (!checked || severity === undefined) continue;
    const days = checked.on.until(today).days;
    const message = `The entry is ${freshness === "due" ? "due for review" : freshness}: last checked on ${checked.on}, ${days} days ago, and to be reviewed every ${entry.reviewEvery}.`;
    yield { rule: "K120", severity, file, ...at(["reviewed"]), message, about: "" };
  }
};
