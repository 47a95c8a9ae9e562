import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { brokenBeside, oncallOffice } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, oncallOffice);
});

const shifts = (from: string, to: string, ...words: readonly string[]) =>
  runInWorld(["oncall", "shifts", "--knowledge", office, "--from", from, "--to", to, ...words]);

/** One layer of Berlin, its people ana and bo. */
const berlin = (layer: string) => ({
  "oncall.yaml": `schedules: {primary: {timezone: Europe/Berlin, layers: [{name: a, people: [ana, bo], ${layer}}]}}`,
});

const spring = ["2026-03-28T12:00:00Z", "2026-03-30T00:00:00Z"] as const;
const autumn = ["2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z"] as const;
const daily = 'every: 1 day, start: "2026-01-05T02:30"';
const hourly = 'every: 1 hour, start: "2026-01-05T00:00"';
const windowed = (from: string, to: string) =>
  `every: 1 week, start: "2026-01-05T09:00", active: [{days: [sun], from: "${from}", to: "${to}"}]`;

describe("ama oncall shifts", () => {
  it.each<
    [what: string, layer: string, span: readonly [string, string], bounds: readonly string[]]
  >([
    [
      "a day that begins at a time that is skipped",
      daily,
      spring,
      [
        "2026-03-28T02:30:00+01:00 2026-03-29T03:00:00+02:00",
        "2026-03-29T03:00:00+02:00 2026-03-30T02:30:00+02:00",
      ],
    ],
    [
      "a day that begins at a time that comes twice",
      daily,
      autumn,
      [
        "2026-10-24T02:30:00+02:00 2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00",
      ],
    ],
    [
      "hours, of which one is skipped",
      hourly,
      ["2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"],
      [
        "2026-03-29T01:00:00+01:00 2026-03-29T03:00:00+02:00",
        "2026-03-29T03:00:00+02:00 2026-03-29T04:00:00+02:00",
      ],
    ],
    [
      "hours, of which one lasts two",
      hourly,
      ["2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"],
      [
        "2026-10-25T02:00:00+02:00 2026-10-25T03:00:00+01:00",
        "2026-10-25T03:00:00+01:00 2026-10-25T04:00:00+01:00",
      ],
    ],
    [
      "a window that ends in what is skipped",
      windowed("01:00", "02:30"),
      spring,
      ["2026-03-29T01:00:00+01:00 2026-03-29T03:00:00+02:00"],
    ],
    [
      "a window that ends in what comes twice",
      windowed("01:00", "02:30"),
      autumn,
      ["2026-10-25T01:00:00+02:00 2026-10-25T02:30:00+01:00"],
    ],
    ["a window that is skipped", windowed("02:15", "02:45"), spring, []],
    [
      "a window that comes twice",
      windowed("02:15", "02:45"),
      autumn,
      ["2026-10-25T02:15:00+02:00 2026-10-25T02:45:00+01:00"],
    ],
  ])("follows the clocks of Berlin: %s", async (_what, layer, [from, to], bounds) => {
    writeFiles(office, berlin(layer));
    const { shifts: listed } = JSON.parse((await shifts(from, to, "--json")).stdout);
    expect(
      listed.map(({ start, end }: { start: string; end: string }) => `${start} ${end}`),
    ).toEqual(bounds);
  });

  it("prints shifts whole, and gaps as far as they lie in the time asked for", async () => {
    writeFiles(office, berlin(windowed("09:00", "17:00")));
    const ran = await shifts("2026-11-01T12:00:00Z", "2026-11-02T12:00:00Z", "--json");
    expect({ ...ran, stdout: JSON.parse(ran.stdout) }).toEqual({
      code: 0,
      stderr: "",
      stdout: {
        version: 1,
        from: "2026-11-01T12:00:00Z",
        to: "2026-11-02T12:00:00Z",
        tzdata: process.versions.tz,
        shifts: [
          {
            schedule: "primary",
            person: "ana",
            layer: "a",
            start: "2026-11-01T09:00:00+01:00",
            end: "2026-11-01T17:00:00+01:00",
          },
        ],
        gaps: [
          {
            schedule: "primary",
            start: "2026-11-01T17:00:00+01:00",
            end: "2026-11-02T13:00:00+01:00",
          },
        ],
      },
    });
  });

  it("tells people the times in both zones", async () => {
    const { stdout } = await shifts("2026-11-01T12:00:00Z", "2026-11-01T13:00:00Z");
    expect(stdout).toBe(
      'primary: Ana (ana), layer "week", Mon 2026-10-26 09:00 +01:00 Europe/Berlin (Mon 2026-10-26 08:00 +00:00 UTC) to Mon 2026-11-02 09:00 +01:00 Europe/Berlin (Mon 2026-11-02 08:00 +00:00 UTC)\n',
    );
  });

  it("shows the other schedules where one is broken", async () => {
    writeFiles(office, brokenBeside);
    const ran = await shifts(...autumn, "--json");
    const { shifts: listed, problems } = JSON.parse(ran.stdout);
    expect([ran.code, listed.length, problems.length]).toEqual([1, 1, 1]);
  });

  it("refuses a time that ends before it begins, and one without an end", async () => {
    const [from, to] = autumn;
    expect(await shifts(to, from)).toMatchObject({ code: 2, stdout: "" });
    const open = await runInWorld(["oncall", "shifts", "--knowledge", office, "--from", from]);
    expect(open).toMatchObject({ code: 2, stdout: "" });
  });

  it("takes five years at once, and says what to do about more", async () => {
    writeFiles(office, berlin(daily));
    const years = await shifts("2026-03-01T00:00:00Z", "2031-03-01T00:00:00Z", "--json");
    expect(years).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(years.stdout).shifts).toHaveLength(5 * 365 + 1 + 1);
    expect(await shifts("2026-03-01T00:00:00Z", "2031-03-01T00:00:01Z")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/at most 5 years after --from.*shorter time/),
    });
  });

  it.each<[what: string, from: string, to: string]>([
    ["the first", "1900-01-01T00:00:00Z", "1900-01-02T00:00:00Z"],
    ["the last", "2200-12-30T00:00:00Z", "2200-12-31T23:59:59.999Z"],
  ])("lists the shifts of %s day of the years 1900 to 2200", async (_what, from, to) => {
    writeFiles(office, berlin(hourly));
    const { code, stdout } = await shifts(from, to, "--json");
    expect([code, JSON.parse(stdout).gaps]).toEqual([0, []]);
  });

  it.each<[what: string, from: string, to: string, option: string]>([
    ["just before", "1899-12-31T23:59:59.999Z", "1900-01-02T00:00:00Z", "--from"],
    ["at the least", "-271821-04-20T00:00:00Z", "1900-01-02T00:00:00Z", "--from"],
    ["just after", "2200-12-30T00:00:00Z", "2201-01-01T00:00:00Z", "--to"],
    ["at the most", "2200-12-30T00:00:00Z", "+275760-09-13T00:00:00Z", "--to"],
  ])("refuses an instant %s of what can be asked", async (_what, from, to, option) => {
    expect(await shifts(from, to)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(new RegExp(`${option}.*years 1900 to 2200`)),
    });
  });
});
