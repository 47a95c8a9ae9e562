import { assembleCorpus, type Corpus } from "../../../src/knowledge/corpus.ts";
import type { Entry } from "../../../src/knowledge/entry.ts";
import { isPageName } from "../../../src/knowledge/entry-id.ts";
import {
  type Linted,
  type LintGiven,
  lintCorpus,
} from "../../../src/knowledge/lint/lint-corpus.ts";
import { type Files, page } from "../../support/knowledge-folder.ts";

/** Files with a fault, and where it is found: `answers/a.md:3:8 error K020`. */
export type FaultRow = [fault: string, files: Files, ...places: readonly string[]];

const today = Temporal.PlainDate.from("2026-11-25");

/** A catalogue in which nothing is wrong. */
const soundCatalogue: Files = {
  "services.yaml":
    "services: [{id: kafka, name: Kafka, kind: systemd-unit, aliases: [event bus], owner: team-a}, {id: redis, owner: team-a}]\n",
  "people.yaml":
    "teams: [{id: team-a, name: Team A, slack: C01, members: [ana]}]\npeople: [{id: ana, slack: U01}]\n",
};

/** An answer in which nothing is wrong but what is said here; a key that is given again replaces the sound one. */
export function answer(fields: readonly string[] = [], body = "Install the client."): string {
  const sound = ["title: Set up the VPN", "owner: team-a", "questions: [how do I set up the vpn]"];
  return page(replaced(sound, fields), body);
}

/** A runbook, likewise. */
export function runbook(
  fields: readonly string[] = [],
  body = "Restarts one broker.\n\n## Steps\n\n1. Restart it.",
): string {
  const sound = [
    "title: Restart kafka",
    "owner: team-a",
    "questions: [how do I restart kafka]",
    "services: [kafka]",
    "danger: none",
  ];
  return page(replaced(sound, fields), body);
}

function replaced(sound: readonly string[], fields: readonly string[]): readonly string[] {
  const keyOf = (line: string) => line.slice(0, line.indexOf(":"));
  const keys = fields.map(keyOf);
  return [...sound.filter((line) => !keys.includes(keyOf(line))), ...fields];
}

const types: Readonly<Record<string, Entry["type"]>> = {
  answers: "answer",
  runbooks: "runbook",
  checklists: "checklist",
};

/** Makes a corpus of files without a disk. */
function corpusOf(files: Files): Corpus {
  const entries = Object.entries(files);
  const pages = entries.filter(([file]) => isPageName(file));
  const catalogue = ["services.yaml", "people.yaml"].flatMap((file) =>
    files[file] === undefined ? [] : [{ file, text: files[file] }],
  );
  return assembleCorpus({
    pages: pages.map(([file, text]) => {
      const [folder = "", ...path] = file.split("/");
      return {
        file,
        path: path.join("/"),
        folderType: types[folder],
        bytes: new TextEncoder().encode(text),
      };
    }),
    catalogue,
    imports: [],
    problems: [],
  });
}

/**
 * Lints files beside a sound catalogue. That nobody says how to restart its services (K033) is not told, as it would be in
 * every case.
 */
export function lintFiles(files: Files, given: Partial<LintGiven> = {}): Linted {
  const all = { ...soundCatalogue, ...files };
  return lintCorpus(corpusOf(all), {
    today,
    exists: (path) => Object.keys(all).includes(path),
    checkedOf: ({ reviewed }) => reviewed && { on: reviewed, by: undefined },
    folder: "",
    weights: { K033: "off" },
    ...given,
  });
}

/** Findings in one line each: `answers/a.md:3:8 error K020`. */
export function placesOf({ findings }: Linted): readonly string[] {
  return findings.map(
    ({ file, line, column, severity, rule }) => `${file}:${line}:${column} ${severity} ${rule}`,
  );
}
