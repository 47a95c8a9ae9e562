import { existsSync } from "node:fs";
import { docText } from "../../src/chat/doc-text.ts";
import { importances } from "../../src/chat/reply-schema.ts";
import { hereSaid } from "../../src/runbooks/walk-says.ts";
import { type Kept, readKept } from "./kept.ts";
import type { Office } from "./office.ts";
import { dedupKeyOf, type Posted, type Talk, worked } from "./talk.ts";

export type Verdict = {
  /** Questions without a reply, and questions with more than one. */
  readonly lost: number;
  readonly doubled: number;
  /** All that is not as it should be, one a line. */
  readonly faults: readonly string[];
};

/** Judges what the server has and what the database keeps, once the bot has stopped. */
export function judge(office: Office, talks: readonly Talk[]): Verdict {
  if (!existsSync(office.database)) {
    const lost = talks.reduce((sum, { lines }) => sum + lines.length, 0);
    return { lost, doubled: 0, faults: ["no bot has come up"] };
  }
  const kept = readKept(office.database);
  const { posts } = office.server;
  const idOf = new Map(kept.inbox.map(({ dedup_key, id }) => [dedup_key, id]));
  const repliesTo = (key: string) => {
    const id = idOf.get(key);
    return posts.filter(({ reply }) => id !== undefined && inboxIdOf(reply.key) === id);
  };
  const keys = talks.flatMap((talk) => talk.lines.map((_, index) => dedupKeyOf(talk, index)));
  const lost = keys.filter((key) => repliesTo(key).length === 0);
  const doubled = keys.filter((key) => repliesTo(key).length > 1);
  const strays = posts.filter(({ reply }) => inboxIdOf(reply.key) === undefined);
  const unfinished = kept.inbox.filter(({ state }) => state !== "done");
  const again = office.server.again();
  return {
    lost: lost.length,
    doubled: doubled.length,
    faults: [
      ...lost.map((key) => `${key} has no reply`),
      ...doubled.map((key) => `${key} has ${repliesTo(key).length} replies`),
      ...strays.map(({ reply }) => `nobody asked for ${reply.key} in ${reply.to.thread}`),
      ...unfinished.map(({ dedup_key, state }) => `${dedup_key} is ${state} in the inbox`),
      ...(kept.unsent > 0 ? [`${kept.unsent} replies are not sent in the outbox`] : []),
      ...(again > 0 ? [`${again} messages were posted again without a look`] : []),
      ...talks.flatMap((talk) => orderFaults(talk, office.postsOf(talk), repliesTo)),
      ...gapFaults(talks, kept),
      ...voteFaults(talks, kept),
      ...talks.flatMap((talk) => walkFaults(talk, office.postsOf(talk).at(-1), kept)),
    ],
  };
}

function inboxIdOf(replyKey: string): number | undefined {
  const [, id] = /^answer:(\d+)/.exec(replyKey) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** Answers overtake infos, whatever was asked first; those of one importance keep the order of their questions. */
function orderFaults(
  talk: Talk,
  posts: readonly Posted[],
  repliesTo: (key: string) => readonly Posted[],
): readonly string[] {
  const replies = talk.lines.flatMap((_, index) => repliesTo(dedupKeyOf(talk, index)).slice(0, 1));
  return importances.flatMap((importance) => {
    const places = replies
      .filter(({ reply }) => reply.importance === importance)
      .map((posted) => posts.indexOf(posted));
    const isInOrder = places.every((place, index) => place >= (places[index - 1] ?? 0));
    const said = `${talk.where.thread}: each ${importance} came in the order ${places.join(", ")}`;
    return isInOrder ? [] : [said];
  });
}

/** Each line that nobody could answer counts once in a gap, and nothing else does. */
function gapFaults(talks: readonly Talk[], kept: Kept): readonly string[] {
  const expected = talks.flatMap((talk) =>
    talk.lines.flatMap((line, index) =>
      "isMiss" in line ? [`memory:${dedupKeyOf(talk, index)}`] : [],
    ),
  );
  const wrong = expected.filter((key) => kept.asks.get(key) !== 1);
  const others = [...kept.asks.keys()].filter((key) => !expected.includes(key));
  return [
    ...wrong.map((key) => `${key} counts ${kept.asks.get(key) ?? 0} times in its gap`),
    ...others.map((key) => `${key} counts in a gap though it was answered`),
  ];
}

function voteFaults(talks: readonly Talk[], { votes }: Kept): readonly string[] {
  const cast = talks
    .flatMap(({ lines }) => lines)
    .filter((line) => "press" in line && line.press === "helpful").length;
  return votes === cast ? [] : [`${votes} votes are kept of ${cast}`];
}

/** A walk has gone as many steps as were said to have worked, and its last reply shows where it stands. */
function walkFaults(talk: Talk, last: Posted | undefined, kept: Kept): readonly string[] {
  const { thread } = talk.where;
  const walk = kept.walks.get(thread);
  const isWalked = talk.lines.some((line) => "press" in line && line.press === "walk");
  if (!walk) return isWalked ? [`${thread} has no walk`] : [];
  if (!isWalked) return [`${thread} has a walk`];
  const steps = talk.lines.filter((line) => "say" in line && line.say === worked).length;
  const here = docText(hereSaid(walk));
  return [
    ...(walk.marks.length === steps
      ? []
      : [`${thread} has ${walk.marks.length} of ${steps} marks`]),
    ...(last && docText(last.reply.doc).includes(here)
      ? []
      : [`${thread} stands elsewhere than its last reply says`]),
  ];
}
