import { pageVerbs } from "../chat/command-words.ts";
import type { Inbound } from "../chat/inbox-item.ts";
import { actionSaid } from "../chat/manners/choices.ts";
import { afterGrace, unaskedOutcome } from "../chat/manners/grace.ts";
import { hear } from "../chat/manners/hearing.ts";
import { afterInbound } from "../chat/thread-state.ts";
import { isAskedAside } from "./bare-command.ts";
import type { Scene } from "./scene.ts";
import { talkLate } from "./talk-late.ts";
import { talkPressed } from "./talk-pressed.ts";
import { talkQuestion } from "./talk-question.ts";
import { isCommand, type Meant, meantAside, meantBy, talkSaid } from "./talk-said.ts";
import { reasonAsked, talkReason } from "./talk-vote.ts";
import { talkWifi } from "./talk-wifi.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** What somebody wrote: decided by manners first, then by what it is. */
export async function talkMessage(item: Inbound, scene: Scene): Promise<Turn> {
  const { given, state: thread, settings, at } = scene;
  const isAside = isAskedAside(item);
  const meant = await (isAside ? meantAside : meantBy)(item.text, scene);
  const self = given.self(item.message.platform);
  const hearing = hear({ item, routed: meant.routed, settings, thread, self, at });
  const state = afterInbound(thread, item, at);
  const heard = { ...scene, state };
  const chosen = isAside ? undefined : actionSaid(item.text, thread.offered ?? []);
  switch (hearing.hear) {
    case "silent": {
      const isHeard = unaddressed.has(hearing.outcome) && (await isSaidToPage(meant, scene));
      if (isHeard) return await heardNow(() => talkSaid(meant, heard));
      return silence(hearing.outcome, state);
    }
    case "refuse":
      return { ...saying("refuse", hearing.doc, state), holds: "narrow" };
    case "unreadable": {
      if ("until" in hearing) {
        return { ...silence("silent:M13", thread), postponeTo: hearing.until };
      }
      return saying("refuse", hearing.doc, { ...state, unreadSaidAt: at });
    }
    case "pending": {
      const { ask, of } = hearing.pending;
      if (chosen) return await pressed(chosen.value);
      if (ask !== reasonAsked) return await heardNow(() => talkSaid(meant, heard));
      return talkReason(item.text, of, heard);
    }
    case "wait":
      return await heardNow(() => unasked(item, meant, hearing.until, heard));
    case "answer": {
      if (!chosen || isCommand(meant)) return await heardNow(() => talkSaid(meant, heard));
      return await pressed(chosen.value);
    }
  }

  async function pressed(value: string): Promise<Turn> {
    return await talkPressed(await given.presses.find(value), false, heard);
  }

  function heardNow(talk: () => Promise<Turn>): Promise<Turn> {
    return item.replay ? talkLate(item, isCommand(meant), heard, talk) : talk();
  }
}

/** Nobody spoke to us. */
const unaddressed: ReadonlySet<string> = new Set(["silent:M1", "silent:M6"]);

/** In the thread of a page its number, or a word alone, says to whom one speaks: nobody has time for more at night. */
async function isSaidToPage({ text, routed }: Meant, scene: Scene): Promise<boolean> {
  if (routed.kind !== "command" || !pageVerbs.some(([verb]) => verb === routed.command))
    return false;
  const isPlain = /#\d+/.test(text) || /^\s*\p{L}+[.!]?\s*$/u.test(text);
  return isPlain && (await scene.given.paging.pageIn(scene.conversation)) !== undefined;
}

/** In an auto room people come first, and only a sure answer is said unasked. */
async function unasked(
  item: Inbound,
  { wifi }: Meant,
  until: Temporal.Instant,
  scene: Scene,
): Promise<Turn> {
  const { state, at } = scene;
  if (Temporal.Instant.compare(at, until) < 0) {
    return { ...silence("silent:M5", state), postponeTo: until };
  }
  const grace = afterGrace(item, state);
  if (grace.speak === "no") {
    return {
      ...silence(grace.outcome, state),
      effects: [
        async ({ recordMiss }) => {
          await recordMiss({ question: item.text, kind: "human_answered", key: undefined });
          return undefined;
        },
      ],
    };
  }
  if (wifi && wifi.found.length > 0) return await talkWifi(wifi, scene);
  const turn = await talkQuestion(item.text, scene);
  const spoken = turn.outcome === "answer" ? unaskedOutcome("answer") : unaskedOutcome("abstain");
  return spoken === "speak" ? turn : silence(spoken, state);
}
