import { describe, expect, it } from "vitest";
import { runInWorld } from "../support/test-world.ts";

const commands = [
  [],
  ["ask"],
  ["explain"],
  ["knowledge"],
  ["knowledge", "index"],
  ["serve"],
  ["migrate"],
] as const;

describe("help", () => {
  it.each(commands.map((words) => [words.join(" ") || "ama", words] as const))(
    "of %s is asked for, so it goes to stdout, and has an example and no colour",
    async (_name, words) => {
      const ran = await runInWorld([...words, "--help"], {
        atTerminal: true,
        env: { FORCE_COLOR: "1" },
      });
      expect(ran).toEqual({ code: 0, stdout: expect.any(String), stderr: "" });
      expect(ran.stdout).toMatch(/\nExample:\n {2}ama [^\n]+\n$/);
      expect(ran.stdout).not.toContain("\u001b");
    },
  );

  it("of the whole names every command", async () => {
    const { stdout } = await runInWorld(["--help"]);
    for (const [name] of commands) if (name !== undefined) expect(stdout).toContain(`\n  ${name} `);
  });

  it("may be asked for in a word", async () => {
    const { stdout } = await runInWorld(["help", "migrate"]);
    expect(stdout).toBe((await runInWorld(["migrate", "--help"])).stdout);
  });

  it("is shown on stderr to whoever asks for nothing", async () => {
    const ran = await runInWorld([]);
    expect(ran).toEqual({ code: 2, stdout: "", stderr: (await runInWorld(["--help"])).stdout });
  });
});

describe("a wrong call", () => {
  it.each([
    ["a command", ["asq", "x"], "ask", "ama"],
    ["a command below another", ["knowledge", "indx"], "index", "ama knowledge"],
    ["an option", ["ask", "--jsn", "x"], "--json", "ama ask"],
    ["an option of serve", ["serve", "--consol"], "--console", "ama serve"],
    ["an option of migrate", ["migrate", "--bd", "x"], "--db", "ama migrate"],
    [
      "an option below another command",
      ["knowledge", "index", "--knowlege", "x"],
      "--knowledge",
      "ama knowledge index",
    ],
  ])(
    "that misspells %s hears the nearest, and two lines of help",
    async (_what, words, nearest, path) => {
      const { code, stdout, stderr } = await runInWorld(words);
      const lines = stderr.trimEnd().split("\n");
      expect({ code, stdout, lines: lines.length }).toEqual({ code: 2, stdout: "", lines: 4 });
      expect(lines[0]).toMatch(/^unknown (?:command|option) '/);
      expect(lines[1]).toContain(nearest);
      expect(lines[2]).toMatch(new RegExp(`^Usage: ${path} `));
      expect(lines[3]).toBe(`Run "${path} --help" for what it takes.`);
    },
  );

  it.each([
    ["a command like no other", ["xyzzy"], "ama"],
    ["an option like no other", ["ask", "--xyzzy", "x"], "ama ask"],
    ["words without quotes", ["ask", "who", "is", "on", "call"], "ama ask"],
    ["no question to explain", ["explain"], "ama explain"],
    ["an option without its value", ["ask", "x", "--knowledge"], "ama ask"],
    ["an instant that is none", ["explain", "x", "--at", "noon"], "ama explain"],
    [
      "an instant of no year that counts",
      ["explain", "x", "--at", "1899-12-31T00:00Z"],
      "ama explain",
    ],
  ])("with %s hears what is wrong, and two lines of help", async (_what, words, path) => {
    const { code, stdout, stderr } = await runInWorld(words);
    const lines = stderr.trimEnd().split("\n");
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 2, stdout: "", lines: 3 });
    expect(lines[2]).toBe(`Run "${path} --help" for what it takes.`);
  });
});
