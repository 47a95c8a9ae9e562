import { type Block, type Doc, type ImageBlock, type ImageRef, paragraph } from "./doc.ts";
import { pictureText } from "./doc-text.ts";
import { blocksIn, replaceBlocks } from "./doc-tree.ts";

/** The bytes of a picture, and a name for its file, such as `guest-wifi.png`. */
export type Picture = { readonly png: Uint8Array; readonly name: string };

/** Makes a picture when it is to be sent; what no recipe knows is undefined. */
export type Pictures = (image: ImageRef) => Promise<Picture | undefined>;

/** Knows no recipe. */
export const noPictures: Pictures = async () => undefined;

/** A Doc ready to be shown, and what was made of its pictures, in their order. */
type Pictured<T> = {
  readonly doc: Doc;
  readonly pictures: readonly { readonly alt: string; readonly made: T }[];
};

/**
 * Makes all pictures of a Doc. One that is not made keeps its text, and says that there is no picture: the message goes
 * out all the same.
 *
 * @param make gives undefined for what it cannot make; what it throws goes to `fault` and counts as the same
 */
export async function makePictures<T>(
  doc: Doc,
  make: (image: ImageRef) => Promise<T | undefined>,
  fault: (error: unknown) => void,
): Promise<Pictured<T>> {
  const pictures: { alt: string; made: T }[] = [];
  const missing = new Set<Block>();
  for (const block of imagesIn(doc)) {
    try {
      const made = await make(block.image);
      if (made === undefined) missing.add(block);
      else pictures.push({ alt: block.alt, made });
    } catch (error) {
      fault(error);
      missing.add(block);
    }
  }
  const instead = (block: Block) =>
    "image" in block && missing.has(block) ? notMade(block) : undefined;
  return { doc: missing.size === 0 ? doc : replaceBlocks(doc, instead), pictures };
}

/** The pictures of a Doc, in their order. */
export function imagesIn(doc: Doc): readonly ImageBlock[] {
  return blocksIn(doc).filter((block) => "image" in block);
}

function notMade(block: ImageBlock): Block {
  return paragraph(`${pictureText(block)}\nThe picture could not be made.`);
}
