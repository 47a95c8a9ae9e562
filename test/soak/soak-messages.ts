import { z } from "zod";

/** What the soak tells its bot. */
export const toBotSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("memory") }),
  z.object({ say: z.literal("stop") }),
]);

/** What the bot tells the soak. */
export const fromBotSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("up") }),
  /** What it holds once its garbage is collected. */
  z.object({ say: z.literal("memory"), rssMb: z.number() }),
]);

export type FromBot = z.infer<typeof fromBotSchema>;
export type ToBot = z.infer<typeof toBotSchema>;
