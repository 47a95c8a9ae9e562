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
  web: { port: undefined, host: "127.0.0.1", publicUrl: undefined, insecure: false },
  hookTokens: new Map(),
  mail: undefined,
  privateWebhooks: false,
  oncallRoom: undefined,
  heartbeatUrl: undefined,
  slack: undefined,
  matrix: undefined,
  wifiMessageTtl: Temporal.Duration.from({ seconds: 900 }),
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
        AMA_HTTP_PORT: "8080",
        AMA_HTTP_HOST: "0.0.0.0",
        AMA_PUBLIC_URL: "https://ama.example.org/",
        AMA_WEB_INSECURE: "yes",
        AMA_SMTP_URL: "smtps://ama:hunter2@mail.example.org",
        AMA_MAIL_FROM: "AMA <ama@example.org>",
        AMA_WEBHOOK_PRIVATE: "yes",
        AMA_ONCALL_ROOM: "slack:#ops",
        AMA_HEARTBEAT_URL: "https://beats.example.org/5f2c",
        AMA_WIFI_MESSAGE_TTL: "2h",
        AMA_HOOK_GRAFANA_CLOUD_TOKEN: "0123456789abcdef01234567",
        PATH: "/bin",
      }),
    ).toEqual({
      knowledgeFolder: "/srv/knowledge",
      database: "/var/lib/ama/ama.sqlite",
      timeZone: "Europe/Berlin",
      logLevel: "silent",
      thresholds: { answer: 0.7, choices: 0, margin: 0.05 },
      web: {
        port: 8080,
        host: "0.0.0.0",
        publicUrl: "https://ama.example.org",
        insecure: true,
      },
      hookTokens: new Map([["grafana-cloud", "0123456789abcdef01234567"]]),
      mail: {
        smtp: {
          host: "mail.example.org",
          port: 465,
          beginsWithTls: true,
          login: { user: "ama", pass: "hunter2" },
        },
        from: { name: "AMA", address: "ama@example.org" },
      },
      privateWebhooks: true,
      oncallRoom: "slack:#ops",
      heartbeatUrl: new URL("https://beats.example.org/5f2c"),
      wifiMessageTtl: Temporal.Duration.from({ seconds: 7_200 }),
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
      "AMA_HEARTBEAT_URL",
      "AMA_HTTP_HOST",
      "AMA_HTTP_PORT",
      "AMA_KNOWLEDGE",
      "AMA_LOG_LEVEL",
      "AMA_MAIL_FROM",
      "AMA_ONCALL_ROOM",
      "AMA_PUBLIC_URL",
      "AMA_SLACK_PORT",
      "AMA_SMTP_URL",
      "AMA_TIMEZONE",
      "AMA_WEBHOOK_PRIVATE",
      "AMA_WEB_INSECURE",
      "AMA_WIFI_MESSAGE_TTL",
      "MATRIX_ACCESS_TOKEN",
      "MATRIX_ALLOW",
      "MATRIX_HOMESERVER",
      "MATRIX_PASSWORD",
      "MATRIX_RECOVERY_KEY",
      "MATRIX_USER",
      "SLACK_API_URL",
      "SLACK_APP_TOKEN",
      "SLACK_BOT_TOKEN",
      "SLACK_SIGNING_SECRET",
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

describe("the time that a WiFi is shown for", () => {
  it.each([
    ["0", undefined, 0],
    ["90 seconds", Temporal.Duration.from({ seconds: 90 }), 0],
    ["soon", Temporal.Duration.from({ minutes: 15 }), 1],
    ["-5min", Temporal.Duration.from({ minutes: 15 }), 1],
  ])("%j is %s, with so many problems: %i", (text, expected, count) => {
    const { config, problems } = readConfig({ AMA_WIFI_MESSAGE_TTL: text });
    expect(config.wifiMessageTtl?.total("seconds")).toBe(expected?.total("seconds"));
    expect(problems).toHaveLength(count);
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

describe("a setting of the web", () => {
  const told = (variable: string, text: string) => {
    const { config, problems } = readConfig({ [variable]: text });
    return { web: config.web, problems: problems.map(({ message }) => message) };
  };

  it.each(["0", "65536", "80.5", "-1", "eighty", "1e3"])("cannot be the port %s", (text) => {
    expect(told("AMA_HTTP_PORT", text)).toEqual({
      web: defaults.web,
      problems: [
        `AMA_HTTP_PORT is "${text}" in the environment: expected a whole number from 1 to 65535. Set AMA_HTTP_PORT=8080, or remove it for the default.`,
      ],
    });
  });

  it.each([
    ["1", 1],
    ["65535", 65535],
  ])("can be the port %s", (text, port) => {
    expect(told("AMA_HTTP_PORT", text)).toMatchObject({ web: { port }, problems: [] });
  });

  it.each([
    "ama.example.org",
    "ftp://ama",
    "https://a:b@ama",
    "https://ama/?q=1",
    "https://ama/#x",
  ])("cannot be the public address %s", (text) => {
    const { web, problems } = told("AMA_PUBLIC_URL", text);
    expect(web).toEqual(defaults.web);
    expect(problems).toEqual([expect.stringContaining("Set AMA_PUBLIC_URL=https://")]);
  });

  it("can be a public address with a path, in front of which no slash stands twice", () => {
    expect(told("AMA_PUBLIC_URL", "https://example.org/ama//").web.publicUrl).toBe(
      "https://example.org/ama",
    );
  });

  it.each(["AMA_WEB_INSECURE", "AMA_WEBHOOK_PRIVATE"])(
    "%s is no unless it says yes",
    (variable) => {
      expect(readConfig({ [variable]: "true" })).toMatchObject({
        config: defaults,
        problems: [{ variable, message: expect.stringContaining("expected yes or no") }],
      });
      expect(readConfig({ [variable]: "no" })).toMatchObject({ config: defaults, problems: [] });
    },
  );
});

describe("the settings of Slack", () => {
  const tokens = { SLACK_BOT_TOKEN: "xoxb-hunter2", SLACK_APP_TOKEN: "xapp-hunter2" };

  it("are two tokens, for sockets", () => {
    const { config, problems } = readConfig({ ...tokens, SLACK_API_URL: "http://127.0.0.1:9" });
    expect(problems).toEqual([]);
    expect(config.slack).toEqual({
      botToken: "xoxb-hunter2",
      line: { appToken: "xapp-hunter2" },
      apiUrl: "http://127.0.0.1:9",
    });
  });

  it("are a token, a secret and a port, where Slack calls us", () => {
    const settings = { SLACK_BOT_TOKEN: "xoxb-hunter2", SLACK_SIGNING_SECRET: "5ecret" };
    expect(readConfig({ ...settings, AMA_SLACK_PORT: "3100" }).config.slack).toEqual({
      botToken: "xoxb-hunter2",
      line: { signingSecret: "5ecret", port: 3100 },
      apiUrl: undefined,
    });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: "xoxb-hunter2" }, "SLACK_APP_TOKEN"],
    [{ SLACK_APP_TOKEN: "xapp-hunter2" }, "SLACK_BOT_TOKEN"],
    [{ ...tokens, SLACK_BOT_TOKEN: "xapp-hunter2" }, "SLACK_BOT_TOKEN"],
    [{ ...tokens, SLACK_APP_TOKEN: "hunter2" }, "SLACK_APP_TOKEN"],
  ])(
    "that do not fit are told without their values, and there is no Slack: %j",
    (env, variable) => {
      const { config, problems } = readConfig(env);
      expect(config.slack).toBeUndefined();
      expect(problems).toEqual([{ variable, message: expect.stringContaining(variable) }]);
      expect(JSON.stringify(problems)).not.toContain("hunter2");
    },
  );
});

describe("the settings of Matrix", () => {
  const account = {
    MATRIX_HOMESERVER: "https://matrix.example.org/",
    MATRIX_USER: "@ama:example.org",
  };

  it("are an account and where it is; a password is needed once, and whose invitations are taken may be said", () => {
    const secrets = { MATRIX_PASSWORD: "hunter2", MATRIX_RECOVERY_KEY: "EsTc hunter3" };
    const allow = "partner.example, @eve:other.example !room:third.example";
    const { config, problems } = readConfig({ ...account, ...secrets, MATRIX_ALLOW: allow });
    expect(problems).toEqual([]);
    expect(config.matrix).toEqual({
      homeserver: "https://matrix.example.org",
      user: "@ama:example.org",
      password: "hunter2",
      accessToken: undefined,
      recoveryKey: "EsTc hunter3",
      allow: ["partner.example", "@eve:other.example", "!room:third.example"],
    });
    expect(readConfig(account).config.matrix).toMatchObject({ password: undefined, allow: [] });
  });

  it("are told without a password that the address holds", () => {
    const held = { ...account, MATRIX_HOMESERVER: "https://ama:hunter2@matrix.example.org" };
    expect(readConfig(held).problems).toEqual([
      {
        variable: "MATRIX_HOMESERVER",
        message:
          'MATRIX_HOMESERVER is "https://…@matrix.example.org" in the environment: expected an http or https address. Set MATRIX_HOMESERVER=https://matrix.example.org, or remove all that begins with MATRIX_ to go without Matrix.',
      },
    ]);
  });

  it.each([
    [{ MATRIX_USER: "@ama:example.org" }, "MATRIX_HOMESERVER"],
    [{ MATRIX_HOMESERVER: "https://matrix.example.org" }, "MATRIX_USER"],
    [{ ...account, MATRIX_USER: "ama" }, "MATRIX_USER"],
    [{ ...account, MATRIX_HOMESERVER: "matrix.example.org" }, "MATRIX_HOMESERVER"],
  ])("that do not fit are told, and there is no Matrix: %j", (env, variable) => {
    const { config, problems } = readConfig({ ...env, MATRIX_PASSWORD: "hunter2" });
    expect(config.matrix).toBeUndefined();
    expect(problems).toEqual([{ variable, message: expect.stringContaining(variable) }]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});

describe("the settings of mail", () => {
  const smtp = "smtp://ama:hunter2@mail.example.org";

  it("are never quoted", () => {
    const { config, problems } = readConfig({
      AMA_SMTP_URL: `${smtp}/hunter2`,
      AMA_MAIL_FROM: "ama@example.org",
    });
    expect(config.mail).toBeUndefined();
    expect(problems).toEqual([
      { variable: "AMA_SMTP_URL", message: expect.stringContaining("cannot be read") },
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it.each([
    ["AMA_SMTP_URL", smtp, "AMA_MAIL_FROM"],
    ["AMA_MAIL_FROM", "ama@example.org", "AMA_SMTP_URL"],
  ])("need each other: %s alone sends nothing", (variable, text, missing) => {
    expect(readConfig({ [variable]: text })).toMatchObject({
      config: { mail: undefined },
      problems: [
        {
          variable: missing,
          message: expect.stringMatching(
            `^${variable} is set and ${missing} is not: expected both, so no mail is sent\\. Set ${missing} `,
          ),
        },
      ],
    });
  });
});

describe("the room of on-call", () => {
  it.each(["#ops", "slack:#ops", "matrix:#ops:example.org", "matrix:!abc:example.org"])(
    "may be %s",
    (room) => expect(parseConfig({ AMA_ONCALL_ROOM: room }).oncallRoom).toBe(room),
  );

  it.each(["ops", "#", "slack:ops", "#on call"])("may not be %s", (room) => {
    const { config, problems } = readConfig({ AMA_ONCALL_ROOM: room });
    expect(config.oncallRoom).toBeUndefined();
    expect(problems).toEqual([
      { variable: "AMA_ONCALL_ROOM", message: expect.stringContaining(`is "${room}"`) },
    ]);
  });
});

describe("the address of the heartbeat", () => {
  it.each(["beats.example.org/5f2c", "ftp://beats.example.org/5f2c"])(
    "is told without its value when it is %s",
    (text) => {
      const { config, problems } = readConfig({ AMA_HEARTBEAT_URL: text });
      expect(config.heartbeatUrl).toBeUndefined();
      expect(problems).toEqual([
        { variable: "AMA_HEARTBEAT_URL", message: expect.stringContaining("cannot be read") },
      ]);
      expect(JSON.stringify(problems)).not.toContain("5f2c");
    },
  );
});

describe("the token of a hook", () => {
  it("that is too short is told without its value, and not in force", () => {
    const { config, problems, unknown } = readConfig({ AMA_HOOK_GRAFANA_TOKEN: "hunter2" });
    expect(config.hookTokens).toEqual(new Map());
    expect(problems).toEqual([
      {
        variable: "AMA_HOOK_GRAFANA_TOKEN",
        message: expect.stringContaining("has 7 characters"),
      },
    ]);
    expect(unknown).toEqual([]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
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
    ["AMA_HOOK_GRAFANA_TOKENS", undefined],
  ])("%s is no problem and has %s as its nearest known one", (variable, nearest) => {
    const { problems, unknown } = readConfig({ [variable]: "x" });
    expect({ problems, unknown }).toEqual({ problems: [], unknown: [{ variable, nearest }] });
  });

  it("of another program is nobody's business here", () => {
    expect(readConfig({ KNOWLEDGE: "x", AMAZON: "x" }).unknown).toEqual([]);
  });
});
