import { z } from "zod";
import { createNearest } from "../search/nearest.ts";
import type { Viewer } from "./audience.ts";
import { isServed } from "./availability.ts";
import type { Corpus } from "./corpus.ts";

/** A question with what it must find: ids of entries, any of which will do; none of them: it must find nothing. */
export type EvalQuestion = { readonly q: string; readonly want: readonly string[] };

/** Somebody who may read everything, teams that people.yaml does not know included. */
export function readerOfAll({ entries, catalogue }: Corpus): Viewer {
  const named = entries.flatMap(({ audience }) => (typeof audience === "string" ? [] : audience));
  const teams = [...new Set([...catalogue.teams.map(({ id }) => id), ...named])];
  return { kind: "member", person: { id: "everybody", roles: [] }, teams };
}

/** The questions that entries give themselves, of those entries that may be found on this day. */
export function storedQuestions(
  corpus: Corpus,
  viewer: Viewer,
  today: Temporal.PlainDate,
): readonly EvalQuestion[] {
  return corpus.entries
    .filter((entry) => !entry.excluded && isServed(entry, viewer, today))
    .flatMap(({ id, questions }) => questions.map((q) => ({ q, want: [id] })));
}

const lineSchema = z.object({
  q: z.string(),
  entry: z.union([z.string(), z.array(z.string()), z.null()]),
});

/**
 * Reads JSON lines {"q","entry"}; former ids of entries count as their present ones, and empty lines as none.
 *
 * @returns the questions, and for each bad line, counted from 1, what is wrong with it
 */
export function parseEvalQuestions(
  text: string,
  corpus: Corpus,
): {
  readonly questions: readonly EvalQuestion[];
  readonly faults: readonly { readonly line: number; readonly message: string }[];
} {
  const questions: EvalQuestion[] = [];
  const faults: { readonly line: number; readonly message: string }[] = [];
  const idOf = createIdOf(corpus);
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line, idOf);
    if (typeof read === "string") faults.push({ line: index + 1, message: read });
    else questions.push(read);
  }
  return { questions, faults };
}

const expected = 'expected one JSON object such as {"q": "who is on call?", "entry": "on-call"}.';

function readLine(line: string, idOf: ReturnType<typeof createIdOf>): EvalQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(line.trim()); // a byte order mark goes with the blanks
  } catch {
    return `It is no JSON: ${expected}`;
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `Its ${issue?.path.join(".") || "value"} cannot be read: ${expected}`;
  }
  const { q, entry } = parsed.data;
  const want: string[] = [];
  for (const given of typeof entry === "string" ? [entry] : (entry ?? [])) {
    const found = idOf(given);
    if ("unknown" in found) return found.unknown;
    want.push(found.id);
  }
  return { q, want };
}

function createIdOf({ entries, entryById }: Corpus) {
  const former = new Map(
    entries.flatMap(({ id, redirectFrom }) => redirectFrom.map((old) => [old, id] as const)),
  );
  const nearest = createNearest(entries.map(({ id, title }) => ({ item: id, names: [id, title] })));
  return (given: string): { readonly id: string } | { readonly unknown: string } => {
    const id = entryById.has(given) ? given : former.get(given);
    if (id !== undefined) return { id };
    const [near] = nearest(given, 1);
    const hint = near === undefined ? "Correct it, or remove the line." : `Did you mean "${near}"?`;
    return { unknown: `It names ${JSON.stringify(given)}: expected the id of an entry. ${hint}` };
  };
}
