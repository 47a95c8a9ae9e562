import { BotError } from "../kernel/bot-error.ts";
import { gapsOf, resolve } from "../oncall/resolve.ts";
import type { Shift, Span } from "../oncall/schedule.ts";
import { type OpenOncall, openOncall, problemsJson } from "./open-oncall.ts";
import type { ShiftsOptions } from "./options.ts";
import { inBothZones, instantJson, sourceText } from "./shift-text.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** So long a time can be asked for at once: hours that change hands make ten thousand shifts a year. */
const mostYears = 5;

type Placed<T> = T & { readonly schedule: string; readonly timeZone: string };

/** Lists the shifts that touch a time, whole, and the gaps in it; exit 1 when a schedule cannot be read. */
export async function oncallShifts(options: ShiftsOptions, world: World): Promise<ExitCode> {
  const { from, to } = options;
  refuseUnfit(from, to);
  const open = await openOncall(options, world);
  const found = open.asked.map(({ schedule, overlays }) => {
    const { id, timeZone } = schedule;
    const shifts = resolve(schedule, overlays, from, to);
    return {
      shifts: shifts.map((shift): Placed<Shift> => ({ ...shift, timeZone })),
      gaps: gapsOf(shifts, from, to).map(
        (gap): Placed<Span> => ({ ...gap, schedule: id, timeZone }),
      ),
    };
  });
  const shifts = found.flatMap((one) => one.shifts).toSorted(byStart);
  const gaps = found.flatMap((one) => one.gaps).toSorted(byStart);
  const text = options.json
    ? JSON.stringify({
        version: 1,
        from: from.toString(),
        to: to.toString(),
        tzdata: process.versions.tz,
        shifts: shifts.map(({ schedule, person, source, ...span }) => ({
          schedule,
          person,
          ...source,
          ...spanJson(span),
        })),
        gaps: gaps.map(({ schedule, ...span }) => ({ schedule, ...spanJson(span) })),
        ...problemsJson(open.broken),
      })
    : shiftsText(shifts, gaps, open);
  await writeLine(world.stdout, text);
  return open.broken.length > 0 ? 1 : 0;
}

function refuseUnfit(from: Temporal.Instant, to: Temporal.Instant): void {
  const { compare } = Temporal.Instant;
  if (compare(from, to) >= 0) {
    throw new BotError(
      "USAGE_INVALID",
      `--to is ${to}: expected an instant after --from, which is ${from}. Exchange the two, or correct one.`,
    );
  }
  const last = from.toZonedDateTimeISO("UTC").add({ years: mostYears }).toInstant();
  if (compare(to, last) > 0) {
    throw new BotError(
      "USAGE_INVALID",
      `--to is ${to}: expected at most ${mostYears} years after --from, which is ${from}. Ask for a shorter time, or for one part after the other.`,
    );
  }
}

/** The sort is stable, and schedules come by id. */
const byStart = (a: Span, b: Span) => Temporal.Instant.compare(a.start, b.start);

const spanJson = ({ start, end, timeZone }: Span & { readonly timeZone: string }) => ({
  start: instantJson(start, timeZone),
  end: instantJson(end, timeZone),
});

function shiftsText(
  shifts: readonly Placed<Shift>[],
  gaps: readonly Placed<Span>[],
  { nameOf, timeZone: askers }: OpenOncall,
): string {
  const span = ({ start, end, timeZone }: Placed<Span>) =>
    `${inBothZones(start, timeZone, askers)} to ${inBothZones(end, timeZone, askers)}`;
  const lines = [
    ...shifts.map(
      (shift) =>
        `${shift.schedule}: ${nameOf(shift.person)}, ${sourceText(shift.source)}, ${span(shift)}`,
    ),
    ...gaps.map((gap) => `${gap.schedule}: nobody, ${span(gap)}`),
  ];
  return lines.length === 0 ? "There is no schedule that says who is on call." : lines.join("\n");
}
