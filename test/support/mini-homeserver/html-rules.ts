import { fromHtml } from "hast-util-from-html";

type Root = ReturnType<typeof fromHtml>;
type Content = Root["children"][number];
type Element = Extract<Content, { readonly type: "element" }>;

/** spec.matrix.org, "m.room.message msgtypes": tags that clients show, with the attributes they keep. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...["del", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p", "ul", "sup", "sub", "li"],
      ...["b", "i", "u", "strong", "em", "s", "hr", "br", "table", "thead", "tbody", "tr", "th"],
      ...["td", "caption", "pre", "details", "summary"],
    ].map((tag) => [tag, []]),
  ),
  a: ["target", "href"],
  ol: ["start"],
  code: ["class"],
  img: ["width", "height", "alt", "title", "src"],
  span: ["data-mx-bg-color", "data-mx-color", "data-mx-spoiler", "data-mx-maths"],
  div: ["data-mx-maths"],
};
const schemes = /^(https?|ftp|mailto|magnet):/;
const deepest = 100;

/** What a client would not show, or would show otherwise than it was meant. */
export function htmlBreaches(html: string): readonly string[] {
  const faults = isBalanced(html) ? [] : ["formatted_body leaves a tag open, or closes another"];
  const tree = fromHtml(html, {
    fragment: true,
    onerror: ({ ruleId }) => void faults.push(`formatted_body is no clean HTML: ${ruleId}`),
  });
  const depth = walk(tree, 0, (element) => faults.push(...elementBreaches(element)));
  if (depth > deepest) faults.push(`formatted_body is nested ${depth} deep`);
  return [...new Set(faults)];
}

const single = new Set(["br", "hr", "img"]);

/** A browser mends such a thing, and each client in its own way. */
function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, tag = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)[^>]*>/gi)) {
    if (single.has(tag)) continue;
    if (slash === "") open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0;
}

function walk(node: Root | Content, depth: number, visit: (element: Element) => void): number {
  if (node.type === "element") visit(node);
  const children = "children" in node ? node.children : [];
  const inside = node.type === "element" ? depth + 1 : depth;
  return Math.max(inside, ...children.map((child) => walk(child, inside, visit)));
}

function elementBreaches({ tagName, properties }: Element): readonly string[] {
  const attributes = allowed[tagName];
  if (!attributes) return [`formatted_body has the tag ${tagName}`];
  const plain = (name: string) => name.toLowerCase().replaceAll("-", "");
  const named = attributes.map(plain);
  const extra = Object.keys(properties).filter(
    (name) => !named.includes(name === "className" ? "class" : plain(name)),
  );
  const classes = Array.isArray(properties.className) ? properties.className : [];
  const { href, src } = properties;
  return [
    ...extra.map((name) => `formatted_body has ${name} in ${tagName}`),
    ...classes
      .filter((name) => !String(name).startsWith("language-"))
      .map((name) => `formatted_body has the class ${name}`),
    ...(typeof href === "string" && !schemes.test(href) ? [`formatted_body links to ${href}`] : []),
    ...(typeof src === "string" && !src.startsWith("mxc:") ? [`formatted_body shows ${src}`] : []),
  ];
}
