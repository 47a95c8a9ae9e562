import { describe, expect, it } from "vitest";
import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { readZone } from "../../src/knowledge/time-zone.ts";

describe("the name of a time zone", () => {
  it.each(["Europe/Berlin", "Europe/Kyiv", "Asia/Kolkata", "UTC", "Etc/GMT+3"])(
    "may be %s",
    (name) => {
      expect(readZone(name)).toEqual({ kind: "name" });
    },
  );

  it.each([
    ["US/Pacific", "America/Los_Angeles"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["europe/berlin", "Europe/Berlin"],
  ])("may be an old one: %s is %s", (name, today) => {
    expect(readZone(name)).toEqual({ kind: "alias", today });
  });

  it.each([
    ["Europe/Berlyn", "Europe/Berlin"],
    ["Berlin", "Europe/Berlin"],
    ["EST", "America/Panama"],
  ])("is not %s, and the nearest is %s", (text, nearest) => {
    expect(readZone(text)).toEqual({ kind: "none", nearest });
  });

  it.each(["+01:00", ""])("is not %j", (text) => {
    expect(readZone(text).kind).toBe("none");
  });
});

describe("how people are paged", () => {
  const people = (fields: string) =>
    parseCatalogue([{ file: "people.yaml", text: `people: [{id: ana, ${fields}}]` }], []);

  it("stands in people.yaml", () => {
    const { catalogue, problems } = people(
      "timezone: Europe/Madrid, ntfy: env:ANA_NTFY, webhook: file:/run/ana, notify: [{via: chat, after: 0m}, {via: email, after: 5m}]",
    );
    expect(problems).toEqual([]);
    expect(catalogue.people[0]).toMatchObject({
      timezone: "Europe/Madrid",
      ntfy: "env:ANA_NTFY",
      webhook: "file:/run/ana",
      notify: [
        { via: "chat", after: Temporal.Duration.from({ minutes: 0 }) },
        { via: "email", after: Temporal.Duration.from({ minutes: 5 }) },
      ],
    });
  });

  it.each([
    ["timezone: Europe/Madird", "K201", 'Did you mean "Europe/Madrid"?'],
    ["notify: [{via: pigeon, after: 0m}]", "K003", "notify[0].via"],
    ["notify: [{via: chat, after: soon}]", "K003", "5m"],
    ["ntfy: https://ntfy.example/hunter2", "K073", "env:NAME"],
  ])("costs nobody their place when it is wrong: %s", (fields, rule, message) => {
    const { catalogue, problems } = people(`email: ana@example.org, ${fields}`);
    expect(catalogue.people).toEqual([{ id: "ana", email: "ana@example.org", roles: [] }]);
    expect(problems.map((one) => one.rule)).toEqual([rule]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).not.toContain("hunter2");
  });
});
