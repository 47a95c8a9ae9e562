import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { BotError } from "../../src/kernel/bot-error.ts";
import { createLog } from "../../src/kernel/log.ts";
import type { LogLevel } from "../../src/kernel/log-level.ts";

function logInMemory(level: LogLevel = "debug") {
  const written: string[] = [];
  const log = createLog(level, { write: (line) => void written.push(line) });
  return {
    log,
    text: () => written.join(""),
    lines: (): unknown[] => written.map((line) => JSON.parse(line)),
  };
}

const question = "why is grace's laptop on fire";

describe("the log", () => {
  it("writes one JSON object a line: level, instant, event and fields", () => {
    const { log, text, lines } = logInMemory();
    log.info("ask.answered", { outcome: "answer", entry: "vpn", tookMs: 12.5 });
    expect(text()).toMatch(/^\{.*\}\n$/);
    expect(lines()).toEqual([
      {
        level: "info",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: "ask.answered",
        outcome: "answer",
        entry: "vpn",
        tookMs: 12.5,
      },
    ]);
  });

  it("says nothing below its level, and nothing at all when silent", () => {
    const warning = logInMemory("warn");
    warning.log.debug("ask.heard");
    warning.log.info("ask.heard");
    warning.log.warn("knowledge.stale");
    expect(warning.lines()).toEqual([expect.objectContaining({ event: "knowledge.stale" })]);

    const silent = logInMemory("silent");
    silent.log.fault("serve.failed", new Error("x"));
    expect(silent.text()).toBe("");
  });

  it("goes to stderr line by line, so that nothing is lost when the process is killed", () => {
    const { stdout, stderr } = spawnSync(process.execPath, [
      "--input-type=module-typescript",
      "--eval",
      `import { createLog } from "./src/kernel/log.ts";
       createLog("info").info("serve.started", { count: 1 });
       process.kill(process.pid, "SIGKILL");`,
    ]);
    expect(JSON.parse(String(stderr))).toMatchObject({ event: "serve.started", count: 1 });
    expect(String(stdout)).toBe("");
  });
});

describe("what was asked", () => {
  it("has no parameter to go into", () => {
    const { log } = logInMemory();
    const asked: string = question;
    // @ts-expect-error: there is no field for a text
    log.info("ask.heard", { text: asked });
    // @ts-expect-error: an event is a name with a dot, and no string from elsewhere
    log.info(asked);
    // @ts-expect-error: a number is a number
    log.info("ask.heard", { count: asked });
  });

  it("is dropped with any other key that the log does not know", () => {
    const { log, text, lines } = logInMemory();
    const answer = { outcome: "answer", text: question, question, constructor: question };
    log.info("ask.answered", answer);
    expect(lines()).toEqual([
      { level: "info", time: expect.any(String), event: "ask.answered", outcome: "answer" },
    ]);
    expect(text()).not.toContain("laptop");
  });

  it.each([question, "重启支付服务", "two\nwords", "x".repeat(201), ""])(
    "is withheld where an id belongs: %j",
    (entry) => {
      const { log, lines } = logInMemory();
      log.info("ask.answered", { entry });
      expect(lines()).toEqual([expect.objectContaining({ entry: "(withheld)" })]);
    },
  );

  it.each(["restart-payments-api", "answers/vpn.md", "!room:example.org", "G-12", "C0:17.5"])(
    "is not taken for the id %s",
    (entry) => {
      const { log, lines } = logInMemory();
      log.info("ask.answered", { entry });
      expect(lines()).toEqual([expect.objectContaining({ entry })]);
    },
  );

  it("stays out of the line when a library quotes it in its error", () => {
    const { log, text } = logInMemory();
    log.fault("ask.failed", new Error(`cannot parse\n    at ${question}`, { cause: question }));
    expect(text()).not.toContain("laptop");
  });
});

describe("a fault", () => {
  it("of ours is logged with its code and message", () => {
    const { log, lines } = logInMemory();
    log.fault("serve.failed", new BotError("KNOWLEDGE_EMPTY", "./knowledge holds no entry."), {
      errorId: "E-5f2c",
    });
    expect(lines()).toEqual([
      {
        level: "error",
        time: expect.any(String),
        event: "serve.failed",
        errorId: "E-5f2c",
        code: "KNOWLEDGE_EMPTY",
        message: "./knowledge holds no entry.",
      },
    ]);
  });

  it("of anybody else is logged with its name, its code, the place and what caused it", () => {
    const { log, lines } = logInMemory();
    const full = Object.assign(new TypeError("disk is full"), { code: "SQLITE_FULL" });
    log.fault("inbox.failed", new RangeError("no", { cause: full }));
    expect(lines()).toEqual([
      expect.objectContaining({
        name: "RangeError",
        stack: expect.stringMatching(/^at .*log\.test\.ts/),
        cause: expect.objectContaining({ name: "TypeError", code: "SQLITE_FULL" }),
      }),
    ]);
  });

  it("that causes itself ends after a few steps", () => {
    const { log, lines } = logInMemory();
    const loop = new Error("loop");
    loop.cause = loop;
    log.fault("inbox.failed", loop);
    expect(lines()).toHaveLength(1);
  });

  it("that is no error at all is logged by its kind", () => {
    const { log, lines } = logInMemory();
    log.fault("inbox.failed", question);
    expect(lines()).toEqual([expect.objectContaining({ name: "string" })]);
  });
});
