import { expect, onTestFinished } from "vitest";
import type { CommandRows } from "../../../../src/adapters/slack/commands.ts";
import {
  createSlackPlatform,
  type SlackPlatform,
} from "../../../../src/adapters/slack/slack-platform.ts";
import type { Conversation, Principal } from "../../../../src/chat/conversation.ts";
import type { InboxItem } from "../../../../src/chat/inbox-item.ts";
import type { Pictures } from "../../../../src/chat/pictures.ts";
import type { Later } from "../../../../src/chat/working-sign.ts";
import type { FakeSlack } from "../../../support/fake-slack/fake-slack.ts";
import { startOffice } from "../../../support/fake-slack/office.ts";
import type { StoppedClock } from "../../../support/stopped-clock.ts";

/** Short waits pass at once, on the clock too; longer ones never end. */
export function hurried(clock: StoppedClock): Later {
  return (ms, act) => {
    if (ms > 1_000) return () => {};
    clock.advance({ milliseconds: ms });
    const timer = setImmediate(act);
    return () => clearImmediate(timer);
  };
}

/** A platform that is not started, and tells what it logs and what went wrong. */
export function slackPlatformOn(
  slack: FakeSlack,
  clock: StoppedClock,
  {
    faults = [],
    ...more
  }: {
    readonly pictures?: Pictures;
    readonly botToken?: string;
    readonly faults?: unknown[];
    readonly commands?: CommandRows;
    readonly later?: Later;
  } = {},
) {
  const logged: string[] = [];
  const platform = createSlackPlatform({
    botToken: slack.botToken,
    line: { appToken: slack.appToken },
    slackApiUrl: slack.url,
    clock,
    later: hurried(clock),
    pongWithinMs: 5_000,
    rejections: { on() {}, off() {} },
    log: (line) => logged.push(line),
    fault: (error) => faults.push(error),
    ...more,
  });
  return { platform, faults, logged };
}

/** Two people, one room, and the platform started among them; another life of it begins with `again`. */
export async function openSlackBench(
  given: { readonly scopes?: readonly string[]; readonly pictures?: Pictures } = {},
) {
  const { scopes, ...more } = given;
  const office = await startOffice(scopes ? { scopes } : {});
  const { slack, clock, ops, ada, bob } = office;
  const items: InboxItem[] = [];
  const faults: unknown[] = [];
  const lives: SlackPlatform[] = [];
  /** Whatever people did is acknowledged before the platform goes. */
  const quiet = () => Promise.all(slack.deliveries().map(({ acked }) => acked));
  const again = async () => {
    await quiet();
    await lives.at(-1)?.stop(Temporal.Duration.from("PT1S"));
    const life = slackPlatformOn(slack, clock, { ...more, faults });
    lives.push(life.platform);
    await life.platform.start(async (item) => {
      items.push(item);
      return "stored";
    });
    return life.platform;
  };
  const platform = await again();
  onTestFinished(async () => {
    await quiet();
    await lives.at(-1)?.stop(Temporal.Duration.from("PT1S"));
    await slack.socketMode.allClosed();
    await slack.stop();
    expect(slack.faultsAtEnd()).toEqual([]);
  });
  const workspace = slack.model.team.id;
  const room = (id: string): Conversation => ({ platform: "slack", workspace, room: id });
  const person = (user: string): Principal => ({ platform: "slack", workspace, user });
  return {
    slack,
    clock,
    platform,
    again,
    quiet,
    items,
    faults,
    ops: room(ops),
    room,
    person,
    ada,
    bob,
  };
}

export type SlackBench = Awaited<ReturnType<typeof openSlackBench>>;
