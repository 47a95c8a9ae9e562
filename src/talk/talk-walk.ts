import { conversationKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { mayRead } from "../knowledge/audience.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Topic } from "../knowledge/topic.ts";
import { escalationText } from "../runbooks/escalation-text.ts";
import { contactsOnCall } from "../runbooks/on-call-of.ts";
import { stepWalk } from "../runbooks/walk.ts";
import type { WalkAction, WalkEvent } from "../runbooks/walk-event.ts";
import type { WalkOutcome } from "../runbooks/walk-outcome.ts";
import { isOfOwner, mayWalk } from "../runbooks/walk-rights.ts";
import { startWalk, walkText } from "../runbooks/walk-start.ts";
import type { Walk } from "../runbooks/walk-state.ts";
import { audienceOfEntry } from "./audience-for.ts";
import { offer } from "./offers.ts";
import type { Scene } from "./scene.ts";
import { talkChecklistStart } from "./talk-checklist.ts";
import { fillIn, pageFormOf } from "./talk-page-form.ts";
import { kept } from "./talk-question.ts";
import { type Effect, type Offer, saying, type Turn } from "./turn.ts";

/** Begins to go through the runbook that the thread is about, or that somebody chose. */
export function talkWalkStart(
  id: string | undefined,
  topic: Topic,
  confirmed: string | undefined,
  scene: Scene,
): Turn {
  const { given, speaker, today, at, state, conversation, walk: former } = scene;
  const base = given.knowledge();
  const entry = base.corpus.entryById.get(id ?? "");
  const isThere = entry && isServed(entry, speaker.viewer, today);
  if (isThere && entry.type === "checklist") return talkChecklistStart(entry, scene);
  if (!isThere || entry.type !== "runbook") {
    const text =
      'There is no runbook here to walk through. Ask for one first, such as "restart kafka on prod".';
    return saying("command", [paragraph(text)], state);
  }
  const reader = { viewer: speaker.viewer, today };
  const source = given.walkSource(entry, { base, reader, topic }, confirmed);
  const who = { principal: speaker.key, name: speaker.name };
  const walk = startWalk(source, who, at);
  if ("refused" in walk) return saying("command", [paragraph(whyNot[walk.refused])], state);
  const begun = step(walk, { event: "start" }, scene);
  const last = former ? step(former.going, { event: "replaced" }, scene).says : [];
  const key = conversationKey(conversation);
  return {
    ...turnOf(begun, scene, async ({ transaction }) => {
      await given.walks.start(transaction, key, begun.walk, at);
      return undefined;
    }),
    says: [...last, ...begun.says],
  };
}

const whyNot = {
  withheld: "An environment or the commands have to be chosen first; then say it again.",
  "no-steps": "This page has no steps to go through one by one.",
} as const;

/** Does something in the walk that goes on here; undefined where none does. */
export function talkWalkStep(event: WalkEvent, scene: Scene): Turn | undefined {
  const { walk: stored, given, at } = scene;
  if (!stored) return undefined;
  const now = given.knowledge().corpus.entryById.get(stored.going.text.entry);
  if (now && !mayRead(now.audience, scene.speaker.viewer)) return undefined;
  const changed = now && noticeChange(stored.going, now, scene);
  const happens = event.event === "note" ? { ...event, kept: given.keptText(event.text) } : event;
  const outcome = step(changed?.walk ?? stored.going, happens, scene);
  const turn = turnOf(outcome, scene, async ({ transaction }) => {
    await given.walks.save(transaction, { ...stored, going: outcome.walk }, at);
    return undefined;
  });
  const whole = { ...turn, says: [...(changed?.says ?? []), ...(turn.says ?? [])] };
  return event.event === "escalate" ? withPageForm(whole, outcome.walk, scene) : whole;
}

/** Whoever escalates may want a human, for whom it is written down already what did not work. */
function withPageForm(turn: Turn, walk: Walk, scene: Scene): Turn {
  if (!scene.given.roster().oncall.isWritten) return turn;
  const [service, ...others] = walk.text.services;
  const target =
    service !== undefined && others.length === 0
      ? ({ kind: "service", id: service } as const)
      : undefined;
  const filled = { target, text: escalationText(walk) };
  // A dialogue of lines would stand before what the runbook says on it.
  return scene.item.kind === "interaction" && scene.able?.forms === "modal"
    ? { ...turn, opens: pageFormOf(filled, scene) }
    : { ...turn, offers: [...turn.offers, fillIn(filled, "Page on-call")] };
}

/** Tells the walk of a file that is another one since. */
function noticeChange(walk: Walk, entry: Entry, scene: Scene): WalkOutcome | undefined {
  if (entry.hash === (walk.change?.hash ?? walk.text.hash)) return undefined;
  const { given, speaker, today, state } = scene;
  const reader = { viewer: speaker.viewer, today };
  const topic = { ...kept(state).topic, environment: walk.text.environment };
  const confirmed = walk.text.danger === "high" ? (walk.text.environment ?? "") : undefined;
  const source = given.walkSource(entry, { base: given.knowledge(), reader, topic }, confirmed);
  const text = walkText(source);
  const fresh = "refused" in text ? undefined : text;
  return step(walk, { event: "file-changed", hash: entry.hash, fresh }, scene);
}

function step(walk: Walk, event: WalkEvent, { speaker, at, given }: Scene): WalkOutcome {
  const people = given.onCall(walk.text.services);
  const onCall = people?.some(({ id }) => id === speaker.person?.id) ?? false;
  const presser = { principal: speaker.key, viewer: speaker.viewer, onCall };
  return stepWalk(walk, event, {
    by: { principal: speaker.key, name: speaker.name },
    at,
    mayWalk: mayWalk(walk, presser),
    ofOwner: isOfOwner(walk, presser),
    onCall: contactsOnCall(people),
  });
}

function turnOf(outcome: WalkOutcome, scene: Scene, save: Effect): Turn {
  const { miss, says, actions, walk } = outcome;
  const { environment, title } = walk.text;
  const where = environment === undefined ? "" : ` on ${environment}`;
  const effects: Effect[] = [save];
  if (miss) {
    effects.push(async ({ recordMiss }) => {
      const question = miss.note ?? `${title}${where}: ${miss.key}`;
      await recordMiss({ question, kind: miss.kind, key: miss.key });
      return undefined;
    });
  }
  return {
    outcome: "command",
    says: says.length > 0 ? says : undefined,
    offers: actions.map(walkOffer),
    holds: audienceOfEntry(walk.text.entry, scene),
    state: scene.state,
    effects,
  };
}

function walkOffer({ id, label }: WalkAction): Offer {
  return offer(`walk-${id}`, label, [label.toLowerCase()], "▫️", { do: "step", action: id });
}
