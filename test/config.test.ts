import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parseConfig, readConfig } from "../src/config.ts";

const defaults = {
  knowledgeFolder: "./knowledge",
  database: "./data/ama.sqlite",
  timeZone: undefined,
  logLevel: "info",
  thresholds: { answer: 0.55, choices: 0.25, margin: 0.05 },
};

describe("the settings", () => {
  it("have a default each", () => {
    expect(readConfig({})).toEqual({ config: defaults, problems: [], unknown: [] });
  });

  it("are taken from the environment", () => {
    expect(
      parseConfig({
        AMA_KNOWLEDGE: "/srv/knowledge",
        AMA_DATABASE: "/var/lib/ama/ama.sqlite",
        AMA_TIMEZONE: "Europe/Berlin",
        AMA_LOG_LEVEL: "silent",
        AMA_ANSWER_THRESHOLD: "0.7",
        AMA_CHOICES_THRESHOLD: "0",
        PATH: "/bin",
      }),
    ).toEqual({
      knowledgeFolder: "/srv/knowledge",
      database: "/var/lib/ama/ama.sqlite",
      timeZone: "Europe/Berlin",
      logLevel: "silent",
      thresholds: { answer: 0.7, choices: 0, margin: 0.05 },
    });
  });

  it.each(["", "  ", undefined])("are unset when they hold %j", (text) => {
    expect(
      parseConfig({
        AMA_KNOWLEDGE: text,
        AMA_DATABASE: text,
        AMA_TIMEZONE: text,
        AMA_LOG_LEVEL: text,
        AMA_ANSWER_THRESHOLD: text,
        AMA_CHOICES_THRESHOLD: text,
      }),
    ).toEqual(defaults);
  });

  it("do without the blanks around them", () => {
    expect(parseConfig({ AMA_LOG_LEVEL: " warn " }).logLevel).toBe("warn");
  });

  it("of .env.example are all there are, and are the defaults", () => {
    const example = parseEnv(readFileSync(".env.example", "utf8"));
    expect(Object.keys(example).sort()).toEqual([
      "AMA_ANSWER_THRESHOLD",
      "AMA_CHOICES_THRESHOLD",
      "AMA_DATABASE",
      "AMA_KNOWLEDGE",
      "AMA_LOG_LEVEL",
      "AMA_TIMEZONE",
    ]);
    expect(readConfig(example)).toEqual({ config: defaults, problems: [], unknown: [] });
  });
});

describe("a broken setting", () => {
  const broken = {
    AMA_KNOWLEDGE: "/srv/knowledge",
    AMA_DATABASE: "postgres://ama:hunter2@db/ama",
    AMA_TIMEZONE: "Berlin",
    AMA_LOG_LEVEL: "loud",
  };

  it("is told together with every other, each in one line that says what to do", () => {
    expect(() => parseConfig(broken)).toThrow(
      expect.objectContaining({
        code: "CONFIG_INVALID",
        message: [
          'AMA_DATABASE (or --db) begins with "postgres://": expected the path of an SQLite file, since this version knows no other engine; set it to a file such as ./data/ama.sqlite.',
          'AMA_TIMEZONE is "Berlin" in the environment: expected the name of a time zone. Set AMA_TIMEZONE=Europe/Berlin, or remove it for the default.',
          'AMA_LOG_LEVEL is "loud" in the environment: expected one of trace, debug, info, warn, error, fatal, silent. Set AMA_LOG_LEVEL=info, or remove it for the default.',
        ].join("\n"),
      }),
    );
  });

  it("leaves its default, and every other setting as it was given", () => {
    const { config, problems } = readConfig(broken);
    expect(config).toMatchObject({
      knowledgeFolder: "/srv/knowledge",
      timeZone: undefined,
      logLevel: "info",
    });
    expect(problems.map(({ variable }) => variable)).toEqual([
      "AMA_DATABASE",
      "AMA_TIMEZONE",
      "AMA_LOG_LEVEL",
    ]);
  });

  it.each(["postgres://db/ama", "postgresql://db/ama", "PostgreSQL://db/ama"])(
    "%s as the database is never replaced by a file, so that opening it is refused",
    (address) => {
      expect(readConfig({ AMA_DATABASE: address }).config.database).toBe(address);
    },
  );

  it("is quoted in one line and not at full length", () => {
    const [problem] = readConfig({ AMA_TIMEZONE: `Europe/Berlin\n${"x".repeat(100)}` }).problems;
    expect(problem?.message).toContain(`"Europe/Berlin\\n${"x".repeat(46)}…"`);
  });
});

describe("a threshold", () => {
  const thresholdsOf = (answer: string, choices: string) => {
    const env = { AMA_ANSWER_THRESHOLD: answer, AMA_CHOICES_THRESHOLD: choices };
    const { config, problems } = readConfig(env);
    return { ...config.thresholds, problems: problems.map(({ message }) => message) };
  };

  it.each([
    ["1", "0", 1, 0],
    [".6", "0.59", 0.6, 0.59],
    ["0.3", "", 0.3, 0.25],
    ["", "0.5", 0.55, 0.5],
  ])("may be %j for answers and %j for choices", (given, less, answer, choices) => {
    expect(thresholdsOf(given, less)).toEqual({ answer, choices, margin: 0.05, problems: [] });
  });

  it.each(["1.01", "-0.1", "0,6", "60%", "high", "NaN"])("may not be %s", (text) => {
    expect(thresholdsOf(text, "0.2")).toEqual({
      answer: 0.55,
      choices: 0.2,
      margin: 0.05,
      problems: [
        `AMA_ANSWER_THRESHOLD is "${text}" in the environment: expected a number from 0 to 1. Set AMA_ANSWER_THRESHOLD=0.55, or remove it for the default.`,
      ],
    });
  });

  it.each([
    ["equal to the other", "0.6", "0.6", "0.6 and AMA_ANSWER_THRESHOLD 0.6"],
    ["above the other", "0.4", "0.5", "0.5 and AMA_ANSWER_THRESHOLD 0.4"],
    ["above the other's default", "", "0.7", "0.7 and AMA_ANSWER_THRESHOLD 0.55"],
    ["below the other's default", "0.2", "", "0.25 and AMA_ANSWER_THRESHOLD 0.2"],
  ])("of choices begins below that of answers: %s", (_what, answer, choices, found) => {
    expect(thresholdsOf(answer, choices)).toEqual({
      answer: 0.55,
      choices: 0.25,
      margin: 0.05,
      problems: [
        `AMA_CHOICES_THRESHOLD is ${found}: expected choices to begin below answers. Lower the one or raise the other, or remove both for the defaults.`,
      ],
    });
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Berlin", "america/new_york", "Etc/GMT+3"])("may be %s", (name) => {
    expect(parseConfig({ AMA_TIMEZONE: name }).timeZone).toBe(name);
  });

  it.each(["Berlin", "+02:00", "-05:00", "2026-03-29T02:00[Europe/Berlin]", "Europe/Atlantis"])(
    "may not be %s",
    (name) => {
      expect(readConfig({ AMA_TIMEZONE: name }).problems).toHaveLength(1);
    },
  );
});

describe("an unknown variable", () => {
  it.each([
    ["AMA_KNOWLEGDE", "AMA_KNOWLEDGE"],
    ["AMA_LOGLEVEL", "AMA_LOG_LEVEL"],
    ["AMA_TIME_ZONE", "AMA_TIMEZONE"],
    ["AMA_HTTP_PORT", undefined],
  ])("%s is no problem and has %s as its nearest known one", (variable, nearest) => {
    const { problems, unknown } = readConfig({ [variable]: "x" });
    expect({ problems, unknown }).toEqual({ problems: [], unknown: [{ variable, nearest }] });
  });

  it("of another program is nobody's business here", () => {
    expect(readConfig({ KNOWLEDGE: "x", AMAZON: "x" }).unknown).toEqual([]);
  });
});
