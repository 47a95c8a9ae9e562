import type { Block, CalloutKind, Doc, Run } from "../../chat/doc.ts";
import { addressOf, behindLink, pictureText, secretText } from "../../chat/doc-text.ts";
import {
  type Look,
  lineLength,
  printLines,
  type StyledLine,
  splitLines,
  styledLine,
  trimLineEnd,
  withLook,
} from "./styled-text.ts";

/**
 * Prints a Doc for a terminal or a pipe. Without its escape codes it is the Doc as plain text, letter by letter. A
 * control character in it could command the terminal, and is shown as `�`; tabs and line ends stay.
 */
export function consoleText(doc: Doc, colours: boolean): string {
  return printLines(
    linesOf(doc).map((line) => line.map((one) => ({ ...one, text: harmless(one.text) }))),
    colours,
  );
}

/** Replaces what a terminal would obey. */
export function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, "\u{fffd}");
}

const callouts: Readonly<Record<CalloutKind, { word: string; look: Look }>> = {
  note: { word: "Note: ", look: { colour: "cyan" } },
  warning: { word: "Warning: ", look: { colour: "yellow" } },
  danger: { word: "Danger: ", look: { colour: "red", bold: true } },
};

function linesOf(doc: Doc): readonly StyledLine[] {
  return doc.flatMap((block, index) => [...(index === 0 ? [] : [[]]), ...blockLines(block)]);
}

/** At least one line: what shows nothing shows an empty one. */
function blockLines(block: Block): readonly StyledLine[] {
  return orEmpty(contentLines(block));
}

function contentLines(block: Block): readonly StyledLine[] {
  if ("p" in block) return splitLines(stretches(block.p));
  if ("heading" in block) {
    return splitLines(stretches(block.heading)).map((line) => withLook(line, { bold: true }));
  }
  if ("code" in block) {
    const lines = block.code.split("\n").map((line) => styledLine(line, { dim: true }));
    return indented(lines, "    ", "    ");
  }
  if ("quote" in block) return indented(orEmpty(linesOf(block.quote)), "> ", "> ");
  if ("callout" in block) {
    const { word, look } = callouts[block.callout];
    const [first, ...rest] = orEmpty(linesOf(block.body));
    return [[...styledLine(word, { bold: true }), ...(first ?? [])], ...rest].map((line) =>
      withLook(line, look),
    );
  }
  if ("tasks" in block) {
    return block.tasks.flatMap(({ body, done }) =>
      indented(tight(body), done ? "[x] " : "[ ] ", "    "),
    );
  }
  if ("list" in block) {
    return block.list.flatMap((item, index) => {
      const mark = block.ordered ? `${(block.start ?? 1) + index}. ` : "- ";
      return indented(tight(item), mark, " ".repeat(mark.length));
    });
  }
  if ("table" in block) return tableLines(block.table);
  if ("secret" in block) return [styledLine(secretText, { dim: true })];
  return [styledLine("image" in block ? pictureText(block) : "---", { dim: true })];
}

/** The blocks of a list item, without empty lines between them. */
function tight(doc: Doc): readonly StyledLine[] {
  return orEmpty(doc.flatMap(blockLines));
}

function orEmpty(lines: readonly StyledLine[]): readonly StyledLine[] {
  return lines.length === 0 ? [[]] : lines;
}

function stretches(runs: readonly Run[]): StyledLine {
  return runs.flatMap((run): StyledLine => {
    if ("text" in run) {
      const { text, bold, italic, strike, code } = run;
      return styledLine(code ? `\`${text}\`` : text, { bold, italic, strike, dim: code });
    }
    if ("mention" in run) return styledLine(run.name);
    const inner = stretches(run.runs);
    const text = inner.map((one) => one.text).join("");
    return text.trim() === ""
      ? styledLine(addressOf(run.link))
      : [...inner, ...styledLine(behindLink(text, run.link))];
  });
}

function tableLines(rows: readonly (readonly (readonly Run[])[])[]): readonly StyledLine[] {
  const cells = rows.map((row) =>
    row.map((cell) =>
      stretches(cell).map((one) => ({ ...one, text: one.text.replace(/\n/g, " ") })),
    ),
  );
  const widths = cells.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(lineLength(cell), widest[column] ?? 0)),
    [],
  );
  const gap = styledLine("  ");
  return cells.map((row) =>
    trimLineEnd(
      row.flatMap((cell, column) => [
        ...(column === 0 ? [] : gap),
        ...cell,
        ...styledLine(" ".repeat(Math.max(0, (widths[column] ?? 0) - lineLength(cell)))),
      ]),
    ),
  );
}

function indented(
  lines: readonly StyledLine[],
  first: string,
  rest: string,
): readonly StyledLine[] {
  return lines.map((line, index) =>
    trimLineEnd([...styledLine(index === 0 ? first : rest), ...line]),
  );
}
