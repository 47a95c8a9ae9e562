import type { RootContent } from "mdast";
import { mapText } from "./map-text.ts";

/** Every text, code, fence and address of a link below these nodes; a link's texts stand before its address. */
export function textsIn(nodes: readonly RootContent[]): readonly string[] {
  const texts: string[] = [];
  const keep = (text: string) => {
    texts.push(text);
    return text;
  };
  mapText(nodes, { text: keep, url: keep });
  return texts;
}
