import {
  type EntryFields,
  entryFieldsSchema,
  isNativeKey,
  nativeKeys,
  nearestNativeKey,
} from "./entry-fields.ts";
import { entryId, slug } from "./entry-id.ts";
import { isMap } from "./plain-map.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Keys by which other tools are known: Hugo, Docusaurus, MkDocs, Jekyll, GOV.UK's and other tech-docs.
 * Keys that we use as well (`title`, `keywords`, `id`, `status`, `search`, `redirect_from`) tell nothing.
 */
const foreignKeys = new Set(
  `owner_slack section last_reviewed_on review_in old_paths parent layout date lastmod publishDate expiryDate draft
   aliases slug tags description weight sidebar_label sidebar_position unlisted last_update hide permalink`.split(
    /\s+/,
  ),
);

/**
 * Whether another tool wrote this front matter: none of our telling keys, and nothing at all, or keys that only others use.
 * A key that nobody knows is another tool's, unless it looks like one of ours, misspelt.
 *
 * @param ownFolder whether the page lies below one of our type folders, where a bare `title` is an unfinished entry of ours
 */
export function isForeign(fields: Fields, ownFolder: boolean): boolean {
  const keys = Object.keys(fields);
  if (nativeKeys.some((key) => keys.includes(key))) return false;
  if (!ownFolder || keys.length === 0) return true;
  const strange = keys.filter((key) => !foreignKeys.has(key) && !isNativeKey(key));
  // Else a slip in this one key would make a private page public.
  if (strange.some((key) => nearestNativeKey(key) === "audience")) return false;
  return keys.some((key) => foreignKeys.has(key)) || strange.some((key) => !nearestNativeKey(key));
}

/**
 * Takes from another tool's front matter what has a meaning here. Silent: what cannot be read is not there, and keys
 * that are not known are somebody else's.
 *
 * @returns our own fields; `owner` may be any text, such as a channel's name
 */
export function readForeignFields(fields: Fields): EntryFields {
  const of = (...keys: string[]) =>
    keys.map((key) => text(fields[key])).find((one) => one !== undefined);
  const search = isMap(fields.search) ? fields.search : {};
  const proposed: Fields = {
    id: of("slug", "id") && slug(of("slug", "id") ?? ""),
    title: of("title")?.slice(0, 80).padEnd(3),
    keywords: [
      ...texts(fields.keywords),
      ...texts(fields.tags),
      ...texts(fields.section),
      ...texts(fields.sidebar_label),
      ...texts(fields.description),
    ].map((one) => one.slice(0, 200)),
    owner: of("owner_slack"),
    status: fields.draft === true ? "draft" : fields.status,
    reviewed:
      day(fields.last_reviewed_on) ??
      day(fields.lastmod) ??
      day(isMap(fields.last_update) ? fields.last_update.date : undefined),
    review_every: reviewEvery(of("review_in")),
    valid_from: day(fields.publishDate),
    expires: day(fields.expiryDate),
    redirect_from: ["old_paths", "aliases", "redirect_from", "permalink"]
      .flatMap((key) => texts(fields[key]))
      .map(idOfUrl)
      .filter((id) => id !== undefined),
    related: texts(fields.parent)
      .map(idOfUrl)
      .filter((id) => id !== undefined),
    search: {
      boost: typeof search.boost === "number" ? Math.min(Math.max(search.boost, 0.5), 3) : 1,
      exclude: fields.unlisted === true || search.exclude === true,
    },
  };
  const readable = Object.entries(proposed).filter(
    ([key, value]) => entryFieldsSchema.safeParse({ [key]: value }).success,
  );
  return entryFieldsSchema.parse(Object.fromEntries(readable));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .map(text)
    .filter((one) => one !== undefined)
    .filter((one) => one !== "");
}

/** `2024-05-01`, with or without a time behind it; TOML's own dates print the same way. */
function day(value: unknown): string | undefined {
  const printed = typeof value === "string" || typeof value === "object" ? String(value) : "";
  return /^\d{4}-\d{2}-\d{2}/.exec(
    value instanceof Object ? JSON.stringify(value).slice(1) : printed,
  )?.[0];
}

function reviewEvery(phrase: string | undefined): string | undefined {
  const found = /^(\d+)\s*(day|week|month|year)s?$/i.exec(phrase?.trim() ?? "");
  if (!found) return undefined;
  const count = Number(found[1]);
  const unit = found[2]?.toLowerCase();
  return unit === "week" ? `${count * 7}d` : `${count}${unit?.[0]}`;
}

/** `/manual/old-page.html` as the id `manual-old-page`. */
function idOfUrl(url: string): string | undefined {
  const path = url
    .replace(/^https?:\/\/[^/]+/, "")
    .replace(/\.html?$/, "")
    .replace(/^\/|\/$/g, "");
  return path === "" ? undefined : entryId(path);
}
