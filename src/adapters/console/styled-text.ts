/** How a stretch of text looks at a terminal. */
export type Look = {
  readonly bold?: true | undefined;
  readonly dim?: true | undefined;
  readonly italic?: true | undefined;
  readonly strike?: true | undefined;
  readonly colour?: "red" | "yellow" | "cyan" | undefined;
};

type Stretch = { readonly text: string; readonly look: Look };
/** A line of stretches; none of them holds a line's end. */
export type StyledLine = readonly Stretch[];

const plain: Look = {};

/** A line in one look. */
export function styledLine(text: string, look: Look = plain): StyledLine {
  return text === "" ? [] : [{ text, look }];
}

/** Cuts stretches into lines where their texts have a line's end. */
export function splitLines(stretches: StyledLine): readonly StyledLine[] {
  return stretches.reduce<readonly StyledLine[]>(
    (lines, { text, look }) => {
      const [first = "", ...rest] = text.split("\n");
      const open = [...(lines.at(-1) ?? []), ...styledLine(first, look)];
      return [...lines.slice(0, -1), open, ...rest.map((line) => styledLine(line, look))];
    },
    [[]],
  );
}

/** The line without the white space at its end. */
export function trimLineEnd(line: StyledLine): StyledLine {
  const last = line.at(-1);
  if (!last) return line;
  const text = last.text.trimEnd();
  const before = line.slice(0, -1);
  return text === "" ? trimLineEnd(before) : [...before, { ...last, text }];
}

/** How many characters a line has. */
export function lineLength(line: StyledLine): number {
  return line.reduce((length, { text }) => length + text.length, 0);
}

/** Adds a look to all that has none of its kind. */
export function withLook(line: StyledLine, look: Look): StyledLine {
  return line.map(({ text, look: own }) => ({
    text,
    look: {
      bold: own.bold ?? look.bold,
      dim: own.dim ?? look.dim,
      italic: own.italic ?? look.italic,
      strike: own.strike ?? look.strike,
      colour: own.colour ?? look.colour,
    },
  }));
}

const colourCodes = { red: 31, yellow: 33, cyan: 36 } as const;

/** Prints lines, with escape codes if `colours`. Without them it is the text alone. */
export function printLines(lines: readonly StyledLine[], colours: boolean): string {
  return lines
    .map((line) => line.map(({ text, look }) => (colours ? painted(text, look) : text)).join(""))
    .join("\n");
}

function painted(text: string, { bold, dim, italic, strike, colour }: Look): string {
  const codes = [
    ...(bold ? [1] : []),
    ...(dim ? [2] : []),
    ...(italic ? [3] : []),
    ...(strike ? [9] : []),
    ...(colour ? [colourCodes[colour]] : []),
  ];
  return codes.length === 0 ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`;
}
