import { mostThat } from "../../../chat/cut-text.ts";

/**
 * https://docs.slack.dev/reference/methods/chat.update: longer text is refused, also beside blocks, although a post may
 * have it. By gitlab-org/gitlab !258898 bytes count, of text as it is escaped.
 */
const mostBytes = 4_000;

/**
 * The text of an edit, cut to what Slack takes there; what is cut off shows as `…`, and the blocks beside it show it all.
 *
 * @param text escaped
 */
export function editText(text: string): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const most = mostBytes - Buffer.byteLength("…");
  const at = mostThat(text.length, (some) => Buffer.byteLength(text.slice(0, some)) <= most);
  // Neither half a character nor half an escape is left at the end.
  return `${text.slice(0, at).replace(/[\ud800-\udbff]$|&[a-z]*$/, "")}…`;
}
