import { describe, expect, it } from "vitest";
import { imageContent } from "../../../../src/adapters/matrix/render/image-content.ts";
import type { TextContent } from "../../../../src/adapters/matrix/render/matrix-messages.ts";
import { editOf, inThread } from "../../../../src/adapters/matrix/render/relations.ts";

const text = (users: readonly string[]): TextContent => ({
  ...{ msgtype: "m.notice", body: "a", format: "org.matrix.custom.html" },
  formatted_body: "<p>a</p>",
  "m.mentions": users.length === 0 ? {} : { user_ids: users },
});
const picture = { name: "a.png", mimetype: "image/png", size: 1, widthPx: 1, heightPx: 1 };
const image = imageContent({ ...picture, url: "mxc://a.example/a" }, "a");

describe("a message in a thread", () => {
  it("names the root, and the last message for clients without threads", () => {
    expect(inThread(text([]), { root: "$root", last: "$last" })).toEqual({
      ...text([]),
      "m.relates_to": {
        rel_type: "m.thread",
        event_id: "$root",
        is_falling_back: true,
        "m.in_reply_to": { event_id: "$last" },
      },
    });
  });
});

describe("an edit", () => {
  it("says all of it anew, and calls those alone whom it called not before", () => {
    const content = text(["@a:b.example", "@c:b.example"]);
    const earlier = { event: "$e", mentions: { user_ids: ["@a:b.example"] } };
    expect(editOf(content, earlier)).toEqual({
      msgtype: "m.notice",
      body: "* a",
      format: "org.matrix.custom.html",
      formatted_body: "* <p>a</p>",
      "m.mentions": { user_ids: ["@c:b.example"] },
      "m.new_content": content,
      "m.relates_to": { rel_type: "m.replace", event_id: "$e" },
    });
  });

  it("calls nobody where all were called", () => {
    const mentions = { user_ids: ["@a:b.example"] };
    const edit = editOf(text(["@a:b.example"]), { event: "$e", mentions });
    expect(edit["m.mentions"]).toEqual({});
  });

  it("that would not fit twice shows its beginning to clients that know no edits", () => {
    const content = { ...text([]), body: "a".repeat(15_000), formatted_body: "a".repeat(15_000) };
    expect(editOf(content, { event: "$e", mentions: {} })).toEqual({
      msgtype: "m.notice",
      body: `* ${"a".repeat(1_000)}…`,
      "m.mentions": {},
      "m.new_content": content,
      "m.relates_to": { rel_type: "m.replace", event_id: "$e" },
    });
  });

  it("puts a picture in the place of another", () => {
    expect(editOf(image, { event: "$e", mentions: {} })).toEqual({
      ...{ ...image, body: "* a", "m.new_content": image },
      "m.relates_to": { rel_type: "m.replace", event_id: "$e" },
    });
  });
});
