import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  questions: z.array(z.string()),
  body: z.string(),
});
const questionSchema = z.object({
  id: z.string(),
  text: z.string(),
  gold: z.array(z.string()),
  split: z.enum(["dev", "test"]),
});

export type Entry = Readonly<z.infer<typeof entrySchema>>;
/** What is asked, and the entries that answer it; none: the set has no answer to it. */
export type Question = Readonly<z.infer<typeof questionSchema>>;
export type QuestionSet = {
  readonly name: string;
  readonly entries: readonly Entry[];
  /** In the order in which they were asked. */
  readonly questions: readonly Question[];
};

/** Reads each folder in `folder` that holds corpus.jsonl and queries.jsonl, by name. */
export function loadSets(folder: string): readonly QuestionSet[] {
  const names = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return names
    .filter((name) => existsSync(join(folder, name, "corpus.jsonl")))
    .map((name) => ({
      name,
      entries: readLines(join(folder, name, "corpus.jsonl"), entrySchema),
      questions: readLines(join(folder, name, "queries.jsonl"), questionSchema),
    }));
}

/** At most `most` of a list, evenly from all of it and always the same. */
export function sampled<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most);
  const count = Math.min(most, list.length);
  return Array.from({ length: count }, (_, at) => list[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  );
}

function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
