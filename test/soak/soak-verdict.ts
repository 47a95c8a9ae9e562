import { quantile } from "../bench/report.ts";

/** A question that was said, and where its reply belongs. */
export type AskedQuestion = {
  readonly ts: string;
  readonly room: string;
  /** Undefined: the main line of a direct room. */
  readonly thread: string | undefined;
  readonly mark: string;
};

/** A message of the bot. */
export type SoakReply = {
  readonly ts: string;
  readonly room: string;
  readonly thread: string | undefined;
  readonly text: string;
};

/** When somebody had to wait for what was made to go wrong, in Slack's seconds; in every room unless one is named. */
export type InjectedWait = {
  readonly from: number;
  readonly until: number;
  readonly room?: string;
  /** Time stamp of the message that Slack delivered late, and so in any order. */
  readonly late?: string;
};

export type SoakVerdict = {
  readonly lost: number;
  readonly doubled: number;
  /** Replies that came before the one to an earlier question of their thread, though Slack delivered in order. */
  readonly overtaken: number;
  /** Messages that answer nothing. */
  readonly strays: readonly SoakReply[];
  /** 99 of 100 replies took no longer, of those that no injected wait held up. */
  readonly p99Ms: number;
  readonly judged: number;
  readonly p99OfAllMs: number;
};

/** Judges what people saw. */
export function judgeSoak(
  asked: readonly AskedQuestion[],
  replies: readonly SoakReply[],
  waits: readonly InjectedWait[],
): SoakVerdict {
  const talks = [...Map.groupBy(asked, talkOf)].map(([talk, questions]) => ({ talk, questions }));
  const repliesOf = Map.groupBy(replies, talkOf);
  const found = talks.map(({ talk, questions }) =>
    questions.map((question) => ({
      question,
      replies: repliesTo(question, questions, repliesOf.get(talk) ?? []),
    })),
  );
  const all = found.flat();
  const known = new Set(all.flatMap((one) => one.replies));
  const answered = all.flatMap(({ question, replies: [reply] }) =>
    reply ? [{ question, reply, ms: (secondsOf(reply) - secondsOf(question)) * 1_000 }] : [],
  );
  const judged = answered.filter(
    ({ question, reply }) => !waits.some((wait) => holdsUp(wait, question, reply)),
  );
  const p99Of = (some: typeof answered) =>
    quantile(
      some.map(({ ms }) => ms),
      0.99,
    );
  const late = new Set(waits.map((wait) => wait.late));
  const inOrder = found.map((talk) => talk.filter(({ question }) => !late.has(question.ts)));
  return {
    lost: all.filter((one) => one.replies.length === 0).length,
    doubled: all.filter((one) => one.replies.length > 1).length,
    overtaken: inOrder.reduce((sum, talk) => sum + overtakenIn(talk.map((one) => one.replies)), 0),
    strays: replies.filter((reply) => !known.has(reply)),
    p99Ms: p99Of(judged),
    judged: judged.length,
    p99OfAllMs: p99Of(answered),
  };
}

const talkOf = ({ room, thread }: AskedQuestion | SoakReply) => `${room}/${thread ?? ""}`;
const secondsOf = ({ ts }: { readonly ts: string }) => Number(ts);

/** Where the same is asked again, what comes from then on is the reply to that. */
function repliesTo(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  replies: readonly SoakReply[],
): readonly SoakReply[] {
  const next = questions.find(({ ts, mark }) => mark === question.mark && ts > question.ts);
  return replies.filter(
    ({ ts, text }) =>
      text.includes(question.mark) && ts > question.ts && (next === undefined || ts < next.ts),
  );
}

function overtakenIn(replies: readonly (readonly SoakReply[])[]): number {
  const stamps = replies.flatMap(([first]) => (first ? [first.ts] : []));
  return stamps.filter((ts, index) => stamps.slice(0, index).some((earlier) => earlier > ts))
    .length;
}

function holdsUp(wait: InjectedWait, question: AskedQuestion, reply: SoakReply): boolean {
  const isThere = wait.room === undefined || wait.room === question.room;
  return isThere && secondsOf(question) <= wait.until && secondsOf(reply) >= wait.from;
}
