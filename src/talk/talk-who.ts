import { type Block, type Doc, paragraph, type Run } from "../chat/doc.ts";
import { nameOf } from "../oncall/decide-overlay.ts";
import { mentionOf } from "../oncall/mention-of.ts";
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

/** So many stand in a home; whoever wants them all says `oncall`. */
const mostSchedules = 30;

/** Who is on call now by each schedule, by their accounts; undefined where no schedule is written. */
export function onCallNow(scene: Scene): Doc | undefined {
  const { given, at, speaker } = scene;
  const { oncall } = given.roster();
  if (!oncall.isWritten) return undefined;
  const { schedules } = oncall.file;
  const name = named(scene);
  const called: Called = (id) =>
    mentionOf(
      oncall.catalogue.people.find((one) => one.id === id),
      speaker.principal,
    ) ?? name(id);
  const left = schedules.length - mostSchedules;
  return [
    {
      list: schedules
        .slice(0, mostSchedules)
        .map(({ schedule }) => [lineOf(schedule, at, scene, called)]),
      ordered: false,
    },
    ...(left > 0 ? [paragraph(`And ${left} more: say "oncall".`)] : []),
    ...keptNote(scene),
  ];
}

function whoDoc({ schedules, service, at }: WhoAsked, scene: Scene): Doc {
  const instant = at ?? scene.at;
  const when = at === undefined ? "now" : `on ${printInstant(at, [zoneOf(scene)])}`;
  const lines = schedules.map((schedule) => lineOf(schedule, instant, scene, named(scene)));
  const note = keptNote(scene);
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
    { list: lines.map((line) => [line]), ordered: service !== undefined },
    ...note,
  ];
}

/** Says what is not as the file has it. */
function keptNote({ given }: Scene): Doc {
  const kept = given.keptSchedules();
  if (kept.length === 0) return [];
  const text = `oncall.yaml has faults: ${kept.join(", ")} stand as they were before. "ama oncall lint" tells them.`;
  return [paragraph(text)];
}

/** How somebody stands in a line, by their id. */
type Called = (id: string) => Run;

function lineOf(schedule: Schedule, at: Temporal.Instant, scene: Scene, called: Called): Block {
  const { shift, next } = onCallAt(schedule, scene.given.roster().overlaysOf(schedule.id), at);
  const who = (id: string | undefined): Run => (id === undefined ? { text: "nobody" } : called(id));
  const zones = [zoneOf(scene), schedule.timeZone];
  const source = shift ? sourceText(shift.source) : "";
  const then: readonly Run[] = next
    ? [
        { text: `${source}, then ` },
        who(next.person),
        { text: ` from ${printInstant(next.start, zones)}` },
      ]
    : [{ text: source }];
  return { p: [{ text: `${schedule.id}: ` }, who(shift?.person), ...then] };
}

/** By their names, which ring for nobody. */
function named({ given }: Scene): Called {
  const { people } = given.roster().oncall.catalogue;
  return (id) => ({ text: nameOf(people.find((one) => one.id === id) ?? { id }) });
}

/** Only what is not the plain rotation is worth a word. */
function sourceText(source: ShiftSource): string {
  if ("layer" in source) return "";
  const [[kind = "", ref = ""] = []] = Object.entries(source);
  return ` (${kind === "temporary" ? "temporary schedule" : kind} ${ref})`;
}
