import { expect, it } from "vitest";
import { mannerCases } from "./manner-cases.ts";
import { portCases } from "./port-cases.ts";
import { storyCases } from "./story-cases.ts";

/** Rules that no platform can show by itself, and where they are shown. */
const elsewhere: Readonly<Record<string, string>> = {
  M13: "only Matrix has messages that cannot be read",
  M15: "two processes at one database: the tests of serve",
  M35: "what is logged, whatever the platform: the tests of the log, and of the logger that Slack's packages get",
  M37: "two platforms at once: the tests of serve with Slack",
};

const rules = Array.from({ length: 39 }, (_, index) => `M${index + 1}`);

/** Each case runs on every platform, or is skipped there with its reason. */
const shown = new Set(
  [...portCases, ...storyCases, ...mannerCases].flatMap(({ id, does }) =>
    `${id} ${does}`.match(/\bM\d+\b/g),
  ),
);

it.each(rules.filter((rule) => elsewhere[rule] === undefined))(
  "%s is a case that every platform is put to",
  (rule) => expect(shown).toContain(rule),
);

it("no rule is said to be shown elsewhere that is shown here, and none that there is not", () => {
  for (const rule of Object.keys(elsewhere)) {
    expect(rules).toContain(rule);
    expect(shown).not.toContain(rule);
  }
});
