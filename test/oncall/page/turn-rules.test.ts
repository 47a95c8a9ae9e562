import { describe, expect, it } from "vitest";
import { personSchema } from "../../../src/knowledge/person.ts";
import {
  mayNotifyFrom,
  personalRules,
  type Urgency,
  type Via,
} from "../../../src/oncall/page/personal-rules.ts";
import { instant } from "../rosters.ts";

const everyWay: readonly Via[] = ["slack", "matrix", "ntfy", "email", "webhook"];
const addresses = {
  slack: "U1",
  matrix: "@ana:example.org",
  ntfy: "env:ANA",
  email: "ana@example.org",
};

function rulesOf(said: object, urgency: Urgency = "high", ways = everyWay): readonly string[] {
  const person = personSchema.parse({ id: "ana", ...said });
  return personalRules(person, urgency, ways).map(
    ({ via, after }) => `${via} ${after.total("minutes")}`,
  );
}

const rule = (via: string, after: string) => ({ via, after });

describe("the rules of a person", () => {
  it.each([
    ["every address at once, without rules", {}, ["slack 0", "matrix 0", "ntfy 0", "email 0"]],
    ["the same for none in the list", { notify: [] }, ["slack 0", "matrix 0", "ntfy 0", "email 0"]],
    ["every chat for chat", { notify: [rule("chat", "2m")] }, ["slack 2", "matrix 2"]],
    ["one chat where it is named", { notify: [rule("matrix", "0m")] }, ["matrix 0"]],
    [
      "as written, in that order",
      { notify: [rule("email", "5m"), rule("ntfy", "0m"), rule("email", "20m")] },
      ["email 5", "ntfy 0", "email 20"],
    ],
    [
      "each once, where chat says the same as Slack",
      { notify: [rule("chat", "0m"), rule("slack", "0s"), rule("slack", "9m")] },
      ["slack 0", "matrix 0", "slack 9"],
    ],
    ["nothing where they name no address there is", { notify: [rule("webhook", "0m")] }, []],
  ])("are %s", (_reason, said, rules) => {
    expect(rulesOf({ ...addresses, ...said })).toEqual(rules);
  });

  it("know only the ways that run", () => {
    expect(rulesOf(addresses, "high", ["matrix", "email"])).toEqual(["matrix 0", "email 0"]);
    expect(rulesOf({ ...addresses, notify: [rule("chat", "0m")] }, "high", ["email"])).toEqual([]);
  });

  it("reach anybody on a terminal, where people are known by their ids", () => {
    expect(rulesOf({}, "high", ["console"])).toEqual(["console 0"]);
    expect(rulesOf({ notify: [rule("chat", "1m")] }, "high", ["console"])).toEqual(["console 1"]);
  });

  it.each([
    ["chat and e-mail, without rules", {}, ["slack 0", "matrix 0", "email 0"]],
    [
      "those of the rules that are chat or e-mail",
      { notify: [rule("ntfy", "0m"), rule("email", "5m")] },
      ["email 5"],
    ],
    [
      "chat and e-mail at once where no rule names them",
      { notify: [rule("ntfy", "3m")] },
      ["slack 0", "matrix 0", "email 0"],
    ],
  ])("are for a low page %s", (_reason, said, rules) => {
    expect(rulesOf({ ...addresses, ...said }, "low")).toEqual(rules);
  });
});

describe("a low page", () => {
  it.each([
    ["waits just before eight", "2026-11-25T06:59:59Z", "2026-11-25T07:00:00Z"],
    ["comes at once at eight", "2026-11-25T07:00:00Z", "2026-11-25T07:00:00Z"],
    ["comes at once just before twenty", "2026-11-25T18:59:59Z", "2026-11-25T18:59:59Z"],
    ["waits for the next day from twenty on", "2026-11-25T19:00:00Z", "2026-11-26T07:00:00Z"],
    ["waits the longer night when clocks go back", "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z"],
    ["and the shorter when they go forward", "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z"],
    ["also from between the two 02:30", "2026-10-25T01:15:00Z", "2026-10-25T07:00:00Z"],
  ])("%s of somebody's zone", (_reason, at, from) => {
    expect(mayNotifyFrom(instant(at), "low", "Europe/Madrid")).toEqual(instant(from));
  });

  it("keeps to the zone of the person", () => {
    const at = instant("2026-11-25T12:00:00Z"); // 07:00 in New York
    expect(mayNotifyFrom(at, "low", "America/New_York")).toEqual(instant("2026-11-25T13:00:00Z"));
    expect(mayNotifyFrom(at, "high", "America/New_York")).toEqual(at);
  });
});
