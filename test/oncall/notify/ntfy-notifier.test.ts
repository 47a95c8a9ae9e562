import { describe, expect, it } from "vitest";
import { loadSecret } from "../../../src/oncall/notify/load-secret.ts";
import { createNtfyNotifier } from "../../../src/oncall/notify/ntfy-notifier.ts";
import type { Answer } from "../../support/loopback-server.ts";
import { startNtfyDouble } from "../../support/ntfy-double.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { notificationFor } from "./notifications.ts";
import { type Behaviour, notifierContract } from "./notifier-contract.ts";

const clock = createStoppedClock("2026-11-30T08:00:00Z");
const topic = "hush-4711";
const token = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

async function openNtfy(given = `/${topic} ${token}`) {
  let how: Behaviour | Answer = "accept";
  const limit = new AbortController();
  const double = await startNtfyDouble(token, () => {
    if (how === "hang") limit.abort();
    if (how === "accept" || how === "hang") return how === "hang" ? how : undefined;
    return typeof how === "string" ? answers[how] : how;
  });
  const env = { BO_NTFY: `http://127.0.0.1:${double.port}${given}` };
  return {
    double,
    notifier: createNtfyNotifier({
      clock,
      readSecret: (reference) => loadSecret(reference, env),
      callLimit: () => limit.signal,
    }),
    answer(next: Behaviour | Answer) {
      how = next;
    },
  };
}

const answers = {
  busy: { status: 429, headers: { "retry-after": "7" } },
  broken: { status: 500, body: `panic at ${topic} ${token}` },
  gone: {
    status: 404,
    body: JSON.stringify({ code: 40_401, http: 404, error: `no ${topic} for ${token}` }),
  },
};

notifierContract("the ntfy notifier", async () => {
  const { double, notifier, answer } = await openNtfy();
  return {
    notifier,
    address: "env:BO_NTFY",
    wrongAddress: "env:CY_NTFY",
    secrets: [topic, token],
    busyMs: 7_000,
    behave: answer,
    arrived: () =>
      double.published().map(({ message, sequence_id }) => ({ text: message, nonce: sequence_id })),
    close: double.close,
  };
});

describe("the ntfy notifier", () => {
  const opened = async <T>(
    act: (ntfy: Awaited<ReturnType<typeof openNtfy>>) => Promise<T>,
    given?: string,
  ) => {
    const ntfy = await openNtfy(given);
    try {
      return await act(ntfy);
    } finally {
      await ntfy.double.close();
    }
  };
  const bo = notificationFor("env:BO_NTFY");

  it.each([
    ["high", 5, "rotating_light"],
    ["low", 3, "bell"],
  ] as const)("publishes urgency %s with priority %i", async (urgency, priority, tag) => {
    await opened(async ({ notifier, double }) => {
      await notifier.send({ ...bo, urgency }, "n1");
      expect(double.published()).toEqual([
        {
          topic,
          title: "#12 turn 3: payments",
          message: "#12 payments: checkout is down (Ana, #ops)\n\nsince 03:12, all regions",
          priority,
          tags: [tag],
          click: "https://ama.example.org/pages/12",
          actions: [
            {
              action: "http",
              label: "I have it",
              method: "POST",
              clear: true,
              url: bo.actions[0]?.url,
            },
            {
              action: "http",
              label: "Escalate",
              method: "POST",
              clear: true,
              url: bo.actions[1]?.url,
            },
          ],
          sequence_id: "n1",
        },
      ]);
    });
  });

  it("shows at most three actions", async () => {
    await opened(async ({ notifier, double }) => {
      const [ack, escalate] = bo.actions;
      if (!ack || !escalate) throw new Error("The sample has two");
      const actions = [ack, escalate, { ...ack, action: "resolve" as const }, escalate];
      await notifier.send({ ...bo, actions }, "n1");
      const labels = double.published()[0]?.actions.map(({ label }) => label);
      expect(labels).toEqual(["I have it", "Escalate", "Resolve"]);
    });
  });

  it("shows a repeat once, and takes it off the phone when it is cancelled", async () => {
    await opened(async ({ notifier, double }) => {
      await notifier.send(bo, "n1");
      const outcome = await notifier.send(bo, "n1");
      expect(double.shown()).toHaveLength(1);
      const reference = "accepted" in outcome ? outcome.accepted : "";
      expect(await notifier.cancel?.("env:BO_NTFY", reference)).toBe(true);
      expect(double.shown()).toEqual([]);
    });
  });

  it("cannot take anything back from an older server", async () => {
    await opened(async ({ notifier, answer }) => {
      answer({ status: 404 });
      expect(await notifier.cancel?.("env:BO_NTFY", "n1")).toBe(false);
    });
  });

  it.each([
    ["no token", `/${topic}`, { refused: "env:BO_NTFY answered 403: forbidden" }],
    ["a wrong token", `/${topic} tk_wrong`, { refused: "env:BO_NTFY answered 401: forbidden" }],
    ["no topic", "/", { refused: expect.stringContaining("names no topic") }],
    ["a path of two parts", "/a/b", { refused: expect.stringContaining("names no topic") }],
    ["a query", `/${topic}?auth=x`, { refused: expect.stringContaining("names no topic") }],
    ["three words", `/${topic} a b`, { refused: expect.stringContaining("something else") }],
  ])("refuses an address with %s", async (_, given, refusal) => {
    await opened(async ({ notifier, double }) => {
      expect(await notifier.send(bo, "n1")).toEqual(refusal);
      expect(double.published()).toEqual([]);
    }, given);
  });

  it("does not take any web page that says 200 for ntfy", async () => {
    await opened(async ({ notifier, answer }) => {
      answer({ status: 200, body: "<html>Sign in to this network</html>" });
      expect(await notifier.send(bo, "n1")).toEqual({
        refused: expect.stringContaining("not as an ntfy server"),
      });
    });
  });

  it("finds out whether the server is well", async () => {
    await opened(async ({ notifier, answer }) => {
      answer({ status: 503 });
      expect(await notifier.check("env:BO_NTFY")).toBe("env:BO_NTFY answered 503.");
    });
  });

  it("ends a call that cannot even find the server", async () => {
    const limit = new AbortController();
    const notifier = createNtfyNotifier({
      clock,
      readSecret: async () => ({ value: `https://ntfy.example.org/${topic}` }),
      lookup: () => {
        limit.abort();
        return new Promise(() => {});
      },
      callLimit: () => limit.signal,
    });
    expect(await notifier.send(bo, "n1")).toEqual({
      retryInMs: undefined,
      reason: "env:BO_NTFY cannot be found in time.",
    });
  });
});
