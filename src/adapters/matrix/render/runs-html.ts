import { isOpenable, type Run } from "../../../chat/doc.ts";
import { runsText } from "../../../chat/doc-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { isCallable } from "./mentions.ts";
import type { Surface } from "./surface.ts";

/** Runs as HTML, at most five elements deep; nobody is called but by a run that says so. */
export function runsHtml(runs: readonly Run[], surface: Surface): string {
  return runs
    .map((run) => {
      if ("text" in run) return styled(run);
      if ("link" in run) return link(run);
      const { mention, name } = run;
      return isCallable(mention, surface) ? pill(mention.user, name) : linesHtml(name);
    })
    .join("");
}

/** Text whose lines end where they end. */
export function linesHtml(text: string): string {
  return escapeHtml(text).replace(/\r\n?|\n/g, "<br>");
}

function styled({ text, bold, italic, strike, code }: Extract<Run, { readonly text: string }>) {
  const tags = [
    ...(bold ? ["strong"] : []),
    ...(italic ? ["em"] : []),
    ...(strike ? ["del"] : []),
    ...(code ? ["code"] : []),
  ];
  if (text === "") return "";
  return tags.reduceRight((inner, tag) => `<${tag}>${inner}</${tag}>`, linesHtml(text));
}

function link(run: Extract<Run, { readonly link: string }>): string {
  const { link: url, runs } = run;
  if (!isOpenable(url) || !URL.canParse(url) || isAccount(url)) return linesHtml(runsText([run]));
  // No link is in another, and nobody is called in it.
  const shown = runs.map((one) => ("text" in one ? styled(one) : linesHtml(runsText([one]))));
  const isBlank = runsText(runs).trim() === "";
  return anchor(url, isBlank ? linesHtml(url.replace(/^mailto:/, "")) : shown.join(""));
}

/** Clients show it as somebody who is called. */
function isAccount(url: string): boolean {
  const { hostname, hash } = new URL(url);
  return hostname === "matrix.to" && /^#\/(?:@|%40)/.test(hash);
}

/** https://spec.matrix.org/v1.14/appendices/#matrixto-navigation */
function pill(user: string, name: string): string {
  return anchor(`https://matrix.to/#/${encodeURIComponent(user)}`, linesHtml(name));
}

function anchor(url: string, shown: string): string {
  return `<a href="${escapeHtml(url)}">${shown}</a>`;
}
