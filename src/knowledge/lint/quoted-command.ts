import { findSecrets } from "../secrets.ts";

const mostCharacters = 60;

/** A command in a message: on one line, cut where it is long, and without secrets. */
export function quotedCommand(command: string): string {
  let shown = "";
  let from = 0;
  for (const { start, end } of findSecrets(command)) {
    shown += `${command.slice(from, start)}…`;
    from = end;
  }
  const line = (shown + command.slice(from))
    .split("\n")
    .map((part) => part.trim().replace(/\s\\$/, ""))
    .join(" ");
  return `"${line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line}"`;
}
