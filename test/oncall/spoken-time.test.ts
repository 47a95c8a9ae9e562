import { describe, expect, it } from "vitest";
import { readInstant } from "../../src/oncall/spoken-time.ts";
import { instant } from "./rosters.ts";

const timeZone = "Europe/Berlin";
/** A Wednesday. */
const wednesday = "2026-11-25T10:05+01:00";

const read = (words: string, side: "start" | "end" = "start", now = wednesday, zone = timeZone) => {
  const reading = readInstant(words, { now: instant(now), timeZone: zone, side });
  return reading.kind === "instant"
    ? reading.at.toZonedDateTimeISO(zone).toString({ timeZoneName: "never" })
    : reading;
};

describe("a time typed on Wednesday 25 November 2026 at 10:05 in Berlin", () => {
  it.each([
    ["18:00", "2026-11-25T18:00:00+01:00"],
    ["18", "2026-11-25T18:00:00+01:00"],
    ["at 18", "2026-11-25T18:00:00+01:00"],
    ["9", "2026-11-26T09:00:00+01:00"],
    ["9am", "2026-11-26T09:00:00+01:00"],
    ["6pm", "2026-11-25T18:00:00+01:00"],
    ["6:30 PM", "2026-11-25T18:30:00+01:00"],
    ["12am", "2026-11-26T00:00:00+01:00"],
    ["12pm", "2026-11-25T12:00:00+01:00"],
    ["noon", "2026-11-25T12:00:00+01:00"],
    ["midnight", "2026-11-26T00:00:00+01:00"],
    ["now", "2026-11-25T10:05:00+01:00"],
    ["fri 18:00", "2026-11-27T18:00:00+01:00"],
    ["Friday at 18:00?", "2026-11-27T18:00:00+01:00"],
    ["noon on friday", "2026-11-27T12:00:00+01:00"],
    ["this fri 9", "2026-11-27T09:00:00+01:00"],
    ["tues 9", "2026-12-01T09:00:00+01:00"],
    ["tomorrow 9", "2026-11-26T09:00:00+01:00"],
    ["today 18:00", "2026-11-25T18:00:00+01:00"],
    ["today 9", "2026-11-25T09:00:00+01:00"],
    ["today midnight", "2026-11-26T00:00:00+01:00"],
    ["tonight", "2026-11-25T18:00:00+01:00"],
    ["tonight 8", "2026-11-25T20:00:00+01:00"],
    ["tonight 8am", "2026-11-26T08:00:00+01:00"],
    ["tonight at 2", "2026-11-26T02:00:00+01:00"],
    ["22:00 tonight", "2026-11-25T22:00:00+01:00"],
    ["next friday 9", "2026-12-04T09:00:00+01:00"],
    ["next monday 9", "2026-11-30T09:00:00+01:00"],
    ["in 2h", "2026-11-25T12:05:00+01:00"],
    ["+2h", "2026-11-25T12:05:00+01:00"],
    ["in 30 minutes", "2026-11-25T10:35:00+01:00"],
    ["in 1 week 2 days", "2026-12-04T10:05:00+01:00"],
    ["2026-03-02 18:00", "2026-03-02T18:00:00+01:00"],
    ["2026-03-02T18:00", "2026-03-02T18:00:00+01:00"],
    ["2 march 18:00", "2027-03-02T18:00:00+01:00"],
    ["9 on the 2nd of march", "2027-03-02T09:00:00+01:00"],
    ["mar 2 2028 9am", "2028-03-02T09:00:00+01:00"],
    ["25 nov 10:05", "2026-11-25T10:05:00+01:00"],
    ["25 nov 10:04", "2027-11-25T10:04:00+01:00"],
    ["29 feb 9", "2028-02-29T09:00:00+01:00"],
    ["2026-11-28T10:00:00Z", "2026-11-28T11:00:00+01:00"],
    ["2026-11-28T10:00:00.5-05:00", "2026-11-28T16:00:00.5+01:00"],
  ])("%s is %s", (words, expected) => {
    expect(read(words)).toBe(expected);
  });

  it.each([
    ["friday", "2026-11-27T00:00:00+01:00", "2026-11-28T00:00:00+01:00"],
    ["wednesday", "2026-11-25T00:00:00+01:00", "2026-11-26T00:00:00+01:00"],
    ["tomorrow", "2026-11-26T00:00:00+01:00", "2026-11-27T00:00:00+01:00"],
    ["mar 2", "2027-03-02T00:00:00+01:00", "2027-03-03T00:00:00+01:00"],
    ["2026-03-02", "2026-03-02T00:00:00+01:00", "2026-03-03T00:00:00+01:00"],
    ["2026-03-29", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"],
  ])("%s starts as a day and ends with it", (words, start, end) => {
    expect(read(words, "start")).toBe(start);
    expect(read(words, "end")).toBe(end);
  });

  it.each([
    ["10:04", "2026-11-26T10:04:00+01:00", "2026-11-26T10:04:00+01:00"],
    ["10:05", "2026-11-25T10:05:00+01:00", "2026-11-26T10:05:00+01:00"],
    ["10:06", "2026-11-25T10:06:00+01:00", "2026-11-25T10:06:00+01:00"],
    ["wed 10:04", "2026-12-02T10:04:00+01:00", "2026-12-02T10:04:00+01:00"],
    ["wed 10:05", "2026-11-25T10:05:00+01:00", "2026-12-02T10:05:00+01:00"],
    ["wed 10:06", "2026-11-25T10:06:00+01:00", "2026-11-25T10:06:00+01:00"],
  ])("%s can start now and ends later", (words, start, end) => {
    expect(read(words, "start")).toBe(start);
    expect(read(words, "end")).toBe(end);
  });

  it.each([
    "",
    "blah",
    "24:00",
    "18:60",
    "13pm",
    "0am",
    "feb 30",
    "2026-02-29",
    "2026-13-01 9",
    "tonight noon",
    "tonight 12",
    "in",
    "in 0 min",
    "in blah",
    "fri fri",
    "9 10",
    "18:00Z",
    "2026-03-02Z",
  ])("%j cannot be read, and the answer quotes it", (words) => {
    expect(read(words)).toMatchObject({
      reason: "unread",
      text: expect.stringContaining(`"${words}"`),
      choices: [],
    });
  });

  it("is refused when many lengths would leave the calendar", () => {
    expect(read(`in ${"99999d ".repeat(2000)}`)).toMatchObject({ reason: "unread" });
    expect(read("in 999 weeks 9999d 99999h")).toBe("2084-10-30T00:05:00+01:00");
  });

  it("does not repeat a long text", () => {
    expect(read("blah ".repeat(1000))).toMatchObject({
      text: expect.stringMatching(/^I cannot read "(?:blah ){12}…" as a time/),
    });
  });
});

describe("a typed time that the clocks skip or show twice", () => {
  const offered = (words: string, now: string) => {
    const reading = read(words, "start", now);
    return typeof reading === "string"
      ? reading
      : [reading.reason, ...reading.choices.map((choice) => choice.words)];
  };

  it.each([
    ["2026-03-28T12:00+01:00", "01:59", "2026-03-29T01:59:00+01:00"],
    [
      "2026-03-28T12:00+01:00",
      "02:00",
      ["missing", "2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00"],
    ],
    [
      "2026-03-28T12:00+01:00",
      "2:59",
      ["missing", "2026-03-29T01:59:00+01:00", "2026-03-29T03:59:00+02:00"],
    ],
    ["2026-03-28T12:00+01:00", "03:00", "2026-03-29T03:00:00+02:00"],
    [
      "2026-03-29T01:45+01:00",
      "02:30",
      ["missing", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"],
    ],
    ["2026-03-29T03:10+02:00", "02:30", "2026-03-30T02:30:00+02:00"],
    ["2026-10-24T12:00+02:00", "01:59", "2026-10-25T01:59:00+02:00"],
    [
      "2026-10-24T12:00+02:00",
      "02:00",
      ["twice", "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00"],
    ],
    [
      "2026-10-25T02:30+02:00",
      "02:30",
      ["twice", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"],
    ],
    ["2026-10-25T02:31+02:00", "02:30", "2026-10-25T02:30:00+01:00"],
    ["2026-10-25T02:31+01:00", "02:30", "2026-10-26T02:30:00+01:00"],
    ["2026-10-24T12:00+02:00", "03:00", "2026-10-25T03:00:00+01:00"],
  ])("said at %s, %s is %j", (now, words, expected) => {
    expect(offered(words, now)).toEqual(expected);
  });

  it("is asked back with both instants and their offsets", () => {
    expect(read("sun 02:30", "start", "2026-10-24T12:00+02:00")).toEqual({
      kind: "problem",
      reason: "twice",
      text: '"sun 02:30" comes twice on that day, since the clocks go back. For Sun 25 Oct 02:30 (Europe/Berlin, +02:00), say "2026-10-25T02:30:00+02:00"; for Sun 25 Oct 02:30 (Europe/Berlin, +01:00), say "2026-10-25T02:30:00+01:00".',
      choices: [
        {
          at: instant("2026-10-25T00:30Z"),
          offset: "+02:00",
          words: "2026-10-25T02:30:00+02:00",
        },
        {
          at: instant("2026-10-25T01:30Z"),
          offset: "+01:00",
          words: "2026-10-25T02:30:00+01:00",
        },
      ],
    });
  });

  it.each(["missing", "twice"])("is one instant in the words that are offered: %s", (reason) => {
    const [now, words] =
      reason === "missing"
        ? ["2026-03-28T12:00+01:00", "02:30"]
        : ["2026-10-24T12:00+02:00", "02:30"];
    const [, ...choices] = offered(words, now);
    expect(choices.map((choice) => read(choice, "start", now))).toEqual(choices);
  });

  it("asks which midnight of a day is meant", () => {
    expect(offered("fri midnight", wednesday)).toEqual([
      "midnight",
      "2026-11-27T00:00:00+01:00",
      "2026-11-28T00:00:00+01:00",
    ]);
  });

  it("does not ask about a day that starts after a skipped midnight", () => {
    const now = "2026-03-27T12:00+02:00";
    expect(read("sunday", "start", now, "Asia/Beirut")).toBe("2026-03-29T01:00:00+03:00");
    expect(read("saturday", "end", now, "Asia/Beirut")).toBe("2026-03-29T01:00:00+03:00");
  });

  it("keeps the hour over days and the length of hours", () => {
    const now = "2026-10-24T12:00+02:00";
    expect(read("in 1 day", "start", now)).toBe("2026-10-25T12:00:00+01:00");
    expect(read("in 24h", "start", now)).toBe("2026-10-25T11:00:00+01:00");
  });

  it("is a whole minute when it counts from now", () => {
    expect(read("in 2h", "end", "2026-11-25T10:05:01+01:00")).toBe("2026-11-25T12:06:00+01:00");
  });
});
