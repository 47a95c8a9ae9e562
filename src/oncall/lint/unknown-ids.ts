import type { Concerns } from "../../knowledge/lint/finding.ts";
import type { YamlPath } from "../../knowledge/yaml-source.ts";
import { createNearest } from "../../search/nearest.ts";
import { hasLeft } from "../channels.ts";
import type { PlacedSchedule } from "../placed-schedule.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

type Named = { readonly id: string; readonly name?: string | undefined };

/** K200: people, schedules and services that are not there, and people who have left. */
export const unknownIds: OncallCheck = function* (subject) {
  const { oncall, at } = subject;
  const { file, catalogue } = oncall;
  const unknownPerson = unknownAmong(catalogue.people, "people.yaml has no such person");
  const ids = [...file.schedules.map(({ schedule }) => schedule.id), ...file.broken.schedules];
  const unknownSchedule = unknownAmong(
    ids.map((id) => ({ id })),
    "oncall.yaml has no such schedule",
  );
  const unknownService = unknownAmong(catalogue.services, "services.yaml has no such service");
  const told = (path: YamlPath, message: string, concerns: Concerns) =>
    foundAt(subject, path, { rule: "K200", message, concerns });

  for (const placed of file.schedules) {
    const { id } = placed.schedule;
    for (const { person, path, end } of peopleOf(placed)) {
      const concerns = { schedule: id, person };
      const message = unknownPerson(person);
      if (message !== undefined) yield told(path, message, concerns);
      const known = catalogue.people.find((one) => one.id === person);
      const isOver = end !== undefined && Temporal.Instant.compare(end, at) <= 0;
      if (!known || isOver || !hasLeft(known, at)) continue;
      yield told(path, `"${person}" left on ${known.left}, and still stands here.`, concerns);
    }
  }
  for (const { id, steps } of file.policies) {
    for (const [step, { notify }] of steps.entries()) {
      for (const [index, target] of notify.entries()) {
        const path = ["policies", id, "steps", step, "notify", index];
        if (target.kind === "person") {
          const person = catalogue.people.find((one) => one.id === target.id);
          const left =
            person && hasLeft(person, at) ? `"${target.id}" left on ${person.left}.` : undefined;
          const message = unknownPerson(target.id) ?? left;
          if (message) yield told(path, message, { policy: id, person: target.id });
        }
        const message = target.kind === "schedule" ? unknownSchedule(target.id) : undefined;
        if (message !== undefined) yield told(path, message, { policy: id });
      }
    }
  }
  for (const { id, service } of file.heartbeats) {
    // Without a catalogue nobody can tell.
    const message = catalogue.services.length === 0 ? undefined : unknownService(service);
    if (message !== undefined) yield told(["heartbeats", id, "service"], message, {});
  }
};

/** Everybody whom a schedule names, and where; a person of an overlay only until its end. */
function* peopleOf({ schedule, overlays }: PlacedSchedule): Iterable<{
  readonly person: string;
  readonly path: YamlPath;
  readonly end?: Temporal.Instant;
}> {
  const root = ["schedules", schedule.id];
  for (const [layer, { people }] of schedule.layers.entries()) {
    for (const [index, person] of people.entries()) {
      yield { person, path: [...root, "layers", layer, "people", index] };
    }
  }
  for (const { ref, person, insteadOf, end } of overlays.overrides) {
    const path = [...root, "overrides", indexOf(ref)];
    yield { person, path: [...path, "person"], end };
    if (insteadOf !== undefined) yield { person: insteadOf, path: [...path, "instead_of"], end };
  }
  for (const { ref, person, takenBy, end } of overlays.swaps) {
    const path = [...root, "swaps", indexOf(ref)];
    yield { person, path: [...path, "person"], end };
    if (takenBy !== undefined) yield { person: takenBy, path: [...path, "taken_by"], end };
  }
  for (const { ref, shifts } of overlays.temporary) {
    const path = [...root, "temporary", indexOf(ref), "shifts"];
    for (const { person, end } of shifts) yield { person, path, end };
  }
}

/** `file:2` is the second of its list. */
export const indexOf = (ref: string) => Number(ref.slice(ref.indexOf(":") + 1)) - 1;

function unknownAmong(known: readonly Named[], fault: string): (id: string) => string | undefined {
  const ids = new Set(known.map(({ id }) => id));
  const nearest = createNearest(
    known.map(({ id, name }) => ({ item: id, names: [id, name ?? id] })),
  );
  return (id) => {
    if (ids.has(id)) return undefined;
    const [near] = nearest(id, 1);
    return `"${id}": ${fault}.${near === undefined ? "" : ` Did you mean "${near}"?`}`;
  };
}
