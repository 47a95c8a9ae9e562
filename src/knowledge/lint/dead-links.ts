import { posix } from "node:path";
import { anchorsOf } from "./anchors.ts";
import type { Check, Found, Subject } from "./check.ts";
import { type Link, linksIn } from "./links.ts";
import type { LintPage } from "./lint-page.ts";

/** What other tools let their authors leave out of a path. */
const endings = [
  ".md",
  ".mdx",
  ".html.md",
  ".html.md.erb",
  "/index.md",
  "/_index.md",
  "/README.md",
];

/** K050: links, pictures and anchors that lead to nothing in the knowledge folder or beside it. */
export const deadLinks: Check = function* (subject) {
  const anchors = new Map<string, ReadonlySet<string>>();
  const known = new Map<string, boolean>();
  const exists = (path: string) => {
    const answer = known.get(path) ?? (subject.corpus.pages.has(path) || subject.exists(path));
    known.set(path, answer);
    return answer;
  };
  const hasAnchor = ({ file, text, entry }: LintPage, anchor: string) => {
    const own = anchors.get(file) ?? anchorsOf(text);
    anchors.set(file, own);
    // Each tool has its own rule for anchors; only ours is known.
    return !entry.native || own.has(anchor.toLowerCase().replace(/^user-content-/, ""));
  };
  for (const page of subject.pages) {
    if (!/\]\(|\]:|<(?:a|img)\s/i.test(page.text)) continue;
    for (const link of linksIn(page.prose())) {
      const message = faultOf(link, page, subject, exists, hasAnchor);
      if (message === undefined) continue;
      const { line, column, target } = link;
      yield {
        rule: "K050",
        file: page.file,
        line,
        column,
        length: target.length,
        message,
        about: target,
      } satisfies Found;
    }
  }
};

function faultOf(
  { target }: Link,
  page: LintPage,
  { pageByFile }: Subject,
  exists: (path: string) => boolean,
  hasAnchor: (page: LintPage, anchor: string) => boolean,
): string | undefined {
  if (target === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target) || /[{}<>%$]{2}/.test(target)) {
    return undefined;
  }
  const [address = "", anchor = ""] = target.split("#");
  const path = decoded(address.replace(/\?.*$/, ""));
  const isRooted = path.startsWith("/");
  // Another tool serves its pages under addresses of its own.
  if (isRooted && !page.entry.native) return undefined;
  const file = isRooted
    ? posix.normalize(path.slice(1))
    : posix.join(posix.dirname(page.file), path);
  const found = path === "" ? page.file : resolved(file, page.entry.native, exists);
  if (found === undefined) return `The link "${target}" leads to "${file}", which does not exist.`;
  const there = pageByFile.get(found);
  if (anchor === "" || !there || hasAnchor(there, decoded(anchor))) return undefined;
  return `The link "${target}" leads to an anchor that no heading of ${found} has.`;
}

function resolved(
  file: string,
  native: boolean,
  exists: (path: string) => boolean,
): string | undefined {
  if (exists(file)) return file;
  if (native) return undefined;
  const bare = file.replace(/\/$|\.html?$/, "");
  return endings.map((ending) => bare + ending).find(exists);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
