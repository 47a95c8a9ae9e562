import { mapProseLines } from "../code-fences.ts";
import { belowFrontMatter } from "../front-matter.ts";

/** A line of a page below its front matter. */
type ShownLine = {
  /** From 1, as in the file. */
  readonly line: number;
  /** With blanks for comments, so that every column stays. */
  readonly text: string;
};

/** The lines of a page that are shown, code among them; comments and the front matter are not. */
export function shownLines(page: string): readonly ShownLine[] {
  const body = belowFrontMatter(page);
  const above = page.slice(0, page.length - body.length).split("\n").length;
  const lastClosing = body.split("\n").findLastIndex((line) => line.includes("-->"));
  let isComment = false;
  const shown = mapProseLines(body, (line, index) => {
    let rest = line;
    let kept = "";
    while (rest !== "") {
      const mark = rest.indexOf(isComment ? "-->" : "<!--");
      const isMark = mark >= 0 && (isComment || index <= lastClosing);
      const length = isMark ? mark + (isComment ? 3 : 0) : rest.length;
      kept += isComment ? " ".repeat(length) : rest.slice(0, length);
      rest = rest.slice(length);
      if (isMark) isComment = !isComment;
    }
    return kept;
  });
  return shown.split("\n").map((text, index) => ({ line: above + index, text }));
}
