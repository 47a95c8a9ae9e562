import { describe, expect, it } from "vitest";
import { createNearNames, slipsBetween } from "../../src/knowledge/near-names.ts";

describe("a slip of the finger", () => {
  it.each([
    ["kafka", "kafka", 0, "the same word"],
    ["kafak", "kafka", 1, "a swap of neighbours is one slip"],
    ["kafla", "kafka", 1, "another letter"],
    ["kaafka", "kafka", 1, "a letter too many"],
    ["postgress", "postgres", 1, "a letter too many at the end"],
    ["restrat", "restart", 1, "a verb is forgiven the same way"],
  ])("is %j for %j: %d, %s", (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips);
    expect(slipsBetween(other, one)).toBe(slips);
  });

  it.each([
    ["edge", "egde", "four letters have too many neighbours"],
    ["kafk", "kafka", "the shorter one has four letters"],
    ["kafkk", "kfaka", "two slips in five letters"],
    ["start", "restart", "one contains the other, two letters apart"],
    ["gateway", "payments-gateway", "one contains the other"],
    ["postgers", "postgras", "two slips in eight letters"],
    ["kafka2", "kafka3", "other digits are another machine"],
    ["kafka", "kafka2", "a digit more is another machine"],
    ["kafka12", "kafka21", "swapped digits are another machine"],
    ["", "kafka", "nothing at all"],
  ])("is not %j for %j: %s", (one, other) => {
    expect(slipsBetween(one, other)).toBeUndefined();
    expect(slipsBetween(other, one)).toBeUndefined();
  });

  it.each([
    ["four letters, one slip", "milk", "mlik", undefined],
    ["five letters, one slip", "minio", "miino", 1],
    ["five letters, two slips", "minio", "miion", undefined],
    ["eight letters, one slip", "checkout", "chekcout", 1],
    ["eight letters, two slips", "checkout", "chekcotu", undefined],
    ["eight and nine letters, two slips", "checkouts", "chekcotu", undefined],
    ["nine letters, two slips", "warehouse", "wareohues", 2],
    ["nine letters, three slips", "warehouse", "awreohues", undefined],
    ["nine and ten letters, two slips", "warehouse", "wareohuses", 2],
    ["with digits, the slip in the letters", "kafak2", "kafka2", 1],
  ])("is counted by the length: %s", (_reason, one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips);
    expect(slipsBetween(other, one)).toBe(slips);
  });
});

describe("names that are near", () => {
  const { near } = createNearNames(
    [
      "postgres",
      "payments-api",
      "payments-ui",
      "kafka",
      "message bus",
      "edge",
      "search-index-writer",
      "worker-a",
      "storefront",
      "storefrint",
    ].map((name) => ({ item: name, name })),
  );

  it.each([
    ["postgress", ["postgres"], "one slip"],
    ["the postgress box", ["postgres"], "one slip among other words"],
    ["post gress", ["postgres"], "divided otherwise, one slip in all"],
    ["posd grees", [], "divided otherwise, two slips in all"],
    ["paymetns api", ["payments-api"], "a slip in the one word, the other as it is"],
    ["paymetnsapi", ["payments-api"], "in one, with one slip"],
    ["mesage bus", ["message bus"], "a name of two words"],
    ["mesage bsu", [], "a slip in a word of three letters"],
    ["serach index wirter", ["search-index-writer"], "a slip in each of two words"],
    ["serach indx writer", [], "a slip in a word of four letters, too"],
    ["egde", [], "a word of four letters"],
    ["payments", [], "a part of a name is another matter"],
    ["worker", [], "a part of a name that lacks one letter, too"],
    ["kafka x", [], "a name and a letter more"],
    ["wroker a", ["worker-a"], "a slip in the part that is long enough"],
    ["kafka", [], "what is right is not near"],
    ["storefrent", ["storefront", "storefrint"], "all that are as near"],
    ["storefron", ["storefront"], "the one that is nearest"],
    ["kafak postgresss", ["kafka"], "of two the one with fewer slips"],
    ["", [], "nothing"],
  ])("%j is near to %j: %s", (words, names) => {
    expect(near(words.split(" "))).toEqual(names);
  });
});
