import { z } from "zod";

/** Who or what does something to a page. */
export const actorSchema = z.discriminatedUnion("kind", [
  /** Somebody of people.yaml, by id; through a link no account is known. */
  z
    .object({ kind: z.literal("person"), person: z.string(), principal: z.string().optional() })
    .readonly(),
  /** An account that belongs to nobody of people.yaml. */
  z.object({ kind: z.literal("account"), principal: z.string() }).readonly(),
  /** A monitor, by the name of its hook. */
  z.object({ kind: z.literal("source"), source: z.string() }).readonly(),
  z.object({ kind: z.literal("clock") }).readonly(),
]);
export type Actor = z.infer<typeof actorSchema>;

/** The account, as one text. */
export function principalOf(actor: Actor): string | undefined {
  return actor.kind === "person" || actor.kind === "account" ? actor.principal : undefined;
}
