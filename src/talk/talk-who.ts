import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { nameOf } from "../oncall/decide-overlay.ts";
import { printInstant } from "../oncall/print-span.ts";
import { readWho, type WhoAsked } from "../oncall/read-who.ts";
import { onCallAt } from "../oncall/resolve.ts";
import type { Schedule, ShiftSource } from "../oncall/schedule.ts";
import type { Scene } from "./scene.ts";
import { saying, type Turn } from "./turn.ts";

/** The zone in which somebody reads and writes times. */
export function zoneOf({ speaker, given }: Scene): string {
  return speaker.person?.timezone ?? given.timeZone;
}

/**
 * Tells who is on call, now or at a time that was asked for.
 *
 * @returns undefined where no schedule is written, or the words are no schedule, service or time: then it is a question
 */
export function talkWho(text: string, scene: Scene): Turn | undefined {
  const { given, at: now, state } = scene;
  const roster = given.roster();
  if (!roster.oncall.isWritten) return undefined;
  const asked = readWho(text, {
    roster,
    now,
    timeZone: zoneOf(scene),
    serviceIn(words) {
      const { services, rest } = given.knowledge().names().read(words);
      const [one, ...more] = services;
      const [service, ...others] = one && more.length === 0 ? one.services : [];
      return others.length === 0 && rest.length === 0 ? service : undefined;
    },
  });
  if (!asked) return undefined;
  if ("ask" in asked) return saying("clarify", [paragraph(asked.ask)], state);
  return saying("answer", whoDoc(asked, scene), state);
}

function whoDoc({ schedules, service, at }: WhoAsked, scene: Scene): Doc {
  const { given, at: now } = scene;
  const instant = at ?? now;
  const when = at === undefined ? "now" : `on ${printInstant(at, [zoneOf(scene)])}`;
  const lines = schedules.map((schedule) => lineOf(schedule, instant, scene));
  const kept = given.keptSchedules();
  const note: readonly Block[] =
    kept.length === 0
      ? []
      : [
          paragraph(
            `oncall.yaml has faults: ${kept.join(", ")} stand as they were before. "ama oncall lint" tells them.`,
          ),
        ];
  if (lines.length === 0) {
    return [
      paragraph(`Nobody is on call by a schedule ${service ? `for ${service.name}` : ""}.`),
      ...note,
    ];
  }
  const head = service
    ? `On call for ${service.name} ${when}, in the order in which they are asked:`
    : `On call ${when}:`;
  return [
    paragraph(head),
    { list: lines.map((line) => [paragraph(line)]), ordered: service !== undefined },
    ...note,
  ];
}

function lineOf(schedule: Schedule, at: Temporal.Instant, scene: Scene): string {
  const roster = scene.given.roster();
  const zones = [zoneOf(scene), schedule.timeZone];
  const { people } = roster.oncall.catalogue;
  const name = (id: string) => nameOf(people.find((one) => one.id === id) ?? { id });
  const { shift, next } = onCallAt(schedule, roster.overlaysOf(schedule.id), at);
  const then = next
    ? `${next.person === undefined ? "nobody" : name(next.person)} from ${printInstant(next.start, zones)}`
    : undefined;
  if (!shift) return `${schedule.id}: nobody${then === undefined ? "" : `, then ${then}`}`;
  return [`${schedule.id}: ${name(shift.person)}${sourceText(shift.source)}`, then]
    .filter((part) => part !== undefined)
    .join(", then ");
}

/** Only what is not the plain rotation is worth a word. */
function sourceText(source: ShiftSource): string {
  if ("layer" in source) return "";
  const [[kind = "", ref = ""] = []] = Object.entries(source);
  return ` (${kind === "temporary" ? "temporary schedule" : kind} ${ref})`;
}
