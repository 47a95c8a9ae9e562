import { type CatalogueFile, oncallFileName } from "../../knowledge/catalogue.ts";
import type { Found } from "../../knowledge/lint/check.ts";
import { createYamlPlaces, type YamlPlaces } from "../../knowledge/lint/yaml-places.ts";
import type { YamlPath } from "../../knowledge/yaml-source.ts";
import { printPath } from "../../knowledge/zod-problems.ts";
import type { Oncall } from "../oncall.ts";
import { resolve } from "../resolve.ts";
import type { Shift, Span } from "../schedule.ts";
import { createReach, type ReachOf } from "./reach.ts";

export type OncallLintGiven = {
  readonly oncall: Oncall;
  /** As it was at the base of a change; undefined: there is nothing to compare with. */
  readonly before: Oncall | undefined;
  readonly at: Temporal.Instant;
  /** How far to look ahead. */
  readonly days: number;
  /** people.yaml, oncall.yaml, services.yaml and what it imports. */
  readonly catalogueFiles: readonly CatalogueFile[];
  /** How much the pager itself is looked after; left out where that is not known. */
  readonly pager?: PagerCare | undefined;
};

export type PagerCare = {
  /** Whether somebody outside hears when we are dead. */
  readonly isWatched: boolean;
  /** When a test page last reached anybody. */
  readonly lastTestAt: Temporal.Instant | undefined;
};

/** All that a check of on-call may look at. */
export type OncallSubject = OncallLintGiven & {
  /** From `at`, so many days. */
  readonly ahead: Span;
  /** Of each schedule, by id, what touches the time ahead. */
  readonly shiftsOf: ReadonlyMap<string, readonly Shift[]>;
  readonly reachOf: ReachOf;
  readonly places: YamlPlaces;
};

export type OncallCheck = (subject: OncallSubject) => Iterable<Found>;

export function oncallSubject(given: OncallLintGiven): OncallSubject {
  const { oncall, at, days } = given;
  const ahead = { start: at, end: at.add({ hours: days * 24 }) };
  return {
    ...given,
    ahead,
    shiftsOf: shiftsAhead(oncall, ahead),
    reachOf: createReach(oncall, shiftsAhead(oncall, ahead)),
    places: createYamlPlaces(given.catalogueFiles),
  };
}

export function shiftsAhead(
  { file }: Oncall,
  { start, end }: Span,
): ReadonlyMap<string, readonly Shift[]> {
  return new Map(
    file.schedules.map(({ schedule, overlays }) => [
      schedule.id,
      resolve(schedule, overlays, start, end),
    ]),
  );
}

/** A fault at a place in oncall.yaml; `about` tells it from others at the same path. */
export function foundAt(
  { oncall }: OncallSubject,
  path: YamlPath,
  { about = "", ...found }: Pick<Found, "rule" | "message" | "severity" | "concerns" | "about">,
): Found {
  const file = oncallFileName;
  return { ...found, file, ...oncall.file.at(path), about: `${printPath(path)} ${about}`.trim() };
}
