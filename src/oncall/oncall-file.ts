import type { z } from "zod";
import { oncallFileName } from "../knowledge/catalogue.ts";
import type { Found } from "../knowledge/lint/check.ts";
import type { Concerns } from "../knowledge/lint/finding.ts";
import { isRuleId, type RuleId } from "../knowledge/lint/rules.ts";
import { isMap } from "../knowledge/plain-map.ts";
import type { Place } from "../knowledge/problem.ts";
import { shortIdSchema } from "../knowledge/short-id.ts";
import { tellFault } from "../knowledge/tell-fault.ts";
import { parseYaml, type YamlPath, type YamlSource } from "../knowledge/yaml-source.ts";
import { faultsOf, printPath, quote, valueAt } from "../knowledge/zod-problems.ts";
import { createNearest } from "../search/nearest.ts";
import {
  heartbeatSchema,
  type PolicyFields,
  policySchema,
  scheduleSchema,
} from "./oncall-fields.ts";
import { type PlacedSchedule, placeSchedule } from "./placed-schedule.ts";
import type { Heartbeat, Policy, Target } from "./policy.ts";

/** What oncall.yaml says, as far as it can be read. */
export type OncallFile = {
  readonly schedules: readonly PlacedSchedule[];
  readonly policies: readonly Policy[];
  readonly heartbeats: readonly Heartbeat[];
  /** Every fault that keeps something from being read (K001, K002, K003, K201, K202). */
  readonly problems: readonly Found[];
  /** Ids of what stands in the file and cannot be read; it takes down nothing else. */
  readonly broken: Readonly<Record<Section, readonly string[]>>;
  /** Sections of which nothing can be read. */
  readonly unreadable: readonly Section[];
  /** Nothing in it can be read. */
  readonly isUnreadable: boolean;
  /** Where something stands in the file. */
  readonly at: (path: YamlPath) => Place;
};

const sections = ["schedules", "policies", "heartbeats"] as const;
type Section = (typeof sections)[number];

export const emptyOncallFile: OncallFile = {
  schedules: [],
  policies: [],
  heartbeats: [],
  problems: [],
  broken: { schedules: [], policies: [], heartbeats: [] },
  unreadable: [],
  isUnreadable: false,
  at: () => ({ line: 1, column: 1 }),
};

const unreadableFile = { ...emptyOncallFile, unreadable: sections, isUnreadable: true };

/** Reads oncall.yaml item by item: a schedule, policy or heartbeat that cannot be read is told, and the others stand. */
export function parseOncallFile(text: string, file = oncallFileName): OncallFile {
  const read = parseYaml(text, file);
  if ("problem" in read) {
    const { rule, ...problem } = read.problem;
    const found = { ...problem, rule: isRuleId(rule) ? rule : ("K001" as const) };
    return { ...unreadableFile, problems: [found] };
  }
  const [document] = read.documents;
  if (!document || document.value === null) return emptyOncallFile;
  const { value, at } = document;
  if (!isMap(value)) {
    const message = `The file holds ${quote(value)}: expected a map such as "schedules: { … }".`;
    const problem: Found = { rule: "K003", file, message, ...at([]) };
    return { ...unreadableFile, problems: [problem] };
  }

  const schedules = readSection(document, "schedules", scheduleSchema, file);
  const policies = readSection(document, "policies", policySchema, file);
  const heartbeats = readSection(document, "heartbeats", heartbeatSchema, file);
  const placed = schedules.items.map(([id, fields]) => placeSchedule(id, fields));
  return {
    schedules: placed,
    policies: policies.items.map(([id, fields]) => policyOf(id, fields)),
    heartbeats: heartbeats.items.map(([id, fields]) => ({ id, ...fields })),
    problems: [
      ...unknownSections(value, document, file),
      ...schedules.problems,
      ...placed.flatMap((one) => backwardSpans(one, document, file)),
      ...policies.problems,
      ...heartbeats.problems,
    ],
    broken: {
      schedules: schedules.broken,
      policies: policies.broken,
      heartbeats: heartbeats.broken,
    },
    unreadable: sections.filter((section) => !isSection(valueAt(value, [section]))),
    isUnreadable: false,
    at,
  };
}

/** A section may be left out, or be left empty. */
const isSection = (given: unknown) => isMap(given ?? {});

/** Reads the items of one section, each by itself. */
function readSection<T>(
  { value, at }: YamlSource,
  section: Section,
  schema: z.ZodType<T>,
  file: string,
): {
  readonly items: readonly (readonly [id: string, fields: T])[];
  readonly problems: readonly Found[];
  readonly broken: readonly string[];
} {
  const given = valueAt(value, [section]) ?? {};
  if (!isMap(given)) {
    const message = `"${section}" is ${quote(given)}: expected a map by id, such as ${section}: { ${section === "policies" ? "default" : "primary"}: { … } }.`;
    return { items: [], problems: [{ rule: "K003", file, message, ...at([section]) }], broken: [] };
  }
  const items: [string, T][] = [];
  const problems: Found[] = [];
  const broken: string[] = [];
  for (const [id, item] of Object.entries(given)) {
    const named = shortIdSchema.safeParse(id);
    const parsed = schema.safeParse(item);
    if (named.success && parsed.success) items.push([id, parsed.data]);
    else broken.push(id);
    for (const fault of named.error ? faultsOf(named.error) : []) {
      const message = `"${id}" names one of "${section}": ${fault.expected}. Rename it.`;
      const place = at([section, id]);
      problems.push({ rule: "K003", file, message, ...place, concerns: concernsOf(section, id) });
    }
    for (const fault of parsed.error ? faultsOf(parsed.error) : []) {
      const path = [section, id, ...fault.path];
      const { rule = ruleOf(fault.path), ...told } = tellFault(
        fault,
        item,
        [section, id],
        nearestKey,
      );
      const concerns = concernsOf(section, id);
      problems.push({ rule, ...told, file, ...at(path), concerns });
    }
  }
  return { items, problems, broken };
}

/** Keys that hold a time, or how long something is. */
const timeKeys: readonly PropertyKey[] = ["every", "start", "until", "from", "to", "days"];

function ruleOf(path: YamlPath): RuleId {
  if (path.at(-1) === "timezone") return "K201";
  const isTime = path[0] !== "steps" && path.some((key) => timeKeys.includes(key));
  return isTime ? "K202" : "K003";
}

const nearestOfKeys = createNearest(
  [scheduleSchema, policySchema, heartbeatSchema]
    .flatMap(({ shape }) => Object.keys(shape))
    .concat("name", "people", "every", "start", "until", "active", "days", "from", "to")
    .concat("person", "instead_of", "taken_by", "shifts", "notify", "wait")
    .map((item) => ({ item, names: [item] })),
);
const nearestKey = (key: string) => nearestOfKeys(key, 1)[0];

function concernsOf(section: Section, id: string): Concerns {
  if (section === "schedules") return { schedule: id };
  return section === "policies" ? { policy: id } : {};
}

function unknownSections(
  value: Readonly<Record<string, unknown>>,
  { at }: YamlSource,
  file: string,
): readonly Found[] {
  const nearest = createNearest(sections.map((item) => ({ item, names: [item] })));
  return Object.keys(value)
    .filter((key) => !sections.some((one) => one === key) && !key.startsWith("x-"))
    .map((key): Found => {
      const [near] = nearest(key, 1);
      const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
      const message = `"${key}" is no key that anything reads: expected ${sections.join(", ")}.${hint}`;
      return { rule: "K002", file, message, about: key, ...at([key]) };
    });
}

/** K202: an overlay, or a shift of one, that ends before it begins. */
function backwardSpans(
  { schedule: { id }, backwards }: PlacedSchedule,
  { value, at }: YamlSource,
  file: string,
): readonly Found[] {
  return backwards.map((below): Found => {
    const path = ["schedules", id, ...below];
    const about = printPath(path);
    const start = quote(valueAt(value, [...path.slice(0, -1), "from"]));
    const message = `"${about}" is ${quote(valueAt(value, path))}: expected a time after "from", which is ${start}. It is left out until then.`;
    return { rule: "K202", file, message, about, ...at(path), concerns: { schedule: id } };
  });
}

function policyOf(id: string, fields: PolicyFields): Policy {
  return {
    id,
    steps: fields.steps.map(({ notify, wait }) => ({ notify: notify.map(targetOf), wait })),
    repeat: fields.repeat,
    thenEvery: fields.then_every,
    ackTimeout: fields.ack_timeout,
    forward: fields.forward,
  };
}

function targetOf(text: string): Target {
  const [, kind, id = ""] = /^([a-z]+):(.*)$/.exec(text) ?? [];
  if (kind === "person" || kind === "schedule") return { kind, id };
  return kind === "room" ? { kind, room: id } : { kind: "everyone" };
}
