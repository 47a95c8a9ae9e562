import type { Capabilities } from "./chat-platform.ts";
import { type Block, type Doc, paragraph, type SecretRef } from "./doc.ts";
import { blocksIn, replaceBlocks } from "./doc-tree.ts";
import { secretRefusal } from "./manners/secret-place.ts";
import type { Reply } from "./reply.ts";

/** Looks up a secret when it is to be sent; undefined where there is none to be had. */
export type Secrets = (secret: SecretRef) => Promise<string | undefined>;

/** Knows no secret. */
export const noSecrets: Secrets = async () => undefined;

/** Whether a Doc shows what is secret: pictures are made for those alone for whom the message is. */
export function isSecret(doc: Doc): boolean {
  return blocksIn(doc).some((block) => "image" in block || "secret" in block);
}

/**
 * A reply as it goes out, the one place where a secret becomes text. What may not be shown where it goes is not: whatever
 * was decided before, the room may have changed since.
 *
 * @param given.fault hears why a secret could not be looked up
 */
export async function revealed(
  reply: Reply,
  given: {
    readonly able: (where: Reply["to"]) => Promise<Capabilities>;
    readonly secrets: Secrets;
    readonly fault: (error: unknown) => void;
  },
): Promise<Reply> {
  const { doc, to } = reply;
  if (!isSecret(doc)) return reply;
  const refusal = secretRefusal(to, await given.able(to));
  if (refusal !== undefined) return { ...reply, doc: [paragraph(refusal)], actions: [] };
  const shown = new Map<Block, Block>();
  for (const block of blocksIn(doc)) {
    if ("secret" in block) shown.set(block, await lookedUp(block.secret, given));
  }
  return { ...reply, doc: replaceBlocks(doc, (block) => shown.get(block)) };
}

async function lookedUp(
  secret: SecretRef,
  { secrets, fault }: Parameters<typeof revealed>[1],
): Promise<Block> {
  try {
    const code = await secrets(secret);
    if (code !== undefined) return { code };
  } catch (error) {
    fault(error);
  }
  return paragraph("It cannot be read now. Ask again later.");
}
