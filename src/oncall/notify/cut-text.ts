const utf8 = new TextEncoder();

export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** The beginning of a text that fits into so many bytes of UTF-8; no sign is cut in two. */
export function cutToBytes(text: string, most: number): string {
  const room = new Uint8Array(Math.max(0, most));
  return text.slice(0, utf8.encodeInto(text, room).read);
}

/** The whole text, or as much as fits with the ending after it. */
export function cutWithEnding(text: string, most: number, ending: string): string {
  if (byteLength(text) <= most) return text;
  return cutToBytes(text, most - byteLength(ending)).trimEnd() + ending;
}
