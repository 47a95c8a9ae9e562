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
  readonly why: "nobody heard Slack" | "Slack delivered again" | "Slack limited the rate";
  readonly from: number;
  readonly until: number;
  readonly room?: string;
  /** When the bot heard Slack again, where nobody had. */
  readonly heardAt?: number;
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
  /** 99 of 100 replies took no longer, not counting how long injected waits held them up. */
  readonly p99Ms: number;
  /** Replies that nothing but injected waits held up do not count, neither here nor in `p99Ms`. */
  readonly judged: number;
  readonly p99OfAllMs: number;
  /** How many replies each kind of wait held up, and how long such waits were altogether. */
  readonly held: readonly {
    readonly why: InjectedWait["why"];
    readonly replies: number;
    readonly seconds: number;
  }[];
  /** For each time when nobody heard Slack: how long, and how soon after it what came meanwhile was answered. */
  readonly caughtUp: readonly { readonly deafMs: number; readonly lastReplyMs: number }[];
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
  const judged = answered.map((one) => ownMs(one, waits)).filter((ms) => ms > 0);
  const late = new Set(waits.map((wait) => wait.late));
  const inOrder = found.map((talk) => talk.filter(({ question }) => !late.has(question.ts)));
  return {
    lost: all.filter((one) => one.replies.length === 0).length,
    doubled: all.filter((one) => one.replies.length > 1).length,
    overtaken: inOrder.reduce((sum, talk) => sum + overtakenIn(talk.map((one) => one.replies)), 0),
    strays: replies.filter((reply) => !known.has(reply)),
    p99Ms: quantile(judged, 0.99),
    judged: judged.length,
    p99OfAllMs: quantile(
      answered.map(({ ms }) => ms),
      0.99,
    ),
    held: [...Map.groupBy(waits, ({ why }) => why)].map(([why, some]) => ({
      why,
      replies: answered.filter((one) => some.some((wait) => holdsUp(wait, one))).length,
      seconds: some.reduce((sum, { from, until }) => sum + until - from, 0),
    })),
    caughtUp: waits.flatMap(({ from, heardAt }) => {
      if (heardAt === undefined) return [];
      const meanwhile = answered.filter(
        ({ question }) =>
          secondsOf(question) >= from && secondsOf(question) < heardAt && !late.has(question.ts),
      );
      const last = Math.max(heardAt, ...meanwhile.map(({ reply }) => secondsOf(reply)));
      return [{ deafMs: (heardAt - from) * 1_000, lastReplyMs: (last - heardAt) * 1_000 }];
    }),
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

type Answered = { readonly question: AskedQuestion; readonly reply: SoakReply };

function holdsUp(wait: InjectedWait, { question, reply }: Answered): boolean {
  const isThere = wait.room === undefined || wait.room === question.room;
  return isThere && secondsOf(question) < wait.until && secondsOf(reply) > wait.from;
}

/** How long a reply took, without the time in which an injected wait held it up. */
function ownMs(answered: Answered, waits: readonly InjectedWait[]): number {
  const until = secondsOf(answered.reply);
  let at = secondsOf(answered.question);
  let own = 0;
  const holding = waits.filter((wait) => holdsUp(wait, answered));
  for (const wait of holding.toSorted((a, b) => a.from - b.from)) {
    own += Math.max(0, wait.from - at);
    at = Math.max(at, wait.until);
  }
  return (own + Math.max(0, until - at)) * 1_000;
}
