import { type OnCall, onCallAt } from "../oncall/resolve.ts";
import { type OpenOncall, openOncall, problemsJson } from "./open-oncall.ts";
import type { WhoOptions } from "./options.ts";
import { inBothZones, instantJson, sourceText } from "./shift-text.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

type Duty = OnCall & { readonly id: string; readonly timeZone: string };

/** Says who is on call by each schedule; exit 1 when one of them cannot be read. */
export async function oncallWho(options: WhoOptions, world: World): Promise<ExitCode> {
  const open = await openOncall(options, world);
  const at = options.at ?? world.clock.now();
  const duties = open.asked.map(({ schedule, overlays }): Duty => {
    const { id, timeZone } = schedule;
    return { id, timeZone, ...onCallAt(schedule, overlays, at) };
  });
  const text = options.json
    ? JSON.stringify({
        version: 1,
        at: at.toString(),
        tzdata: process.versions.tz,
        on_call: duties.map(dutyJson),
        ...problemsJson(open.broken),
      })
    : whoText(duties, open);
  await writeLine(world.stdout, text);
  return open.broken.length > 0 ? 1 : 0;
}

function dutyJson({ id, timeZone, shift, next }: Duty) {
  return {
    schedule: id,
    person: shift?.person ?? null,
    ...(shift?.source ?? { layer: null }),
    start: instantJson(shift?.start, timeZone),
    end: instantJson(shift?.end, timeZone),
    next: next ? { person: next.person ?? null, start: instantJson(next.start, timeZone) } : null,
  };
}

function whoText(duties: readonly Duty[], open: OpenOncall): string {
  if (duties.length === 0 && open.broken.length === 0) {
    return open.oncall.isWritten
      ? "oncall.yaml has no schedule: nobody is on call by one."
      : "There is no oncall.yaml: nobody is on call by a schedule.";
  }
  return duties.map((duty) => dutyText(duty, open)).join("\n");
}

function dutyText({ id, timeZone, shift, next }: Duty, { nameOf, timeZone: askers }: OpenOncall) {
  const time = (at: Temporal.Instant) => inBothZones(at, timeZone, askers);
  if (!shift) {
    const then = next ? ` From ${time(next.start)} on: ${nameOf(next.person)}.` : "";
    return `${id}: nobody.${then}`;
  }
  const then = next ? `, then ${nameOf(next.person)}` : "";
  return `${id}: ${nameOf(shift.person)}, ${sourceText(shift.source)}, until ${time(shift.end)}${then}.`;
}
