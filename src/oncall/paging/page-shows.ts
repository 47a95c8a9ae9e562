import { z } from "zod";

/** What the messages of a page show beside it, as it was when it was opened. It is kept as JSON. */
export const pageShowsSchema = z
  .object({
    /** What was paged, in words. */
    about: z.string(),
    runbook: z.object({ entry: z.string(), title: z.string() }).readonly().optional(),
    /** The last resolved page of the same service. */
    similar: z.object({ number: z.int(), text: z.string() }).readonly().optional(),
  })
  .readonly();
export type PageShows = z.infer<typeof pageShowsSchema>;
