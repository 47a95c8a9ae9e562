import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import type { StoppedClock } from "../../support/stopped-clock.ts";

/** Has everything that people did be worked on, and said; some seconds pass. */
export async function settleSlack(
  { slack, clock }: { readonly slack: FakeSlack; readonly clock: StoppedClock },
  settle: () => Promise<void>,
): Promise<void> {
  await Promise.all(slack.deliveries().map(({ acked }) => acked));
  // One message a second is said in a room.
  for (let second = 0; second < 4; second += 1) {
    await settle();
    clock.advance({ seconds: 1 });
  }
  await settle();
}
