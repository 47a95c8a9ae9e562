import { describe, expect, it } from "vitest";
import type { PlatformName } from "../../src/chat/conversation.ts";
import { type Doc, paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { isSecret, revealed, type Secrets } from "../../src/chat/revealed.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

const secret = { recipe: "key", of: "a" };
const key = "ends in ;\\";
const clock = createStoppedClock("2026-11-25T09:00:00Z");
const { platform } = createMemoryPlatform({ clock });

type Place = {
  readonly on?: PlatformName;
  readonly encrypted?: boolean;
  readonly shared?: boolean;
};

/** A reply as it goes out into a place, and what was reported meanwhile. */
async function shown(
  doc: Doc,
  { on = "slack", encrypted = false, shared = false }: Place = {},
  secrets: Secrets = async ({ of }) => (of === "a" ? key : undefined),
) {
  const faults: unknown[] = [];
  const reply: Reply = {
    ...{ key: "k", to: { platform: on, workspace: "w", room: "r" }, doc, actions: [] },
    ...{ audience: "everyone", importance: "answer", broadcast: false },
  };
  const able = async () => ({ ...(await platform.capabilities(reply.to)), encrypted, shared });
  return {
    ...(await revealed(reply, { able, secrets, fault: (error) => faults.push(error) })),
    faults,
  };
}

describe("a secret of a reply", () => {
  it("is text only when the reply goes out, wherever it stands in it", async () => {
    const doc: Doc = [{ list: [[{ secret }]], ordered: false }, { secret }];
    expect(docText(doc)).toBe("- [not shown]\n\n[not shown]");
    expect((await shown(doc)).doc).toEqual([
      { list: [[{ code: key }]], ordered: false },
      { code: key },
    ]);
  });

  it.each<[says: string, Place, RegExp]>([
    ["other companies read", { shared: true }, /outside the company/],
    ["Matrix does not encrypt", { on: "matrix" }, /not encrypted/],
    [
      "Matrix encrypts, and other companies read",
      { on: "matrix", encrypted: true, shared: true },
      /outside/,
    ],
  ])(
    "M34 is not shown where %s, nor is a picture, and there is nothing to press",
    async (_says, place, says) => {
      for (const doc of [[{ secret }], [{ image: secret, alt: "a code" }]]) {
        const { doc: out, actions } = await shown(doc, place);
        expect([docText(out), actions]).toEqual([expect.stringMatching(says), []]);
        expect(isSecret(out)).toBe(false);
      }
    },
  );

  it.each<[says: string, Place]>([
    ["the console", { on: "console" }],
    ["Slack", { on: "slack" }],
    ["an encrypted room of Matrix", { on: "matrix", encrypted: true }],
  ])("is shown in %s", async (_says, place) => {
    expect((await shown([{ secret }], place)).doc).toEqual([{ code: key }]);
  });

  it("that there is not, or that cannot be looked up, leaves a sentence", async () => {
    const gone = await shown([{ secret: { ...secret, of: "b" } }]);
    const lost = await shown([{ secret }], {}, async () => {
      throw new Error("The file is gone.");
    });
    expect(gone.doc).toEqual([paragraph("It cannot be read now. Ask again later.")]);
    expect(lost.doc).toEqual(gone.doc);
    expect([gone.faults, lost.faults]).toEqual([[], [new Error("The file is gone.")]]);
  });

  it("leaves all else as it is, also where it must not be shown", async () => {
    const doc = [paragraph("Hello.")];
    expect((await shown(doc, { shared: true })).doc).toBe(doc);
  });
});
