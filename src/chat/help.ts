import { type Doc, paragraph, type Run } from "./doc.ts";
import { isOneSlip } from "./one-slip.ts";

type Topic = {
  readonly name: string;
  /** Other words for it. */
  readonly also: readonly string[];
  readonly lines: readonly string[];
};

/** One screen each. Between backticks stands what one types. */
const topics: readonly Topic[] = [
  {
    name: "restart",
    also: ["runbook", "runbooks", "deploy", "rollback"],
    lines: [
      "Name what you want done, to which service, and where: `restart payments-api on staging`.",
      "You get the runbook for exactly that, with the commands filled in. What is dangerous says so first.",
      "I run nothing myself. Without an environment I ask for one; I never guess production.",
    ],
  },
  {
    name: "walk",
    also: ["walk me through", "steps", "checklist", "checklists"],
    lines: [
      "`walk me through` under a runbook shows its steps one at a time.",
      "`worked` goes on, `did not work` says what to do then; `back`, `skip` and `step 4` move.",
      "`where were we` picks it up later, `stop` ends it and names the steps done.",
    ],
  },
  {
    name: "gaps",
    also: ["gap", "log gap", "my gaps", "me too", "tell me"],
    lines: [
      "When I do not know something I say so, and keep the question on a list for whoever writes our answers.",
      "`gap: how do I rotate the mail keys` puts something on that list that nobody asked me.",
      "`my gaps` tells what became of what you asked.",
      "`me too` says that you lack the same; `tell me` and you hear of it once it is answered.",
    ],
  },
  {
    name: "feedback",
    also: ["helpful", "not helpful", "still right", "out of date"],
    lines: [
      "`+` or `helpful` under an answer says that it was right; `-` or `not helpful` that it was not, and I ask why.",
      "`still right` and `out of date` tell the owner of an answer how it stands. `why` shows how I came to it.",
    ],
  },
  {
    name: "settings",
    also: ["setting", "set", "mode", "room settings"],
    lines: [
      "`settings` shows what this room has set. An admin changes it: `set grace 10 min`, `mode auto`, `set service default`.",
      "Modes: `mention` – I answer when spoken to; `auto` – also plain questions that nobody takes up; `quiet` – no follow-ups without a mention; `off` – not at all.",
    ],
  },
  {
    name: "oncall",
    also: ["on call", "on-call", "who", "override", "cover", "swap", "shift", "shifts"],
    lines: [
      "`who`, `oncall payments next friday` – who is on call, now or then.",
      "`override primary @bo fri 18:00 to mon 9` puts somebody on call; `cover @ana thu` takes Ana's shifts; `cover me thu` asks who takes yours; `swap primary thu with @bo` asks Bo.",
      "`undo` under it, or `override cancel o7` later, takes it back.",
    ],
  },
  {
    name: "page",
    also: [
      "paging",
      "pages",
      "pager",
      ...["ack", "acknowledge", "resolve", "escalate", "snooze", "reassign", "release", "reopen"],
      ...["postmortem", "test page", "mute", "unmute", "mutes"],
    ],
    lines: [
      "`page payments checkout is returning 500s` wakes whoever is on call; so do a schedule, a policy and `page @bo …`. `page low …` waits for the morning, `page` alone opens a form.",
      "In the thread of a page: `ack` – you have it; `escalate` – the next in line, now; `snooze 30m`; `resolve rolled back`; `release` – back to everybody. Elsewhere name it: `ack #12`.",
      "`reassign #12 @bo`, `add #12 @bo`, `add me`, `note #12 restarted the queue`, `reopen #12`, `postmortem #12`.",
      "`pages`, `pages all`, `page #12` – what is open, what was, and one with its timeline.",
      "`mute payments 2h deploy` keeps monitors from paging, `unmute payments` ends it, `mutes` lists them.",
      "`test page` tries all ways in which you are paged.",
    ],
  },
  {
    name: "wifi",
    also: ["wi-fi", "wlan", "guest wifi", "password"],
    lines: [
      "`wifi`, `wifi berlin`, `what is the guest wifi password?` – the code to scan; `Show key` under it has the key.",
      "It goes to you alone, and goes away again. `wifi guest here` shows a network that is for everyone to the room, unless outsiders can read there.",
      "`wifi poster` says how to print one.",
    ],
  },
  {
    name: "quiet",
    also: ["stop", "follow-ups", "mention", "private"],
    lines: [
      "In a room I speak when mentioned. In a thread with you alone you may go on for 30 minutes without a mention.",
      "`stop` in a thread, and I stay out of it until mentioned again.",
    ],
  },
];

/** What one can do, on one screen, for somebody who has never met the bot. */
export function renderHelp(): Doc {
  return [
    paragraph("Ask me in your own words; I answer from our knowledge base and name the source."),
    {
      ordered: false,
      list: [
        "`how do I restart payments-api on staging?` – a runbook, filled in",
        "`walk me through` – its steps, one at a time",
        "`why`, `+` or `-` – how I came to the last answer, and whether it helped",
        "`page payments checkout is down` – wakes whoever is on call",
        "`status`, `settings` – how I am, and what this room has set",
        "`stop` – out of this thread until mentioned",
      ].map((line) => [{ p: runsOf(line) }]),
    },
    { p: runsOf(`More: ${topics.map(({ name }) => `\`help ${name}\``).join(", ")}.`) },
  ];
}

/** What `help WORD` shows; a word that is no topic gets the topics, the nearest first. */
export function renderHelpOn(word: string): Doc {
  const topic = topicNamed(word);
  if (topic) return [{ p: topic.lines.flatMap((line, at) => runsOf(at > 0 ? `\n${line}` : line)) }];
  const near = topics.find(({ name, also }) => [name, ...also].some((one) => isOneSlip(one, word)));
  const offer = near ? `Did you mean \`help ${near.name}\`? ` : "";
  const names = topics.map(({ name }) => name).join(", ");
  return [
    {
      p: [
        { text: `I have no help on "${word}". ` },
        ...runsOf(`${offer}There is help on ${names}. If it is a question, just ask it.`),
      ],
    },
  ];
}

export function isHelpTopic(word: string): boolean {
  return topicNamed(word) !== undefined;
}

function topicNamed(word: string): Topic | undefined {
  const said = word.toLowerCase();
  return topics.find(({ name, also }) => name === said || also.includes(said));
}

/** Text with code between backticks. */
function runsOf(line: string): readonly Run[] {
  return line
    .split("`")
    .map((text, at): Run => (at % 2 === 1 ? { text, code: true } : { text }))
    .filter((run) => !("text" in run) || run.text !== "");
}
