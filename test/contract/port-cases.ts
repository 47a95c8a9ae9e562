import fc from "fast-check";
import { expect } from "vitest";
import { type Block, type Doc, type ImageRef, paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import type { Form } from "../../src/chat/form.ts";
import { piecesOf } from "../../src/chat/length.ts";
import { broken, drawn, drawnPicture, unknown } from "../support/test-pictures.ts";
import { anyDoc } from "./any-doc.ts";
import { openCoreBench, pressable, saying } from "./core-bench.ts";
import { failingFirst, type PlatformDriver } from "./platform-driver.ts";

/** A case of the contract that needs a platform and the core, but no bot. */
export type PortCase = {
  readonly id: string;
  readonly does: string;
  readonly run: (driver: PlatformDriver) => Promise<void>;
};

const echo = async (
  item: { readonly kind: string; readonly text?: string; readonly dedupKey: string },
  { here }: PlatformDriver,
) => [saying(here, `<${item.text ?? item.kind}>`, { key: item.dedupKey })];

/** What a driver must have for a case that is not skipped. */
function needed<T>(able: T | undefined): T {
  if (able === undefined) throw new Error("The driver cannot do this: skip the case and say why.");
  return able;
}

/** A driver that gives the files of pictures which reached the asker, oldest first. */
export type PicturedDriver = PlatformDriver & {
  received(): Promise<readonly Buffer[]>;
};

function receivedBy(
  driver: PlatformDriver | PicturedDriver,
): PicturedDriver["received"] | undefined {
  return "received" in driver ? driver.received : undefined;
}

const form: Form = {
  id: "gap",
  title: "What is missing?",
  submit: "Send",
  instance: "7",
  fields: ["title", "owner"].map((id) => ({
    ...{ id, label: id, kind: "text", required: true, max: 20, options: [] },
  })),
};

export const portCases: readonly PortCase[] = [
  {
    id: "C8",
    does: "says it once when an item is delivered three times, also after a restart (M14)",
    async run(driver) {
      const bench = await openCoreBench(driver, { react: echo });
      const deliverAgain = needed(driver.deliverAgain);
      await driver.say("where is it");
      await bench.settle(1);
      for (const item of [...bench.items]) await deliverAgain(item);
      await bench.settle(2);
      await bench.restart();
      for (const item of [...bench.items]) await deliverAgain(item);
      await bench.settle(3);
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<where is it>"]);
      await driver.say("where is it");
      await bench.settle(4);
      expect(driver.seen(driver.asker, driver.here)).toHaveLength(2);
      await bench.close();
    },
  },
  {
    id: "C12",
    does: "takes every Doc, and its plain form is the Doc as plain text",
    async run(driver) {
      const bench = await openCoreBench(driver);
      const { maxText } = await driver.platform.capabilities(driver.here);
      let sent = 0;
      await fc.assert(
        fc.asyncProperty(anyDoc, async (doc) => {
          sent += 1;
          const reply = saying(driver.here, `n${sent}`, { doc });
          const outcome = await driver.platform.send(reply, `n${sent}`);
          expect(outcome).toHaveProperty("sent");
          // What is longer goes out in parts.
          if (docText(doc).length > maxText) return;
          expect(driver.seen(driver.asker, driver.here).at(-1)).toBe(docText(doc));
        }),
        { numRuns: 100 },
      );
      expect(driver.seen(driver.asker, driver.here)).toHaveLength(sent);
      await bench.close();
    },
  },
  {
    id: "C13",
    does: "shows 60 000 characters in pieces, in order, the actions under the last (M27)",
    async run(driver) {
      const block = [
        { p: [{ text: "a".repeat(3_000) }] },
        { code: "b\n".repeat(1_000) },
        { table: [[[{ text: "c".repeat(1_000) }]]] },
      ];
      const doc = Array.from({ length: 10 }, () => block).flat();
      const pieces = piecesOf(doc, { characters: 8_000, lines: 2_000 });
      expect(docText(doc).length).toBeGreaterThanOrEqual(60_000);
      const bench = await openCoreBench(driver, {
        react: async () =>
          pieces.map((piece, index) => ({
            ...saying(driver.here, `piece ${index}`, { doc: piece }),
            actions: index === pieces.length - 1 ? [pressable("yes")] : [],
          })),
      });
      await driver.say("tell me all");
      await bench.settle(1);
      for (let left = pieces.length; left > 0; left -= 1) await bench.advance("PT1S");
      const seen = driver.seen(driver.asker, driver.here);
      expect(seen).toHaveLength(pieces.length);
      expect(seen.slice(0, -1)).toEqual(pieces.slice(0, -1).map(docText));
      expect(seen.at(-1)).toContain(docText(pieces.at(-1) ?? []));
      expect(bench.faults).toEqual([]);
      await bench.close();
    },
  },
  {
    id: "C14",
    does: "shows the plain text once when the rich form is refused (M29)",
    async run(driver) {
      const rich = [{ heading: [{ text: "a" }] }, { code: "b" }];
      const bench = await openCoreBench(driver, {
        react: async () => [saying(driver.here, "rich", { doc: rich })],
      });
      needed(driver.limitNext)("send", { refused: "bad-format" });
      await driver.say("show it");
      await bench.settle(1);
      await bench.advance("PT1M");
      expect(driver.seen(driver.asker, driver.here)).toEqual([docText(rich)]);
      expect(bench.plain).toHaveLength(1);
      await bench.close();
    },
  },
  {
    id: "C15",
    does: "shows a picture byte by byte with its text, and says so where it cannot be made",
    async run(driver) {
      const { platform, here, asker } = driver;
      const received = needed(receivedBy(driver));
      const bench = await openCoreBench(driver);
      const picture = (image: ImageRef): Block => ({ image, alt: "the code" });
      const show = (doc: Doc, nonce: string) => platform.send(saying(here, nonce, { doc }), nonce);
      expect(await platform.capabilities(here)).toMatchObject({ images: true });
      const doc = [paragraph("Scan it:"), { quote: [picture(drawn)] }, paragraph("Then log in.")];
      expect(await show(doc, "n1")).toHaveProperty("sent");
      expect(driver.seen(asker, here)).toEqual([docText(doc)]);
      const { png } = drawnPicture();
      expect(await received()).toEqual([Buffer.from(png)]);
      for (const image of [unknown, broken]) {
        expect(await show([{ list: [[picture(image)]], ordered: false }], image.of)).toHaveProperty(
          "sent",
        );
        expect(driver.seen(asker, here).at(-1)).toBe(
          "- [picture: the code]\n  The picture could not be made.",
        );
      }
      expect(await received()).toHaveLength(1);
      await bench.close();
    },
  },
  {
    id: "C16",
    does: "shows a private answer to the asker alone, or to nobody (M33)",
    async run(driver) {
      const bench = await openCoreBench(driver);
      const { platform, asker, here } = driver;
      const only = (person: typeof asker, text: string) =>
        platform.send(saying(here, text, { audience: { only: person } }), text);
      expect(await only(asker, "for you")).toHaveProperty("sent");
      expect(await only(needed(driver.outsider), "for another")).toEqual({
        refused: "no-private-route",
      });
      expect(driver.seen(asker, here)).toEqual(["for you"]);
      if (driver.bystander) expect(driver.seen(driver.bystander, here)).toEqual([]);
      await bench.close();
    },
  },
  {
    id: "C17",
    does: "hands over each press with the action, its value, who and on what",
    async run(driver) {
      const bench = await openCoreBench(driver);
      const { platform, here, asker } = driver;
      const actions = [pressable("no"), pressable("yes")];
      const outcome = await platform.send(saying(here, "sure?", { actions }), "n");
      if (!("sent" in outcome)) throw new Error("It was not sent.");
      for (const taken of [1, 2]) {
        await driver.press(outcome.sent, "yes");
        await bench.settle(taken);
      }
      const pressed = { kind: "interaction", action: "yes", value: "value-of-yes", actor: asker };
      expect(bench.items).toMatchObject([pressed, pressed]);
      expect(bench.items).toMatchObject([{ on: outcome.sent }, { on: outcome.sent }]);
      expect(new Set(bench.items.map(({ dedupKey }) => dedupKey)).size).toBe(2);
      await bench.close();
    },
  },
  {
    id: "C18",
    does: "hands over a form once it has no faults, and two faults of it before",
    async run(driver) {
      const bench = await openCoreBench(driver, {
        async react(item) {
          if (item.kind === "interaction") await driver.platform.openForm(form, item);
          return [];
        },
      });
      const actions = [pressable("fill", { opens: "form" })];
      const sent = await driver.platform.send(saying(driver.here, "?", { actions }), "n");
      if (!("sent" in sent)) throw new Error("It was not sent.");
      await driver.press(sent.sent, "fill");
      await bench.settle(1);
      await driver.submit(form, { title: "", owner: "a".repeat(21) });
      expect(bench.items.filter(({ kind }) => kind === "form")).toEqual([]);
      await driver.submit(form, { title: "a", owner: "b" });
      await bench.settle(2);
      expect(bench.items.filter(({ kind }) => kind === "form")).toMatchObject([
        { form: "gap", instance: "7", values: { title: "a", owner: "b" }, actor: driver.asker },
      ]);
      await bench.close();
    },
  },
  {
    id: "C19",
    does: "lets a page overtake fifty answers",
    async run(driver) {
      const answers = Array.from({ length: 50 }, (_, index) => `answer ${index}`);
      const bench = await openCoreBench(driver, {
        react: async () => [
          ...answers.map((text) => saying(driver.here, text)),
          saying(driver.here, "page", { importance: "page" }),
        ],
      });
      await driver.say("go");
      await bench.settle(1);
      for (const _ of answers) await bench.advance("PT1S");
      expect(driver.seen(driver.asker, driver.here)).toEqual(["page", ...answers]);
      await bench.close();
    },
  },
  {
    id: "C20",
    does: "lets a limit of one room delay that room alone, and lose nothing of it (M12)",
    async run(driver) {
      const { here, asker } = driver;
      const elsewhere = needed(driver.elsewhere);
      const bench = await openCoreBench(driver, {
        react: async () => [
          saying(here, "first"),
          saying(here, "second"),
          saying(elsewhere, "other"),
        ],
      });
      needed(driver.limitNext)("send", { retryInMs: 60_000 }, here);
      await driver.say("go");
      await bench.settle(1);
      expect(driver.seen(asker, elsewhere)).toEqual(["other"]);
      await bench.advance("PT59.999S");
      expect(driver.seen(asker, here)).toEqual([]);
      await bench.advance("PT0.001S");
      await bench.advance("PT1S");
      expect(driver.seen(asker, here)).toEqual(["first", "second"]);
      await bench.close();
    },
  },
  {
    id: "C21",
    does: "says that its connection is lost, and takes in what came meanwhile",
    async run(driver) {
      const bench = await openCoreBench(driver, { react: echo });
      await needed(driver.breakConnection)();
      expect(driver.platform.health().state).toBe("down");
      await driver.say("anybody there");
      await bench.settle();
      expect(bench.items).toEqual([]);
      await needed(driver.restore)();
      await bench.settle(1);
      expect(driver.platform.health().state).toBe("up");
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<anybody there>"]);
      await bench.close();
    },
  },
  {
    id: "C22",
    does: "is down when its access is taken away, and what is to be said waits",
    async run(driver) {
      const bench = await openCoreBench(driver, { react: echo });
      await needed(driver.revoke)();
      expect(driver.platform.health()).toMatchObject({ state: "down", reason: aSentence });
      const outcome = await driver.platform.send(saying(driver.here, "text"), "n1");
      expect(outcome).toHaveProperty("retryInMs");
      expect(bench.faults).toEqual([]);
      await bench.close();
    },
  },
  ...(["lost-after", "lost-before"] as const).map((fault) => ({
    id: "C24 (lost)",
    does: `says it once when the answer to a post is lost, the post ${fault === "lost-after" ? "kept" : "not"}`,
    async run(driver: PlatformDriver) {
      const bench = await openCoreBench(driver, { react: echo });
      needed(driver.limitNext)("send", fault);
      await driver.say("where is it");
      await bench.settle(1);
      const kept = fault === "lost-after" ? ["<where is it>"] : [];
      expect(driver.seen(driver.asker, driver.here)).toEqual(kept);
      await bench.advance("PT5M");
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<where is it>"]);
      await bench.close();
    },
  })),
  {
    id: "C24",
    does: "finds what it sent, and takes the same nonce for the same message",
    async run(driver) {
      const bench = await openCoreBench(driver);
      const { platform, here, clock } = driver;
      const since = clock.now();
      expect(await platform.findSent(here, "n1", since)).toBe("absent");
      const outcome = await platform.send(saying(here, "once"), "n1");
      expect(outcome).toEqual({ sent: await platform.findSent(here, "n1", since) });
      expect(await platform.send(saying(here, "once"), "n1")).toEqual(outcome);
      expect(driver.seen(driver.asker, here)).toEqual(["once"]);
      await bench.close();
    },
  },
  {
    id: "C25",
    does: "delivers again what could not be written down, and it is replied to once",
    async run(driver) {
      const bench = await openCoreBench(driver, {
        react: echo,
        intakeOf: (intake) => failingFirst(1, intake),
      });
      await driver.say("where is it");
      await bench.settle();
      expect(bench.items).toEqual([]);
      await needed(driver.restore)();
      await bench.settle(1);
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<where is it>"]);
      await bench.close();
    },
  },
  {
    id: "C28",
    does: "lets what is on its way out finish when it stops, takes nothing in, and carries on later",
    async run(driver) {
      const bench = await openCoreBench(driver, { react: echo });
      const held = needed(driver.holdNext)("send");
      const since = driver.clock.now();
      await driver.say("first");
      const working = bench.settle(1);
      await held.arrived;
      let stopped = false;
      const stopping = driver.platform.stop(Temporal.Duration.from("PT10S")).then(() => {
        stopped = true;
      });
      await driver.say("second");
      expect(stopped).toBe(false);
      held.release();
      await Promise.all([stopping, working]);
      expect(driver.platform.health().state).toBe("stopped");
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<first>"]);
      await bench.restart();
      for await (const missed of driver.platform.missedSince(since))
        await bench.core.intake(missed);
      await bench.settle();
      expect(driver.seen(driver.asker, driver.here)).toEqual(["<first>", "<second>"]);
      await bench.close();
    },
  },
  {
    id: "C30",
    does: "says in a sentence why it could not start, and lets what is to be said wait",
    async run(driver) {
      const { faulty, here } = driver;
      for (const [why, platform] of needed(faulty)()) {
        await platform.start(async () => "stored");
        expect(platform.health()).toMatchObject({ state: "down", reason: aSentence });
        expect(platform.health().reason).toMatch(why);
        const outcome = await platform.send(saying(here, "text"), "n1");
        expect(outcome).toHaveProperty("retryInMs");
        await platform.stop(Temporal.Duration.from("PT1S"));
      }
      await driver.close();
    },
  },
];

const aSentence = expect.stringMatching(/^[A-Z][^\n]*\.$/);
