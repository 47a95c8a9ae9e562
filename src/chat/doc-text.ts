import type { Block, CalloutKind, Doc, ImageBlock, Run } from "./doc.ts";

/** Prints a Doc as plain text: what a terminal shows, and what every platform shows where it shows nothing richer. */
export function docText(doc: Doc): string {
  return doc.map(blockText).join("\n\n");
}

/** How a callout begins. */
export const calloutWords: Readonly<Record<CalloutKind, string>> = {
  note: "Note: ",
  warning: "Warning: ",
  danger: "Danger: ",
};

function blockText(block: Block): string {
  if ("p" in block) return runsText(block.p);
  if ("heading" in block) return runsText(block.heading);
  if ("code" in block) return indent(block.code, "    ", "    ");
  if ("quote" in block) return indent(docText(block.quote), "> ", "> ");
  if ("callout" in block) return calloutWords[block.callout] + docText(block.body);
  if ("tasks" in block) {
    return block.tasks
      .map(({ body, done }) => indent(tight(body), done ? "[x] " : "[ ] ", "    "))
      .join("\n");
  }
  if ("list" in block) {
    return block.list
      .map((item, index) => {
        const mark = block.ordered ? `${(block.start ?? 1) + index}. ` : "- ";
        return indent(tight(item), mark, " ".repeat(mark.length));
      })
      .join("\n");
  }
  if ("table" in block) return tableText(block.table);
  if ("secret" in block) return secretText;
  return "image" in block ? pictureText(block) : "---";
}

/** What stands for a secret wherever it is not the moment to show it. */
export const secretText = "[not shown]";

/** What stands for a picture: its text, on one line. */
export function pictureText({ alt }: ImageBlock): string {
  return `[picture: ${alt.replace(/\n/g, " ")}]`;
}

/** The blocks of a list item, without empty lines between them. */
function tight(doc: Doc): string {
  return doc.map(blockText).join("\n");
}

/** Where a link leads, as people read it. */
export function addressOf(link: string): string {
  return link.replace(/^mailto:/, "");
}

/** What stands behind the text of a link: nothing where that says itself where it leads. */
export function behindLink(text: string, link: string): string {
  const address = addressOf(link);
  return text === address || text === link ? "" : ` (${address})`;
}

/** Runs as plain text; a link on which nothing stands is its address. */
export function runsText(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      if ("text" in run) return run.code ? `\`${run.text}\`` : run.text;
      if ("mention" in run) return run.name;
      const text = runsText(run.runs);
      return text.trim() === "" ? addressOf(run.link) : text + behindLink(text, run.link);
    })
    .join("");
}

function tableText(rows: readonly (readonly (readonly Run[])[])[]): string {
  const cells = rows.map((row) => row.map((cell) => runsText(cell).replace(/\n/g, " ")));
  const widths = cells.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first : rest) + line)
    .map((line) => line.trimEnd())
    .join("\n");
}
