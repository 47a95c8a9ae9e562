import { type Doc, paragraph } from "../doc.ts";
import { docText } from "../doc-text.ts";

/** The same text, for a platform that refused the rich form (M29). */
export function plainDoc(doc: Doc): Doc {
  return [paragraph(docText(doc))];
}

/** A refused format is sent once more, plain; a plain one that is refused is given up. */
export function afterBadFormat(wasPlain: boolean): "send-plain" | "give-up" {
  return wasPlain ? "give-up" : "send-plain";
}
