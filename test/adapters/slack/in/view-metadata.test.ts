import { describe, expect, it } from "vitest";
import {
  parseViewMetadata,
  writeViewMetadata,
} from "../../../../src/adapters/slack/in/view-metadata.ts";

describe("what a view keeps for us", () => {
  it.each([
    { instance: "page:7", from: { room: "C0OPS" } },
    { instance: "page:7", from: { room: "C0OPS", thread: "1795597200.000100" } },
  ])("is read as it was written: %o", (metadata) => {
    expect(parseViewMetadata(writeViewMetadata(metadata))).toEqual(metadata);
  });

  it("holds ids alone", () => {
    const from = { room: "C0OPS", platform: "slack", message: "hello" };

    expect(writeViewMetadata({ instance: "page:7", from })).toBe(
      '{"instance":"page:7","room":"C0OPS"}',
    );
  });

  it.each(["", "page:7", "{}", '{"instance":"","room":"C"}', "null"])(
    "is none of ours: %j",
    (text) => {
      expect(parseViewMetadata(text)).toBeUndefined();
    },
  );
});
