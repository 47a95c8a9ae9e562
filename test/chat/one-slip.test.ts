import { expect, it } from "vitest";
import { isOneSlip } from "../../src/chat/one-slip.ts";

it.each([
  ["help", "help", false],
  ["hlep", "help", true],
  ["hep", "help", true],
  ["helpp", "help", true],
  ["halp", "help", true],
  ["ehlp", "help", true],
  ["hepl", "help", true],
  ["hplp", "help", true],
  ["lehp", "help", false],
  ["heal", "help", false],
  ["he", "help", false],
  ["", "a", true],
])("parts %s and %s by one slip: %s", (one, other, expected) => {
  expect(isOneSlip(one, other)).toBe(expected);
  expect(isOneSlip(other, one)).toBe(expected);
});
