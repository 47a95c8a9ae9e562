/** A command that a README shows. */
export type ReadmeCommand = {
  /** Where it stands, from 1. */
  readonly line: number;
  readonly command: string;
  /** What it prints, trimmed; undefined: the README does not say. */
  readonly prints: string | undefined;
};

const fencePattern = /^```(?<language>\w*)[^\n]*\n(?<body>.*?)^```$/gms;

/**
 * Finds the commands of a README, in order: each line of a fence `shell` or `sh`, and in a fence `console` each line that
 * begins with `$ `, which prints the lines up to the next one. Fences of any other language hold none.
 */
export function readmeCommands(markdown: string): readonly ReadmeCommand[] {
  return [...markdown.matchAll(fencePattern)].flatMap(({ index, groups }) => {
    const { language = "", body = "" } = groups ?? {};
    const first = markdown.slice(0, index).split("\n").length + 1;
    const lines = body.split("\n").map((text, at) => ({ line: first + at, text }));
    if (language === "console") return transcript(lines);
    if (language !== "shell" && language !== "sh") return [];
    return lines
      .filter(({ text }) => text.trim() !== "" && !text.startsWith("#"))
      .map(({ line, text }) => ({ line, command: text, prints: undefined }));
  });
}

type Line = { readonly line: number; readonly text: string };

function transcript(lines: readonly Line[]): readonly ReadmeCommand[] {
  const starts = lines.flatMap(({ text }, at) => (text.startsWith("$ ") ? [at] : []));
  return starts.map((start, which) => {
    const output = lines.slice(start + 1, starts[which + 1]).map(({ text }) => text);
    return {
      line: lines[start]?.line ?? 0,
      command: lines[start]?.text.slice(2) ?? "",
      prints: output.join("\n").trim(),
    };
  });
}
