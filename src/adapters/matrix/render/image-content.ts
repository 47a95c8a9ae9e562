import { type Mentions, mentioning } from "./mentions.ts";

/** Where a file of another encryption lies, and how to read it: https://spec.matrix.org/v1.14/client-server-api/#extensions-to-mroommessage-msgtypes */
type EncryptedFile = {
  readonly url: string;
  readonly key: {
    readonly kty: string;
    readonly key_ops: readonly string[];
    readonly alg: string;
    readonly k: string;
    readonly ext: boolean;
  };
  readonly iv: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly v: string;
};

/** A picture that is on the server: encrypted for a room that is, else for whoever has the address. */
export type UploadedImage = {
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  readonly widthPx: number;
  readonly heightPx: number;
} & ({ readonly url: string } | { readonly file: EncryptedFile });

export type ImageContent = {
  readonly msgtype: "m.image";
  readonly body: string;
  readonly filename: string;
  readonly info: {
    readonly mimetype: string;
    readonly size: number;
    readonly w: number;
    readonly h: number;
  };
  readonly "m.mentions": Mentions;
} & ({ readonly url: string } | { readonly file: EncryptedFile });

/** Characters of what a picture says by itself. */
export const mostAlt = 1_000;

/** @param alt what it says to those who do not see it, cut where it is longer than that; blank: its name */
export function imageContent(image: UploadedImage, alt: string): ImageContent {
  const { name, mimetype, size, widthPx, heightPx } = image;
  const text = alt.length <= mostAlt ? alt : `${alt.slice(0, mostAlt - 1)}…`;
  return {
    msgtype: "m.image",
    body: alt.trim() === "" ? name : text.toWellFormed(),
    filename: name,
    info: { mimetype, size, w: widthPx, h: heightPx },
    "m.mentions": mentioning([]),
    ...("file" in image ? { file: image.file } : { url: image.url }),
  };
}
