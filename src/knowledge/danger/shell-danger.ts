import type { Danger } from "../entry-fields.ts";
import { firstOperand, type Valued } from "./command-options.ts";
import { commandWrappers } from "./command-wrappers.ts";
import { worstOf } from "./danger-order.ts";
import { programDanger } from "./program-danger.ts";
import { type ShellCommand, shellCommands } from "./shell-commands.ts";
import { worstStatement } from "./sql-danger.ts";

/** Shells within shells are looked through no deeper. */
const deepest = 10;

/** What is longer than so many characters is looked at no further in search of its end. */
const longestStatement = 300;

const sqlStart = /(?:drop|truncate|delete|update|alter|with)\s/iy;

/** The statement in SQL that begins here, as in a session of `psql`. */
function bareStatement(code: string, start: number) {
  sqlStart.lastIndex = start;
  if (!sqlStart.test(code)) return undefined;
  const rest = code.slice(start, start + longestStatement);
  const end = rest.search(/;|\n[ \t]*\n/);
  const worst = worstStatement(end < 0 ? rest : rest.slice(0, end));
  return worst && { danger: worst.danger, start: start + worst.start, end: start + worst.end };
}

/**
 * Tells of each command of some code what it may do at its worst, and its offsets.
 *
 * @param input what the first of them reads
 * @param depth how many shells and programs are around them
 */
export function dangersIn(
  code: string,
  input = "",
  depth = 0,
): readonly { readonly danger: Danger; readonly start: number; readonly end: number }[] {
  if (depth > deepest) return [];
  return shellCommands(code).map((command, index) => {
    const { words, start, end } = command;
    const read = inputOf(command, index === 0 ? input : "");
    return bareStatement(code, start) ?? { danger: dangerOf(words, read, depth), start, end };
  });
}

const dangerOfCode = (code: string, input: string, depth: number) =>
  worstOf(dangersIn(code, input, depth).map(({ danger }) => danger));

/** What a command reads, as far as it is written in the code: `echo "DROP TABLE x" | psql`. */
function inputOf({ inputs, pipedFrom }: ShellCommand, more: string): string {
  const [program, ...words] = pipedFrom?.words ?? [];
  const piped =
    program === "echo" || program === "printf"
      ? [words.join(" ")]
      : program === "cat"
        ? (pipedFrom?.inputs ?? [])
        : [];
  return [...inputs, ...piped, more].filter((text) => text !== "").join("\n");
}

const shellPrograms = /^(?:ba|da|z|k|a)?sh$/;
const sqlClients: ReadonlySet<string> = new Set(
  `psql mysql mariadb sqlite3 cockroach clickhouse-client clickhouse cqlsh sqlcmd duckdb usql pgcli mycli bq snowsql`.split(
    " ",
  ),
);
const containers: ReadonlySet<string> = new Set(
  "docker podman nerdctl crictl docker-compose".split(" "),
);
const containerOptions: Valued = {
  short: "euwfpc",
  long: "--env --env-file --user --workdir --file --project-name --context --index".split(" "),
};

/** Words before a command that are none: those of the shell's own grammar, and values for its environment. */
const noCommand = /^(?:if|then|elif|else|while|until|do|!|\{|\}|time|\w+\+?=.*)$/s;

/** What a command does, itself or by the command that it runs: `sudo sh -c "rm -rf x"`. */
function dangerOf(all: readonly string[], input: string, depth: number): Danger {
  const from = all.findIndex((word) => !noCommand.test(word));
  const [path, ...words] = from < 0 ? [] : all.slice(from);
  if (path === undefined || depth > deepest) return "none";
  const program = path.slice(path.lastIndexOf("/") + 1);
  const run = (inner: readonly string[]) => dangerOf(inner, input, depth + 1);
  const read = (code: string) => dangerOfCode(code, input, depth + 1);

  const wrapper = commandWrappers.get(program);
  if (wrapper) {
    const inner = words.slice(firstOperand(words, wrapper) + wrapper.operands);
    if (!wrapper.reads) return run(inner);
    return inner.length > 0 ? read(inner.join(" ")) : dangerOfCode(input, "", depth + 1);
  }
  if (shellPrograms.test(program)) {
    const flag = words.findIndex((word) => /^-[a-zA-Z]*c[a-zA-Z]*$/.test(word));
    if (flag >= 0) return read(words.slice(flag + 1).find((word) => !word.startsWith("-")) ?? "");
    const readsInput = words.includes("-s") || words.every((word) => word.startsWith("-"));
    return readsInput ? dangerOfCode(input, "", depth + 1) : "none";
  }
  if (sqlClients.has(program)) {
    const texts = [...words.map((word) => word.replace(/^-(?:-[\w-]+=|[a-zA-Z])/, "")), input];
    return worstOf(texts.map((text) => worstStatement(text)?.danger ?? "none"));
  }
  switch (program) {
    case "su":
    case "runuser": {
      const flag = words.findIndex((word) => ["-c", "--command"].includes(word));
      return flag < 0 ? dangerOfCode(input, "", depth + 1) : read(words[flag + 1] ?? "");
    }
    case "ansible": {
      const flag = words.findIndex((word) => ["-a", "--args"].includes(word));
      return flag < 0 ? "none" : read(words[flag + 1] ?? "");
    }
    case "find":
      return worstOf(executedBy(words).map(run));
    case "kubectl":
    case "oc": {
      const end = words.indexOf("--");
      const inner = end < 0 ? [] : words.slice(end + 1);
      return worstOf([programDanger(program, words), run(inner)]);
    }
  }
  if (/^\/etc\/(?:rc\.d\/)?init\.d\//.test(path)) return programDanger("service", [path, ...words]);
  if (containers.has(program)) {
    const verb = words.indexOf("exec");
    const inner = verb < 0 ? [] : words.slice(verb + 1);
    return run(inner.slice(firstOperand(inner, containerOptions) + 1));
  }
  return programDanger(program, words);
}

/** The commands of `find … -exec rm {} \;`. */
function executedBy(words: readonly string[]): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let current: string[] | undefined;
  for (const word of words) {
    if (/^-(?:exec|ok)(?:dir)?$/.test(word)) {
      current = [];
      commands.push(current);
    } else if (word === ";" || word === "+") current = undefined;
    else current?.push(word);
  }
  return commands;
}
