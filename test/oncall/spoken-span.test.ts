import { describe, expect, it } from "vitest";
import { printSpan } from "../../src/oncall/print-span.ts";
import { readSpan } from "../../src/oncall/spoken-span.ts";
import { instant } from "./rosters.ts";

const timeZone = "Europe/Berlin";
/** A Wednesday. */
const wednesday = "2026-11-25T10:05+01:00";

const read = (text: string, now = wednesday) => readSpan(text, { now: instant(now), timeZone });

/** As it is printed, without the zone; the reason of a problem. */
function printed(text: string, now = wednesday): string {
  const reading = read(text, now);
  return reading.kind === "span"
    ? printSpan(reading, [timeZone]).replace(/ \(Europe.*/, "")
    : reading.reason;
}

describe("a span typed on Wednesday 25 November 2026 at 10:05 in Berlin", () => {
  it.each([
    ["fri 18:00 to mon 9", "Fri 27 Nov 18:00 to Mon 30 Nov 09:00"],
    ["From Fri 18:00 until Mon 9.", "Fri 27 Nov 18:00 to Mon 30 Nov 09:00"],
    ["fri 18:00 till mon 9", "Fri 27 Nov 18:00 to Mon 30 Nov 09:00"],
    ["fri, 18:00 - mon, 9", "Fri 27 Nov 18:00 to Mon 30 Nov 09:00"],
    ["for fri 18:00 to mon 9", "Fri 27 Nov 18:00 to Mon 30 Nov 09:00"],
    ["fri 18:00-22:00", "Fri 27 Nov 18:00 to Fri 27 Nov 22:00"],
    ["fri 6pm–10pm", "Fri 27 Nov 18:00 to Fri 27 Nov 22:00"],
    ["fri 18:00 to 9", "Fri 27 Nov 18:00 to Sat 28 Nov 09:00"],
    ["fri 18:00 to 18:00", "Fri 27 Nov 18:00 to Sat 28 Nov 18:00"],
    ["fri 18:00 to fri 18:00", "Fri 27 Nov 18:00 to Fri 4 Dec 18:00"],
    ["fri 18:00 to wed 9", "Fri 27 Nov 18:00 to Wed 2 Dec 09:00"],
    ["fri 18:00 to midnight", "Fri 27 Nov 18:00 to Sat 28 Nov 00:00"],
    ["fri 18:00 to fri midnight", "Fri 27 Nov 18:00 to Sat 28 Nov 00:00"],
    ["30 dec to 2 jan", "Wed 30 Dec 2026 00:00 to Sun 3 Jan 2027 00:00"],
    ["fri to sun", "Fri 27 Nov 00:00 to Mon 30 Nov 00:00"],
    ["2026-12-01 to 2026-12-01", "Tue 1 Dec 00:00 to Wed 2 Dec 00:00"],
    ["2026-12-01 18:00 to 2026-12-02T09:00", "Tue 1 Dec 18:00 to Wed 2 Dec 09:00"],
    ["18:00 for 2h", "Wed 25 Nov 18:00 to Wed 25 Nov 20:00"],
    ["fri 18:00 for 1h 30m", "Fri 27 Nov 18:00 to Fri 27 Nov 19:30"],
    ["fri 9 for 3 days", "Fri 27 Nov 09:00 to Mon 30 Nov 09:00"],
    ["for 2h", "Wed 25 Nov 10:05 to Wed 25 Nov 12:05"],
    ["now for 2 hours", "Wed 25 Nov 10:05 to Wed 25 Nov 12:05"],
    ["until mon 9", "Wed 25 Nov 10:05 to Mon 30 Nov 09:00"],
    ["now to 18:00", "Wed 25 Nov 10:05 to Wed 25 Nov 18:00"],
    ["in 30m for 2h", "Wed 25 Nov 10:35 to Wed 25 Nov 12:35"],
    ["tomorrow", "Thu 26 Nov 00:00 to Fri 27 Nov 00:00"],
    ["on friday", "Fri 27 Nov 00:00 to Sat 28 Nov 00:00"],
    ["for next friday", "Fri 4 Dec 00:00 to Sat 5 Dec 00:00"],
    ["fri", "Fri 27 Nov 00:00 to Sat 28 Nov 00:00"],
    ["2 march", "Tue 2 Mar 00:00 to Wed 3 Mar 00:00"],
    ["tonight", "Wed 25 Nov 18:00 to Thu 26 Nov 09:00"],
    ["tonight 20:00 to 6", "Wed 25 Nov 20:00 to Thu 26 Nov 06:00"],
    ["this weekend", "Sat 28 Nov 00:00 to Mon 30 Nov 00:00"],
    ["next week", "Mon 30 Nov 00:00 to Mon 7 Dec 00:00"],
  ])("%s is %s", (text, expected) => {
    expect(printed(text)).toBe(expected);
    expect(read(text)).toMatchObject({ notes: [] });
  });

  it.each([
    ["9 to 18", "Wed 25 Nov 10:05 to Wed 25 Nov 18:00", "Wed 25 Nov 09:00"],
    ["wed 9 to fri 9", "Wed 25 Nov 10:05 to Fri 27 Nov 09:00", "Wed 25 Nov 09:00"],
    ["10 for 6m", "Wed 25 Nov 10:05 to Wed 25 Nov 10:06", "Wed 25 Nov 10:00"],
    ["today", "Wed 25 Nov 10:05 to Thu 26 Nov 00:00", "Wed 25 Nov 00:00"],
    ["2026-11-01 to 2026-11-27 9", "Wed 25 Nov 10:05 to Fri 27 Nov 09:00", "Sun 1 Nov 00:00"],
  ])("%s has begun, starts now and says so", (text, expected, start) => {
    const reading = read(text);
    expect(printed(text)).toBe(expected);
    expect(reading).toMatchObject({
      start: instant(wednesday),
      notes: [`The start, ${start} (Europe/Berlin, +01:00), is past, so this starts now.`],
    });
  });

  it.each([
    ["over since now", "9 to 10:05", "Thu 26 Nov 09:00 to Thu 26 Nov 10:05"],
    ["over", "10 for 5m", "Thu 26 Nov 10:00 to Thu 26 Nov 10:05"],
  ])("is tomorrow's when today's is %s", (_, text, expected) => {
    expect(printed(text)).toBe(expected);
    expect(read(text)).toMatchObject({ notes: [] });
  });

  it.each([
    ["blah", "unread", '"blah" as a span'],
    ["", "unread", "There is no time."],
    ["to", "unread", '"to" as a span'],
    ["until", "unread", '"until" as a span'],
    ["for", "unread", '"for" as a span'],
    ["to mon 9", "unread", '"to mon 9" as a span'],
    ["9-17", "unread", '"9-17" as a span'],
    ["fri 18:00 to mno 9", "unread", '"mno 9" as a time'],
    ["fir 18:00 to mon 9", "unread", '"fir 18:00" as a time'],
    ["until blah", "unread", '"blah" as a time'],
    ["fri 18:00 for lunch", "unread", '"lunch" as a length'],
    ["fri 18:00", "no_end", '"fri 18:00" has a start and no end'],
    ["from fri", "no_end", '"fri" has a start and no end'],
    ["fri 18:00 to", "no_end", '"fri 18:00 to" has a start and no end'],
    ["fri 18:00 to tomorrow 9", "ends_first", "The end, Thu 26 Nov 09:00"],
    ["fri 18:00 to 2026-11-27 18:00", "ends_first", "is not after the start, Fri 27 Nov 18:00"],
    ["today 8 to today 9", "past", "Wed 25 Nov 08:00 to Wed 25 Nov 09:00"],
    ["2026-11-25 to 2026-11-25 10:05", "past", "is past"],
    ["2026-11-24", "past", "is past"],
    ["2026-12-01 to 2027-12-02", "too_long", "longer than 366 days"],
  ])("%j is no span: %s", (text, reason, said) => {
    expect(read(text)).toMatchObject({
      kind: "problem",
      reason,
      text: expect.stringContaining(said),
      choices: [],
    });
  });

  it("may last 366 days, whatever the clocks do", () => {
    expect(printed("2027-03-01 to 2028-02-29")).toBe(
      "Mon 1 Mar 2027 00:00 to Wed 1 Mar 2028 00:00",
    );
    expect(printed("2027-03-01 to 2028-03-01")).toBe("too_long");
  });
});

describe("a typed span on another day", () => {
  it.each([
    ["Saturday", "2026-11-28T12:00+01:00", "this weekend", "Sat 28 Nov 12:00 to Mon 30 Nov 00:00"],
    ["Sunday", "2026-11-29T12:00+01:00", "this weekend", "Sun 29 Nov 12:00 to Mon 30 Nov 00:00"],
    ["Monday", "2026-11-30T00:00+01:00", "this weekend", "Sat 5 Dec 00:00 to Mon 7 Dec 00:00"],
    ["Sunday", "2026-11-29T12:00+01:00", "next week", "Mon 30 Nov 00:00 to Mon 7 Dec 00:00"],
    ["Monday", "2026-11-30T00:00+01:00", "next week", "Mon 7 Dec 00:00 to Mon 14 Dec 00:00"],
    ["an evening", "2026-11-25T20:00+01:00", "tonight", "Wed 25 Nov 20:00 to Thu 26 Nov 09:00"],
    [
      "Friday at 18:05",
      "2026-11-27T18:05+01:00",
      "fri 18:00 to mon 9",
      "Fri 27 Nov 18:05 to Mon 30 Nov 09:00",
    ],
    [
      "the Saturday after",
      "2026-11-28T10:00+01:00",
      "fri 18:00 to mon 9",
      "Fri 4 Dec 18:00 to Mon 7 Dec 09:00",
    ],
    [
      "the eve of summer time",
      "2026-03-28T12:00+01:00",
      "18:00 to 9",
      "Sat 28 Mar 18:00 +01:00 to Sun 29 Mar 09:00 +02:00",
    ],
    [
      "the eve of winter time",
      "2026-10-24T12:00+02:00",
      "18:00 for 1 day",
      "Sat 24 Oct 18:00 +02:00 to Sun 25 Oct 18:00 +01:00",
    ],
  ])("said on %s (%s): %s", (_, now, text, expected) => {
    expect(printed(text, now)).toBe(expected);
  });

  it.each([
    [
      "a start that comes twice",
      "2026-10-24T12:00+02:00",
      "02:30 for 2h",
      ["2026-10-25T02:30:00+02:00 for 2h", "2026-10-25T02:30:00+01:00 for 2h"],
      [
        "Sun 25 Oct 02:30 +02:00 to Sun 25 Oct 03:30 +01:00",
        "Sun 25 Oct 02:30 to Sun 25 Oct 04:30",
      ],
    ],
    [
      "an end that does not exist",
      "2026-03-28T12:00+01:00",
      "22:00 to 02:30",
      [
        "2026-03-28T22:00:00+01:00 to 2026-03-29T01:30:00+01:00",
        "2026-03-28T22:00:00+01:00 to 2026-03-29T03:30:00+02:00",
      ],
      [
        "Sat 28 Mar 22:00 to Sun 29 Mar 01:30",
        "Sat 28 Mar 22:00 +01:00 to Sun 29 Mar 03:30 +02:00",
      ],
    ],
    [
      "an end of what starts now",
      "2026-10-24T23:00+02:00",
      "until 02:30",
      ["now to 2026-10-25T02:30:00+02:00", "now to 2026-10-25T02:30:00+01:00"],
      [
        "Sat 24 Oct 23:00 to Sun 25 Oct 02:30",
        "Sat 24 Oct 23:00 +02:00 to Sun 25 Oct 02:30 +01:00",
      ],
    ],
    [
      "an end of what is running",
      "2026-10-24T23:00+02:00",
      "22:00 to 02:30",
      [
        "2026-10-24T22:00:00+02:00 to 2026-10-25T02:30:00+02:00",
        "2026-10-24T22:00:00+02:00 to 2026-10-25T02:30:00+01:00",
      ],
      [
        "Sat 24 Oct 23:00 to Sun 25 Oct 02:30",
        "Sat 24 Oct 23:00 +02:00 to Sun 25 Oct 02:30 +01:00",
      ],
    ],
  ])("asks back about %s, in words that are spans", (_, now, text, words, spans) => {
    const reading = read(text, now);
    const offered = reading.kind === "problem" ? reading.choices.map((choice) => choice.words) : [];
    expect(offered).toEqual(words);
    expect(offered.map((span) => printed(span, now))).toEqual(spans);
  });

  it("takes the second of two times when the first is not after the start", () => {
    expect(printed("2026-10-25 02:30+01:00 to 02:45", "2026-10-24T12:00+02:00")).toBe(
      "Sun 25 Oct 02:30 to Sun 25 Oct 02:45",
    );
  });
});
