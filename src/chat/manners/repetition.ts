import type { Doc } from "../doc.ts";
import type { ThreadState } from "../thread-state.ts";

/** What tells one serving of an entry from another: the entry, and whatever changes its text, such as the environment. */
export function servedKey(entry: string, ...changes: readonly (string | undefined)[]): string {
  const said = changes.filter((one) => one !== undefined);
  return said.length === 0 ? entry : JSON.stringify([entry, ...said]);
}

/** Key of the reply that served the same in this conversation (M16). */
export function earlierReply({ served }: ThreadState, key: string): string | undefined {
  return Object.hasOwn(served, key) ? served[key] : undefined;
}

/** Points to an earlier answer instead of giving it again. @param link to the message, where the platform has such */
export function renderEarlier(title: string, link: string | undefined): Doc {
  const name = link === undefined ? { text: `"${title}"` } : { link, runs: [{ text: title }] };
  return [{ p: [{ text: "That is answered above: " }, name, { text: "." }] }];
}
