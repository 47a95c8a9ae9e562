import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parseConfig, readConfig } from "../src/config.ts";

const defaults = {
  knowledgeFolder: "./knowledge",
  database: "./data/ama.sqlite",
  timeZone: undefined,
  logLevel: "info",
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
        PATH: "/bin",
      }),
    ).toEqual({
      knowledgeFolder: "/srv/knowledge",
      database: "/var/lib/ama/ama.sqlite",
      timeZone: "Europe/Berlin",
      logLevel: "silent",
    });
  });

  it.each(["", "  ", undefined])("are unset when they hold %j", (text) => {
    expect(
      parseConfig({
        AMA_KNOWLEDGE: text,
        AMA_DATABASE: text,
        AMA_TIMEZONE: text,
        AMA_LOG_LEVEL: text,
      }),
    ).toEqual(defaults);
  });

  it("do without the blanks around them", () => {
    expect(parseConfig({ AMA_LOG_LEVEL: " warn " }).logLevel).toBe("warn");
  });

  it("of .env.example are all there are, and are the defaults", () => {
    const example = parseEnv(readFileSync(".env.example", "utf8"));
    expect(Object.keys(example).sort()).toEqual([
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
