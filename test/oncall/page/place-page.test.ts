import { describe, expect, it } from "vitest";
import { countedBy, placePage } from "../../../src/oncall/page/place-page.ts";
import { held, opened, over } from "./page-of.ts";

const overflow = (service: string | undefined) => ({
  place: "overflow",
  service,
  dedupKey: "overflow",
});

describe("where a request for a page goes", () => {
  it.each([
    ["the first opens a page", "payments", undefined, 0, 0, { place: "open" }],
    [
      "one about the same joins a page nobody has",
      "payments",
      opened,
      1,
      1,
      { place: "join", page: opened },
    ],
    ["or one that somebody has", "payments", held, 1, 1, { place: "join", page: held }],
    ["a resolved page is never joined", "payments", over, 0, 0, { place: "open" }],
    [
      "a storm does not keep it from joining",
      "payments",
      opened,
      20,
      100,
      { place: "join", page: opened },
    ],
    ["the 20th of a service has its own", "payments", undefined, 19, 99, { place: "open" }],
    [
      "the 21st is counted with the rest of the service",
      "payments",
      undefined,
      20,
      20,
      overflow("payments"),
    ],
    ["the 100th of all has its own", undefined, undefined, 0, 99, { place: "open" }],
    [
      "the 101st is counted with the rest of all",
      "payments",
      undefined,
      3,
      100,
      overflow(undefined),
    ],
    ["that of all counts first", "payments", undefined, 20, 100, overflow(undefined)],
    ["what has no service counts among all only", undefined, undefined, 20, 20, { place: "open" }],
  ] as const)("%s", (_, service, twin, ofService, inAll, placed) => {
    expect(placePage(service, { twin, ofService, inAll })).toEqual(placed);
  });

  it("is counted there", () => {
    expect(countedBy(opened)).toBe(1);
    expect(countedBy({ ...opened, joins: 180 })).toBe(181);
  });
});
