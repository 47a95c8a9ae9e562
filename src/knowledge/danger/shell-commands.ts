/** One simple command of a shell: a program and its arguments, without quotes, redirections and assignments to files. */
export type ShellCommand = {
  readonly words: readonly string[];
  /** What stands in the code for it to read: here-documents and here-strings. */
  readonly inputs: readonly string[];
  /** The command whose output it reads. */
  readonly pipedFrom: ShellCommand | undefined;
  /** Offsets in the code, as far as the text of the command goes. */
  readonly start: number;
  readonly end: number;
};

type Draft = {
  readonly words: string[];
  readonly inputs: string[];
  readonly pipedFrom: Draft | undefined;
  start: number;
  end: number;
};

/** A shell within a shell: what stands in `$(…)`, in backquotes, or around all of them. */
type Frame = {
  readonly closes: ")" | "`" | undefined;
  draft: Draft;
  word: string | undefined;
  /** Whether the place read is between double quotes. */
  quoted: boolean;
  /** Parentheses open within it. */
  depth: number;
  /** What the next word is: the name of a file is none of the command's words. */
  next: "word" | "file" | "input";
};

/** Substitutions nested more deeply are text. */
const deepest = 30;

/** What is neither a blank nor means something to the shell. */
const plain = /[^\s"'`\\$<>|&;()#]+/y;
const hereDocument = /<<-?[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/y;
/** `<namespace>`: a word that somebody is to replace, and no redirection. */
const angled = /<[a-z](?:[\w.:-]| (?=\w)){0,40}>/iy;
/** What a terminal shows before a command: `$`, `ana@web1:~$`, `shop=#`, `mysql>`. */
const prompt =
  /[ \t]*(?:[$%>❯]|[\w.-]{1,40}@[\w.:~/-]{1,60}[#$%]|[\w.-]{1,40}[=-][#>]|\w{0,10}sql>)[ \t]+/y;

/** Cuts code of a shell into its simple commands, those within substitutions too, in the order in which they end. */
export function shellCommands(code: string): readonly ShellCommand[] {
  const commands: Draft[] = [];
  const frames: Frame[] = [];
  const bodies = createBodies(code);
  let pending: { readonly draft: Draft; readonly delimiter: string }[] = [];
  let at = 0;
  let frame = open(undefined);

  function open(closes: Frame["closes"]): Frame {
    const opened: Frame = {
      closes,
      draft: newDraft(undefined),
      word: undefined,
      quoted: false,
      depth: 0,
      next: "word",
    };
    frames.push(opened);
    return opened;
  }

  function append(text: string, length = text.length) {
    if (frame.draft.start < 0) frame.draft.start = at;
    frame.word = (frame.word ?? "") + text;
    at += length;
    frame.draft.end = at;
  }

  function endWord() {
    const { word, next, draft } = frame;
    if (word === undefined) return;
    if (next === "word") draft.words.push(word);
    else if (next === "input") draft.inputs.push(word);
    frame.word = undefined;
    frame.next = "word";
  }

  function endCommand(length: number, isPipe = false) {
    endWord();
    const { draft } = frame;
    if (draft.words.length > 0) commands.push(draft);
    frame.draft = newDraft(isPipe ? draft : undefined);
    frame.next = "word";
    at += length;
  }

  function substitute(closes: ")" | "`", length: number) {
    if (frames.length >= deepest) return append(code.slice(at, at + length));
    append("$()", length);
    frame = open(closes);
  }

  function endSubstitution() {
    endCommand(1);
    frames.pop();
    frame = frames.at(-1) ?? open(undefined);
    frame.draft.end = at;
  }

  function backquote() {
    if (frame.closes === "`") endSubstitution();
    else substitute("`", 1);
  }

  function redirect() {
    if (/^\d+$/.test(frame.word ?? "")) frame.word = undefined;
    if (matchAt(angled, code, at)) return append(matchAt(angled, code, at)?.[0] ?? "");
    endWord();
    const document = matchAt(hereDocument, code, at);
    if (code.startsWith("<<<", at)) {
      frame.next = "input";
      at += 3;
    } else if (document) {
      const [whole, single, double, bare] = document;
      pending.push({ draft: frame.draft, delimiter: single ?? double ?? bare ?? "" });
      at += whole.length;
      frame.draft.end = at;
    } else if (code[at + 1] === "(") substitute(")", 2);
    else {
      at += /^[<>]{1,2}[&|]?/.exec(code.slice(at, at + 3))?.[0].length ?? 1;
      frame.next = "file";
    }
  }

  function newLine() {
    endCommand(1);
    for (const { draft, delimiter } of pending) {
      const body = bodies(at, delimiter);
      if (!body) continue;
      draft.inputs.push(code.slice(at, body.end));
      at = body.next;
    }
    pending = [];
    at += matchAt(prompt, code, at)?.[0].length ?? 0;
  }

  function readQuoted(letter: string) {
    const next = code[at + 1] ?? "";
    if (letter === '"') {
      append("", 1);
      frame.quoted = false;
    } else if (letter === "\\" && next === "\n") at += 2;
    else if (letter === "\\" && '"\\$`'.includes(next)) append(next, 2);
    else if (letter === "$" && next === "(") substitute(")", 2);
    else if (letter === "`") backquote();
    else append(letter);
  }

  function read(letter: string) {
    const next = code[at + 1] ?? "";
    switch (letter) {
      case "\\":
        if (next === "\n") at += 2;
        else append(next, 2);
        break;
      case "'": {
        const end = code.indexOf("'", at + 1);
        if (end < 0) append(letter);
        else append(code.slice(at + 1, end), end + 1 - at);
        break;
      }
      case '"':
        if (code.includes('"', at + 1)) {
          append("", 1);
          frame.quoted = true;
        } else append(letter);
        break;
      case "$":
        if (next === "(") substitute(")", 2);
        else append(letter);
        break;
      case "`":
        backquote();
        break;
      case "#": {
        const end = code.indexOf("\n", at);
        if (frame.word !== undefined) append(letter);
        else at = end < 0 ? code.length : end;
        break;
      }
      case "\n":
        newLine();
        break;
      case ";":
        endCommand(1);
        break;
      case "&":
        if (next === ">") at += 1;
        else endCommand(next === "&" ? 2 : 1);
        break;
      case "|":
        endCommand(next === "|" || next === "&" ? 2 : 1, next !== "|");
        break;
      case "(":
        frame.depth += 1;
        endCommand(1);
        break;
      case ")":
        if (frame.depth === 0 && frame.closes === ")") endSubstitution();
        else {
          frame.depth = Math.max(0, frame.depth - 1);
          endCommand(1);
        }
        break;
      case "<":
      case ">":
        redirect();
        break;
      default:
        endWord();
        at += 1;
    }
  }

  at += matchAt(prompt, code, 0)?.[0].length ?? 0;
  while (at < code.length) {
    const letter = code[at] ?? "";
    const run = frame.quoted ? undefined : matchAt(plain, code, at)?.[0];
    if (frame.quoted) readQuoted(letter);
    else if (run !== undefined) append(run);
    else read(letter);
  }
  while (frames.length > 1) endSubstitution();
  endCommand(0);
  return commands;
}

const newDraft = (pipedFrom: Draft | undefined): Draft => ({
  words: [],
  inputs: [],
  pipedFrom,
  start: -1,
  end: -1,
});

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Finds where here-documents end; asked for places further and further on, it looks at each line once. */
function createBodies(
  code: string,
): (
  from: number,
  delimiter: string,
) => { readonly end: number; readonly next: number } | undefined {
  let lines: Map<string, { readonly start: number; readonly next: number }[]> | undefined;
  return (from, delimiter) => {
    if (!lines) {
      lines = new Map();
      let start = 0;
      for (const line of code.split("\n")) {
        const next = start + line.length + 1;
        const same = lines.get(line.trim());
        if (same) same.push({ start, next });
        else lines.set(line.trim(), [{ start, next }]);
        start = next;
      }
      for (const same of lines.values()) same.reverse();
    }
    const same = lines.get(delimiter) ?? [];
    while ((same.at(-1)?.start ?? from) < from) same.pop();
    const found = same.at(-1);
    return found && { end: found.start, next: found.next };
  };
}
