import { Attachment } from "@matrix-org/matrix-sdk-crypto-wasm";
import { z } from "zod";
import type { Picture } from "../../../chat/pictures.ts";
import type { UploadedImage } from "../render/image-content.ts";
import type { MatrixCalls } from "./matrix-calls.ts";

/** https://spec.matrix.org/v1.16/client-server-api/#sending-encrypted-attachments */
const infoSchema = z.object({
  v: z.string(),
  key: z.object({
    kty: z.string(),
    key_ops: z.array(z.string()),
    alg: z.string(),
    k: z.string(),
    ext: z.boolean(),
  }),
  iv: z.string(),
  hashes: z.record(z.string(), z.string()),
});

/** Puts a picture onto the homeserver; for an encrypted room nobody there can see it. @throws what the call throws */
export async function uploadPicture(
  { png, name }: Picture,
  isEncrypted: boolean,
  calls: Pick<MatrixCalls, "upload">,
): Promise<UploadedImage> {
  const about = { name, mimetype: "image/png", size: png.length, ...sidesOf(png) };
  if (!isEncrypted) return { ...about, url: await calls.upload(new Uint8Array(png), "image/png") };
  const { info, bytes } = encrypted(png);
  const url = await calls.upload(bytes, "application/octet-stream");
  return { ...about, file: { ...info, url } };
}

/** The memory of what was written in another language is given back at once. */
function encrypted(png: Uint8Array) {
  const attachment = Attachment.encrypt(png);
  try {
    const info = infoSchema.parse(JSON.parse(attachment.mediaEncryptionInfo ?? "null"));
    return { info, bytes: new Uint8Array(attachment.encryptedData) };
  } finally {
    attachment.free();
  }
}

/** https://www.w3.org/TR/png-3/#11IHDR: the first of its chunks, and the first of what is in that. */
function sidesOf(png: Uint8Array): Pick<UploadedImage, "widthPx" | "heightPx"> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}
