import { createStoppedClock } from "../stopped-clock.ts";
import { createFakeSlack, type FakeSlackOptions } from "./fake-slack.ts";

/** A started workspace with two people in one room; the clock stands. Stops when it goes out of scope. */
export async function startOffice(options: FakeSlackOptions = {}) {
  const clock = createStoppedClock("2026-03-02T09:00:00Z");
  const slack = createFakeSlack({ clock, pingEveryMs: 50, ...options });
  const { id: ada } = slack.addUser("ada");
  const { id: bob } = slack.addUser("bob");
  const { id: ops } = slack.addRoom("ops", [ada, bob]);
  await slack.start();
  return { clock, slack, ada, bob, ops, [Symbol.asyncDispose]: () => slack.stop() };
}

/** The code with which Slack refused a call. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "data" in error) {
      const { data } = error;
      if (typeof data === "object" && data && "error" in data) return data.error;
    }
    return error;
  }
  return "taken";
}
