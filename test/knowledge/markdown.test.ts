import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";

const shown = (text: string, foreign = true) =>
  docText(markdownDoc(parseMarkdown(text, foreign).children));

function typesIn(node: Nodes): readonly string[] {
  return [node.type, ...("children" in node ? node.children.flatMap(typesIn) : [])];
}

describe("a callout", () => {
  it.each([
    ["GitHub", "> [!NOTE]\n> Text.\n\nAfter.", "Note: Text."],
    ["GitHub, on one line", "> [!WARNING] Text.\n\nAfter.", "Warning: Text."],
    ["Obsidian, folded", "> [!warning]- Text.\n\nAfter.", "Warning: Text."],
    ["GitHub's tip", "> [!TIP]\n> Text.\n\nAfter.", "Note: Text."],
    ["GitHub's important", "> [!IMPORTANT]\n> Text.\n\nAfter.", "Warning: Text."],
    ["GitHub's caution", "> [!CAUTION]\n> Text.\n\nAfter.", "Danger: Text."],
    ["Docusaurus", ":::note\n\nText.\n\n:::\n\nAfter.", "Note: Text."],
    ["Docusaurus, without empty lines", ":::danger\nText.\n:::\nAfter.", "Danger: Text."],
    [
      "Docusaurus, titled in brackets",
      ":::warning[Hot]\n\nText.\n\n:::\n\nAfter.",
      "Warning: Hot\n\nText.",
    ],
    ["Docusaurus, titled", ":::warning Hot\n\nText.\n\n:::\n\nAfter.", "Warning: Hot\n\nText."],
    ["MkDocs", "!!! note\n    Text.\n\nAfter.", "Note: Text."],
    ["MkDocs, titled", '!!! danger "Hot"\n    Text.\n\nAfter.', "Danger: Hot\nText."],
    ["MkDocs, folded", "??? warning\n    Text.\n\n    More.\n\nAfter.", "Warning: Text.\n\nMore."],
    ["MkDocs, unfolded", "???+ note\n    Text.\n\nAfter.", "Note: Text."],
    ["Hugo hint", "{{< hint warning >}}\nText.\n{{< /hint >}}\n\nAfter.", "Warning: Text."],
    [
      "Hugo hint, with percent signs",
      "{{% hint danger %}}\nText.\n{{% /hint %}}\n\nAfter.",
      "Danger: Text.",
    ],
    ["Hugo notice", "{{% notice note %}}\nText.\n{{% /notice %}}\n\nAfter.", "Note: Text."],
    [
      "Docsy alert",
      '{{< alert color="warning" title="Hot" >}}\nText.\n{{< /alert >}}\n\nAfter.',
      "Warning: Hot\nText.",
    ],
  ])("of %s is one", (_what, text, expected) => expect(shown(text)).toBe(`${expected}\n\nAfter.`));

  it("is none in code or in an ordinary quotation", () => {
    expect(shown("```\n:::note\n!!! note\n```")).toBe("    :::note\n    !!! note");
    expect(shown("> [NOTE]\n> Text.")).toBe("> [NOTE] Text.");
    expect(shown("!!!\nReally.")).toBe("!!! Really.");
  });

  it("keeps the fences that stand in it", () => {
    expect(shown(":::note\n\nRun\n\n```sh\nuptime\n```\n\n:::\n\nAfter.")).toMatch(
      /uptime[\s\S]*After\./,
    );
  });
});

describe("another tool's tags", () => {
  it.each([
    ["Hugo shortcode", "A {{< icon x >}}b.", "A b."],
    ["Hugo shortcode with text between", "{{< tab >}}\nInner.\n{{< /tab >}}", "Inner."],
    ["Hugo shortcode over lines", "A {{< figure\n  src=x\n>}}b.", "A\nb."],
    ["Hugo percent shortcode", "{{% param x %}}A.", "A."],
    ["Hugo reference", '[A]({{< ref "/b.md" >}})', "A"],
    ["Liquid", "{% if x %}A{% endif %}.", "A."],
    ["Liquid with dashes", "{%- raw -%}A{%- endraw -%}.", "A."],
    ["ERB", "A<%= x %>b<% if y %>c<% end %>.", "Abc."],
    ["ERB over lines", "A\n\n<%= partial(\n  'x'\n) %>\n\nB", "A\n\nB"],
    ["MDX import", "import Tabs from '@theme/Tabs';\n\nA.", "A."],
    ["MDX import of names", 'import { a, b } from "x"\n\nA.', "A."],
    ["MDX import for effect", "import './x.css'\n\nA.", "A."],
    ["MDX export", "export const a = 1;\n\nA.", "A."],
    ["JSX", "<Tabs>\n<TabItem value='a'>\n\nInner.\n\n</TabItem>\n</Tabs>", "Inner."],
    ["JSX in a line", "A <Badge kind='x'>new</Badge> b <Icon/>.", "A new b ."],
    ["snippet", '--8<-- "x.md"\n\nA.', "A."],
    ["tag in code", "```yaml\na: {{< x >}}<%= y %>{% z %}b\n```", "    a: b"],
    ["tag in a code span", "`a{{% x %}}b`", "`ab`"],
  ])("are dropped and the text between them stays: %s", (_what, text, expected) =>
    expect(shown(text).replace(/\n+/g, "\n")).toBe(expected.replace(/\n+/g, "\n")),
  );

  it.each([
    ["Go and Helm templates", "`{{ .Values.x }}`", "`{{ .Values.x }}`"],
    ["our placeholders", "`{{env.context}}`", "`{{env.context}}`"],
    [
      "prose that begins like a module",
      "import the keys from the vault, then\nexport them.",
      "import the keys from the vault, then export them.",
    ],
    ["shell in code", "```sh\nexport A=1\nimport x.png\n```", "    export A=1\n    import x.png"],
    ["an opening that never closes", "A {% b and {{< c.", "A {% b and {{< c."],
  ])("are not: %s", (_what, text, expected) => expect(shown(text)).toBe(expected));

  it("stay in the code of our own pages, where they are an example", () => {
    expect(shown("{% a %}A.\n\n```\n{{< x >}}\n```", false)).toBe("A.\n\n    {{< x >}}");
  });
});

describe("HTML", () => {
  it.each([
    [
      "details",
      "<details>\n<summary>More</summary>\n\nInner **bold**.\n\n</details>",
      "More\n\nInner bold.",
    ],
    ["a paragraph", "<p>A <b>b</b> <code>c</code></p>", "A b `c`"],
    ["a list", "<ul><li>A</li><li>B</li></ul>", "- A\n- B"],
    ["a numbered list", "<ol><li>A</li><li>B</li></ol>", "1. A\n2. B"],
    [
      "a table",
      "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
      "A  B\n1  2",
    ],
    ["a link", '<p><a href="https://a.example">A</a></p>', "A (https://a.example)"],
    ["a break", "A<br>b<br/>c", "A\nb\nc"],
    ["tags in a line", "A <b>b</b> <span class='x'>c</span> <kbd>d</kbd>.", "A b c d."],
    ["an anchor", "<a name='x'></a>A.", "A."],
    ["a comment", "A<!-- b -->c\n\n<!-- d\n\ne -->\n\nF", "Ac\n\nF"],
    ["a script", "<script>alert(1)</script>\n\nA.", "A."],
    ["a script in a line", "A <script>alert(1)</script> b.", "A  b."],
    ["a style", "<style>p { x: y }</style>\n\nA.", "A."],
    ["a frame", '<iframe src="https://evil.example"></iframe>\n\nA.', "A."],
    ["a picture", '<img src="x" onerror="alert(1)">\n\nA.', "A."],
    ["an event handler", '<p onclick="alert(1)">A.</p>', "A."],
    ["an event handler in a line", 'A <b onmouseover="alert(1)">b</b>.', "A b."],
    ["a link that is a script", '<a href="javascript:alert(1)">A</a>', "A"],
    ["a Markdown link that is a script", "[A](javascript:alert(1))", "A"],
    ["a vector", "<svg onload=alert(1)><text>x</text></svg>\n\nA.", "A."],
    ["a tag in a heading", "## A <small>b</small>", "A b"],
    ["a tag in a table", "|A|\n|-|\n|<b>b</b><br>c|", "A\nb c"],
    ["a doctype", "<!DOCTYPE html>\n\nA.", "A."],
    ["a CDATA section", "A <![CDATA[b]]> c.", "A  c."],
  ])("is text, links, lists and tables, or dropped: %s", (_what, text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(typesIn(parseMarkdown(text, true))).not.toContain("html");
  });

  it.each([
    ["Set <namespace> first.", "Set <namespace> first."],
    ["ssh <user-name>@<HOST>", "ssh <user-name>@<HOST>"],
    ["Ask <your team lead>, or <CLUSTER ID>.", "Ask <your team lead>, or <CLUSTER ID>."],
    ["`kubectl -n <namespace>`", "`kubectl -n <namespace>`"],
    ["a < b and c > d", "a < b and c > d"],
    ["```\n<script>x</script>\n```", "    <script>x</script>"],
    ["&lt;script&gt;", "<script>"],
  ])("is not what somebody is to fill in, nor code: %s", (text, expected) =>
    expect(shown(text)).toBe(expected),
  );
});

describe("other marks", () => {
  it.each([
    ["an anchor", "## Steps {#steps}", "Steps"],
    ["attributes", "## Steps {.big #x}", "Steps"],
    ["a wiki link", "See [[Set up VPN]].", "See Set up VPN."],
    ["a wiki link with a text", "See [[vpn|the VPN]].", "See the VPN."],
    ["a fence with a title", '```yaml title="a.yaml" {1,3}\na: 1\n```', "    a: 1"],
    ["a fence in braces", "```{.python}\na = 1\n```", "    a = 1"],
    [
      "a reference",
      "See [A][a] and [b].\n\n[a]: https://a.example\n[b]: https://b.example",
      "See A (https://a.example) and b (https://b.example).",
    ],
    ["a reference to nothing", "See [A][a].", "See [A][a]."],
    ["a footnote", "A.[^1]\n\n[^1]: Note.", "A.[1]\n\n[1] Note."],
    ["a definition only", "[a]: https://a.example", ""],
    ["struck text", "~~A~~", "A"],
    ["a task", "- [x] A\n- [ ] B", "[x] A\n[ ] B"],
  ])("are read: %s", (_what, text, expected) => expect(shown(text)).toBe(expected));
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "</",
    "a",
    "b ",
    "div",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "[",
    "]",
    "(",
    ")",
    "![",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "# ",
    "> ",
    ">",
    "|",
    "|-|",
    "[^1]",
    ": ",
    "[[",
    "]]",
    "{{<",
    ">}}",
    "{%",
    "%}",
    "<%",
    "%>",
    ":::note",
    "!!! note",
    "&lt;",
    "\\",
    "\t",
    "<img src=x onerror=y>",
    "é",
    "\u{1F600}",
    "\u2028",
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((list) => list.join("")),
    fc.string({ unit: "binary", maxLength: 80 }),
  );

  it("is read, without a node of HTML and on its own lines", () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, foreign) => {
        const root = parseMarkdown(text, foreign);
        expect(typesIn(root)).not.toContain("html");
        const lines = text.split(/\r\n?|\n/).length;
        for (const { position } of root.children)
          expect(position?.end.line ?? 1).toBeLessThanOrEqual(lines);
        docText(markdownDoc(root.children));
      }),
      { numRuns: 150 },
    );
  });
});
