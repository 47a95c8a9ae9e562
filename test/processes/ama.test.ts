import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

// The launcher, copied beside a main.ts of a few lines that tells what reached it.

const launcher = join(import.meta.dirname, "../../src/ama.js");

const main = `
const [, , word, ...rest]: string[] = process.argv;
switch (word) {
  case "tell":
    console.log(JSON.stringify({ rest, major: Number.parseInt(process.versions.node, 10), pid: process.pid }));
    process.exitCode = 7;
    break;
  case "echo":
    process.stdin.pipe(process.stdout);
    break;
  case "wait": {
    const open = setInterval(() => {}, 1000);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        console.log(signal);
        clearInterval(open);
        process.exitCode = 3;
      });
    }
    console.log("ready");
    break;
  }
  case "die":
    process.kill(process.pid, "SIGKILL");
}
`;

const advice = (version: string) =>
  `AMA needs Node 26 or newer; this is ${version}. In a checkout run "npm rebuild node", else install Node 26.\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "launcher-"));
  put("package.json", '{ "type": "module" }');
  put("src/main.ts", main);
  cpSync(launcher, join(root, "src/ama.js"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the launcher on a Node that runs TypeScript", () => {
  it("is the process itself: no child between", async () => {
    const child = start(process.execPath, "tell", "a b", "--c");
    const { stdout, code } = await end(child);
    expect(JSON.parse(stdout)).toEqual({
      rest: ["a b", "--c"],
      major: Number.parseInt(process.versions.node, 10),
      pid: child.pid,
    });
    expect(code).toBe(7);
  });

  it("takes the compiled files of an installed package", async () => {
    const installed = "node_modules/ama-engineer";
    put(`${installed}/package.json`, '{ "type": "module" }');
    put(`${installed}/dist/src/main.js`, 'console.log("compiled");\n');
    cpSync(launcher, join(root, installed, "src/ama.js"));
    const child = spawn(process.execPath, [join(root, installed, "src/ama.js")]);
    expect(await end(child)).toEqual({ stdout: "compiled\n", stderr: "", code: 0 });
  });
});

const older = olderNode();
const reason = "every node on PATH is 26 or newer";
if (older === undefined)
  process.stderr.write(`skipped "the launcher on an older Node": ${reason}\n`);

(older === undefined ? describe.skip : describe)("the launcher on an older Node", () => {
  const { path = "", version = "" } = older ?? {};
  const bundled = "node_modules/node/bin/node";

  function bundle(program: string): void {
    mkdirSync(dirname(join(root, bundled)), { recursive: true });
    symlinkSync(program, join(root, bundled));
  }

  it("runs the one that npm installed, and passes arguments and exit code through", async () => {
    bundle(process.execPath);
    const { stdout, code } = await end(start(path, "tell", "a b", "--c"));
    expect(JSON.parse(stdout)).toMatchObject({
      rest: ["a b", "--c"],
      major: Number.parseInt(process.versions.node, 10),
    });
    expect(code).toBe(7);
  });

  it.each([
    ["an end at once", ""],
    ["a line and the end", "question\n"],
    ["more than a pipe holds", "question\n".repeat(50_000)],
  ])("passes input through: %s", async (_what, input) => {
    bundle(process.execPath);
    const child = start(path, "echo");
    child.stdin.end(input);
    expect(await end(child)).toEqual({ stdout: input, stderr: "", code: 0 });
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "passes %s on, and waits for an orderly end",
    async (signal) => {
      bundle(process.execPath);
      const child = start(path, "wait");
      child.stdout.once("data", () => child.kill(signal));
      expect(await end(child)).toEqual({ stdout: `ready\n${signal}\n`, stderr: "", code: 3 });
    },
  );

  it("ends as a shell would say it when the child is killed", async () => {
    bundle(process.execPath);
    expect(await end(start(path, "die"))).toEqual({ stdout: "", stderr: "", code: 137 });
  });

  it("says what to do when npm installed none", async () => {
    expect(await end(start(path, "tell"))).toEqual({
      stdout: "",
      stderr: advice(version),
      code: 2,
    });
  });

  it("says what to do when the installed one is no program", async () => {
    put(bundled, "");
    expect(await end(start(path, "tell"))).toEqual({
      stdout: "",
      stderr: advice(version),
      code: 2,
    });
  });

  it("says what to do when the installed one is itself", async () => {
    bundle(path);
    expect(await end(start(path, "tell"))).toEqual({
      stdout: "",
      stderr: advice(version),
      code: 2,
    });
  });
});

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function start(node: string, ...words: readonly string[]) {
  return spawn(node, [join(root, "src/ama.js"), ...words]);
}

async function end(child: ReturnType<typeof start>) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { stdout, stderr, code: code as unknown };
}

/** Finds a Node on PATH that is too old; the one npm installed comes first there under npm. */
function olderNode(): { path: string; version: string } | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const words = ["--print", "JSON.stringify([process.execPath, process.version])"];
      const said = execFileSync(join(folder, "node"), words, { encoding: "utf8" });
      const [path, version] = JSON.parse(said) as [string, string];
      if (Number.parseInt(version.slice(1), 10) < 26) return { path, version };
    } catch {
      // No Node in this folder.
    }
  }
  return undefined;
}
