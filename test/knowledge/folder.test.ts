import { describe, expect, it } from "vitest";
import { isUnder, nearestFolder } from "../../src/knowledge/folder.ts";

describe("a folder of the knowledge base", () => {
  it.each<[string, string | undefined, boolean]>([
    ["its own files", "runbooks/payments", true],
    ["files deeper in it", "runbooks", true],
    ["everything where none is named", undefined, true],
    ["no folder whose name only begins like it", "runbooks/pay", false],
    ["no file that is called like it", "runbooks/payments/restart.md", false],
    ["nothing elsewhere", "answers", false],
  ])("holds %s", (_, folder, expected) => {
    expect(isUnder(folder, { file: "runbooks/payments/restart.md" })).toBe(expected);
  });

  const entries = [{ file: "runbooks/payments/restart.md" }, { file: "answers/vpn.md" }];

  it.each([
    ["runbooks/paymnets", "runbooks/payments"],
    ["Runbooks", "runbooks"],
    ["answer", "answers"],
    ["zzzzzz", undefined],
  ])("is what a slip such as %s comes nearest to: %s", (text, folder) => {
    expect(nearestFolder(text, entries)).toBe(folder);
  });
});
