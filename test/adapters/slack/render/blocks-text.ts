import { z } from "zod";

const part = z.looseObject({ type: z.string() });
const texts = z.looseObject({ text: z.string() });
const link = z.looseObject({ type: z.literal("link"), url: z.string(), text: z.string() });

/** All words that blocks show, in order, whatever they stand in. Who is mentioned has none. */
export function blocksText(value: unknown): string {
  if (Array.isArray(value)) return value.map(blocksText).join("\n");
  if (!part.safeParse(value).success) {
    return typeof value === "object" && value !== null ? blocksText(Object.values(value)) : "";
  }
  const isLink = link.safeParse(value);
  if (isLink.success) {
    const { url, text } = isLink.data;
    const plain = url.replace(/^mailto:/, "");
    return text === plain || text === url ? text : `${text} (${plain})`;
  }
  const isText = texts.safeParse(value);
  if (isText.success) return isText.data.text;
  const { type, ...shown } = part.parse(value);
  return type === "divider" ? "---" : blocksText(Object.values(shown));
}
