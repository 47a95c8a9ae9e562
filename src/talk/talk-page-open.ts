import type { Conversation } from "../chat/conversation.ts";
import { type Doc, paragraph } from "../chat/doc.ts";
import { contactOf, printContact } from "../knowledge/contact.ts";
import { aimPage } from "../oncall/paging/aim-page.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import type { PageAsked, PageTarget } from "../oncall/paging/paging.ts";
import { isOutsiderHere } from "./audience-for.ts";
import { isBareCommand } from "./bare-command.ts";
import { offer, openingEmoji } from "./offers.ts";
import { actorIn } from "./page-actor.ts";
import type { Press } from "./press.ts";
import type { Scene } from "./scene.ts";
import { type Offer, saying, silence, type Turn } from "./turn.ts";

type Asked = Pick<Extract<PageCommand, { do: "page" }>, "target" | "urgency" | "text">;

/**
 * Asks for a human. The page's status message says that it is open, so nothing else does.
 *
 * @param isSeparate it is a page of its own, whatever is open about the same
 */
export function talkPageOpen(
  { target, urgency, text }: Asked,
  isSeparate: boolean,
  scene: Scene,
): Turn {
  const { given, state, at } = scene;
  if (isOutsiderHere(scene)) {
    return { ...saying("refuse", notForOutsiders(target, scene), state), holds: "narrow" };
  }
  const asked = { target, urgency, text };
  const page: PageAsked = {
    ...asked,
    by: actorIn(scene),
    askedIn: homeFor(scene),
    dedupKey: isSeparate ? undefined : "chat",
    source: undefined,
    alerts: [],
    alertName: undefined,
  };
  return {
    ...silence("command", state),
    effects: [
      async ({ transaction }) => {
        const { placed, told } = await given.paging.openWithin(transaction, page, at);
        if (placed === "opened" || told === "") return undefined;
        const offers = placed === "joined" ? [separately(asked)] : [];
        return { doc: [paragraph(told)], offers };
      },
    ],
  };
}

/** A command that left no message has no thread: its page stands in the room's main line, where we can write there. */
function homeFor({ item, conversation, able }: Scene): Conversation {
  const isOpen = isBareCommand(item) && able?.canPost === true;
  return isOpen ? { ...conversation, thread: undefined } : conversation;
}

/** Asks whom somebody meant. */
export function talkPageWhich(
  { said, near, urgency, text }: Extract<PageCommand, { do: "which" }>,
  scene: Scene,
): Turn {
  const choices = near.filter(({ kind }) => kind !== "default");
  const says =
    choices.length === 0
      ? `Nothing that can be paged is called "${said}". Nobody is paged yet.`
      : `Whom does "${said}" mean? Nobody is paged yet.`;
  return {
    ...saying("clarify", [paragraph(says)], scene.state),
    offers: [
      ...choices.map((target, index) => {
        const { about } = aimPage(target, scene.given.roster().oncall);
        const press = openPress({ target, urgency, text }, false);
        return offer(
          `page-${index + 1}`,
          `Page ${about} (${target.kind})`,
          [about.toLowerCase()],
          openingEmoji(index),
          press,
        );
      }),
      offer(
        "page-default",
        "Page the default policy",
        ["default", "page the default policy"],
        "📟",
        openPress({ target: { kind: "default" }, urgency, text: `${said} ${text}`.trim() }, false),
      ),
    ],
  };
}

function openPress(asked: Asked, separate: boolean): Press {
  return { do: "page-open", ...asked, separate };
}

function separately(asked: Asked): Offer {
  const label = "Open a separate page";
  return offer(
    "page-separate",
    label,
    [label.toLowerCase(), "separate"],
    "📟",
    openPress(asked, true),
  );
}

function notForOutsiders(target: PageTarget, scene: Scene): Doc {
  const owner = ownerOf(target, scene);
  const whom = owner === undefined ? "Ask somebody of the company here" : `Ask ${owner}`;
  const text = `People outside the company can read here, and I do not know your account, so I page nobody for you. ${whom}: they can.`;
  return [paragraph(text)];
}

/** Whom to ask about a service, as they stand in a sentence. */
function ownerOf(target: PageTarget, { given }: Scene): string | undefined {
  if (target.kind !== "service") return undefined;
  const { catalogue } = given.knowledge().corpus;
  const service = catalogue.services.find(({ id }) => id === target.id);
  return service && printContact(contactOf(service.owner, catalogue));
}
