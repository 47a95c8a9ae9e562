import { describe, expect, it } from "vitest";
import { breachesOf } from "./event-rules.ts";
import type { Json } from "./matrix-refusal.ts";

const good = { msgtype: "m.notice", body: "hello", "m.mentions": {} };
const rich = (formatted_body: string) => ({
  ...good,
  format: "org.matrix.custom.html",
  formatted_body,
});
const related = (relation: Json, more: Json = {}) => ({
  ...good,
  "m.relates_to": relation,
  ...more,
});
const edit = { rel_type: "m.replace", event_id: "$a" };
const thread = { rel_type: "m.thread", event_id: "$a" };
const reply = { "m.in_reply_to": { event_id: "$a" } };
const deep = (levels: number) => `${"<b>".repeat(levels)}x${"</b>".repeat(levels)}`;

describe("what a client must not send", () => {
  it.each<[string, Json, readonly (string | RegExp)[]]>([
    ["a message", good, []],
    ["a message that calls somebody", { ...good, "m.mentions": { user_ids: ["@a:b"] } }, []],
    ["no mentions", { msgtype: "m.text", body: "x" }, ["m.mentions is missing or malformed"]],
    ["mentions of no list", { ...good, "m.mentions": ["@a:b"] }, [/^m.mentions/]],
    ["no text", { ...good, body: "" }, ["body or msgtype of the event is missing"]],
    ["a reply", related(reply), []],
    ["a relation of no kind", related({}), ["m.relates_to says nothing"]],
    ["a thread", related({ ...thread, is_falling_back: true, ...reply }), []],
    ["a thread for clients that know none", related(thread), ["m.thread is malformed"]],
    ["an edit", related(edit, { "m.new_content": good }), []],
    ["an edit to nothing", related(edit), ["m.new_content is missing"]],
    ["a new version of nothing", { ...good, "m.new_content": good }, [/^m.new_content is no edit/]],
    ["an edit without text", related(edit, { "m.new_content": {} }), [/of m.new_content/]],
    ["HTML without a format", { ...good, formatted_body: "x" }, ["formatted_body has no format"]],
    ["HTML", rich('<p>a &amp; b <a href="https://a.example">c</a></p>'), []],
    ["code", rich('<pre><code class="language-sh">ls</code></pre>'), []],
    ["a table", rich("<table><tbody><tr><td>1</td></tr></tbody></table>"), []],
    ["a bare sign", rich("a && b <3"), [/no clean HTML/]],
    ["a script", rich("<script>x</script>"), ["formatted_body has the tag script"]],
    ["an old reply", rich("<mx-reply>x</mx-reply>"), ["formatted_body has the tag mx-reply"]],
    ["a handler", rich('<p onclick="x">y</p>'), [/has onClick in p/]],
    ["a link that runs", rich('<a href="javascript:x">y</a>'), [/links to javascript:x/]],
    ["a picture from afar", rich('<img src="https://a.example/b">'), [/shows https/]],
    ["a tag left open", rich("<p><b>x</p>"), [/leaves a tag open/]],
    ["a hundred levels", rich(deep(100)), []],
    ["a level more", rich(deep(101)), ["formatted_body is nested 101 deep"]],
  ])("is judged: %s", (_, content, breaches) => {
    const found = breachesOf({ type: "m.room.message", content, isEncrypted: false });
    expect(found).toEqual(
      breaches.map((one) => (typeof one === "string" ? one : expect.stringMatching(one))),
    );
  });

  it("leaves alone what stands in the clear beside an encrypted event", () => {
    const content = { algorithm: "m.megolm.v1.aes-sha2", "m.relates_to": edit };
    expect(breachesOf({ type: "m.room.encrypted", content, isEncrypted: true })).toEqual([]);
    const key = { rel_type: "m.annotation", event_id: "$a", key: "" };
    expect(
      breachesOf({ type: "m.reaction", content: { "m.relates_to": key }, isEncrypted: true }),
    ).toEqual(["m.annotation is malformed"]);
  });
});
