import type { Clock } from "../../../kernel/clock.ts";

/** What Slack tells of things, by their ids, kept for a while. */
export type Lookup<Told> = {
  /** Never rejects; undefined: Slack would not tell, and is asked again the next time. */
  ask(id: string): Promise<Told | undefined>;
  /** What is known without asking. */
  known(id: string): Told | undefined;
};

const keepFor = Temporal.Duration.from({ minutes: 30 });
/** Of a large company a busy part; then it begins anew. */
const most = 10_000;

/** @param fetch may throw */
export function createLookup<Told>(
  clock: Clock,
  fetch: (id: string) => Promise<Told | undefined>,
): Lookup<Told> {
  const kept = new Map<string, { readonly told: Told; readonly until: Temporal.Instant }>();
  const underWay = new Map<string, Promise<Told | undefined>>();

  function known(id: string): Told | undefined {
    const found = kept.get(id);
    if (!found || Temporal.Instant.compare(clock.now(), found.until) >= 0) return undefined;
    return found.told;
  }
  async function fetched(id: string): Promise<Told | undefined> {
    try {
      const told = await fetch(id);
      if (kept.size >= most) kept.clear();
      if (told !== undefined) kept.set(id, { told, until: clock.now().add(keepFor) });
      return told;
    } catch {
      return undefined;
    } finally {
      underWay.delete(id);
    }
  }

  return {
    known,
    async ask(id) {
      const old = known(id);
      if (old !== undefined) return old;
      const asking = underWay.get(id) ?? fetched(id);
      underWay.set(id, asking);
      return await asking;
    },
  };
}
