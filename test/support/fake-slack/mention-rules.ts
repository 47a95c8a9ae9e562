/**
 * Finds what Slack would read as a mention in text that it parses. Mentions are elements of rich text here: in
 * parsed text they can only have come from somebody's words.
 */
export function activeMention(text: string): string | undefined {
  return /<[!@#][^>]*>?/.exec(text)?.[0];
}
