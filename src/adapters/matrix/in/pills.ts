import { userIdSchema } from "./content.ts";

/** An account that a text calls, and what stands there for it. */
export type Pill = { readonly user: string; readonly label: string };

const anchors =
  /<a\s[^<>]{0,2000}?href\s*=\s*(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})')[^<>]{0,2000}>([^<>]{0,255})/gi;
const markdownLinks = /\[([^[\]\n]{0,255})\]\(([^()\s]{1,2000})\)/g;

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** Accounts that a formatted text calls; those in what it only quotes are none. */
export function pillsIn(formatted: string): readonly Pill[] {
  return [...withoutQuoted(formatted).matchAll(anchors)].flatMap(
    ([, double, single, label = ""]) => {
      const user = userOfLink(decoded(double ?? single ?? ""));
      return user === undefined ? [] : [{ user, label: decoded(label).trim() }];
    },
  );
}

/** A plain text without the addresses of the accounts that it calls, which some clients put there as in Markdown. */
export function withoutLinks(plain: string): {
  readonly text: string;
  readonly pills: readonly Pill[];
} {
  const pills: Pill[] = [];
  const text = plain.replace(markdownLinks, (written, label: string, link: string) => {
    const user = userOfLink(link);
    if (user === undefined) return written;
    pills.push({ user, label });
    return label;
  });
  return { text, pills };
}

/** What a reply quotes is put in front of it for old clients. */
function withoutQuoted(formatted: string): string {
  const from = formatted.search(/<mx-reply>/i);
  if (from < 0) return formatted;
  const end = "</mx-reply>";
  const to = formatted.toLowerCase().lastIndexOf(end);
  return formatted.slice(0, from) + (to < from ? "" : formatted.slice(to + end.length));
}

/** https://spec.matrix.org/latest/appendices/#uris */
function userOfLink(link: string): string | undefined {
  const [, path = "", bare] =
    /^(?:https?:\/\/matrix\.to\/#\/([^/?]+)|matrix:u\/([^/?]+))(?:\?.*)?$/i.exec(link) ?? [];
  const user = bare === undefined ? percentDecoded(path) : `@${percentDecoded(bare)}`;
  return userIdSchema.safeParse(user).data;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
