import { describe, expect, it } from "vitest";
import { docHtml } from "../../../../src/adapters/matrix/render/doc-html.ts";
import type { Principal } from "../../../../src/chat/conversation.ts";
import { type Block, type Doc, paragraph, type Run } from "../../../../src/chat/doc.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import { drawn } from "../../../support/test-pictures.ts";
import { docOf, readHtml } from "./html-doc.ts";

const surface = { workspace: "example.org", self: "@ama:example.org" };
const html = (doc: Doc) => docHtml(doc, surface);
const grace: Principal = { platform: "matrix", workspace: "example.org", user: "@grace:b.example" };
const pill = '<a href="https://matrix.to/#/%40grace%3Ab.example">Grace</a>';

describe("a Doc in Matrix", () => {
  it.each<[string, Block, string]>([
    ["a paragraph", paragraph("a\nb"), "<p>a<br>b</p>"],
    ["an empty one is nothing", { p: [] }, ""],
    ["a heading", { heading: [{ text: "a" }] }, "<h3>a</h3>"],
    ["a list", { list: [[paragraph("a")], []], ordered: false }, "<ul><li>a</li><li></li></ul>"],
    ["a numbered one", { list: [[paragraph("a")]], ordered: true }, "<ol><li>a</li></ol>"],
    [
      "one that goes on",
      { list: [[paragraph("a")]], ordered: true, start: 4 },
      '<ol start="4"><li>a</li></ol>',
    ],
    ["one without items", { list: [], ordered: true }, ""],
    [
      "an item of several blocks",
      { list: [[paragraph("a"), { code: "b" }, paragraph("c")]], ordered: true },
      "<ol><li>a<pre><code>b</code></pre><p>c</p></li></ol>",
    ],
    [
      "an item that begins with no line",
      { list: [[{ code: "a" }]], ordered: false },
      "<ul><li><pre><code>a</code></pre></li></ul>",
    ],
    [
      "things to do",
      {
        tasks: [
          { body: [paragraph("a")], done: true },
          { body: [{ code: "b" }], done: false },
        ],
      },
      "<ul><li>☑ a</li><li>☐ <pre><code>b</code></pre></li></ul>",
    ],
    [
      "a quotation",
      { quote: [paragraph("a"), { quote: [paragraph("b")] }] },
      "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
    ],
    [
      "a callout",
      { callout: "warning", body: [paragraph("a"), paragraph("b")] },
      "<blockquote><p><strong>Warning: </strong>a</p><p>b</p></blockquote>",
    ],
    [
      "a callout that begins with no line",
      { callout: "danger", body: [{ code: "a" }] },
      "<blockquote><p><strong>Danger: </strong></p><pre><code>a</code></pre></blockquote>",
    ],
    ["code", { code: "a  b\n\n<c>" }, "<pre><code>a  b\n\n&lt;c&gt;</code></pre>"],
    [
      "code of a language",
      { code: "a", lang: "c++" },
      '<pre><code class="language-c++">a</code></pre>',
    ],
    ["code of no such name", { code: "a", lang: '"><b>' }, "<pre><code>a</code></pre>"],
    [
      "a table",
      {
        table: [
          [[{ text: "a" }], [{ text: "b" }]],
          [[{ text: "c" }], []],
        ],
      },
      "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr></tbody></table>",
    ],
    [
      "a table of one row",
      { table: [[[{ text: "a" }]]] },
      "<table><thead><tr><th>a</th></tr></thead></table>",
    ],
    ["a table of none", { table: [] }, ""],
    ["a divider", { divider: true }, "<hr>"],
    [
      "a picture that is not there",
      { image: drawn, alt: "a <b>" },
      "<p>[picture: a &lt;b&gt;]</p>",
    ],
    [
      "a secret that nobody looked up",
      { secret: { recipe: "key", of: "a" } },
      "<p>[not shown]</p>",
    ],
  ])("shows %s", (_what, block, shown) => {
    expect(html([block])).toBe(shown);
    readHtml(shown);
  });

  it.each<[string, Run, string]>([
    ["text", { text: `&<>"'` }, "&amp;&lt;&gt;&quot;&#39;"],
    ["a character that HTML has not", { text: "a\0b" }, "a\u{fffd}b"],
    ["half a character", { text: "\ud83d" }, "\u{fffd}"],
    ["each end of a line", { text: "a\r\nb\rc\nd" }, "a<br>b<br>c<br>d"],
    [
      "text in all styles",
      { text: "a", bold: true, italic: true, strike: true, code: true },
      "<strong><em><del><code>a</code></del></em></strong>",
    ],
    [
      "a link",
      { link: "https://a.example/?b=1&c='", runs: [{ text: "a", bold: true }] },
      '<a href="https://a.example/?b=1&amp;c=&#39;"><strong>a</strong></a>',
    ],
    [
      "a link that shows nothing by its address",
      { link: "mailto:a@b.example", runs: [{ text: " " }] },
      '<a href="mailto:a@b.example">a@b.example</a>',
    ],
    ["an address that is none", { link: "https://", runs: [{ text: "a" }] }, "a (https://)"],
    [
      "an address that nobody may open",
      { link: "javascript:alert(1)", runs: [{ text: "a" }] },
      "a (javascript:alert(1))",
    ],
    [
      "a link to an account",
      { link: "https://matrix.to/#/@x:y", runs: [{ text: "a" }] },
      "a (https://matrix.to/#/@x:y)",
    ],
    [
      "a link to an account, in signs",
      { link: "HTTPS://MATRIX.TO/#/%40x%3Ay", runs: [{ text: "a" }] },
      "a (HTTPS://MATRIX.TO/#/%40x%3Ay)",
    ],
    [
      "a link to a message",
      { link: "https://matrix.to/#/!r:y/$e?via=y", runs: [{ text: "a" }] },
      '<a href="https://matrix.to/#/!r:y/$e?via=y">a</a>',
    ],
    [
      "a link in a link, and somebody in one, as text",
      {
        link: "https://a.example",
        runs: [
          { link: "https://b.example", runs: [{ text: "b" }] },
          { mention: grace, name: "G" },
        ],
      },
      '<a href="https://a.example">b (https://b.example)G</a>',
    ],
    ["whoever is called", { mention: grace, name: "Grace" }, pill],
    [
      "whoever is of another workspace",
      { mention: { ...grace, workspace: "b.example" }, name: "<G>" },
      "&lt;G&gt;",
    ],
    [
      "whoever is on another platform",
      { mention: { ...grace, platform: "memory" }, name: "Grace" },
      "Grace",
    ],
    ["us", { mention: { ...grace, user: "@ama:example.org" }, name: "AMA" }, "AMA"],
    [
      "an account that cannot be",
      { mention: { ...grace, user: '@a"b c:example.org' }, name: "Grace" },
      "Grace",
    ],
    [
      "an account whose id is too long",
      { mention: { ...grace, user: `@${"a".repeat(245)}:b.example` }, name: "Grace" },
      "Grace",
    ],
  ])("writes %s", (_what, run, shown) => {
    expect(html([{ p: [run] }])).toBe(`<p>${shown}</p>`);
    readHtml(shown);
  });

  it.each<[string, (inner: Doc) => Block]>([
    ["quotations", (quote) => ({ quote })],
    ["callouts", (body) => ({ callout: "note", body })],
    ["lists", (item) => ({ list: [item], ordered: true })],
    ["things to do", (body) => ({ tasks: [{ body, done: false }] })],
  ])("is never too deep for a client, and loses nothing: %s in each other", (_what, around) => {
    const style = { bold: true, italic: true, strike: true, code: true } as const;
    const link: Run = { link: "https://a.example", runs: [{ text: "deep", ...style }] };
    for (const levels of [44, 45, 46, 88, 89, 90, 91, 200]) {
      let doc: Doc = [{ table: [[[link]]] }];
      for (let level = 0; level < levels; level += 1) doc = [around(doc)];
      const plain = (text: string) => text.replace(/[\s>]/g, "");
      expect(plain(docText(docOf(readHtml(html(doc)))))).toBe(plain(docText(doc)));
    }
  });
});
