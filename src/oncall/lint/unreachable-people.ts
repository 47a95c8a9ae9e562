import type { Person } from "../../knowledge/person.ts";
import { type Channel, channelsOf, hasLeft, isChat } from "../channels.ts";
import { foundAt, type OncallCheck, type OncallSubject } from "./oncall-subject.ts";
import { concernedSpan } from "./spoken-span.ts";

/** K222: people on call in the time ahead whom nothing reaches, or nothing but one chat; told once, at the first shift. */
export const unreachablePeople: OncallCheck = function* (subject) {
  const { oncall, shiftsOf } = subject;
  for (const person of oncall.catalogue.people) {
    for (const { schedule } of oncall.file.schedules) {
      const shifts = shiftsOf.get(schedule.id) ?? [];
      const own = shifts.filter((shift) => shift.person === person.id);
      const shift = own.find(({ end }) => hasLeft(person, end)) ?? own[0];
      const fault = shift && faultOf(person, shift.end, subject);
      if (!fault) continue;
      const span = concernedSpan(shift, schedule.timeZone);
      yield {
        ...foundAt(subject, ["schedules", schedule.id], {
          rule: "K222",
          ...fault,
          about: person.id,
          concerns: { schedule: schedule.id, person: person.id, ...span },
        }),
        ...subject.places.of("people", person.id),
      };
      break;
    }
  }
};

function faultOf(
  person: Person,
  until: Temporal.Instant,
  { at }: OncallSubject,
): { readonly message: string; readonly severity?: "warning" } | undefined {
  const { id, left, notify = [] } = person;
  if (hasLeft(person, until) && !hasLeft(person, at)) {
    return { message: `"${id}" is still on call after ${left}, when they have left.` };
  }
  const channels: readonly Channel[] = channelsOf(person);
  const [only] = channels;
  if (only === undefined) {
    const what =
      notify.length > 0
        ? '"notify" names only channels that they have no address for'
        : "people.yaml has no address of theirs";
    return { message: `"${id}" is on call, and cannot be notified: ${what}.` };
  }
  if (channels.length > 1 || !isChat(only)) return undefined;
  const message = `"${id}" is on call, and is notified on ${only} alone: while it is down, nothing reaches them.`;
  return { severity: "warning", message };
}
