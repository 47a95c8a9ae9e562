import type { Conversation } from "../../../src/chat/conversation.ts";
import type { InboxItem } from "../../../src/chat/inbox-item.ts";
import { directRoomOf } from "../../support/kill-platform.ts";
import { type Posted, said } from "../talk.ts";
import type { KeptPage } from "./kept-pages.ts";
import { askedFor, serviceId } from "./paging-knowledge.ts";

type Act = "ack" | "escalate" | "release" | "resolve";

/** What somebody does, or what they wait for. */
export type Step =
  | { readonly do: "page"; readonly by: string }
  | { readonly do: Act; readonly by: string; readonly how: "said" | "pressed" }
  | { readonly do: "wait"; readonly forTurn: number };

/** A page from first to last. */
export type Story = {
  readonly index: number;
  readonly service: number;
  readonly steps: readonly Step[];
};

/** What the page of a story says; no other says the same. */
export function textOf({ index }: Pick<Story, "index">): string {
  return `outage ${index} of the boiler`;
}

/** Where a page is asked for: each in a room of its own, so that no room hears too much in a minute. */
function homeOf({ index }: Story): Conversation & { readonly thread: string } {
  return { platform: "memory", workspace: "local", room: `war${index}`, thread: `story${index}` };
}

/** Names what a step is delivered as. */
export function dedupKeyOf({ index }: Story, step: number): string {
  return `story${index}/${step + 1}`;
}

/** Of pages in turn: taken at once, nobody at home, handed back, escalated, over by itself. */
export function storyOf(index: number, service: number, how: "said" | "pressed"): Story {
  const { first, second } = askedFor(service);
  const page = { do: "page", by: "dee" } as const;
  const act = (what: Act, by: string): Step => ({ do: what, by, how });
  const turn = (forTurn: number): Step => ({ do: "wait", forTurn });
  const stories: readonly (readonly Step[])[] = [
    [page, act("ack", first), act("resolve", first)],
    [page, turn(3), act("ack", second), act("resolve", second)],
    [
      page,
      act("ack", first),
      act("release", first),
      turn(3),
      act("ack", second),
      act("resolve", second),
    ],
    [page, act("escalate", "dee"), turn(2), act("ack", second), act("resolve", first)],
    [page, { do: "resolve", by: "dee", how: "said" }],
    [page, turn(6), act("resolve", first)],
  ];
  return { index, service, steps: stories[index % stories.length] ?? [] };
}

/** A step as it is delivered. @param posts all that the bot has said */
export function itemOf(
  story: Story,
  step: number,
  page: KeptPage | undefined,
  posts: readonly Posted[],
): InboxItem | undefined {
  const one = story.steps[step];
  if (!one || one.do === "wait") return undefined;
  const key = dedupKeyOf(story, step);
  const principal = { platform: "memory", workspace: "local", user: one.by } as const;
  const at = Temporal.Now.instant();
  const home = homeOf(story);
  if (one.do === "page") {
    return said(`page ${serviceId(story.service)} ${textOf(story)}`, key, home, principal, at);
  }
  if (!page) return undefined;
  const value = `page:${page.number}:${one.do}`;
  const isSeen = ({ room, thread }: Posted["message"]) =>
    room === directRoomOf(one.by) || (room === home.room && thread === home.thread);
  const on = posts.findLast(
    ({ reply, message }) =>
      isSeen(message) && reply.actions.some((action) => action.value === value),
  );
  if (one.how === "said" || !on) {
    const why = one.do === "resolve" ? " rolled back" : "";
    return said(`${one.do} #${page.number}${why}`, key, home, principal, at);
  }
  return {
    kind: "interaction",
    dedupKey: key,
    action: one.do,
    value,
    actor: principal,
    on: on.message,
    at,
    via: "button",
    undone: false,
  };
}
