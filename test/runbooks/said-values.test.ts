import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Param } from "../../src/knowledge/entry-fields.ts";
import { valuesSaid } from "../../src/runbooks/said-values.ts";

const replicas: Param = {
  type: "int",
  min: 2,
  max: 12,
  description: "How many pods there shall be",
};
const broker: Param = { pattern: "^(stg-kafka1|kafka[1-3])$" };
const target_time: Param = {
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[+]00$",
  quote: true,
};
const reason: Param = { quote: true, max: 120 };
const params = {
  replicas,
  deployment: {},
  host: { pattern: "^[a-z][a-z0-9-]{1,30}$" },
  reason,
  target_time,
};

const said = (text: string, of: Readonly<Record<string, Param>> = params) => {
  const { values, refused } = valuesSaid(text, of);
  expect(refused).toEqual([]);
  return values;
};

describe("a value that is said by name", () => {
  it.each([
    ["an equals sign", "replicas=4", { replicas: "4" }],
    ["with blanks around it", "replicas = 4", { replicas: "4" }],
    ["a colon", "replicas: 4", { replicas: "4" }],
    ["an option of a command", "scale --replicas 4 it", { replicas: "4" }],
    ["an option with a sign", "--replicas=4", { replicas: "4" }],
    ["an option that may be any word", "--host work", { host: "work" }],
    ["an option that may be any text", "--reason maintenance now", { reason: "maintenance" }],
    ["nothing but a blank", "replicas 4", { replicas: "4" }],
    ["the number before the name", "with 4 replicas", { replicas: "4" }],
    ["in capitals", "REPLICAS: 4", { replicas: "4" }],
    ["at the end of a sentence", "Set replicas=4.", { replicas: "4" }],
    ["in brackets", "scale it (replicas=4)", { replicas: "4" }],
    ["in code", "scale it with `replicas=4`", { replicas: "4" }],
    ["double quotes", 'deployment "payments-api"', { deployment: "payments-api" }],
    ["single quotes", "deployment='payments-api'", { deployment: "payments-api" }],
    ["a code's quotes", "deployment `payments-api`", { deployment: "payments-api" }],
    ["JSON", '{"host":"work1", "replicas": 4}', { host: "work1", replicas: "4" }],
    ["up to a semicolon", "host=work1;reboot", { host: "work1" }],
    ["several in a row", "host=work1,replicas=4", { host: "work1", replicas: "4" }],
    ["twice the same", "replicas=4, I said replicas=4", { replicas: "4" }],
    ["in quotes with blanks", 'reason "disk is full"', { reason: "disk is full" }],
    ["in a telephone's quotes", "reason “disk is full”", { reason: "disk is full" }],
    ["in quotes with an apostrophe", "reason 'it's full' now", { reason: "it's full" }],
    ["up to the end of the line", "reason: disk is full\nthanks", { reason: "disk is full" }],
    [
      "up to the next name",
      "reason: disk full, replicas: 4",
      { reason: "disk full", replicas: "4" },
    ],
    ["one word after an equals sign", "reason=disk of db1", { reason: "disk" }],
    ["a name inside of a value", 'reason "replicas=4 is few"', { reason: "replicas=4 is few" }],
    [
      "a name of two words",
      "target time 2026-11-01 09:30:00+00",
      { target_time: "2026-11-01 09:30:00+00" },
    ],
    [
      "with a hyphen",
      "target-time: 2026-11-01 09:30:00+00, ok",
      { target_time: "2026-11-01 09:30:00+00" },
    ],
    [
      "as it is written",
      "target_time=2026-11-01 09:30:00+00.",
      { target_time: "2026-11-01 09:30:00+00" },
    ],
    ["a name with a digit", "restart host db1 please", { host: "db1" }],
    ["a name with a hyphen", "for deployment payments-api", { deployment: "payments-api" }],
  ])("is read after %s", (_how, text, values) => {
    expect(said(text)).toEqual(values);
  });

  it.each([
    ["the word is no value", "the replicas are slow"],
    ["the number is out of bounds", "replicas 40 now"],
    ["the word could be any", "the host is down"],
    ["the text could be any", "the reason is unknown"],
    ["nothing follows", "which replicas"],
    ["nothing follows the sign", "replicas="],
    ["the value stands on the next line", "host:\nwork1"],
    ["the name is a part of another", "max-replicas=4 replicas-max=4 replicasx=4 x.replicas=4"],
    ["the name belongs to an address", "https://x.io/?host=work1&host=work2 a@host: work1"],
    ["the sign is another", "replicas==4 replicas::4 host://work1"],
    ["it is where it starts from", "replicas 4 to 6"],
    ["it is where it starts from, before the name", "from 4 replicas to 6"],
    ["two are said", "replicas 4 or replicas 5"],
    ["the number is a part of another", "1.4 replicas"],
  ])("is just a sentence when %s", (_reason, text) => {
    expect(said(text)).toEqual({});
  });

  it.each([
    ["a number just too small", "replicas=1", "replicas", "1", "a whole number from 2 to 12"],
    ["a number just too large", "replicas: 13", "replicas", "13", "a whole number from 2 to 12"],
    ["a word for a number", 'replicas="few"', "replicas", "few", "a whole number from 2 to 12"],
    [
      "what stands for a value",
      "host=<host?>",
      "host",
      "<host?>",
      "something that matches ^[a-z][a-z0-9-]{1,30}$",
    ],
    [
      "signs of the shell in quotes",
      'deployment="a;reboot"',
      "deployment",
      "a;reboot",
      "a word of letters, digits, dots, hyphens and underscores",
    ],
    [
      "a second value",
      "replicas=4 replicas=5",
      "replicas",
      "4 and 5",
      "one value: a whole number from 2 to 12",
    ],
    [
      "what cannot be seen",
      'host="a\u202Eb"',
      "host",
      "a\uFFFDb",
      "something that matches ^[a-z][a-z0-9-]{1,30}$",
    ],
  ])("is refused and told: %s", (_reason, text, name, found, expected) => {
    expect(valuesSaid(text, params)).toEqual({ values: {}, refused: [{ name, found, expected }] });
  });

  it("is refused only when no other is right", () => {
    expect(said("About replicas: how do I set replicas=4?")).toEqual({ replicas: "4" });
  });

  it("is told shortened", () => {
    const [refusal] = valuesSaid(`reason="${"é".repeat(130)}"`, params).refused;
    expect(refusal?.found).toBe(`${"é".repeat(79)}…`);
  });

  it.each([
    ["by its form", 'reason "ghp_0123456789abcdefghijABCDEFGHIJ012345"', params],
    ["by its name", "--deploy-token q7Zt0pXw9Lk2Vb4N", { deploy_token: { quote: true } }],
    ["against the rule as well", "host=ghp_0123456789abcdefghijABCDEFGHIJ012345", params],
    ["among other words", 'reason "the password=q7Zt0pXw9Lk2 is old"', params],
  ])("is refused and not shown when it looks like a secret: %s", (_reason, text, of) => {
    const { values, refused } = valuesSaid(text, of);
    expect(values).toEqual({});
    expect(refused).toMatchObject([{ found: "[secret]", expected: "something that is no secret" }]);
  });
});

describe("a value that is said without a name", () => {
  it.each([
    ["the one word that fits", "restart kafka2 on prod", { broker }, { broker: "kafka2" }],
    ["at the end of a sentence", "Please restart kafka2!", { broker }, { broker: "kafka2" }],
    ["twice", "kafka2 is slow, restart kafka2", { broker }, { broker: "kafka2" }],
    [
      "of several words",
      "restore to 2026-11-01 09:30:00+00 please",
      { target_time },
      { target_time: "2026-11-01 09:30:00+00" },
    ],
    [
      "beside a value with a name",
      "broker=kafka1 and then kafka2",
      { broker, other: broker },
      { broker: "kafka1", other: "kafka2" },
    ],
  ])("is taken by its form: %s", (_reason, text, of, values) => {
    expect(said(text, of)).toEqual(values);
  });

  it.each([
    ["two words fit", "restart kafka1 and kafka2", { broker }],
    ["it is a part of a word", "restart kafka2x or x-kafka2", { broker }],
    ["it is all that is said", "kafka2", { broker }],
    ["most words fit", "RESTART DB1 now", { host: { pattern: "^[a-z][a-z0-9-]*$" } }],
    ["there is no pattern", "restart kafka2", { broker: {} }],
    ["it fits two", "restart kafka2 now", { broker, other: { pattern: "kafka\\d" } }],
    ["the pattern is none", "restart kafka2 now", { broker: { pattern: "(" } }],
  ])("is not taken by its form when %s", (_reason, text, of) => {
    expect(said(text, of)).toEqual({});
  });

  it.each([
    ["the goal", "scale checkout to 4"],
    ["the least", "scale checkout to 2"],
    ["the most", "scale checkout to 12, please"],
    ["the goal, counting something", "scale it to 4 machines"],
    ["at the end", "scale checkout 4"],
    ["all there is", "4"],
    ["before a small word", "scale checkout 4 on prod"],
    ["counting what the description speaks of", "give checkout 4 pods"],
  ])("is the one number of the text: %s", (_reason, text) => {
    expect(said(text)).toMatchObject({ replicas: expect.stringMatching(/^(?:4|2|12)$/) });
  });

  it.each([
    ["there are two", "scale checkout from 2 to 4", params],
    ["it is a part of a word", "scale work1 v2 3x 4%", params],
    ["it counts something else", "checkout has 12 errors", params],
    ["it is a time", "scale checkout in 5", params],
    ["it is a change", "scale checkout by 2", params],
    ["it is out of bounds, and not the goal", "checkout says 503", params],
    ["two params are numbers", "scale checkout to 4", { replicas, least: replicas }],
    ["the one param is a word", "scale checkout to 4", { replicas: {} }],
    [
      "it is another param's",
      "host=a1 restart revision 7",
      { replicas, revision: { pattern: "^\\d$" } },
    ],
  ])("is no number when %s", (_reason, text, of) => {
    expect(said(text, of)).not.toHaveProperty("replicas");
  });

  it.each([
    ["too large", "scale checkout to 13", "13"],
    ["too small", "scale checkout to 1", "1"],
    ["below zero", "scale checkout to -4", "-4"],
  ])("is refused as a number when it is the goal and %s", (_reason, text, found) => {
    const expected = "a whole number from 2 to 12";
    expect(valuesSaid(text, params)).toEqual({
      values: {},
      refused: [{ name: "replicas", found, expected }],
    });
  });
});

describe("any text", () => {
  const every = { ...params, broker };

  it("is read, and gives only values that the rules take", () => {
    const pieces = fc.constantFrom(
      ..."host replicas target_time target time reason deployment kafka1 = : \" ' “ ” -- - 4 40 -1 to from , ; \n \u202E \uD800 a é ` ( )".split(
        " ",
      ),
      " ",
      "",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { values, refused } = valuesSaid(text, every);
        for (const [name, value] of Object.entries(values)) {
          expect(refused.map((one) => one.name)).not.toContain(name);
          expect(value).not.toMatch(/[\n\u202E]/);
          if (name === "replicas") expect(value).toMatch(/^(?:[2-9]|1[0-2])$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(
    [
      "host ",
      "host=",
      "replicas=4 ",
      "reason: x ",
      '"',
      "'",
      'host="',
      "target ",
      "4 ",
      "a",
      " ",
      "-",
      "--host ",
      "......",
      "2026-11-01 09:30:00+00 ",
    ].map((piece) => [piece]),
  )("of 8,000 characters is read at once: %j over and over", (piece) => {
    const text = piece.repeat(8_000 / piece.length);
    const start = performance.now();
    valuesSaid(text, every);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
