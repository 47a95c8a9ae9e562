/**
 * Names the line that a command begins, as the thread of a conversation: the person who gave it alone sees what is said
 * there.
 *
 * @param command its dedup key
 * @param seenIn the thread of Slack in which they see it; undefined: on the room's main line
 */
export function asideThread(command: string, seenIn: string | undefined): string {
  return seenIn === undefined ? command : `${command}@${seenIn}`;
}

/** Reads what {@link asideThread} wrote; undefined: it is a thread that others see, too. */
export function readAside(
  thread: string,
): { readonly command: string; readonly seenIn: string | undefined } | undefined {
  const [, command, seenIn] = /^(c:[^@]*)(?:@(.*))?$/s.exec(thread) ?? [];
  return command === undefined ? undefined : { command, seenIn };
}
