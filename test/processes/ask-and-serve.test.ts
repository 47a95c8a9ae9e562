import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { endOf, startAma } from "../support/real-process.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

// What only a process of its own can show; everything else is told by the other tests of the commands.

const emptyFolder = useEmptyFolders();
let office: string;
let desk: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  desk = emptyFolder();
});

const question = "how do I set up the vpn on my laptop";

describe("the process of ask", () => {
  it("reads a folder that nobody may write, and writes nothing anywhere near", async () => {
    const listing = (folder: string) => readdirSync(folder, { recursive: true }).sort();
    const before = listing(office);
    for (const name of before) chmodSync(join(office, String(name)), 0o555);
    chmodSync(office, 0o555);
    try {
      using child = startAma(desk, ["ask", question, "--knowledge", office]);
      expect(await endOf(child)).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^Install WireGuard and import your profile\.\n/),
        stderr: "",
      });
      expect({ office: listing(office), desk: listing(desk) }).toEqual({
        office: before,
        desk: [],
      });
    } finally {
      for (const name of [".", ...before]) chmodSync(join(office, String(name)), 0o755);
    }
  });

  it("ends quietly when nobody reads its replies any more", async () => {
    using child = startAma(desk, ["ask", "--batch", "-", "--knowledge", office]);
    child.stdin.on("error", () => {}); // it is gone before all is written
    child.stdin.end(`${JSON.stringify({ text: question })}\n`.repeat(20_000));
    child.stdout.once("data", () => child.stdout.destroy());
    const [stderr, [code, signal]] = await Promise.all([
      child.stderr.toArray(),
      once(child, "exit"),
    ]);
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: [] });
  });

  it("does without a .env that cannot be read, and says so", async () => {
    mkdirSync(join(desk, ".env"));
    using child = startAma(desk, ["ask", "help", "--knowledge", office]);
    expect(await endOf(child)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^"\.env" cannot be read: [^\n]*\n$/),
    });
  });

  it("takes its settings from .env where the environment has none", async () => {
    writeFiles(desk, { ".env": "AMA_KNOWLEDGE=/nowhere\n" });
    using broken = startAma(desk, ["ask", "help"]);
    expect(await endOf(broken)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"/nowhere" cannot be read'),
    });
  });
});

describe("the process of serve", () => {
  const words = () => ["serve", "--knowledge", office];
  const database = () => join(desk, "data/ama.sqlite");
  const start = (settings?: Record<string, string>) => startAma(desk, words(), settings);

  /** Whether the database is free: a serve that finds no more input than that ends well. */
  const serveAfter = () => runInWorld([...words(), "--db", database()], { pid: 4712 });

  it.each(["trace", "loud"])(
    "logs no word of a question and of no reply at level %s",
    async (level) => {
      using child = start({ AMA_LOG_LEVEL: level });
      child.stdin.end(`${question}\nwho hid the marmalade?\nmarmalade\n`);
      const { code, stdout, stderr } = await endOf(child);
      expect(code).toBe(0);
      expect(stdout).toContain("Install WireGuard");
      expect(stderr).toContain('"event":"serve.started"');
      expect(stderr.startsWith('AMA_LOG_LEVEL is "loud"')).toBe(level === "loud");
      expect(stderr).not.toMatch(/marmalade|laptop|WireGuard/);
    },
  );

  it.each([
    ["SIGTERM", 0],
    ["SIGINT", 130],
    ["SIGKILL", null],
  ] as const)(
    "ends on %s with %j while its input stays open, and the database is free",
    async (signal, code) => {
      using child = start({ AMA_LOG_LEVEL: "silent" });
      child.stdin.write("hello\n");
      await once(child.stdout, "data");
      expect(await serveAfter()).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`process ${child.pid} on `),
      });
      child.kill(signal);
      expect(await endOf(child)).toEqual({ code, stdout: "", stderr: "" });
      expect(await serveAfter()).toMatchObject({ code: 0, stderr: "" });
    },
  );
});
