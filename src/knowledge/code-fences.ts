/**
 * Rewrites the lines of a Markdown text that stand outside its code fences; the number of lines stays as it is.
 *
 * @param rewrite gets one line and its index, and returns the line to stand there
 */
export function mapProseLines(
  text: string,
  rewrite: (line: string, index: number) => string,
): string {
  let open: string | undefined;
  return text
    .split("\n")
    .map((line, index) => {
      const fence = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line);
      const marks = fence?.[1] ?? "";
      if (open === undefined) {
        if (!fence || (marks.startsWith("`") && fence[2]?.includes("`")))
          return rewrite(line, index);
        open = marks;
      } else if (marks.startsWith(open) && fence?.[2]?.trim() === "") {
        open = undefined;
      }
      return line;
    })
    .join("\n");
}
