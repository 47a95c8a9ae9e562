import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tellDialogues } from "./dialogues.ts";

it("README.md shows what is said in Slack as it is said: npm run -s dialogues", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
  const [, shown] = /\n### What it is like\n.*?\n```text\n(.*?)\n```\n/s.exec(readme) ?? [];
  expect(shown).toBe(await tellDialogues());
});
