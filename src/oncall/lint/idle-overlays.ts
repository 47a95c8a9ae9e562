import type { YamlPath } from "../../knowledge/yaml-source.ts";
import { earlier, later } from "../instant-order.ts";
import type { PlacedSchedule } from "../placed-schedule.ts";
import { resolve } from "../resolve.ts";
import { movesBetween, runsOf } from "../runs.ts";
import type { Overlays, Span } from "../schedule.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { concernedSpan, spokenSpan } from "./spoken-span.ts";
import { indexOf } from "./unknown-ids.ts";

/** So soon before its start an open swap is urgent. */
const urgentHours = 3 * 24;

/** So far before and ahead an overlay may show its effect: one for ever is not looked at for ever. */
const mostDays = 400;

/** K232: swaps that nobody takes though they begin soon, and overlays that change nothing; what is over is not told. */
export const idleOverlays: OncallCheck = function* (subject) {
  const { oncall, at } = subject;
  const soon = at.add({ hours: urgentHours });
  const { compare } = Temporal.Instant;
  for (const placed of oncall.file.schedules) {
    const { id, timeZone } = placed.schedule;
    const told = (path: YamlPath, what: string, span: Span, person?: string) =>
      foundAt(subject, ["schedules", id, ...path], {
        rule: "K232",
        message: `${what} ${spokenSpan(span, timeZone)}.`,
        concerns: {
          schedule: id,
          ...(person === undefined ? {} : { person }),
          ...concernedSpan(span, timeZone),
        },
      });
    for (const { ref, person, takenBy, start, end } of placed.overlays.swaps) {
      const isUrgent = compare(at, end) < 0 && compare(start, soon) <= 0;
      if (takenBy !== undefined || !isUrgent) continue;
      const what = `Nobody has taken the shifts that ${person} gives away`;
      yield told(["swaps", indexOf(ref)], what, { start, end }, person);
    }
    for (const { path, span, person, without } of laidOver(placed)) {
      if (compare(span.end, at) <= 0) continue;
      if (changesSomething(placed, without, near(span, at))) continue;
      yield told(path, "This has no effect", span, person);
    }
  }
};

/** Every overlay that means to change something, with the overlays that would be there without it. */
function* laidOver({ overlays }: PlacedSchedule): Iterable<{
  readonly path: YamlPath;
  readonly span: Span;
  readonly person?: string;
  readonly without: Overlays;
}> {
  const { overrides, swaps, temporary } = overlays;
  for (const one of overrides) {
    const without = { ...overlays, overrides: overrides.filter((other) => other !== one) };
    yield { path: ["overrides", indexOf(one.ref)], span: one, person: one.person, without };
  }
  for (const one of swaps.filter(({ takenBy }) => takenBy !== undefined)) {
    const without = { ...overlays, swaps: swaps.filter((other) => other !== one) };
    yield { path: ["swaps", indexOf(one.ref)], span: one, person: one.person, without };
  }
  for (const one of temporary) {
    const without = { ...overlays, temporary: temporary.filter((other) => other !== one) };
    yield { path: ["temporary", indexOf(one.ref)], span: one, without };
  }
}

function changesSomething(
  { schedule, overlays }: PlacedSchedule,
  without: Overlays,
  { start, end }: Span,
): boolean {
  const runs = (laid: Overlays) => runsOf(resolve(schedule, laid, start, end), start, end);
  return movesBetween(runs(without), runs(overlays)).length > 0;
}

/** The part of a span that is not far off: from an instant, or from its start where that is later. */
function near({ start, end }: Span, at: Temporal.Instant): Span {
  const hours = mostDays * 24;
  const [earliest, latest] = [at.subtract({ hours }), later(start, at).add({ hours })];
  return { start: later(start, earliest), end: earlier(end, latest) };
}
