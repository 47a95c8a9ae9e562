import { compare } from "./compare.ts";
import type { Entry } from "./entry.ts";
import { keptGood } from "./last-good.ts";
import type { Problem } from "./problem.ts";

/**
 * Gives each id to one entry: to the page that held it before, else to the first by path. A page that comes too late is
 * told (K010), and served as it was before if that version's id is still free. An id wins over another page's redirect.
 *
 * @param before the entries in force until now
 */
export function claimIds(
  candidates: readonly Entry[],
  before: readonly Entry[],
): { readonly entryById: ReadonlyMap<string, Entry>; readonly problems: readonly Problem[] } {
  const inForce = new Map(before.map((entry) => [entry.file, entry]));
  const held = (entry: Entry) => Number(inForce.get(entry.file)?.id === entry.id);
  const inOrder = [...candidates].sort((a, b) => held(b) - held(a) || compare(a.file, b.file));
  const entryById = new Map<string, Entry>();
  const problems: Problem[] = [];
  for (const entry of inOrder) {
    const holder = entryById.get(entry.id);
    if (!holder) {
      entryById.set(entry.id, entry);
      continue;
    }
    const last = inForce.get(entry.file);
    const message = `The id "${entry.id}" belongs to ${holder.file}: this page is not served. Give it another "id".`;
    const problem = { rule: "K010", file: entry.file, line: 1, column: 1, message };
    const isFree = last !== undefined && !entryById.has(last.id);
    if (isFree) entryById.set(last.id, last);
    problems.push(isFree ? keptGood(problem) : problem);
  }
  for (const entry of entryById.values()) {
    // A page may name its own address, as Jekyll's permalink does.
    const taken = entry.redirectFrom.find((id) => id !== entry.id && entryById.has(id));
    if (taken === undefined) continue;
    const message = `redirect_from names "${taken}", which is the id of ${entryById.get(taken)?.file}: links go there. Remove it here.`;
    problems.push({ rule: "K010", file: entry.file, line: 1, column: 1, message });
  }
  return { entryById, problems };
}
