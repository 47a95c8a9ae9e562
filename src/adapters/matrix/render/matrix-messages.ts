import { type Block, type Doc, paragraph } from "../../../chat/doc.ts";
import { docText } from "../../../chat/doc-text.ts";
import { imagesIn } from "../../../chat/pictures.ts";
import type { Importance, Reply } from "../../../chat/reply.ts";
import { splitDoc } from "../../../chat/split-doc.ts";
import { actionLines } from "./action-lines.ts";
import { docHtml } from "./doc-html.ts";
import { type ImageContent, imageContent, mostAlt, type UploadedImage } from "./image-content.ts";
import { type Mentions, mentionsOf } from "./mentions.ts";
import type { Surface } from "./surface.ts";

/** A text as an event of type `m.room.message` holds it. */
export type TextContent = {
  /** The rules that clients ring by pass over a notice. */
  readonly msgtype: "m.notice" | "m.text";
  readonly body: string;
  readonly format: "org.matrix.custom.html";
  readonly formatted_body: string;
  readonly "m.mentions": Mentions;
};

export type MatrixContent = TextContent | ImageContent;

/** Bytes of a message as JSON: an event holds 65 536, of which encryption leaves about 47 000. */
export const mostBytes = 40 * 1024;

/**
 * Renders what is said as messages, in their order, at least one. A picture is a message of its own, after the text before
 * it; what can be pressed stands at the end of the last text.
 *
 * @param given.images of each picture of the Doc, in their order, what was uploaded; undefined: its text stands for it
 */
export function matrixMessages(
  { doc, actions, importance, to }: Pick<Reply, "doc" | "actions" | "importance" | "to">,
  given: {
    readonly self: string;
    readonly images: readonly (UploadedImage | undefined)[];
  },
): readonly MatrixContent[] {
  const surface = { workspace: to.workspace, self: given.self };
  const textOf = (part: Doc) => textContent(part, importance, surface);
  const messages = piecesOf([...doc, ...actionLines(actions)], given.images).flatMap(
    (piece): readonly MatrixContent[] =>
      "msgtype" in piece
        ? [piece]
        : parts(piece.text, (part) => bytesOf(textOf(part)) <= mostBytes)
            .map(textOf)
            .filter(({ body }) => body.trim() !== ""),
  );
  return messages.length > 0 ? messages : [textOf([paragraph("(nothing to show)")])];
}

/** Texts and the pictures between them. What a picture is a part of goes before it, with its text in its place. */
function piecesOf(
  doc: Doc,
  images: readonly (UploadedImage | undefined)[],
): readonly ({ readonly text: Doc } | ImageContent)[] {
  const pieces: ({ readonly text: Doc } | ImageContent)[] = [];
  const coming = images.values();
  let text: Block[] = [];
  for (const block of doc) {
    const shown = imagesIn([block]).flatMap(({ alt }) => {
      const image = coming.next().value;
      return image ? [imageContent(image, alt)] : [];
    });
    const isWhole = "image" in block && shown.length > 0 && block.alt.length <= mostAlt;
    if (!isWhole) text.push(block);
    if (shown.length === 0) continue;
    pieces.push({ text }, ...shown);
    text = [];
  }
  return [...pieces, { text }];
}

/** Parts that fit, all of them: what cannot be cut so that it does goes on as plain text. */
function parts(doc: Doc, fits: (part: Doc) => boolean): readonly Doc[] {
  return splitDoc(doc, fits).flatMap((part) =>
    fits(part) ? [part] : splitDoc([paragraph(docText(part))], fits),
  );
}

function textContent(doc: Doc, importance: Importance, surface: Surface): TextContent {
  return {
    msgtype: importance === "alert" || importance === "page" ? "m.text" : "m.notice",
    body: docText(doc).toWellFormed(),
    format: "org.matrix.custom.html",
    formatted_body: docHtml(doc, surface),
    "m.mentions": mentionsOf(doc, surface),
  };
}

/** Of an event's content, as JSON. */
export function bytesOf(content: object): number {
  return Buffer.byteLength(JSON.stringify(content));
}
