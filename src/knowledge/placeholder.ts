import { mapProseLines } from "./code-fences.ts";

/**
 * `{{name}}`, `{{env.context}}`, `{{service.k8s.deployment}}`: no spaces, so that the templates of Go, Helm and Jinja pass
 * untouched. A backslash before it, or two where Markdown eats one, makes it literal.
 */
const pattern = /(\\{0,2})\{\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}\}/g;

/** Puts in what `valueFor` gives for a name; `\{{name}}` is `{{name}}`. */
export function replacePlaceholders(text: string, valueFor: (name: string) => string): string {
  return text.replace(pattern, (whole, backslashes: string, name: string) =>
    backslashes === "" ? valueFor(name) : whole.slice(backslashes.length),
  );
}

/** The names of the placeholders in a text, in their order, each once. */
export function placeholdersIn(text: string): readonly string[] {
  const names = [...text.matchAll(pattern)].flatMap(([, backslashes, name]) =>
    backslashes === "" && name !== undefined ? [name] : [],
  );
  return [...new Set(names)];
}

/** Doubles the backslash of `\{{name}}` outside of fences, of which Markdown eats one in a sentence. */
export function keepEscapes(markdown: string): string {
  return mapProseLines(markdown, (line) =>
    line.replace(pattern, (whole, backslashes: string) =>
      backslashes.length === 1 ? `\\${whole}` : whole,
    ),
  );
}
