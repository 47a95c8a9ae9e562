import type { Later } from "../../../chat/working-sign.ts";
import type { SlackMessage } from "../render/slack-messages.ts";

/** What is said with an acknowledgement. */
type Acknowledged = {
  readonly message: SlackMessage;
  /** Hears whether it got through. */
  readonly done: (isThrough: boolean) => void;
};

/** Commands that are not acknowledged yet: what is said to them by then goes along with that. */
export type Acknowledgements = {
  /** Waits for what is to be said, not so long that Slack gives up; undefined: nothing is yet. */
  wait(command: string): Promise<Acknowledged | undefined>;
  /** Says it with the acknowledgement; false: it did not get through, or the command is acknowledged already. */
  say(command: string, message: SlackMessage): Promise<boolean>;
};

/** Slack wants an acknowledgement within 3 s, and half of that may have gone by for looking up who it is. */
const mostMs = 1_000;

export function createAcknowledgements(later: Later): Acknowledgements {
  const open = new Map<string, (said: Acknowledged | undefined) => void>();

  return {
    async wait(command) {
      const { promise, resolve } = Promise.withResolvers<Acknowledged | undefined>();
      const cancel = later(mostMs, () => {
        open.delete(command);
        resolve(undefined);
      });
      open.set(command, (said) => {
        cancel();
        open.delete(command);
        resolve(said);
      });
      return await promise;
    },
    async say(command, message) {
      const answer = open.get(command);
      if (!answer) return false;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      answer({ message, done: resolve });
      return await promise;
    },
  };
}
