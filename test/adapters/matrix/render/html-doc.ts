import { fromHtml } from "hast-util-from-html";
import type { Block, CalloutKind, Doc, Run } from "../../../../src/chat/doc.ts";
import { calloutWords } from "../../../../src/chat/doc-text.ts";

type Node = ReturnType<typeof fromHtml>["children"][number];
type Element = Extract<Node, { readonly type: "element" }>;

/** What the specification lets clients show, and the attributes with it that we have a use for. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    "p h3 blockquote ul li strong em del br hr pre table thead tbody tr th td"
      .split(" ")
      .map((tag) => [tag, []]),
  ),
  a: ["href"],
  ol: ["start"],
  code: ["className"],
};

/** Reads HTML as a client does. @throws for what is not balanced, not allowed, or too deep */
export function readHtml(html: string): readonly Node[] {
  const { children } = fromHtml(html, {
    fragment: true,
    onerror: ({ ruleId, message }) => {
      if (/-in-input-stream$/.test(ruleId ?? "")) return;
      throw new Error(`${ruleId}: ${message}`);
    },
  });
  check(children, 1);
  return children;
}

function check(nodes: readonly Node[], depth: number): void {
  for (const node of nodes) {
    if (node.type === "text") continue;
    if (node.type !== "element") throw new Error(`There is a ${node.type}.`);
    const { tagName, properties, children } = node;
    if (depth > 100) throw new Error("It is too deep.");
    for (const name of Object.keys(properties)) {
      if (!allowed[tagName]?.includes(name)) throw new Error(`<${tagName}> has ${name}.`);
    }
    if (!Object.hasOwn(allowed, tagName)) throw new Error(`There is a <${tagName}>.`);
    if (tagName === "a" && !/^(?:https?:\/\/|mailto:)/.test(hrefOf(node))) {
      throw new Error(`It links to ${hrefOf(node)}.`);
    }
    check(children, depth + 1);
  }
}

/** Accounts that it shows as called. */
export function pillsIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type !== "element") return [];
    const user = userOf(node);
    return user === undefined ? pillsIn(node.children) : [user];
  });
}

/** The Doc that HTML was rendered from, as far as its plain text goes. */
export function docOf(nodes: readonly Node[]): Doc {
  const blocks: Block[] = [];
  let line: Run[] = [];
  const close = () => {
    if (line.length > 0) blocks.push({ p: line });
    line = [];
  };
  for (const node of nodes) {
    const block = node.type === "element" ? blockOf(node) : undefined;
    if (!block) {
      line.push(...runsOf([node]));
      continue;
    }
    close();
    blocks.push(block);
  }
  close();
  return blocks;
}

function blockOf(element: Element): Block | undefined {
  const { tagName, children, properties } = element;
  if (tagName === "p") return { p: runsOf(children) };
  if (tagName === "h3") return { heading: runsOf(children) };
  if (tagName === "hr") return { divider: true };
  if (tagName === "pre") return { code: textOf(children) };
  if (tagName === "blockquote") return calloutOf(docOf(children));
  if (tagName === "ul") return bulletsOf(children.map((item) => docOf(childrenOf(item))));
  if (tagName === "ol") {
    const start = Number(properties.start ?? 1);
    return { list: children.map((item) => docOf(childrenOf(item))), ordered: true, start };
  }
  if (tagName === "table") {
    const rows = children.flatMap(childrenOf);
    return { table: rows.map((row) => childrenOf(row).map((cell) => runsOf(childrenOf(cell)))) };
  }
  return undefined;
}

function calloutOf(quote: Doc): Block {
  const [first, ...rest] = quote;
  const [word, ...runs] = first && "p" in first ? first.p : [];
  const kinds: readonly CalloutKind[] = ["note", "warning", "danger"];
  const callout = kinds.find((kind) => word && "text" in word && word.text === calloutWords[kind]);
  return callout ? { callout, body: [{ p: runs }, ...rest] } : { quote };
}

function bulletsOf(items: readonly Doc[]): Block {
  const marks = items.map(([first]) => {
    const [mark] = first && "p" in first ? first.p : [];
    return mark && "text" in mark ? /^[☑☐] /.exec(mark.text)?.[0] : undefined;
  });
  if (items.length === 0 || marks.includes(undefined)) return { list: items, ordered: false };
  const tasks = items.map(([first, ...rest], index) => {
    const [mark, ...runs] = first && "p" in first ? first.p : [];
    const text = mark && "text" in mark ? mark.text.slice(2) : "";
    return { body: [{ p: [{ text }, ...runs] }, ...rest], done: marks[index] === "☑ " };
  });
  return { tasks };
}

function runsOf(nodes: readonly Node[]): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === "text") return [{ text: node.value }];
    if (node.type !== "element") return [];
    if (node.tagName === "br") return [{ text: "\n" }];
    if (node.tagName === "code") return [{ text: textOf(node.children), code: true }];
    const runs = runsOf(node.children);
    return node.tagName !== "a" || userOf(node) !== undefined
      ? runs
      : [{ link: hrefOf(node), runs }];
  });
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.value;
      if (node.type !== "element") return "";
      return node.tagName === "br" ? "\n" : textOf(node.children);
    })
    .join("");
}

function childrenOf(node: Node): readonly Node[] {
  return node.type === "element" ? node.children : [];
}

function hrefOf({ properties }: Element): string {
  return String(properties.href);
}

function userOf(element: Element): string | undefined {
  if (element.tagName !== "a") return undefined;
  const { hostname, hash } = new URL(hrefOf(element));
  const [, user] =
    hostname === "matrix.to" ? (/^#\/(@.*)$/.exec(decodeURIComponent(hash)) ?? []) : [];
  return user;
}
