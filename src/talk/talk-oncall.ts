import { conversationKey } from "../chat/conversation.ts";
import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import {
  decideOverlay,
  mayTake,
  mayUndo,
  nameOf,
  type OverlayCommand,
} from "../oncall/decide-overlay.ts";
import { readOncallCommand } from "../oncall/oncall-command.ts";
import { type NewOverlay, type OverlayRow, printOverlayId } from "../oncall/overlay.ts";
import { printSpan } from "../oncall/print-span.ts";
import type { Shift, Span } from "../oncall/schedule.ts";
import { listed } from "../runbooks/walk-numbers.ts";
import { offer } from "./offers.ts";
import type { Scene } from "./scene.ts";
import { zoneOf } from "./talk-who.ts";
import { type Offer, saying, type Turn } from "./turn.ts";

/**
 * Changes who is on call, as somebody says.
 *
 * @returns undefined where no schedule is written, or the words are no such command: then it is a question
 */
export function talkOncall(
  verb: "override" | "cover" | "swap",
  text: string,
  scene: Scene,
): Turn | undefined {
  const { given, at: now, state, speaker } = scene;
  const roster = given.roster();
  if (!roster.oncall.isWritten) return undefined;
  const command = readOncallCommand(verb, text, { roster, now, timeZone: zoneOf(scene) });
  if (!command) return undefined;
  if (command.do === "ask") return saying("clarify", [paragraph(command.text)], state);
  if (command.do === "cancel") {
    const row = roster.rows.find(({ id }) => id === command.id);
    return row ? talkOverlayUndo(row.request, scene) : gone(scene);
  }
  if (!speaker.person) {
    const text =
      "I do not know who you are: your account stands in no entry of people.yaml. Nothing is changed.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const decision = decideOverlay(command, speaker.person, roster);
  switch (decision.kind) {
    case "refuse":
      return { ...saying("refuse", [paragraph(decision.text)], state), holds: "narrow" };
    case "make":
      return made(command, decision.overlays, decision.before, scene);
  }
}

/** Takes a request back, for whoever pressed or said so. */
export function talkOverlayUndo(request: string, scene: Scene): Turn {
  const rows = rowsOf(request, scene);
  const { state, speaker } = scene;
  if (rows.length === 0) return gone(scene);
  if (!speaker.person || !mayUndo(rows, speaker.person)) {
    const text =
      "Only whoever made that change, whom it is about, or somebody with the role oncall-admin may take it back.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  return cancelled(rows, scene);
}

/** Gives the shifts of an open request to whoever takes them. */
export function talkOverlayTake(request: string, scene: Scene): Turn {
  const { state, speaker, at, given } = scene;
  const rows = rowsOf(request, scene);
  const [row] = rows;
  if (!row) return gone(scene);
  if (row.other !== undefined) {
    const text = `${nameIn(row.other, scene)} has taken them already. Nothing is changed.`;
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  if (Temporal.Instant.compare(row.start, at) <= 0) {
    const text =
      "It has begun with nobody having taken it, and stays whose it is. Say override instead.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const { person } = speaker;
  if (!person || !mayTake(row, person)) {
    const whom =
      row.asked === undefined ? "somebody with the role oncall" : nameIn(row.asked, scene);
    const text = `Only ${whom} may take these shifts, and not whose they are.`;
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const says = [
    paragraph(`${nameOf(person)} takes the shifts of ${nameIn(row.person, scene)}:`),
    spansOf(rows, scene),
  ];
  return {
    ...saying("command", says, state),
    offers: [undo(request)],
    effects: [
      async ({ transaction }) => {
        const isTaken = await given.overlays.take(transaction, request, person.id, at);
        return isTaken
          ? undefined
          : [paragraph("Somebody was quicker: nothing is changed by this.")];
      },
    ],
  };
}

/** Says no to shifts that somebody was asked to take. */
export function talkOverlayDecline(request: string, scene: Scene): Turn {
  const rows = rowsOf(request, scene);
  const [row] = rows;
  const { state, speaker, given, at } = scene;
  if (!row) return gone(scene);
  if (row.asked === undefined || row.asked !== speaker.person?.id) {
    return {
      ...saying("refuse", [paragraph("Only whoever was asked may say no.")], state),
      holds: "narrow",
    };
  }
  const text = `${nameIn(row.asked, scene)} does not take them: ${nameIn(row.person, scene)} serves as before.`;
  return {
    ...saying("command", [paragraph(text)], state),
    effects: [
      async ({ transaction }) => {
        await given.overlays.cancel(transaction, request, at);
        return undefined;
      },
    ],
  };
}

function made(
  command: OverlayCommand,
  overlays: readonly NewOverlay[],
  before: readonly Shift[],
  scene: Scene,
): Turn {
  const { state, speaker, given, at, conversation, replyKey } = scene;
  const by = speaker.person?.id ?? speaker.key;
  const { notes } = command.span;
  return {
    ...saying(
      "command",
      [...notes.map(paragraph), ...saidOf(command, overlays, before, scene)],
      state,
    ),
    offers: offersOf(command, replyKey),
    effects: [
      async ({ transaction }) => {
        const where = conversationKey(conversation);
        const ids = await given.overlays.add(transaction, overlays, {
          request: replyKey,
          by,
          conversation: where,
          at,
        });
        const names = ids.map(printOverlayId);
        return [paragraph(`To take it back later: override cancel ${names[0]}`)];
      },
    ],
  };
}

function saidOf(
  command: OverlayCommand,
  overlays: readonly NewOverlay[],
  before: readonly Shift[],
  scene: Scene,
): Doc {
  const spans = spansOf(overlays, scene);
  const comesOn = command.do === "override" ? command.person.id : undefined;
  const others = [...new Set(before.map(({ person }) => person))]
    .filter((id) => id !== comesOn)
    .map((id) => nameIn(id, scene));
  switch (command.do) {
    case "override": {
      const instead = others.length === 0 ? "where nobody would" : `instead of ${listed(others)}`;
      return [paragraph(`${nameOf(command.person)} is on call ${instead}:`), spans];
    }
    case "cover":
      return [
        paragraph(`${scene.speaker.name} takes the shifts of ${nameOf(command.person)}:`),
        spans,
      ];
    case "cover-me":
      return [
        paragraph(
          `Who takes the shifts of ${scene.speaker.name}? Until somebody does, nothing changes.`,
        ),
        spans,
      ];
    case "swap":
      return [
        paragraph(
          `${nameOf(command.with)} (@${command.with.id}), do you take the shifts of ${scene.speaker.name}? Until you say yes, nothing changes.`,
        ),
        spans,
      ];
  }
}

function offersOf(command: OverlayCommand, request: string): readonly Offer[] {
  const take = { do: "overlay-take", request } as const;
  switch (command.do) {
    case "cover-me":
      return [
        { ...offer("take", "I take it", ["i take it", "take it"], "🙋", take), once: false },
        undo(request),
      ];
    case "swap": {
      const decline = { do: "overlay-decline", request } as const;
      const asked = { people: [command.with.id] };
      return [
        offer("take", "Yes, I take them", ["yes", "y"], "✅", take, asked),
        offer("decline", "No", ["no", "n"], "❌", decline, asked),
        undo(request),
      ];
    }
    default:
      return [undo(request)];
  }
}

const undo = (request: string): Offer => ({
  ...offer("undo", "Undo", ["undo"], "↩️", { do: "overlay-undo", request }),
  once: false,
});

function cancelled(rows: readonly OverlayRow[], scene: Scene): Turn {
  const { state, given, at } = scene;
  const [row] = rows;
  if (!row) return gone(scene);
  const says = [paragraph("Taken back. On call is again who was before:"), spansOf(rows, scene)];
  return {
    ...saying("command", says, state),
    effects: [
      async ({ transaction }) => {
        await given.overlays.cancel(transaction, row.request, at);
        return undefined;
      },
    ],
  };
}

function gone({ state }: Scene): Turn {
  const text =
    "That change is not there, or it was taken back. What stands in oncall.yaml is changed there.";
  return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
}

function rowsOf(request: string, { given }: Scene): readonly OverlayRow[] {
  return given.roster().rows.filter((row) => row.request === request);
}

/** Each schedule with both ends, in the speaker's zone and its own. */
function spansOf(overlays: readonly (Span & { readonly schedule: string })[], scene: Scene): Block {
  const { schedules } = scene.given.roster();
  const lines = overlays.map(({ schedule, start, end }) => {
    const own = schedules.find(({ id }) => id === schedule)?.timeZone;
    const zones = [zoneOf(scene), ...(own === undefined ? [] : [own])];
    return `${schedule}: ${printSpan({ start, end }, zones)}`;
  });
  return { list: lines.map((line) => [paragraph(line)]), ordered: false };
}

function nameIn(id: string, { given }: Scene): string {
  return nameOf(given.roster().oncall.catalogue.people.find((one) => one.id === id) ?? { id });
}
