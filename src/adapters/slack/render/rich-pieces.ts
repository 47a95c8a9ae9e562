import type { types } from "@slack/bolt";
import { type Block, type Doc, paragraph, type Run } from "../../../chat/doc.ts";
import { calloutWords, pictureText, secretText } from "../../../chat/doc-text.ts";
import { inBold } from "../../../chat/in-bold.ts";
import { tableList } from "../../../chat/table-list.ts";
import { cutText } from "./plain-label.ts";
import { richRuns, richText } from "./rich-runs.ts";
import type { Surface } from "./surface.ts";

/** `offset`: by how much its numbers start above 1, which Slack's own types leave out. */
type RichList = types.RichTextList & { readonly offset?: number };
export type RichPart =
  | types.RichTextSection
  | RichList
  | types.RichTextQuote
  | types.RichTextPreformatted;
/** A part of rich text, or a picture, which stands between two of them. */
export type Piece = RichPart | types.ImageBlock;

/** Where a block stands: in so many lists, and in a quotation or not. */
type Place = { readonly lists: number; readonly quoted: boolean };
type Item = {
  readonly body: Doc;
  readonly style: RichList["style"];
  readonly number: number;
  readonly box?: string;
};

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-list-element: deeper is refused. */
const deepest = 8;
const longestAlt = 2_000;

/** A block as pieces in their order, none of them empty; what shows nothing has none. */
export function richPieces(
  block: Block,
  surface: Surface,
  place: Place = { lists: 0, quoted: false },
): readonly Piece[] {
  const inside = (doc: Doc, where: Place) =>
    doc.reduce<readonly Piece[]>((all, one) => joined(all, richPieces(one, surface, where)), []);

  if ("p" in block) return textPart(richRuns(block.p, surface), place);
  if ("heading" in block) return textPart(richRuns(inBold(block.heading), surface), place);
  if ("code" in block) return code(block.code, place);
  if ("quote" in block) return inside(block.quote, { ...place, quoted: true });
  if ("callout" in block) {
    const word = richText(calloutWords[block.callout], { bold: true });
    return opened(word, inside(block.body, { ...place, quoted: true }));
  }
  if ("tasks" in block) {
    return block.tasks.reduce<readonly Piece[]>((all, { body, done }) => {
      const box = done ? "☑ " : "☐ ";
      return joined(all, itemPieces({ body, style: "bullet", number: 1, box }, surface, place));
    }, []);
  }
  if ("list" in block) {
    const style = block.ordered ? "ordered" : "bullet";
    // Slack numbers from 1 on.
    const start = Math.max(1, block.start ?? 1);
    return block.list.reduce<readonly Piece[]>((all, body, index) => {
      return joined(all, itemPieces({ body, style, number: start + index }, surface, place));
    }, []);
  }
  if ("table" in block) return richPieces(tableList(block), surface, place);
  if ("image" in block) {
    const file = surface.fileOf(block);
    if (file === undefined) return richPieces(paragraph(pictureText(block)), surface, place);
    const alt = cutText(block.alt, longestAlt);
    return [{ type: "image", slack_file: { id: file }, alt_text: alt }];
  }
  return richPieces(paragraph("secret" in block ? secretText : "---"), surface, place);
}

/** Pieces as one: a list that goes on, and text that follows text, which Slack would run together. */
function joined(before: readonly Piece[], next: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = next;
  const last = before.at(-1);
  if (!first || !last) return [...before, ...next];
  const both = bothOf(last, first);
  return both ? [...before.slice(0, -1), both, ...rest] : [...before, ...next];
}

function bothOf(one: Piece, next: Piece): Piece | undefined {
  if (one.type === "rich_text_section" && next.type === one.type) {
    return { ...one, elements: [...one.elements, ...richText("\n"), ...next.elements] };
  }
  if (one.type === "rich_text_quote" && next.type === one.type) {
    return { ...one, elements: [...one.elements, ...richText("\n\n"), ...next.elements] };
  }
  if (one.type !== "rich_text_list" || next.type !== one.type) return undefined;
  return goesOn(one, next) ? { ...one, elements: [...one.elements, ...next.elements] } : undefined;
}

function goesOn(one: RichList, next: RichList): boolean {
  const follows = (one.offset ?? 0) + one.elements.length === (next.offset ?? 0);
  return (
    one.style === next.style &&
    one.indent === next.indent &&
    one.border === next.border &&
    (one.style === "bullet" || follows)
  );
}

/** An item holds one line of text; what else belongs to it follows it. */
function itemPieces(
  { body, style, number, box = "" }: Item,
  surface: Surface,
  place: Place,
): readonly Piece[] {
  const end = body.findIndex((block) => !("p" in block || "heading" in block));
  const lead = end === -1 ? body : body.slice(0, end);
  const lines = lead.map((block) => richRuns(lineOf(block), surface));
  const text = lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [...richText("\n"), ...line]));
  const shown = [...richText(box), ...text];
  const offset = style === "ordered" && number > 1 ? { offset: number - 1 } : {};
  const item: RichList = {
    type: "rich_text_list",
    style,
    indent: Math.min(place.lists, deepest),
    ...offset,
    ...border(place),
    // An item must not be empty.
    elements: [{ type: "rich_text_section", elements: shown.length > 0 ? shown : richText(" ") }],
  };
  const within = { ...place, lists: place.lists + 1 };
  return body
    .slice(lead.length)
    .reduce<readonly Piece[]>((all, one) => joined(all, richPieces(one, surface, within)), [item]);
}

function lineOf(block: Block): readonly Run[] {
  if ("p" in block) return block.p;
  return "heading" in block ? inBold(block.heading) : [];
}

function textPart(elements: types.RichTextElement[], { quoted }: Place): readonly Piece[] {
  if (elements.length === 0) return [];
  return [{ type: quoted ? "rich_text_quote" : "rich_text_section", elements }];
}

function code(text: string, place: Place): readonly Piece[] {
  if (text === "") return [];
  return [{ type: "rich_text_preformatted", elements: richText(text), ...border(place) }];
}

/** The line that a quotation has at its side. */
function border({ quoted }: Place): { readonly border?: 1 } {
  return quoted ? { border: 1 } : {};
}

/** Puts a word before what is quoted. */
function opened(word: types.RichTextText[], pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first?.type !== "rich_text_quote") {
    return [{ type: "rich_text_quote", elements: word }, ...pieces];
  }
  return [{ ...first, elements: [...word, ...first.elements] }, ...rest];
}
