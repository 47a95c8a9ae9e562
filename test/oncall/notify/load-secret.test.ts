import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSecret } from "../../../src/oncall/notify/load-secret.ts";

const secret = "https://ntfy.example.org/hush";
const env = { BO_NTFY: ` ${secret}\n`, EMPTY: "  " };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "secrets-"));
  await writeFile(join(folder, "ntfy"), `${secret}\n`);
  await writeFile(join(folder, "empty"), "\n");
});
afterAll(() => rm(folder, { recursive: true }));

describe("a reference to a secret", () => {
  it("stands for what the environment has under its name", async () => {
    expect(await loadSecret("env:BO_NTFY", env)).toEqual({ value: secret });
  });

  it("stands for what is in its file", async () => {
    expect(await loadSecret(`file:${join(folder, "ntfy")}`, env)).toEqual({ value: secret });
  });

  it.each([
    ["a variable that is not set", () => "env:CY_NTFY", /^env:CY_NTFY .*: set it/],
    ["a variable with nothing in it", () => "env:EMPTY", /^env:EMPTY .*: set it/],
    ["a file that is not there", () => `file:${folder}/none`, /^file:\S+\/none .*\(ENOENT\): mend/],
    ["a folder", () => `file:${folder}`, /\(EISDIR\): mend/],
    ["a file with nothing in it", () => `file:${folder}/empty`, /there is nothing in it: write/],
    ["the name of a property that every object has", () => "env:constructor", /: set it/],
  ])("says what to do about %s", async (_, reference, problem) => {
    expect(await loadSecret(reference(), env)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each([secret, "env:", "env:A-B", "file:", "ENV:BO_NTFY", ""])(
    "is not repeated when it is none, since it may be the secret: %j",
    async (text) => {
      const reading = await loadSecret(text, env);
      expect(reading).toEqual({ problem: expect.stringContaining("neither env:NAME nor") });
      if (text !== "" && !/^(?:env|file):$/.test(text)) {
        expect(JSON.stringify(reading)).not.toContain(text);
      }
    },
  );
});
