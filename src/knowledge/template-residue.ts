import { mapProseLines } from "./code-fences.ts";

/** Hugo's and Docusaurus' ways to name another page: the page's path is kept, so that the link stays a link. */
const references = /\{\{[<%]\s*(?:rel)?ref\s+"([^"]*)"\s*[%>]\}\}/g;

// A tag ends before the next one begins, else a page of openings that never close would be read over and over.
const tags = [
  /\{\{[<%](?:(?!\{\{[<%])[\s\S])*?[%>]\}\}/g, // Hugo shortcodes
  /\{%(?:(?!\{%)[\s\S])*?%\}/g, // Liquid, Jinja
  /<%(?:(?!<%)[\s\S])*?%>/g, // ERB
];

const moduleLine =
  /^(?:import\s+(?:[\w{*][^'"`]*\sfrom\s+)?["'][^"']+["']|export\s+(?:const|let|default|function)\b.*);?\s*$/;
const snippetLine = /^[ \t]*(?:--8<--|;--8<--).*$/;

/**
 * Takes other tools' template tags out of a page and keeps the text between them: shortcodes, Liquid, ERB, the import
 * and export lines of MDX, snippets. Lines keep their numbers.
 *
 * @param everywhere also inside code: other tools expand their tags there, while our own pages may show one as an example
 */
export function dropTemplateResidue(text: string, everywhere: boolean): string {
  const dropTags = (part: string) =>
    tags.reduce(
      (rest, tag) => rest.replace(tag, (found) => found.replace(/[^\n]/g, "")),
      part.replace(references, "$1"),
    );
  const prose = mapProseLines(text, (line) =>
    moduleLine.test(line) || snippetLine.test(line) ? "" : everywhere ? line : dropTags(line),
  );
  return everywhere ? dropTags(prose) : prose;
}
