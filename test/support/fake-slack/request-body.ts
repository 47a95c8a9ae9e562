import type { IncomingMessage } from "node:http";
import type { Json } from "./slack-refusal.ts";

/** Reads the whole body of a request. */
export async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads arguments from a form or from JSON. */
export function argumentsOf(request: IncomingMessage, body: Buffer): Json {
  const text = body.toString("utf8");
  if (text === "") return {};
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  return isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}

/** The bytes of an upload: the only part of a form, or the whole body. */
export async function uploadedBytes(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers["content-type"];
  if (!type?.startsWith("multipart/form-data")) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": type },
  }).formData();
  for (const part of form.values()) {
    return typeof part === "string" ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}
