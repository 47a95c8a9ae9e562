import { isPageName } from "./entry-id.ts";
import type { BodyChange } from "./freshness.ts";
import { belowFrontMatter } from "./front-matter.ts";
import { type FileSide, readPatch } from "./git-patch.ts";

/** Who changed the text of which page when; by its file in the knowledge folder, in the order of the log. */
export type History = ReadonlyMap<string, readonly BodyChange[]>;

/** How each commit of the log begins: {@link createGitLogReader} reads what follows a line of this form. */
export const commitFormat = "commit%x09%aI%x09%D%x09%aE";

/** A commit that touches more pages than this is a sweep (a move, a new footer): nobody has read them all. */
const mostPages = 20;

/** An author's date that cannot be read is older than any other. */
const noDay = "1970-01-01";

type Commit = { readonly change: BodyChange; readonly lines: string[] };

/**
 * Reads the output of `git log --patch`, newest commit first, whose patches show whole files. A change counts when it
 * changes words below the front matter; white space is none. Renames are followed. The first version of a page counts,
 * its deletion does not, and neither does whatever another page of the same name was before.
 */
export function createGitLogReader() {
  const history = new Map<string, BodyChange[]>();
  /** What a file of the commit's time is called today; undefined where it is another one that was there before. */
  const namesToday = new Map<string, string | undefined>();
  let commit: Commit | undefined;
  let rest = "";
  let shallow = false;

  function take(line: string): void {
    // What a file holds has a sign before it, and is never taken for this.
    const head = /^commit\t(?:(\d{4}-\d\d-\d\d)T)?[^\t]*\t([^\t]*)\t(.*)$/.exec(line);
    if (!head) {
      commit?.lines.push(line);
      return;
    }
    settle();
    const [, day = noDay, refs = "", mail = ""] = head;
    if (refs.split(", ").includes("grafted")) shallow = true;
    commit = { change: { on: Temporal.PlainDate.from(day), mail }, lines: [] };
  }

  function settle(): void {
    if (commit === undefined) return;
    const { change, lines } = commit;
    commit = undefined;
    const pages = readPatch(lines).filter(({ before, after }) =>
      [before, after].some((side) => side !== undefined && isPageName(side.name)),
    );
    const named = pages.map((page) => ({ ...page, today: page.after && nameToday(page.after) }));
    for (const { before, after, today } of named) {
      if (today === undefined || pages.length > mostPages) continue;
      if (bodyOf(before) === bodyOf(after)) continue;
      const changes = history.get(today) ?? [];
      changes.push(change);
      history.set(today, changes);
    }
    for (const { before, after } of named) {
      if (after && before?.name !== after.name) namesToday.set(after.name, undefined);
    }
    // Last: two files may have changed names with each other.
    for (const { before, after, today } of named) {
      if (before && after) namesToday.set(before.name, today);
    }
  }

  function nameToday({ name }: FileSide): string | undefined {
    return namesToday.has(name) ? namesToday.get(name) : name;
  }

  return {
    /** Takes the next piece of the log, wherever it is cut. */
    read(text: string): void {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    },
    /**
     * What the log told: nothing for a shallow clone, whose oldest commit seems to have written everything.
     *
     * @param whole false: the log was cut, and its last commit does not count
     */
    end(whole: boolean): History {
      if (whole) settle();
      return shallow ? new Map() : history;
    },
  };
}

function bodyOf(side: FileSide | undefined): string {
  const text = side?.text.replace(/^\uFEFF/, "") ?? "";
  return belowFrontMatter(text).replace(/\s+/g, " ").trim();
}
