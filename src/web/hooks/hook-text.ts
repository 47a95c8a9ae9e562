import type { z } from "zod";
import type { HookLink } from "./hook-event.ts";

const longestLine = 300;
/** Takes the beginning of a body that cannot be read, and why. */
const longestText = 5000;
const longestUrl = 2000;

/** What a program wrote, as one line; undefined when nothing is left. */
export function hookLine(text: string | undefined): string | undefined {
  return cut(harmless(text).replace(/\s+/g, " "), longestLine);
}

/** What a program wrote, with its lines; undefined when nothing is left. */
export function hookLines(text: string | undefined): string | undefined {
  return cut(harmless(text), longestText);
}

/** The links that a browser may follow; the others are left out. */
export function hookLinks(
  links: readonly { readonly text?: string | undefined; readonly url: string | undefined }[],
): readonly HookLink[] {
  return links.flatMap(({ text, url = "" }) => {
    const parsed = url.length > longestUrl ? null : URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) return [];
    return [{ text: hookLine(text) ?? parsed.host, url: parsed.href }];
  });
}

/** Says the first thing that is wrong, never what stands there. */
export function firstFault({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return "It is not of the expected form.";
  const place = issue.path.map(String).join(".");
  return place === "" ? `${issue.message}.` : `At "${place}": ${issue.message}.`;
}

/** Control characters have no business in a text, and half a character none in a database. */
function harmless(text = ""): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]/gu, " ")
    .trim();
}

function cut(text: string, longest: number): string | undefined {
  if (text === "") return undefined;
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}
