import { describe, expect, it } from "vitest";
import { networkOf } from "../../src/wifi/network.ts";
import { networkSchema } from "../../src/wifi/network-fields.ts";
import { keyRefusals } from "../../src/wifi/refusals.ts";
import { keyWarnings } from "../../src/wifi/warnings.ts";
import { guest } from "./wifi-yaml.ts";

const wpa = networkOf(networkSchema.parse(guest));
const wpa3 = { ...wpa, wpa3Only: true };

describe("a key", () => {
  it.each([
    ["of 8 characters", wpa, "8 signs!"],
    ["of 63 characters", wpa, "k".repeat(63)],
    ["of 64 hex digits", wpa, "0123456789abcdefABCDEF".padEnd(64, "0")],
    ["of spaces", wpa, " ".repeat(8)],
    ["of one character, for WPA3 alone", wpa3, "k"],
    ["of 63 characters of any kind, for WPA3 alone", wpa3, "🧦".repeat(63)],
  ])("will do: one %s", (_, network, key) => {
    expect(keyRefusals(network, key)).toEqual([]);
  });

  it.each([
    ["of 7 characters", wpa, "7 signs"],
    ["of 64 characters", wpa, "k".repeat(64)],
    ["of 65 hex digits", wpa, "0".repeat(65)],
    ["beyond ASCII", wpa, "paßwort123"],
    ["with a tab", wpa, "tab\ttab\ttab"],
    ["of nothing, for WPA3 alone", wpa3, ""],
    ["of 64 characters, for WPA3 alone", wpa3, "k".repeat(64)],
    ["with a line break, for WPA3 alone", wpa3, "a\nb"],
    ["with half a character, for WPA3 alone", wpa3, "a\ud83d"],
  ])("will not do, and is not told: one %s", (_, network, key) => {
    const told = keyRefusals(network, key);
    expect(told).toMatchObject([{ rule: "K101" }]);
    if (key !== "") expect(JSON.stringify(told)).not.toContain(key);
  });

  it.each([
    ["of 7 characters for WPA3 alone", wpa3, "7 signs", ["K101"]],
    ["of 8 characters for WPA3 alone", wpa3, "8 signs!", []],
    ["that ends in a backslash", wpa, "horse;battery\\", ["K103"]],
    ["in quotes", wpa, '"horse battery"', ["K103"]],
    ["with a percent code", wpa, "100%41pct", ["K103"]],
    ["that ends with a space", wpa, "horse battery ", ["K103"]],
    ["that looks like hex", wpa, "1234567890", ["K103"]],
    ["that is the key itself, in hex", wpa, "0".repeat(64), []],
    ["with curly quotes for WPA3 alone", wpa3, "“horse battery”", ["K103", "K103"]],
    ["of words", wpa, "correct horse battery", []],
  ])("is warned of: one %s", (_, network, key, rules) => {
    const told = keyWarnings(network, key);
    expect(told.map(({ rule }) => rule)).toEqual(rules);
    expect(JSON.stringify(told)).not.toContain(key);
  });
});
