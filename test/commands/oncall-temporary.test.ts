import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { oncallWith } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();

/** Asks the schedule of Ana's and Bo's weeks, with something laid over it. */
async function asked(overlays: string, ...words: readonly string[]) {
  const folder = emptyFolder();
  writeFiles(folder, oncallWith("    layers:", `    ${overlays}\n    layers:`));
  const ran = await runInWorld(["oncall", ...words, "--knowledge", folder, "--json"]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(ran.stdout);
}

type Listed = { person?: string; layer?: string; start: string; end: string };

/** Every shift and gap as a line, in order of time. */
async function lines(overlays: string, from: string, to: string): Promise<readonly string[]> {
  const { shifts, gaps } = await asked(overlays, "shifts", "--from", from, "--to", to);
  return [...shifts, ...gaps]
    .toSorted((a: Listed, b: Listed) => (a.start < b.start ? -1 : 1))
    .map(({ schedule: _, person = "nobody", start, end, ...source }) =>
      [person, ...Object.entries(source).flat(), start, end].join(" "),
    );
}

const christmas = ["2026-12-23T12:00:00Z", "2026-12-27T12:00:00Z"] as const;
const anaBefore = "ana layer week 2026-12-21T09:00:00+01:00 2026-12-24T00:00:00+01:00";
const anaAfter = "ana layer week 2026-12-27T00:00:00+01:00 2026-12-28T09:00:00+01:00";
const temporary = (shifts: string) =>
  `temporary: [{from: "2026-12-24T00:00", to: "2026-12-27T00:00", shifts: [${shifts}]}]`;
const bosDay = '{person: bo, from: "2026-12-24T00:00", to: "2026-12-25T00:00"}';
const cemsDay = '{person: cem, from: "2026-12-25T00:00", to: "2026-12-27T00:00"}';

describe("a temporary schedule", () => {
  it.each<[what: string, overlays: string, expected: readonly string[]]>([
    [
      "takes the place of the layers in its time, and of nothing else",
      temporary(`${bosDay}, ${cemsDay}`),
      [
        anaBefore,
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-25T00:00:00+01:00",
        "cem temporary file:1 2026-12-25T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "leaves nobody on call in its holes",
      temporary(bosDay),
      [
        anaBefore,
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-25T00:00:00+01:00",
        "nobody 2026-12-25T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "puts nobody on call where it has no shift at all",
      temporary(""),
      [anaBefore, "nobody 2026-12-24T00:00:00+01:00 2026-12-27T00:00:00+01:00", anaAfter],
    ],
    [
      "stands above an override, which shows on both its sides",
      `${temporary(bosDay)}\n    overrides: [{person: cem, from: "2026-12-23T18:00", to: "2026-12-27T06:00"}]`,
      [
        "ana layer week 2026-12-21T09:00:00+01:00 2026-12-23T18:00:00+01:00",
        "cem override file:1 2026-12-23T18:00:00+01:00 2026-12-24T00:00:00+01:00",
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-25T00:00:00+01:00",
        "nobody 2026-12-25T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        "cem override file:1 2026-12-27T00:00:00+01:00 2026-12-27T06:00:00+01:00",
        "ana layer week 2026-12-27T06:00:00+01:00 2026-12-28T09:00:00+01:00",
      ],
    ],
    [
      "is not changed by a swap, nor by an override in place of one of its people",
      `${temporary(`${bosDay}, ${cemsDay}`)}
    overrides: [{person: ana, instead_of: bo, from: "2026-12-24T06:00", to: "2026-12-24T12:00"}]
    swaps: [{person: cem, taken_by: ana, from: "2026-12-25T00:00", to: "2026-12-26T00:00"}]`,
      [
        anaBefore,
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-25T00:00:00+01:00",
        "cem temporary file:1 2026-12-25T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "gives way to one further down the list",
      `temporary:
      - {from: "2026-12-24T00:00", to: "2026-12-27T00:00", shifts: [${bosDay}, ${cemsDay}]}
      - {from: "2026-12-24T12:00", to: "2026-12-25T12:00", shifts: [{person: ana, from: "2026-12-24T12:00", to: "2026-12-25T06:00"}]}`,
      [
        anaBefore,
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-24T12:00:00+01:00",
        "ana temporary file:2 2026-12-24T12:00:00+01:00 2026-12-25T06:00:00+01:00",
        "nobody 2026-12-25T06:00:00+01:00 2026-12-25T12:00:00+01:00",
        "cem temporary file:1 2026-12-25T12:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "has the later of two shifts that overlap win",
      temporary(`${cemsDay}, {person: bo, from: "2026-12-26T00:00", to: "2026-12-26T12:00"}`),
      [
        anaBefore,
        "nobody 2026-12-24T00:00:00+01:00 2026-12-25T00:00:00+01:00",
        "cem temporary file:1 2026-12-25T00:00:00+01:00 2026-12-26T00:00:00+01:00",
        "bo temporary file:1 2026-12-26T00:00:00+01:00 2026-12-26T12:00:00+01:00",
        "cem temporary file:1 2026-12-26T12:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "cuts a shift that goes beyond it",
      temporary('{person: bo, from: "2026-12-20T00:00", to: "2027-01-10T00:00"}'),
      [
        anaBefore,
        "bo temporary file:1 2026-12-24T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "begins a shift of its own for somebody who is on call anyway",
      temporary('{person: ana, from: "2026-12-24T00:00", to: "2026-12-27T00:00"}'),
      [
        anaBefore,
        "ana temporary file:1 2026-12-24T00:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
    [
      "takes instants with an offset as well",
      'temporary: [{from: "2026-12-24T00:00+02:00", to: "2026-12-26T23:00Z", shifts: [{person: bo, from: "2026-12-23T22:00Z", to: "2026-12-27T00:00"}]}]',
      [
        "ana layer week 2026-12-21T09:00:00+01:00 2026-12-23T23:00:00+01:00",
        "bo temporary file:1 2026-12-23T23:00:00+01:00 2026-12-27T00:00:00+01:00",
        anaAfter,
      ],
    ],
  ])("%s", async (_what, overlays, expected) => {
    expect(await lines(overlays, ...christmas)).toEqual(expected);
  });

  it.each<
    [what: string, from: string, to: string, span: readonly [string, string], bounds: string]
  >([
    [
      "begins after the gap when its time is skipped",
      "2026-03-29T02:30",
      "2026-03-29T12:00",
      ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"],
      "2026-03-29T03:00:00+02:00 2026-03-29T12:00:00+02:00",
    ],
    [
      "ends after the gap when its time is skipped",
      "2026-03-28T12:00",
      "2026-03-29T02:30",
      ["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"],
      "2026-03-28T12:00:00+01:00 2026-03-29T03:00:00+02:00",
    ],
    [
      "begins at the first of two, and ends at the second",
      "2026-10-25T02:15",
      "2026-10-25T02:45",
      ["2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z"],
      "2026-10-25T02:15:00+02:00 2026-10-25T02:45:00+01:00",
    ],
  ])("follows the clocks of Berlin: %s", async (_what, from, to, span, bounds) => {
    const written = `from: "${from}", to: "${to}"`;
    const overlays = `temporary: [{${written}, shifts: [{person: cem, ${written}}]}]`;
    expect(await lines(overlays, ...span)).toEqual([`cem temporary file:1 ${bounds}`]);
  });

  it.each<[at: string, person: string | null, next: object]>([
    ["2026-12-23T22:59:59Z", "ana", { person: "bo", start: "2026-12-24T00:00:00+01:00" }],
    ["2026-12-23T23:00:00Z", "bo", { person: null, start: "2026-12-25T00:00:00+01:00" }],
    ["2026-12-24T22:59:59Z", "bo", { person: null, start: "2026-12-25T00:00:00+01:00" }],
    ["2026-12-24T23:00:00Z", null, { person: "ana", start: "2026-12-27T00:00:00+01:00" }],
    ["2026-12-26T22:59:59Z", null, { person: "ana", start: "2026-12-27T00:00:00+01:00" }],
    ["2026-12-26T23:00:00Z", "ana", { person: "bo", start: "2026-12-28T09:00:00+01:00" }],
  ])("says at %s that %s is on call, and who is next", async (at, person, next) => {
    const { on_call } = await asked(temporary(bosDay), "who", "--at", at);
    expect(on_call).toMatchObject([{ person, next }]);
  });
});
