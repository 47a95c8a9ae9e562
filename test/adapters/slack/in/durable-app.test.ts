import { describe, expect, it } from "vitest";
import { createCommands, rememberedCommands } from "../../../../src/adapters/slack/commands.ts";
import { createAcknowledgements } from "../../../../src/adapters/slack/in/acknowledgements.ts";
import { DurableApp, type DurableAppParts } from "../../../../src/adapters/slack/in/durable-app.ts";
import { createHandles } from "../../../../src/adapters/slack/in/handles.ts";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";
import type { InboxItem } from "../../../../src/chat/inbox-item.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import {
  blockActions,
  envelope,
  known,
  message,
  nine,
  slashCommand,
  viewSubmission,
} from "./payloads.ts";
import { createStoppedTimers } from "./stopped-timers.ts";

/** An app whose inbox is a list, and the order in which things happened. */
function open(given: Partial<DurableAppParts> = {}) {
  const clock = createStoppedClock(nine);
  const handles = createHandles(clock);
  const timers = createStoppedTimers();
  const commands = createCommands(rememberedCommands(), clock);
  const acknowledgements = createAcknowledgements(timers.later);
  const stored: InboxItem[] = [];
  const happened: string[] = [];
  const faults: unknown[] = [];
  const revoked: string[] = [];
  const app = new DurableApp({
    async intake(item) {
      const isKnown = stored.some(({ dedupKey }) => dedupKey === item.dedupKey);
      if (!isKnown) stored.push(item);
      happened.push("stored");
      return isKnown ? "duplicate" : "stored";
    },
    know: async () => known,
    check: () => [],
    async openLoading(trigger) {
      happened.push(`loading ${trigger}`);
      return "V0LOADING";
    },
    async openAsking(trigger, user) {
      happened.push(`asking ${trigger} ${user}`);
    },
    handles,
    commands,
    acknowledgements,
    clock,
    logger: createQuietLogger(() => {}),
    revoked: (reason) => revoked.push(reason),
    fault: (error) => faults.push(error),
    ...given,
  });
  async function deliver(body: object, ack = async () => {}): Promise<readonly unknown[]> {
    const acks: unknown[] = [];
    const acknowledge = async (payload?: unknown) => {
      happened.push("acked");
      acks.push(payload);
      await ack();
    };
    await app.processEvent({ body: { ...body }, ack: acknowledge as never });
    return acks;
  }
  return {
    app,
    handles,
    commands,
    acknowledgements,
    timers,
    stored,
    happened,
    faults,
    revoked,
    deliver,
  };
}

const broken = async () => {
  throw new Error("The database is full.");
};

describe("what Slack sends", () => {
  it("is written down before it is acknowledged", async () => {
    const { deliver, happened, stored } = open();
    const acks = await deliver(envelope(message("hi")));

    expect(happened).toEqual(["stored", "acked"]);
    expect(acks).toEqual([undefined]);
    expect(stored).toMatchObject([{ kind: "message", text: "hi" }]);
  });

  it("is not acknowledged when it cannot be written down, and taken in when it comes again", async () => {
    let isBroken = true;
    const stored: InboxItem[] = [];
    const { deliver, happened } = open({
      async intake(item) {
        if (isBroken) throw new Error("The database is full.");
        stored.push(item);
        return "stored";
      },
    });
    await expect(deliver(envelope(message("hi")))).rejects.toThrow("full");
    expect(happened).toEqual([]);
    isBroken = false;
    await deliver(envelope(message("hi")));

    expect(stored).toHaveLength(1);
  });

  it("and comes twice is acknowledged twice and written down once", async () => {
    const { deliver, stored, happened } = open();
    await deliver(envelope(message("hi")));
    await deliver(envelope(message("hi")));

    expect(stored).toHaveLength(1);
    expect(happened.filter((one) => one === "acked")).toHaveLength(2);
  });

  it("is acknowledged and left when it is nothing for us", async () => {
    const { deliver, happened, faults } = open();
    await deliver(envelope({ type: "channel_rename" }));

    expect(happened).toEqual(["acked"]);
    expect(faults).toEqual([]);
  });

  it("is acknowledged and reported when it is not as documented, since it never will be", async () => {
    const { deliver, happened, faults } = open();
    await deliver(envelope({ type: "message", text: 7 }));

    expect(happened).toEqual(["acked"]);
    expect(faults).toHaveLength(1);
  });

  it("stays written down when the acknowledgement does not get through", async () => {
    const { deliver, stored, faults } = open();
    await deliver(envelope(message("hi")), async () => {
      throw new Error("The answer broke.");
    });

    expect(stored).toHaveLength(1);
    expect(faults).toMatchObject([{ message: "The answer broke." }]);
  });

  it("is taken in, in each room, in the order in which it came, whoever takes long to look up", async () => {
    const slow = Promise.withResolvers<typeof known>();
    const { deliver, stored } = open({
      know: ({ users }) => (users.includes("U0SLOW") ? slow.promise : Promise.resolve(known)),
    });
    const first = deliver(envelope(message("first", { user: "U0SLOW", ts: "1.000001" })));
    const second = deliver(envelope(message("second", { ts: "1.000002" })));
    await deliver(envelope(message("elsewhere", { channel: "C0OTHER", ts: "1.000003" })));
    slow.resolve(known);
    await Promise.all([first, second]);

    expect(stored).toMatchObject([{ text: "elsewhere" }, { text: "first" }, { text: "second" }]);
  });

  it.each(["not_ready", "disconnected"])(
    "is no fault when its socket was replaced before it was acknowledged: %s",
    async (why) => {
      const { deliver, stored, faults } = open();
      await deliver(envelope(message("hi")), async () => {
        const code = `slack_socket_mode_send_while_${why}_error`;
        throw Object.assign(new Error("The socket is closing."), { code });
      });

      expect(stored).toHaveLength(1);
      expect(faults).toEqual([]);
    },
  );

  it("is reported when it says that our access is gone", async () => {
    const { deliver, revoked } = open();
    await deliver(envelope({ type: "app_uninstalled" }));

    expect(revoked).toHaveLength(1);
  });
});

describe("a slash command", () => {
  const command = "c:77.88.99";
  const message = { text: "the answer", blocks: [] };
  /** Lets everything happen that waits for no time. */
  const turns = () => new Promise((resolve) => setImmediate(resolve));

  it("is acknowledged with its answer, for its sender alone, when that comes in time", async () => {
    const { deliver, acknowledgements, timers } = open();
    const acks = deliver(slashCommand("/ama", "hi"));
    await turns();
    timers.pass(999);

    expect(await acknowledgements.say(command, message)).toBe(true);
    expect(await acks).toEqual([{ response_type: "ephemeral", text: "the answer", blocks: [] }]);
    expect(await acknowledgements.say(command, message)).toBe(false);
    expect(timers.waiting()).toEqual([]);
  });

  it("is told else that it is worked on, and its answer must find another way", async () => {
    const { deliver, acknowledgements, timers } = open();
    const acks = deliver(slashCommand("/ama", "hi"));
    await turns();
    timers.pass(1_000);

    expect(await acks).toEqual([{ response_type: "ephemeral", text: "Working on it…" }]);
    expect(await acknowledgements.say(command, message)).toBe(false);
  });

  it("that comes again while it is worked on is acknowledged with nothing", async () => {
    const { deliver, timers } = open();
    const first = deliver(slashCommand("/ama", "hi"));
    await turns();
    const again = await deliver(slashCommand("/ama", "hi"));
    timers.pass(1_000);

    expect(again).toEqual([undefined]);
    expect(await first).toHaveLength(1);
  });

  it("has an answer that did not get through with its acknowledgement", async () => {
    const { deliver, acknowledgements, faults } = open();
    const acked = deliver(slashCommand("/ama", "hi"), broken);
    await turns();

    expect(await acknowledgements.say(command, message)).toBe(false);
    await acked;
    expect(faults).toHaveLength(1);
  });

  it("leaves its trigger, who gave it, and its address to be answered by", async () => {
    const { deliver, handles, commands, timers } = open();
    const acks = deliver(slashCommand("/ama", "hi"));
    await turns();
    timers.pass(1_000);
    await acks;

    expect(handles.triggerOf(command)).toBe("77.88.99");
    expect(await commands.giver(command)).toBe("U0BO");
    expect(await commands.use(command)).toContain("hooks.example");
  });

  it("is not acknowledged when who gave it cannot be kept", async () => {
    const { deliver, happened, stored } = open({ commands: { keep: broken } });

    await expect(deliver(slashCommand("/ama", "hi"))).rejects.toThrow("full");
    expect({ happened, stored }).toEqual({ happened: [], stored: [] });
  });

  it("may be answered five times more when somebody presses under its answer", async () => {
    const { deliver, commands } = open();
    await commands.keep(command, "U0BO", undefined);
    await deliver(blockActions({ block_id: `${command}#0` }));

    expect(await commands.usesLeft(command)).toBe(5);
    expect(await commands.giver(command)).toBe("U0BO");
  });
});

describe("a press that opens a form", () => {
  const press = () => blockActions({ action_id: "page-form:form" });

  it("opens a view before it is written down, which the form is put into later", async () => {
    const { deliver, handles, happened, stored } = open();
    await deliver(press());

    expect(happened[0]).toMatch(/^loading /);
    expect(await handles.viewOf(stored[0]?.dedupKey ?? "")).toBe("V0LOADING");
  });

  it("does so once, however often it is delivered", async () => {
    const { deliver, happened } = open();
    await deliver(press());
    await deliver(press());

    expect(happened.filter((one) => one.startsWith("loading"))).toHaveLength(1);
  });

  it("is taken in although no view could be opened", async () => {
    const { deliver, handles, stored, faults } = open({ openLoading: broken });
    await deliver(press());

    expect(stored).toHaveLength(1);
    expect(await handles.viewOf(stored[0]?.dedupKey ?? "")).toBeUndefined();
    expect(faults).toHaveLength(1);
  });

  it("is not held up by a view that opens slowly", async () => {
    const { deliver, stored } = open({ openLoading: () => new Promise(() => {}) });
    await deliver(press());

    expect(stored).toHaveLength(1);
  });

  it("opens none when it opens no form", async () => {
    const { deliver, happened } = open();
    await deliver(blockActions());

    expect(happened).toEqual(["stored", "acked"]);
  });
});

describe("a form that was sent", () => {
  const sent = () => viewSubmission({ text: { input: { value: "" } } });

  it("is taken in when nothing is wrong with it", async () => {
    const { deliver, stored } = open();
    const acks = await deliver(sent());

    expect(stored).toMatchObject([{ kind: "form", dedupKey: "v:V0FORM" }]);
    expect(acks).toEqual([undefined]);
  });

  it("is answered with its problems, each at its field, and not taken in", async () => {
    const problem = { field: "text", problem: "This must be filled in." };
    const { deliver, stored } = open({ check: () => [problem] });
    const acks = await deliver(sent());

    expect(stored).toEqual([]);
    expect(acks).toEqual([
      { response_action: "errors", errors: { text: "This must be filled in." } },
    ]);
  });

  it("that belongs to nothing any more says so at its first field", async () => {
    const { deliver, stored } = open();
    const acks = await deliver(viewSubmission({ text: { input: { value: "a" } } }, "?"));

    expect(stored).toEqual([]);
    expect(acks).toMatchObject([{ errors: { text: expect.stringContaining("open it again") } }]);
  });

  it("is not acknowledged when it cannot be written down", async () => {
    const { deliver, happened } = open({ intake: broken });
    await expect(deliver(sent())).rejects.toThrow("full");

    expect(happened).toEqual([]);
  });
});

describe("closing", () => {
  it("waits for what is being written down, and for its acknowledgement", async () => {
    const write = Promise.withResolvers<"stored">();
    const { app, deliver, happened } = open({ intake: () => write.promise });
    const delivered = deliver(envelope(message("hi")));
    const closed = app.close().then(() => happened.push("closed"));
    write.resolve("stored");
    await Promise.all([delivered, closed]);

    expect(happened).toEqual(["acked", "closed"]);
  });

  it("takes in nothing more, so that Slack sends it again", async () => {
    const { app, deliver, happened } = open();
    await app.close();

    await expect(deliver(envelope(message("hi")))).rejects.toThrow();
    expect(happened).toEqual([]);
  });
});
