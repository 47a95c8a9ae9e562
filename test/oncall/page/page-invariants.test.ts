import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "../../../src/oncall/page/actor.ts";
import { decidePage } from "../../../src/oncall/page/decide-page.ts";
import { joinPage } from "../../../src/oncall/page/open-page.ts";
import { type Page, pageSchema } from "../../../src/oncall/page/page.ts";
import type { PageEvent } from "../../../src/oncall/page/page-event.ts";
import { rightsOf } from "../../../src/oncall/page/page-rights.ts";
import {
  ana,
  bo,
  clock,
  guest,
  minutes,
  monitor,
  opened,
  policy,
  taken,
  watched,
} from "./page-of.ts";

/** What somebody does after some minutes; a due event of the clock is about the page as it is, or as it once was. */
type Deed = {
  readonly afterMinutes: number;
  readonly by: Actor;
  readonly event: (page: Page, at: Temporal.Instant) => PageEvent | "join";
};

const dueOf = (page: Page, at: Temporal.Instant, isStale: boolean) =>
  isStale ? at.subtract({ hours: 1_000 }) : (page.dueAt ?? at);

const person = fc.constantFrom("ana", "bo", "cem");
const event: fc.Arbitrary<Deed["event"]> = fc.oneof(
  fc.tuple(fc.boolean(), fc.nat({ max: 3 }), fc.nat({ max: 30 })).map(
    ([isStale, passed, wait]) =>
      (page: Page, at: Temporal.Instant): PageEvent => ({
        event: "turn-due",
        due: dueOf(page, at, isStale),
        taken,
        next: { turn: page.turn + 2 + passed, at: at.add({ minutes: wait }) },
      }),
  ),
  fc
    .tuple(
      fc.boolean(),
      fc.constantFrom("reminded" as const, "ack-timed-out" as const, "woke" as const),
    )
    .map(
      ([isStale, name]) =>
        (page: Page, at: Temporal.Instant): PageEvent => ({
          event: name,
          due: dueOf(page, at, isStale),
        }),
    ),
  fc
    .oneof(
      fc.constantFrom<PageEvent>({ event: "escalate" }, { event: "ack" }, { event: "hand-back" }),
      fc
        .integer({ min: 1, max: 1_500 })
        .map((count) => ({ event: "snooze", length: minutes(count) }) as const),
      person.map((id) => ({ event: "reassign", to: { kind: "person", person: id } }) as const),
      fc.constant<PageEvent>({ event: "reassign", to: { kind: "policy", policy } }),
      person.map((id) => ({ event: "add-responder", person: id }) as const),
      fc.string().map((text) => ({ event: "note", text }) as const),
      fc
        .tuple(fc.option(fc.string(), { nil: undefined }), fc.subarray(["a", "b", "z"]))
        .map(([text, gone]) => ({ event: "resolve", text, gone }) as const),
      fc.constantFrom<PageEvent>(
        { event: "reopen", twin: undefined },
        { event: "reopen", twin: 14 },
      ),
    )
    .map((one) => () => one),
  fc.constant(() => "join" as const),
);
const deed: fc.Arbitrary<Deed> = fc.record({
  afterMinutes: fc.nat({ max: 200 }),
  by: fc.constantFrom(ana, bo, guest, monitor, clock, clock, clock),
  event,
});

/** One step of a page's life, and what was decided. */
function lived({ afterMinutes, by, event: eventFor }: Deed, page: Page, now: Temporal.Instant) {
  const at = now.add({ minutes: afterMinutes });
  const rights = rightsOf(by, page, {
    roles: [],
    reach: ["ana", "bo"],
    notified: [],
    isInHomeRoom: true,
  });
  const asked = eventFor(page, at);
  const decision =
    asked === "join"
      ? joinPage(page, { by, text: "again", alerts: ["b"], at })
      : decidePage(page, asked, { by, rights, at });
  return { at, asked, decision, next: "refused" in decision ? page : decision.page };
}

/** Lives a life, and looks at the page after each event. */
function live(
  deeds: readonly Deed[],
  look: (step: ReturnType<typeof lived> & { page: Page }) => void,
) {
  let page = watched(opened, ["a"]);
  let now = opened.openedAt;
  for (const one of deeds) {
    const step = lived(one, page, now);
    look({ ...step, page });
    page = step.next;
    now = step.at;
  }
}

const lives = fc.array(deed, { maxLength: 40 });
const runs = { numRuns: 1_000 };

describe("a page, whatever happens to it", () => {
  it("is due at some instant until it is resolved, and never after that", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ next }) => {
          expect(next.dueAt instanceof Temporal.Instant).toBe(next.state !== "resolved");
          expect(next.due === "turn").toBe(next.state === "triggered");
        });
      }),
      runs,
    );
  });

  it("is somebody's exactly while it is acknowledged", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ next }) => {
          expect(next.ackedBy !== undefined).toBe(next.state === "acknowledged");
          expect(next.snoozedUntil !== undefined).toBe(next.due === "wake");
        });
      }),
      runs,
    );
  });

  it("has one version more with what counts, and is the same with what does not", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ page, next, decision }) => {
          const isRefused = "refused" in decision;
          expect(next.version).toBe(page.version + (isRefused ? 0 : 1));
          if (isRefused) expect(next).toBe(page);
        });
      }),
      runs,
    );
  });

  it("never numbers two turns alike, and begins its policy at one that is still to come or was", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ page, next, decision }) => {
          expect(next.turn).toBeGreaterThanOrEqual(page.turn);
          expect(next.firstTurn).toBeLessThanOrEqual(next.turn + 1);
          if ("refused" in decision) return;
          const own = decision.effects.flatMap((one) =>
            one.effect === "notify-person" ? [one.turn] : [],
          );
          for (const turn of own) expect([page.turn + 1, next.turn]).toEqual([turn, turn]);
        });
      }),
      runs,
    );
  });

  it("is not changed by the clock on what is past, nor taken by who may not respond", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ page, next, asked, at }) => {
          if (asked !== "join" && "due" in asked && !(page.dueAt?.equals(asked.due) ?? false)) {
            expect(next).toBe(page);
          }
          expect([undefined, "ana", "bo", "cem"]).toContain(next.ackedBy);
          if (page.state === "resolved" && next.state !== "resolved") {
            expect(asked).toMatchObject({ event: "reopen" });
            expect(at.since(page.resolvedAt).total("hours")).toBeLessThanOrEqual(24);
          }
        });
      }),
      runs,
    );
  });

  it("stays whose it is when the same button is pressed again, by anybody", () => {
    fc.assert(
      fc.property(lives, fc.constantFrom(ana, bo, guest), (deeds, by) => {
        live(deeds, ({ next, at }) => {
          if (next.state !== "acknowledged") return;
          const press: Deed = { afterMinutes: 0, by, event: () => ({ event: "ack" }) };
          expect(lived(press, next, at).next).toMatchObject({
            state: "acknowledged",
            ackedBy: next.ackedBy,
            ackedAt: next.ackedAt,
          });
        });
      }),
      runs,
    );
  });

  it("is kept as JSON, and read back as it was", () => {
    fc.assert(
      fc.property(lives, (deeds) => {
        live(deeds, ({ next }) => {
          const kept = JSON.stringify(z.encode(pageSchema, next));
          expect(z.decode(pageSchema, JSON.parse(kept))).toEqual(next);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe("a page that is read", () => {
  it.each([
    ["waits for nothing though nobody has it", { dueAt: undefined }],
    ["is somebody's though nobody has it", { ackedBy: "ana" }],
    ["has a policy without steps", { policy: { ...policy, steps: [] } }],
    [
      "has a length that is none",
      { policy: { ...z.encode(pageSchema, opened).policy, ackTimeout: "soon" } },
    ],
  ])("is refused when it %s", (_, wrong) => {
    const kept = { ...z.encode(pageSchema, opened), ...wrong };
    expect(z.safeDecode(pageSchema, JSON.parse(JSON.stringify(kept))).success).toBe(false);
  });
});
