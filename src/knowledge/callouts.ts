import type { Blockquote, PhrasingContent } from "mdast";
import { mapProseLines } from "./code-fences.ts";

/** How loud a boxed remark is. */
type CalloutKind = "note" | "warning" | "danger";

declare module "mdast" {
  interface BlockquoteData {
    /** Set where the quotation is a boxed remark (`> [!WARNING]`). */
    callout?: CalloutKind;
  }
}

const loudness: Readonly<Record<string, CalloutKind>> = {
  important: "warning",
  warning: "warning",
  warn: "warning",
  attention: "warning",
  danger: "danger",
  caution: "danger",
  error: "danger",
  bug: "danger",
  failure: "danger",
};

/** One tool's way to write a boxed remark. */
type Form = {
  opens(line: string): { readonly kind: string; readonly title: string | undefined } | undefined;
  ends(line: string): boolean;
  /** Whether the line that ends it belongs to it. */
  readonly swallowsEnd: boolean;
  readonly indented: boolean;
};

const colons = /^:::+\s*(\w+)(?:\[([^\]]*)\]|[ \t]+([^{\n]*))?(?:\{[^}]*\})?\s*$/;
const marks = /^(?:!!!|\?\?\?\+?)\s+([\w-]+)[^"\n]*(?:"([^"]*)")?\s*$/;
const shortcode =
  /^\{\{[<%]\s*(hint|alert|callout|notice|admonition|note|tip|warning|caution)\b([^>%]*)[>%]\}\}\s*$/;

const forms: readonly Form[] = [
  {
    opens: (line) => {
      const found = colons.exec(line);
      return found?.[1] ? { kind: found[1], title: found[2] ?? found[3] } : undefined;
    },
    ends: (line) => /^:::+\s*$/.test(line),
    swallowsEnd: true,
    indented: false,
  },
  {
    opens: (line) => {
      const found = marks.exec(line);
      return found?.[1] ? { kind: found[1], title: found[2] } : undefined;
    },
    ends: (line) => line.trim() !== "" && !/^(?: {4}|\t)/.test(line),
    swallowsEnd: false,
    indented: true,
  },
  {
    opens: (line) => {
      const [, name = "", rest = ""] = shortcode.exec(line) ?? [];
      const kind = /\b(info|tip|warning|danger|note|important|caution)\b/.exec(
        `${rest} ${name}`,
      )?.[1];
      return name === ""
        ? undefined
        : { kind: kind ?? "note", title: /title="([^"]*)"/.exec(rest)?.[1] };
    },
    ends: (line) => /^\{\{[<%]\s*\/\s*\w+\s*[>%]\}\}\s*$/.test(line),
    swallowsEnd: true,
    indented: false,
  },
];

/**
 * Turns the boxed remarks of other tools (`:::note`, `!!! note`, `??? note`, Hugo's hints) into the one form
 * `> [!NOTE]`, line by line, so that every line keeps its number.
 */
export function unifyCallouts(text: string): string {
  if (!/^(?::::|!!!|\?\?\?|\{\{[<%])/m.test(text)) return text;
  let box: Form | undefined;
  return mapProseLines(text, (line) => {
    if (box?.ends(line)) {
      const swallowed = box.swallowsEnd;
      box = undefined;
      if (swallowed) return "";
    }
    if (box) return quoteLine(box.indented ? line.replace(/^(?: {4}|\t)/, "") : line);
    for (const form of forms) {
      const opening = form.opens(line);
      if (!opening) continue;
      box = form;
      const title = opening.title?.trim();
      return `> [!${opening.kind.toUpperCase()}]${title ? ` ${title}  ` : ""}`;
    }
    return line;
  });
}

const quoteLine = (line: string) => (line.trim() === "" ? ">" : `> ${line}`);

/** Marks a quotation that begins with `[!KIND]` as a callout and takes the mark out of its text. */
export function recogniseCallout(quotation: Blockquote): Blockquote {
  const [first, ...rest] = quotation.children;
  if (first?.type !== "paragraph") return quotation;
  const [text, ...others] = first.children;
  const found = text?.type === "text" ? /^\[!(\w+)\][-+]?[ \t]*\n?/.exec(text.value) : null;
  if (text?.type !== "text" || !found?.[1]) return quotation;
  const value = text.value.slice(found[0].length);
  const runs: PhrasingContent[] = value === "" ? others : [{ ...text, value }, ...others];
  return {
    ...quotation,
    children: runs.length > 0 ? [{ ...first, children: runs }, ...rest] : rest,
    data: { ...quotation.data, callout: loudness[found[1].toLowerCase()] ?? "note" },
  };
}
