import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Form } from "../../../src/chat/form.ts";
import type { InboxItem } from "../../../src/chat/inbox-item.ts";
import { pressable, saying } from "../../contract/core-bench.ts";
import { closeTownAtEnd, type MatrixWorld, openMatrixWorld } from "../../contract/matrix-world.ts";

const form: Form = {
  ...{ id: "gap", title: "What is missing?", submit: "Send", instance: "7" },
  fields: ["title", "owner"].map((id) => ({
    ...{ id, label: id, kind: "text", required: true, max: 20, options: [] },
  })),
};

closeTownAtEnd();

describe("a form in an encrypted room of Matrix", () => {
  let world: MatrixWorld;
  let platform: ReturnType<MatrixWorld["connect"]>;
  let sent: readonly InboxItem[];
  const taken = new Set<string>();

  async function start(): Promise<void> {
    platform = world.connect();
    await platform.start(async (item) => {
      if (taken.has(item.dedupKey)) return "duplicate";
      taken.add(item.dedupKey);
      if (item.kind === "form") sent = [...sent, item];
      if (item.kind === "interaction") await platform.openForm(form, item);
      return "stored";
    });
  }
  beforeEach(async () => {
    world = await openMatrixWorld({ encrypted: true });
    sent = [];
    await start();
    const actions = [pressable("fill", { opens: "form" })];
    const outcome = await platform.send(saying(world.here, "?", { actions }), "offer");
    if (!("sent" in outcome)) throw new Error("It was not sent.");
    await world.arrived();
    await world.press(world.ana, outcome.sent, "fill");
    await world.arrived();
  });
  afterEach(async () => {
    await platform.stop(Temporal.Duration.from("PT1S"));
    expect(world.faults).toEqual([]);
    await world.close();
  });

  async function type(...texts: readonly string[]): Promise<string> {
    const { ana, town, lines } = world;
    const where = town.filling.get(ana.user)?.where ?? world.here;
    for (const text of texts) {
      await world.say(ana, where, text);
      await world.arrived();
    }
    return lines.seen(ana, where).at(-1)?.text ?? "";
  }

  it("is sent once, by whoever opened it", async () => {
    expect(await type("a", "b")).toMatch(/title: a\s.*owner: b/);
    await world.say(world.bo, world.here, "send");
    await world.arrived();
    expect(sent).toEqual([]);
    await type("send", "send");
    expect(sent).toMatchObject([
      { form: "gap", instance: "7", values: { title: "a", owner: "b" } },
    ]);
  });

  it("is sent by a reaction to what it shows in the end", async () => {
    await type("a", "b");
    const { server, lines, ana, town, here } = world;
    const shown = lines.seen(ana, town.filling.get(ana.user)?.where ?? here).at(-1);
    await server.react(ana.user, { room: here.room, id: shown?.message.message ?? "" }, "✅");
    await world.arrived();
    expect(sent).toMatchObject([{ values: { title: "a", owner: "b" } }]);
  });

  it("asks again for what is wrong, and goes back", async () => {
    expect(await type("a".repeat(21))).toContain("21 characters: at most 20 are possible.");
    expect(await type("skip")).toContain("title");
    expect(await type("a", "back")).toContain("1 of 2");
    await type("c", "b", "send");
    expect(sent).toMatchObject([{ values: { title: "c", owner: "b" } }]);
  });

  it("is cancelled", async () => {
    expect(await type("a", "cancel")).toBe(
      '"What is missing?" is cancelled, and nothing was sent.',
    );
    await type("send");
    expect(sent).toEqual([]);
  });

  it.each([["stop"], ["kill"]])("goes on where it was after a %s half-way", async (how) => {
    await type("a");
    if (how === "kill") world.kill();
    await platform.stop(Temporal.Duration.from("PT1S"));
    await start();
    await type("b", "send");
    expect(sent).toMatchObject([{ values: { title: "a", owner: "b" } }]);
  });
});
