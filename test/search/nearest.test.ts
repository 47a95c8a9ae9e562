import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNearest } from "../../src/search/nearest.ts";

const nearest = createNearest([
  { item: "postgres", names: ["postgres", "postgresql", "shop db"] },
  { item: "payments-api", names: ["payments-api", "payments", "pay-api"] },
  { item: "kafka", names: ["kafka", "event bus"] },
]);

describe("the nearest name", () => {
  it.each([
    ["the name itself", "kafka", "kafka"],
    ["in capitals", "KAFKA", "kafka"],
    ["a letter too few", "postgrs", "postgres"],
    ["a letter too many", "kafkka", "kafka"],
    ["two letters swapped", "paymetns", "payments-api"],
    ["another separator", "payments api", "payments-api"],
    ["another of its names", "event buss", "kafka"],
  ])("is found through a slip: %s", (_reason, text, item) => {
    expect(nearest(text, 1)).toEqual([item]);
  });

  it.each(["xyzzy", "flux capacitor", "重启支付服务"])(
    "is none for what is like no name: %s",
    (text) => {
      expect(nearest(text, 3)).toEqual([]);
    },
  );

  it("is none among no names", () => {
    expect(createNearest([])("kafka", 3)).toEqual([]);
  });

  it("is told once, however many of its names are near", () => {
    expect(nearest("postgre", 3)).toEqual(["postgres"]);
  });

  it.each([
    [1, ["first"]],
    [2, ["first", "second"]],
    [3, ["first", "second", "third"]],
    [9, ["first", "second", "third"]],
  ])("is as many as asked for, of equal ones those given first: %i", (limit, items) => {
    const equal = createNearest(
      ["first", "second", "third"].map((item) => ({ item, names: ["mailer"] })),
    );
    expect(equal("mailr", limit)).toEqual(items);
  });

  it("stands before one that is less near", () => {
    const two = createNearest([
      { item: "less", names: ["mailbox"] },
      { item: "near", names: ["mailer"] },
    ]);
    expect(two("mailer", 2)[0]).toBe("near");
  });

  it("never fails, and never gives more than asked for or anything twice", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 1, max: 5 }),
        (text, limit) => {
          const found = nearest(text, limit);
          expect(found.length).toBeLessThanOrEqual(limit);
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
