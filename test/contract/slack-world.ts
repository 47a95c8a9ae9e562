import {
  createSlackPlatform,
  type SlackPlatform,
  type SlackPlatformParts,
} from "../../src/adapters/slack/slack-platform.ts";
import type { Conversation, Principal } from "../../src/chat/conversation.ts";
import type { Pictures } from "../../src/chat/pictures.ts";
import { createStoppedTimers } from "../adapters/slack/in/stopped-timers.ts";
import { hurried } from "../adapters/slack/out/slack-bench.ts";
import { type Delivery, isUnanswered } from "../support/fake-slack/deliveries.ts";
import { createFakeSlack, type FakeSlack } from "../support/fake-slack/fake-slack.ts";
import type { SeenMessage } from "../support/fake-slack/seen-messages.ts";
import { createSignal } from "../support/signal.ts";
import { createStoppedClock, type StoppedClock } from "../support/stopped-clock.ts";

/** A workspace with the bot in two rooms, with two people, and one account that nobody can reach. */
export type SlackWorld = {
  readonly slack: FakeSlack;
  readonly clock: StoppedClock;
  readonly ana: Principal;
  readonly bo: Principal;
  readonly gone: Principal;
  readonly here: Conversation;
  readonly elsewhere: Conversation;
  readonly dm: Conversation;
  /** What went wrong and was told to nobody. */
  readonly faults: readonly unknown[];
  /** A new platform, not started. */
  connect(given?: Partial<Pick<SlackPlatformParts, "botToken" | "slackApiUrl">>): SlackPlatform;
  /** Settles once the bot has taken, or could not take, all that people did. */
  arrived(): Promise<void>;
  /** Slack can be reached no more; settles when the platform knows. */
  cutOff(): Promise<void>;
  /** Slack can be reached again; settles when the platform hears it. */
  reconnect(): Promise<void>;
  /** Slack delivers again what the bot could not take. */
  deliverFailed(): Promise<void>;
  /** What the bot said in a conversation, as somebody sees it. */
  saidIn(by: Principal, where: Conversation): readonly SeenMessage[];
  close(): Promise<void>;
};

/** @param events of the app, as its manifest names them; left out: all */
export async function openSlackWorld({
  events,
  pictures,
}: {
  readonly events?: readonly string[];
  readonly pictures?: Pictures;
} = {}): Promise<SlackWorld> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const slack = createFakeSlack({ clock, ...(events ? { events } : {}) });
  const [ana, bo] = ["ana", "bo"].map((name) => slack.addUser(name).id);
  const gone = slack.addUser("gone", { deleted: true }).id;
  if (ana === undefined || bo === undefined) throw new Error("Nobody came.");
  const rooms = {
    here: slack.addRoom("here", [ana, bo]).id,
    elsewhere: slack.addRoom("elsewhere", [ana]).id,
    dm: slack.directRoom(ana).id,
  };
  await slack.start();
  const workspace = slack.model.team.id;
  const person = (user: string): Principal => ({ platform: "slack", workspace, user });
  const conversation = (room: string): Conversation => ({ platform: "slack", workspace, room });
  const faults: unknown[] = [];
  const failed = new Set<Delivery>();
  let failing = Promise.withResolvers<void>();
  const isOpen = (delivery: Delivery) => isUnanswered(delivery) && !delivery.isGivenUp;
  const timers = createStoppedTimers();
  const soon = hurried(clock);
  const changes = createSignal();
  let platform: SlackPlatform | undefined;

  /** Whatever is not taken by then was in work when it happened: one thing after the other comes. */
  function fault(error: unknown): void {
    faults.push(error);
    for (const delivery of slack.deliveries().filter(isOpen)) failed.add(delivery);
    failing.resolve();
    failing = Promise.withResolvers();
  }
  async function arrived(): Promise<void> {
    const awaited = () => slack.deliveries().filter((one) => isOpen(one) && !failed.has(one));
    for (let [next] = awaited(); next; [next] = awaited()) {
      await Promise.race([next.acked, failing.promise]);
    }
  }

  return {
    ...{ slack, clock, faults, arrived },
    ...{ ana: person(ana), bo: person(bo), gone: person(gone) },
    here: conversation(rooms.here),
    elsewhere: conversation(rooms.elsewhere),
    dm: conversation(rooms.dm),
    connect(given) {
      platform = createSlackPlatform({
        botToken: slack.botToken,
        line: { appToken: slack.appToken },
        slackApiUrl: slack.url,
        clock,
        // Short waits pass at once; longer ones are over when Slack can be reached again.
        later: (ms, act) => (ms > 1_000 ? timers.later(ms, act) : soon(ms, act)),
        changed: changes.tell,
        rejections: { on() {}, off() {} },
        log() {},
        fault,
        ...(pictures ? { pictures } : {}),
        ...given,
      });
      return platform;
    },
    async cutOff() {
      await slack.stop();
      await changes.until(() => platform?.health().state === "down");
    },
    async reconnect() {
      await slack.start();
      // The next try is the first of what waits.
      timers.pass(Math.min(...timers.waiting()));
      await changes.until(() => platform?.health().state === "up");
    },
    async deliverFailed() {
      const again = [...failed];
      failed.clear();
      for (const delivery of again) slack.deliverAgain(delivery);
      await arrived();
    },
    saidIn: ({ user }, { room, thread }) =>
      slack.seen(user, room, thread).filter(({ by }) => by === slack.model.app.botUser),
    async close() {
      await slack.socketMode.allClosed();
      await slack.stop();
      if (slack.breaches().length > 0) throw new Error(slack.breaches().join("\n"));
    },
  };
}

/** The text of a message as it reads. */
export function readable(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
