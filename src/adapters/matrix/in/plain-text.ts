import { mostText } from "../../../chat/inbox-item.ts";
import { type Spoken, userIdSchema } from "./content.ts";
import type { OwnAccount } from "./known.ts";
import { pillsIn, withoutLinks } from "./pills.ts";

export type PlainText = {
  readonly text: string;
  readonly truncated: boolean;
  /** Users mentioned, in order, each once; ours among them. */
  readonly mentions: readonly string[];
  /** How it calls us: in its words, or only in the list of whom it mentions, where clients put whom one replies to. */
  readonly calls: "in-words" | "in-list" | "not";
};

/** A message of Matrix as it reads: what it quotes and our own mention are gone. */
export function plainText(spoken: Spoken, isReply: boolean, own: OwnAccount): PlainText {
  const formatted = pillsIn(spoken.formatted_body ?? "");
  const { text, pills } = withoutLinks(withoutFallback(wordsOf(spoken), isReply));
  const called = [...formatted, ...pills];
  const listed = (spoken["m.mentions"]?.user_ids ?? []).flatMap(
    (user) => userIdSchema.safeParse(user).data ?? [],
  );
  const isListed = listed.includes(own.user);
  const ourLabels = called.filter(({ user }) => user === own.user).map(({ label }) => label);
  const isCalled = ourLabels.length > 0 || (isListed && !isReply);
  const bare = withoutCall(text.normalize("NFC").trim(), namesOf(own, ourLabels), isCalled);
  const isInWords = isCalled || bare.isNamed;
  return {
    text: bare.text.slice(0, mostText).toWellFormed(),
    truncated: bare.text.length > mostText,
    mentions: [
      ...new Set([
        ...listed,
        ...called.map(({ user }) => user),
        ...(bare.isNamed ? [own.user] : []),
      ]),
    ],
    calls: isInWords ? "in-words" : isListed ? "in-list" : "not",
  };
}

/** What was written; with a file it stands where else the file's name does. */
function wordsOf({ msgtype, body = "", filename }: Spoken): string {
  if (msgtype === "m.text") return body;
  return filename === undefined || filename === body ? "" : body;
}

/** https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies, which clients no longer write. */
function withoutFallback(body: string, isReply: boolean): string {
  if (!isReply || !/^> (?:\* )?<@[^>\n]{1,255}>/.test(body)) return body;
  const lines = body.split("\n");
  const first = lines.findIndex((line) => !line.startsWith(">"));
  return first < 0 ? "" : lines.slice(first).join("\n");
}

/** What stands for us in a text, the longest first, so that none is taken for a part of another. */
function namesOf(
  { user, displayName = "" }: OwnAccount,
  labels: readonly string[],
): readonly string[] {
  const names = [user, user.slice(0, user.indexOf(":")), displayName, ...labels]
    .map((name) => name.normalize("NFC").trim().replace(/^@/, ""))
    .filter((name) => name !== "");
  return [...new Set(names)].toSorted((one, other) => other.length - one.length);
}

/** A name at a text's end stands in so many characters, with what may follow it. */
const mostAtEnd = 400;

/**
 * A text without our name where that only says whom it is for: `ama: …`, `@ama …`, and where we are called, also the bare
 * name at either end.
 */
function withoutCall(
  text: string,
  names: readonly string[],
  isCalled: boolean,
): { readonly text: string; readonly isNamed: boolean } {
  const name = `(?:${names.map((one) => RegExp.escape(one)).join("|")})`;
  const named = new RegExp(`^(?:@${name}[:,]?(?=\\s|$)|${name}[:,])\\s*`, "iu").exec(text)?.[0];
  if (named !== undefined) return { text: text.slice(named.length), isNamed: true };
  if (!isCalled) return { text, isNamed: false };
  const afterName = text.replace(new RegExp(`^${name}(?=\\s|$)\\s*`, "iu"), "");
  const atEnd = new RegExp(`(?:^|[\\s,]+)@?${name}(?=[\\s.!?]*$)`, "iu");
  const end = Math.max(0, afterName.length - mostAtEnd);
  const bare = afterName.slice(0, end) + afterName.slice(end).replace(atEnd, "");
  return { text: bare.trim(), isNamed: false };
}
