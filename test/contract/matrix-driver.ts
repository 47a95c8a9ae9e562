import { join } from "node:path";
import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import type { MessageRef } from "../../src/chat/conversation.ts";
import type { Doc } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { imagesIn } from "../../src/chat/pictures.ts";
import type { Fault } from "../support/memory-faults.ts";
import type { MatrixFault } from "../support/mini-homeserver/scripted-faults.ts";
import { testPictures } from "../support/test-pictures.ts";
import { withoutLayout } from "../support/without-layout.ts";
import { checkFaults } from "./expected-faults.ts";
import { picturesOf } from "./matrix-pictures.ts";
import { type MatrixWorldGiven, openMatrixWorld } from "./matrix-world.ts";
import type { PicturedDriver } from "./port-cases.ts";

export async function matrixDriver(
  given: Omit<MatrixWorldGiven, "pictures">,
): Promise<PicturedDriver> {
  const world = await openMatrixWorld({ ...given, pictures: testPictures });
  const { server, clock, town, ana, ama, here, lines } = world;
  const elsewhere = await world.openElsewhere();
  const meant = new Map<string, string>();
  let connected = world.connect();
  const atEnd: (() => unknown)[] = [];
  let isDeaf = false;
  let taking: Parameters<typeof connected.start>[0] | undefined;

  /**
   * No message is without words, nor has a picture beside it, and none is longer than an event may be: where that shows, the
   * whole reply stands for what was seen. That nothing is lost where it is cut, the tests of what renders it hold.
   */
  function wordsSeen(sent: MessageRef, doc: Doc): void {
    const { message, ...where } = sent;
    const text = docText(doc);
    const shown = lines.seen(ana, where).find((line) => line.message.message === message)?.text;
    if (shown === undefined || shown === text) return;
    const bare = shown.replace(/\s/g, "");
    const isWordless = text.trim() === "" && shown === "(nothing to show)";
    const isPictured = imagesIn(doc).length > 0 && bare === text.replace(/\s/g, "");
    const isInParts = lines.lastPart(sent) !== message;
    const isCut = isInParts && withoutLayout(shown) === withoutLayout(text);
    if (isWordless || isPictured || isCut) meant.set(message, text);
  }
  async function again(): Promise<void> {
    world.kill();
    await connected.stop(Temporal.Duration.from("PT0S"));
    connected = world.connect();
    if (taking) await connected.start(taking);
  }

  return {
    platform: {
      ...connected,
      async start(intake) {
        if (connected.health().state === "stopped" && taking) connected = world.connect();
        taking = intake;
        isDeaf = false;
        await connected.start(intake);
      },
      async stop(within) {
        isDeaf = true;
        await connected.stop(within);
      },
      async send(reply, nonce): Promise<SendOutcome> {
        const outcome = await connected.send(reply, nonce);
        await world.arrived();
        if ("sent" in outcome) wordsSeen(outcome.sent, reply.doc);
        return outcome;
      },
      edit: (...given) => connected.edit(...given),
      remove: (...given) => connected.remove(...given),
      findSent: (...given) => connected.findSent(...given),
      openForm: (...given) => connected.openForm(...given),
      capabilities: (where) => connected.capabilities(where),
      working: (...given) => connected.working(...given),
      health: () => connected.health(),
    },
    clock,
    asker: ana,
    bystander: world.bo,
    outsider: world.gone,
    ...{ here, elsewhere },
    async say(text) {
      await world.mention(ana, here, text);
      if (!isDeaf) await world.arrived();
    },
    async press(on, action) {
      await world.press(ana, on, action);
      await world.arrived();
    },
    submit: (_form, values) => world.fillIn(ana, values),
    seen: (by, where) =>
      lines
        .seen(by, where)
        .filter(({ fromBot }) => fromBot)
        .map(({ message: { message }, text }) => meant.get(message) ?? text),
    received: () => picturesOf(world, ana, here.room),
    deliverAgain: again,
    async breakConnection() {
      isDeaf = true;
      await world.cutOff();
    },
    async restore() {
      if (isDeaf) await world.reconnect();
      else world.goOn();
      isDeaf = false;
      await world.arrived();
    },
    async revoke() {
      const giveBack = await server.revoke(ama);
      if (giveBack) atEnd.push(giveBack);
      else world.spoil();
      await world.life().becomes(({ state }) => state === "down");
    },
    faulty() {
      const begin = (account: Parameters<typeof town.begin>[0]["account"], file: string) => {
        const life = town.begin({
          fault: () => {},
          file: join(town.folder, file),
          ...(account ? { account } : {}),
        });
        return {
          ...life.platform,
          async start(intake: Parameters<typeof life.platform.start>[0]) {
            await life.platform.start(intake);
            await life.becomes(({ state }) => state !== "starting");
          },
        };
      };
      return [
        [/MATRIX_PASSWORD/, begin({ password: "wrong" }, "wrong.db")],
        [/MATRIX_HOMESERVER/, begin({ homeserver: "http://127.0.0.1:9" }, "nowhere.db")],
      ];
    },
    limitNext: (_method, fault, room) =>
      server.failNext("send", matrixFault(fault), room?.room, ama),
    holdNext: () => server.holdNext("send", "before", undefined, ama),
    async close() {
      for (const act of atEnd) act();
      await world.close();
      checkFaults(world.faults);
    },
  };
}

function matrixFault(fault: Fault): MatrixFault {
  switch (fault) {
    case "lost-before":
      return { kind: "broken", when: "before" };
    case "lost-after":
      return { kind: "broken", when: "after" };
    case "broken":
      return { kind: "server-error" };
  }
  if ("retryInMs" in fault) return { kind: "rate-limited", retryAfterMs: fault.retryInMs };
  return { kind: "refused", status: 400, errcode: "M_BAD_JSON" };
}
