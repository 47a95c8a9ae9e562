import { expect, it } from "vitest";
import { resolve } from "../../src/oncall/resolve.ts";
import { startInstant, wallClockOf } from "../../src/oncall/wall-clock.ts";
import { instant } from "./rosters.ts";
import { questionOf } from "./vector-answers.ts";
import { type CaseOf, loadVectorCases } from "./vector-case.ts";
import { rostersOf } from "./vector-schedules.ts";

const file = process.env.ONCALL_VECTORS;
const missing = "ONCALL_VECTORS does not name the file of cases";

if (file === undefined) {
  process.stderr.write(`skipped "on-call cases with known answers": ${missing}\n`);
  it.skip(`agrees with cases of known answers (${missing})`, () => undefined);
} else {
  it.each(loadVectorCases(file))("agrees with $kind $id", (case_) => {
    switch (case_.kind) {
      case "add_wallclock":
        expect(added(case_)).toEqual(case_.expected.map((at) => instant(at)));
        break;
      case "wallclock_hours_between":
        expect(hoursBetween(case_)).toEqual(case_.expected);
        break;
      default: {
        const { from, to, expected, answer } = questionOf(case_);
        const shifts = rostersOf(case_).flatMap(({ schedule, overlays }) =>
          resolve(schedule, overlays, from, to),
        );
        expect(answer(shifts)).toEqual(expected);
      }
    }
  });
}

const added = ({ timezone, query }: CaseOf<"add_wallclock">) =>
  query.map(({ from, add }) => {
    const wall = instant(from).toZonedDateTimeISO(timezone).toPlainDateTime();
    return startInstant(wall.add(add), timezone);
  });

function hoursBetween({ timezone, query }: CaseOf<"wallclock_hours_between">) {
  const { wallAt } = wallClockOf(timezone);
  const wall = (at: string) => wallAt(instant(at).epochMilliseconds);
  return query.map(({ from, to }) => Math.floor((wall(to) - wall(from)) / 3_600_000));
}
