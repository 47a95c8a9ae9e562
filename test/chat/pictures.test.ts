import { describe, expect, it } from "vitest";
import type { Block, Doc } from "../../src/chat/doc.ts";
import { paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { makePictures, noPictures } from "../../src/chat/pictures.ts";
import { broken, drawn, notMade, testPictures, unknown } from "../support/test-pictures.ts";

/** Makes what the test's recipes know, and gives the names only. */
async function made(doc: Doc, pictures = testPictures) {
  const faults: unknown[] = [];
  const name = async (image: typeof drawn) => (await pictures(image))?.name;
  return { ...(await makePictures(doc, name, (error) => faults.push(error))), faults };
}

const seen: Block = { image: drawn, alt: "seen" };
const unseen: Block = { image: unknown, alt: "unseen" };

describe("the pictures of a Doc", () => {
  it("are made in their order, and the Doc stays as it is", async () => {
    const doc: Doc = [paragraph("a"), seen, { quote: [{ image: drawn, alt: "again" }] }];
    expect(await made(doc)).toEqual({
      doc,
      pictures: [
        { alt: "seen", made: "a.png" },
        { alt: "again", made: "a.png" },
      ],
      faults: [],
    });
  });

  it.each<[string, Block, string]>([
    ["by itself", unseen, "[picture: unseen]\nThe picture could not be made."],
    [
      "in a quotation",
      { quote: [unseen] },
      "> [picture: unseen]\n> The picture could not be made.",
    ],
    [
      "in a callout",
      { callout: "note", body: [unseen] },
      "Note: [picture: unseen]\nThe picture could not be made.",
    ],
    [
      "in a list that begins at nine",
      { list: [[seen], [unseen]], ordered: true, start: 9 },
      "9. [picture: seen]\n10. [picture: unseen]\n    The picture could not be made.",
    ],
    [
      "in a task that is done",
      { tasks: [{ body: [unseen], done: true }] },
      "[x] [picture: unseen]\n    The picture could not be made.",
    ],
  ])("say so where one cannot be made: %s", async (_where, block, text) => {
    const { doc, faults } = await made([paragraph("before"), block, paragraph("after")]);
    expect(docText(doc)).toBe(`before\n\n${text}\n\nafter`);
    expect(faults).toEqual([]);
  });

  it("say so where making one fails, tell why, and the others are made", async () => {
    const { doc, pictures, faults } = await made([{ image: broken, alt: "b" }, seen]);
    expect(docText(doc)).toBe("[picture: b]\nThe picture could not be made.\n\n[picture: seen]");
    expect(pictures).toEqual([{ alt: "seen", made: "a.png" }]);
    expect(faults).toEqual([notMade]);
  });

  it("cannot be made where no recipe is known", async () => {
    expect((await made([seen], noPictures)).pictures).toEqual([]);
  });
});
