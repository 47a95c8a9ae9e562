import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** How one registers at an app of Bolt: https://docs.slack.dev/tools/bolt-js/reference. */
const registers =
  /\b(?:this|(?:\w*[aA]pp)|bolt|made)\.(?:event|message|action|command|shortcut|view|options|use|function|assistant|error)\(/;

it("nothing is registered at Bolt, which acknowledges before its listeners could write anything down", () => {
  const folder = join(import.meta.dirname, "../../../../src/adapters/slack");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
  expect(texts.filter((text) => text.includes('from "@slack/bolt"')).length).toBeGreaterThan(1);
  expect(files.filter((_file, index) => registers.test(texts[index] ?? ""))).toEqual([]);
});

it.each([
  'app.event("message", async () => {});',
  "app.message(async ({ say }) => {});",
  "app.use(authorize);",
  "this.action(/^a/, heard);",
])("and this would be found: %s", (planted) => {
  expect(planted).toMatch(registers);
});
