import type { Danger } from "../entry-fields.ts";

/** What can be dropped and is hard to get back. */
const droppable: ReadonlySet<string> = new Set(
  `table database schema view materialized index user role tablespace sequence extension function procedure trigger type
  domain keyspace owned publication subscription foreign server`.split(/\s+/),
);

/** They define what may be done, and do nothing. */
const harmless: ReadonlySet<string> = new Set(["create", "grant", "revoke", "comment"]);

/** Comments, texts and quoted names, the end of a statement, words, and whatever else is one letter. None scans twice. */
const token =
  /--[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|'(?:[^'\\]|\\[\s\S])*'?|"(?:[^"\\]|\\[\s\S])*"?|`[^`]*`?|[\w.{}$]+|[^\s]/g;

type Statement = {
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
};

/** The first of the worst statements of a text in SQL, by its offsets; undefined when none of them changes anything. */
export function worstStatement(
  sql: string,
): { readonly danger: Danger; readonly start: number; readonly end: number } | undefined {
  let worst: Statement | undefined;
  for (const statement of statementsIn(sql)) {
    const danger = dangerOf(statement.words);
    if (danger === "high") return { danger, start: statement.start, end: statement.end };
    if (danger === "medium") worst ??= statement;
  }
  return worst && { danger: "medium", start: worst.start, end: worst.end };
}

/** Cuts at semicolons, and where a block or branch of a procedure begins. */
function* statementsIn(sql: string): Iterable<Statement> {
  let words: string[] = [];
  let [start, end] = [0, 0];
  for (const { 0: found, index } of sql.matchAll(token)) {
    if (found.startsWith("--") || found.startsWith("/*")) continue;
    const word = /^['"`]/.test(found) ? "quoted" : found.toLowerCase();
    if (word === ";" || ["begin", "then", "else", "loop"].includes(word)) {
      yield { words, start, end };
      words = [];
      continue;
    }
    if (words.length === 0) start = index;
    end = index + found.length;
    words.push(word);
  }
  yield { words, start, end };
}

function dangerOf(words: readonly string[]): Danger {
  const [first = "", second = ""] = words;
  if (first === "explain" && !words.includes("analyze")) return "none";
  if (harmless.has(first)) return "none";
  if (first === "drop" && droppable.has(second)) return "high";
  if (first === "truncate" && /^[\w{$]/.test(second)) return "high";
  const follows = (before: string, after: string) =>
    words.some((word, at) => word === before && words[at + 1] === after);
  if (first === "alter" && (follows("drop", "column") || follows("drop", "partition"))) {
    return "high";
  }
  const deletes = follows("delete", "from") || (first === "delete" && words.includes("from"));
  // `SELECT … FOR UPDATE` and `ON UPDATE CASCADE` are no updates.
  const update = words.findIndex(
    (word, at) => word === "update" && !["for", "on", "key"].includes(words[at - 1] ?? ""),
  );
  const updates = update >= 0 && words.indexOf("set", update) > update + 1;
  const upserts = follows("do", "update");
  return deletes || updates || upserts ? "medium" : "none";
}
