import { expect, it } from "vitest";
import { lintWifi } from "../../src/wifi/lint-wifi.ts";
import { wifiFileOf } from "../../src/wifi/wifi-file.ts";
import { guest, wifiYaml } from "./wifi-yaml.ts";

const today = Temporal.PlainDate.from("2026-11-25");
const people = { teams: [{ id: "team-office", members: [] }], people: [] };
const enterprise = { security: "enterprise", password: undefined };

const lint = (network: object) =>
  lintWifi(wifiFileOf(wifiYaml({ ...guest, ...network }), "/srv/knowledge"), people, today);

it.each<[string, object, string, string]>([
  ["a name that ends in a backslash", { ssid: "Net\\" }, "K103", 'ends in "\\"'],
  ["a name in quotes", { ssid: '"Net"' }, "K103", "stands in quotes"],
  ["a name with a percent code", { ssid: "50%41" }, "K103", "two hex digits"],
  ["a name that begins with a space", { ssid: " Net" }, "K103", "begins or ends with a space"],
  ["a name that ends with a space", { ssid: "Net " }, "K103", "begins or ends with a space"],
  ["a name that looks like hex", { ssid: "cafe" }, "K103", "looks like a hex number"],
  ["a name beyond ASCII", { ssid: "Büro" }, "K103", "beyond ASCII"],
  [
    "a key that was to be changed yesterday",
    { rotated: "2026-10-24", rotate_every: "1m" },
    "K104",
    "by 2026-11-24",
  ],
  ["an enterprise network without a note", enterprise, "K105", "expected a note"],
  ["one with a password", { ...enterprise, note: "Ask.", password: "env:A" }, "K105", "Delete it"],
  ["an owner who is not there", { owner: "team-ofice" }, "K020", 'Did you mean "team-office"?'],
  ["a key changed tomorrow", { rotated: "2026-11-26" }, "K123", "in the future"],
  [
    "an end before the beginning",
    { valid_from: "2026-02-01", expires: "2026-01-31" },
    "K123",
    "before",
  ],
])("finds %s", (_, network, rule, says) => {
  expect(lint(network)).toEqual([
    expect.objectContaining({
      rule,
      file: "wifi.yaml",
      line: 2,
      message: expect.stringContaining(says),
    }),
  ]);
});

it("finds a curly quote to be that, and to be beyond ASCII", () => {
  const told = lint({ ssid: "Ana’s" }).map(({ rule, message }) => `${rule} ${message}`);
  expect(told).toEqual([
    expect.stringMatching("K103.+curly"),
    expect.stringMatching("K103.+ASCII"),
  ]);
});

it("finds each fault that keeps a network from being read", () => {
  expect(lint({ ssid: "", password: undefined }).map(({ rule }) => rule)).toEqual(["K100", "K101"]);
});

it.each([
  ["the usual", {}],
  ["a percent sign alone", { ssid: "50% off" }],
  ["a quote alone", { ssid: 'Net"' }],
  ["a key that is to be changed today", { rotated: "2026-10-25", rotate_every: "1m" }],
  ["a key that never is to be changed", { rotated: "2020-01-01" }],
  ["an enterprise network that says how to join", { ...enterprise, note: "Ask Pim." }],
  ["an owner", { owner: "team-office" }],
  ["a single day", { valid_from: "2026-02-01", expires: "2026-02-01" }],
])("finds nothing in %s", (_, network) => {
  expect(lint(network)).toEqual([]);
});
