import { type Doc, paragraph } from "../chat/doc.ts";
import type { Mute } from "../oncall/paging/mute-store.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import { offer } from "./offers.ts";
import { actorIn } from "./page-actor.ts";
import { pageWords } from "./page-words.ts";
import type { Scene } from "./scene.ts";
import { saying, silence, type Turn } from "./turn.ts";

const mayMute: ReadonlySet<string> = new Set(["oncall", "oncall-admin", "admin"]);

/** Keeps what monitors report of a service from paging anybody for a while. */
export function talkPageMute(
  { service, length, why }: Extract<PageCommand, { do: "mute" }>,
  scene: Scene,
): Turn {
  const { given, speaker, state, at } = scene;
  if (!isAllowed(scene)) return refused(scene);
  const by = speaker.person?.id ?? speaker.key;
  const mute: Mute = { service, until: at.add(length), why, by, at };
  const says = `${speaker.name} muted ${service} until ${pageWords(scene).time(mute.until)}${reasonOf(mute)}. What monitors report of it pages nobody meanwhile; people still can.`;
  const unmute = { do: "say", text: `unmute ${service}` } as const;
  return {
    ...saying("command", [paragraph(says)], state),
    offers: [offer("unmute", "Unmute", ["unmute"], "🔔", unmute)],
    effects: [
      async ({ transaction }) => {
        await given.paging.muteWithin(transaction, mute);
        return undefined;
      },
    ],
  };
}

/** Ends that. */
export function talkPageUnmute(service: string, scene: Scene): Turn {
  const { given, speaker, state, at } = scene;
  if (!isAllowed(scene)) return refused(scene);
  const by = actorIn(scene);
  return {
    ...silence("command", state),
    effects: [
      async ({ transaction }) => {
        const wasMuted = await given.paging.unmuteWithin(transaction, service, by, at);
        const text = wasMuted
          ? `${speaker.name} unmuted ${service}: what monitors report of it pages again.`
          : `${service} is not muted. Nothing has changed.`;
        return [paragraph(text)];
      },
    ],
  };
}

/** Tells what is muted. */
export async function talkPageMutes(scene: Scene): Promise<Turn> {
  const mutes = await scene.given.paging.mutes(scene.at);
  const says = mutes.length === 0 ? [paragraph("Nothing is muted.")] : mutesDoc(mutes, scene);
  return saying("command", says, scene.state);
}

/** What is muted, until when, by whom and why. */
export function mutesDoc(mutes: readonly Mute[], scene: Scene): Doc {
  const words = pageWords(scene);
  const lines = mutes.map((mute) => {
    const by = mute.by.startsWith("[") ? words.account(mute.by) : words.person(mute.by);
    return `${mute.service} until ${words.time(mute.until)}, by ${by}${reasonOf(mute)}`;
  });
  return [
    paragraph("Muted, so that monitors page nobody for it:"),
    { list: lines.map((line) => [paragraph(line)]), ordered: false },
  ];
}

const reasonOf = ({ why }: Mute) => (why === "" ? "" : `: ${why}`);

const isAllowed = ({ speaker }: Scene) =>
  (speaker.person?.roles ?? []).some((role) => mayMute.has(role));

function refused({ state }: Scene): Turn {
  const text =
    "Only people with the role oncall, oncall-admin or admin mute a service. Nothing has changed.";
  return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
}
