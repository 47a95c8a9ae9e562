import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { parseReply, replyJson } from "../../src/chat/reply-schema.ts";
import { anyDoc } from "../contract/any-doc.ts";

const reply: Reply = {
  key: "k",
  to: { platform: "memory", workspace: "local", room: "here" },
  doc: [],
  actions: [],
  audience: "everyone",
  importance: "answer",
  broadcast: false,
};

describe("a reply in its row", () => {
  it("is the same reply when it is read again, whatever its Doc", () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        expect(parseReply(replyJson({ ...reply, doc }))).toEqual({ ...reply, doc });
      }),
      { numRuns: 200 },
    );
  });

  it("holds how a picture is made, and none of what it shows", () => {
    const image = { recipe: "wifi", of: "guest" };
    const doc = [{ image, alt: "the code" }];
    expect(JSON.parse(replyJson({ ...reply, doc })).doc).toEqual([{ image, alt: "the code" }]);
    const bytes = { ...reply, doc: [{ image: { ...image, png: "iVBOR" }, alt: "the code" }] };
    expect(() => parseReply(JSON.stringify(bytes))).toThrow(/png/);
  });

  it("holds how a secret is looked up, and nothing of it", () => {
    const secret = { recipe: "wifi", of: "guest" };
    const doc = [{ secret }];
    expect(parseReply(replyJson({ ...reply, doc })).doc).toEqual(doc);
    const told = { ...reply, doc: [{ secret: { ...secret, key: "correct horse" } }] };
    expect(() => replyJson(told)).toThrow(/key/);
  });
});
