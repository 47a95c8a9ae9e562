import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printInstant, printSpan } from "../../src/oncall/print-span.ts";
import { instant, span } from "./rosters.ts";
import { zones } from "./zones.ts";

const berlin = "Europe/Berlin";

describe("a printed span", () => {
  const weekend = span("2026-11-27T17:00Z", "2026-11-30T08:00Z");

  it.each([
    ["one zone", [berlin], "Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/Berlin, +01:00)"],
    [
      "one zone twice",
      [berlin, berlin],
      "Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/Berlin, +01:00)",
    ],
    [
      "two zones, each with its own days",
      [berlin, "Asia/Tokyo"],
      "Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/Berlin, +01:00); Sat 28 Nov 02:00 to Mon 30 Nov 17:00 (Asia/Tokyo, +09:00)",
    ],
  ])("has both ends in %s", (_, named, text) => {
    expect(printSpan(weekend, named)).toBe(text);
  });

  it.each([
    [
      "2026-03-28T17:00Z",
      "2026-03-29T07:00Z",
      "Sat 28 Mar 18:00 +01:00 to Sun 29 Mar 09:00 +02:00 (Europe/Berlin)",
    ],
    [
      "2026-10-25T00:30Z",
      "2026-10-25T01:30Z",
      "Sun 25 Oct 02:30 +02:00 to Sun 25 Oct 02:30 +01:00 (Europe/Berlin)",
    ],
  ])("has two offsets when the clocks change between %s and %s", (start, end, text) => {
    expect(printSpan(span(start, end), [berlin])).toBe(text);
  });

  it("shows the years when it runs over the end of one", () => {
    expect(printSpan(span("2026-12-31T17:00Z", "2027-01-01T08:00Z"), [berlin])).toBe(
      "Thu 31 Dec 2026 18:00 to Fri 1 Jan 2027 09:00 (Europe/Berlin, +01:00)",
    );
  });
});

describe("a printed instant", () => {
  it("has the time and the offset of every zone", () => {
    expect(printInstant(instant("2026-11-27T17:00:59Z"), [berlin, "America/New_York"])).toBe(
      "Fri 27 Nov 18:00 (Europe/Berlin, +01:00); Fri 27 Nov 12:00 (America/New_York, -05:00)",
    );
  });

  it("tells every minute of five years apart, whatever the clocks do", () => {
    const minutes = fc.integer({ min: 0, max: 5 * 365 * 24 * 60 });
    const start = instant("2026-01-01T00:00Z");
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (timeZone, minute) => {
        const at = start.add({ minutes: minute });
        expect(instantsPrinted(printInstant(at, [timeZone]))).toEqual([at]);
      }),
    );
  });

  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const weekdays = "Mon Tue Wed Thu Fri Sat Sun".split(" ");

  /** All instants around those five years which the text can mean. */
  function instantsPrinted(text: string): readonly Temporal.Instant[] {
    const [weekday, day, monthName = "", time] = text.split(" ");
    const offset = /([+-]\d\d:\d\d)\)$/.exec(text)?.[1] ?? "";
    const month = String(months.indexOf(monthName) + 1).padStart(2, "0");
    return [2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) => {
      if (month === "02" && day === "29" && year !== 2028) return [];
      const date = `${year}-${month}-${day?.padStart(2, "0")}`;
      const { dayOfWeek } = Temporal.PlainDate.from(date);
      return weekdays[dayOfWeek - 1] === weekday ? [instant(`${date}T${time}${offset}`)] : [];
    });
  }
});
