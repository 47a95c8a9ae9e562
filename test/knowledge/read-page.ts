import { type ParsedPage, parsePage } from "../../src/knowledge/parse-page.ts";
import { printProblem } from "../../src/knowledge/problem.ts";

// Pages as somebody writes them, read without a disk.

type EntryType = "answer" | "runbook" | "checklist" | "pointer";

const folders: Readonly<Record<string, EntryType>> = {
  answers: "answer",
  runbooks: "runbook",
  checklists: "checklist",
};

/** Reads one file; below `answers/`, `runbooks/` or `checklists/` it is in a type folder, else in a foreign tree. */
export function readPage(file: string, text: string | Uint8Array): ParsedPage {
  const folderType = folders[file.slice(0, file.indexOf("/"))];
  const path = folderType ? file.slice(file.indexOf("/") + 1) : file;
  return parsePage({ file, path, folderType, bytes: Buffer.from(text) });
}

/** The entry of a page that must be served. */
export function entryOf(page: ParsedPage) {
  if (!page.entry) throw new Error(page.problems.map(printProblem).join("\n"));
  return page.entry;
}

export function problemsOf(page: { readonly problems: ParsedPage["problems"] }): readonly string[] {
  return page.problems.map(printProblem);
}

/** Front matter that an answer needs, and one line more. */
export function answerWith(line: string, body = "Open the portal.\n"): string {
  return `---\ntitle: Set up the VPN\nowner: ana\nquestions: [how do I get on the vpn]\n${line}\n---\n\n${body}`;
}
