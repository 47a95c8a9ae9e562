import { printInstant } from "../print-time.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

/** Of a phone that was silenced, and of an app that was removed, people learn by then. */
const longestDays = 31;

/** K233: nobody hears of it when AMA is dead; nobody has tried in a month whether pages arrive. */
export const untriedPager: OncallCheck = function* (subject) {
  const { pager, at } = subject;
  const { schedules, policies, broken } = subject.oncall.file;
  const mayPage = [schedules, policies, broken.schedules, broken.policies].some(
    (some) => some.length > 0,
  );
  if (!pager || !mayPage) return;
  const found = (about: string, message: string) =>
    foundAt(subject, ["policies"], { rule: "K233", message, about });
  if (!pager.isWatched) {
    yield found(
      "heartbeat",
      "AMA_HEARTBEAT_URL is not set: when AMA itself is dead, nobody hears of it.",
    );
  }
  const { lastTestAt } = pager;
  const stale = at.subtract({ hours: longestDays * 24 });
  if (lastTestAt && Temporal.Instant.compare(lastTestAt, stale) >= 0) return;
  yield found(
    "test page",
    lastTestAt === undefined
      ? "No test page has reached anybody yet."
      : `No test page has reached anybody since ${printInstant(lastTestAt, "UTC")}, over ${longestDays} days ago.`,
  );
};
