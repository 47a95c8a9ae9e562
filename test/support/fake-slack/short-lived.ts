import { SlackRefusal } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/** docs.slack.dev/interactivity/handling-user-interaction: a trigger opens one modal, within 3 seconds. */
const triggerMs = 3_000;
/** The same page: a response URL takes 5 answers within 30 minutes. */
const responseUrlMs = 30 * 60_000;
const mostResponses = 5;

/** What Slack hands out with what somebody did: good for a short time, from the fake's own clock. */
export type ShortLived = {
  newTrigger(user: string): string;
  /** @returns whose trigger it is. @throws SlackRefusal when it is unknown, used or too old */
  takeTrigger(trigger: string): string;
  /** @returns the last part of the address */
  newResponse(to: ResponsePlace): string;
  /** @throws SlackRefusal used_url or expired_url */
  takeResponse(id: string): ResponsePlace;
};

export type ResponsePlace = {
  readonly user: string;
  readonly room: string;
  readonly threadTs: string | undefined;
  /** The message with the button that was pressed. */
  readonly on: string | undefined;
};

/** Creates an empty desk of triggers and response URLs. */
export function createShortLived({ time, nextId }: SlackWorkspace): ShortLived {
  type Given = { readonly at: Temporal.Instant; uses: number };
  const triggers = new Map<string, Given & { readonly user: string }>();
  const responses = new Map<string, Given & { readonly to: ResponsePlace }>();
  const isOlder = (given: Given, ms: number) =>
    time.now().epochMilliseconds - given.at.epochMilliseconds > ms;

  return {
    newTrigger(user) {
      const id = `${nextId("")}.trigger`;
      triggers.set(id, { at: time.now(), uses: 0, user });
      return id;
    },
    takeTrigger(id) {
      const trigger = triggers.get(id);
      if (!trigger) throw new SlackRefusal("invalid_trigger_id");
      if (isOlder(trigger, triggerMs)) throw new SlackRefusal("expired_trigger_id");
      if (trigger.uses > 0) throw new SlackRefusal("exchanged_trigger_id");
      trigger.uses += 1;
      return trigger.user;
    },
    newResponse(to) {
      const id = nextId("R");
      responses.set(id, { at: time.now(), uses: 0, to });
      return id;
    },
    takeResponse(id) {
      const response = responses.get(id);
      if (!response || isOlder(response, responseUrlMs)) throw new SlackRefusal("expired_url");
      if (response.uses >= mostResponses) throw new SlackRefusal("used_url");
      response.uses += 1;
      return response.to;
    },
  };
}
