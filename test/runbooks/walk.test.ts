import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stranger, viewerOf } from "../../src/knowledge/audience.ts";
import { escalationText } from "../../src/runbooks/escalation-text.ts";
import type { WalkEvent } from "../../src/runbooks/walk-event.ts";
import { entryOfAction, walkEventOf } from "../../src/runbooks/walk-event.ts";
import { isOfOwner, mayWalk } from "../../src/runbooks/walk-rights.ts";
import {
  ana,
  bo,
  everything,
  noon,
  runbookPage,
  textOf,
  tryWalk,
  walked,
  walkOf,
} from "./walk-of.ts";

const plain = walkOf(runbookPage());
const whole = walkOf(runbookPage(everything));
const today = Temporal.PlainDate.from("2026-11-25");

const atStep = (step: number, walk = plain) => walked(walk, [{ event: "go-to", step }]).walk;
const atEnd = walked(plain, ["worked", "worked", "worked", "worked"]).walk;

describe("the start of a walk", () => {
  it("shows the first step where nothing comes before", () => {
    const { text, labels } = walked(plain, ["start"]);
    expect(text).toContain("Step 1 of 4");
    expect(text).toContain("deploys --on stg1");
    expect(text).toContain("Expect: nothing.");
    expect(text).not.toContain("If not");
    expect(labels).toEqual(["Worked", "Did not work", "Back", "Stop"]);
  });

  it("asks for what comes before, and shows the first step then", () => {
    const { text, labels, walk } = walked(whole, ["start"]);
    expect(text).toContain("Have the keys of the cage.");
    expect(text).not.toContain("deploys");
    expect(labels).toEqual(["Yes", "No", "Stop"]);
    expect(walked(walk, ["yes"]).text).toContain("Step 1 of 4");
  });

  it("waits while it is not so", () => {
    const { text, walk } = walked(whole, ["start", "no"]);
    expect(text).toContain("do that first");
    expect(walk.position).toEqual({ at: "before" });
  });

  it.each([
    ["high", undefined, { refused: "withheld" }],
    ["high", "prod", { refused: "withheld" }],
    ["high", "staging", { kind: "runbook" }],
    ["medium", undefined, { kind: "runbook" }],
  ])("with danger %s, commands shown for %s: %j", (danger, confirmed, expected) => {
    expect(tryWalk(runbookPage([], danger), confirmed)).toMatchObject(expected);
  });
});

describe("a step that worked", () => {
  it("leads to the next one", () => {
    expect(walked(plain, ["worked"]).text).toContain("Step 2 of 4");
    expect(walked(plain, ["worked", "worked"]).text).toContain("Step 3 of 4");
  });

  it("leads to the verification after the last one, and then to the question at the end", () => {
    const verify = walked(atStep(4, whole), ["worked"]);
    expect(verify.text).toContain("/health");
    expect(verify.labels).toContain("Did not work");
    expect(walked(verify.walk, ["worked"]).text).toBe("Did it work as written?");
  });

  it("leads to the question at once where nothing verifies", () => {
    expect(walked(atStep(4), ["worked"]).text).toBe("Did it work as written?");
  });

  it("is not taken for another one by a press below an older message", () => {
    const { text, walk } = walked(atStep(3), [{ event: "worked", on: "1" }]);
    expect(walk.position).toMatchObject({ step: 3 });
    expect(walk.marks).toEqual([]);
    expect(text).toContain("another step");
  });
});

describe("a step that did not work", () => {
  it("shows what to do then, and asks what was wrong", () => {
    const { text, labels, miss, walk } = walked(atStep(2, whole), ["did-not-work"]);
    expect(text).toContain("If not: see step 1");
    expect(text).toContain("What was wrong?");
    expect(labels).toEqual([
      "Roll back",
      "Escalate",
      "Step 1",
      "Restore billing",
      "Worked",
      "Stop",
    ]);
    expect(miss).toEqual({
      kind: "step_failed",
      key: "step|restart#2",
      note: undefined,
      occasion: 0,
    });
    expect(walk.position).toMatchObject({ at: "step", step: 2 });
  });

  it("asks without anything else where the step says nothing", () => {
    const { text, labels } = walked(atStep(4), ["did-not-work"]);
    expect(text).toBe("What was wrong? One line helps whoever looks after this runbook.");
    expect(labels).toEqual(["Escalate", "Worked", "Stop"]);
  });

  it("takes the note, once", () => {
    const noted = walked(atStep(2), ["did-not-work", { event: "note", text: "no such host" }]);
    expect(noted.miss).toMatchObject({ key: "step|restart#2", note: "no such host", occasion: 0 });
    expect(noted.text).toContain("Noted for Payments");
    expect(JSON.stringify(noted.walk)).not.toContain("no such host");
    const again = walked(noted.walk, [{ event: "note", text: "lunch?" }]);
    expect([again.text, again.miss]).toEqual(["", undefined]);
  });

  it("counts once, however often it is said", () => {
    expect(walked(atStep(2), ["did-not-work", "did-not-work"]).miss).toBeUndefined();
  });

  it("counts again when it worked in between", () => {
    const { miss } = walked(atStep(2), ["did-not-work", "worked", "back", "did-not-work"]);
    expect(miss).toMatchObject({ key: "step|restart#2", occasion: 2 });
  });

  it("may be the verification", () => {
    const { miss } = walked(atStep(4, whole), ["worked", "did-not-work"]);
    expect(miss?.key).toBe("step|restart#verify");
  });

  it("shows the way back, and whom to ask", () => {
    const failed = walked(atStep(2, whole), ["did-not-work"]).walk;
    expect(walked(failed, ["roll-back"]).text).toContain("Start the old one.");
    const { text } = walked(failed, ["escalate"], { onCall: "@grace" });
    expect(text).toContain("Call the hoster.");
    expect(text).toContain("on call: @grace; owner: Payments");
    expect(walked(failed, ["escalate"]).text).not.toContain("on call");
    expect(walked(atStep(4), ["roll-back"]).text).toContain("no way back");
  });
});

describe("what a human is told of a walk", () => {
  const failed = (step: number) => walked(atStep(step, whole), ["did-not-work"]).walk;

  it.each([
    ["the step that did not work", failed(2), "Restart billing on staging, step 2 did not work"],
    [
      "what was noted of it",
      walked(failed(2), [{ event: "note", text: "host db1 was gone", kept: "the host was gone" }])
        .walk,
      "Restart billing on staging, step 2 did not work: the host was gone",
    ],
    ["the step where it is", atStep(3), "Restart billing on staging, step 3"],
    [
      "that it could not be verified",
      walked(atStep(4, whole), ["worked", "did-not-work"]).walk,
      "Restart billing on staging, verifying did not work",
    ],
    [
      "nothing of a step that works now",
      walked(failed(2), ["note", "worked", "back"]).walk,
      "Restart billing on staging, step 2",
    ],
    ["its title where no step has begun", whole, "Restart billing on staging"],
  ])("is %s", (_what, walk, text) => {
    expect(escalationText(walk)).toBe(text);
  });
});

describe("moving", () => {
  it.each<[string, number, WalkEvent, string]>([
    ["goes back", 3, { event: "back" }, "Step 2 of 4"],
    ["does not go before the beginning", 1, { event: "back" }, "This is the beginning."],
    ["goes to a step", 1, { event: "go-to", step: 4 }, "Step 4 of 4"],
    ["names the steps there are", 2, { event: "go-to", step: 5 }, "steps 1 to 4"],
    ["knows no step 0", 2, { event: "go-to", step: 0 }, "steps 1 to 4"],
    ["tells where it is", 2, { event: "where" }, "Step 2 of 4"],
    ["skips", 1, { event: "skip" }, "Step 2 of 4"],
  ])("%s", (_, from, event, expected) => {
    expect(walked(atStep(from), [event]).text).toContain(expected);
  });

  it("says aloud that a step that verifies is skipped, and of another one only that it is", () => {
    expect(walked(atStep(3), ["skip"]).text).toContain(
      "@ana skipped step 3: nobody has verified it",
    );
    expect(walked(atStep(2), ["skip"]).text).not.toContain("verified");
    expect(walked(atStep(4, whole), ["worked", "skip"]).text).toContain("nobody has verified it");
  });

  it("says aloud that a step that verifies is passed over", () => {
    expect(walked(atStep(1), [{ event: "go-to", step: 4 }]).text).toContain(
      "Step 3 is passed over",
    );
    expect(walked(atStep(1), [{ event: "go-to", step: 3 }]).text).not.toContain("passed over");
  });

  it("says aloud that nobody has answered the question before", () => {
    const jump = [{ event: "go-to" as const, step: 2 }];
    expect(walked(whole, jump).text).toContain("Nobody has said");
    expect(walked(plain, jump).text).not.toContain("Nobody has said");
  });

  it("goes back from the end to the last thing to do", () => {
    expect(walked(atEnd, ["back"]).text).toContain("Step 4 of 4");
    expect(walked(whole, ["back"]).text).toContain("keys of the cage");
  });
});

describe("the end of a walk", () => {
  it("names the steps done when it is stopped", () => {
    const { text, labels, walk } = walked(plain, ["worked", "worked", "did-not-work", "stop"]);
    expect(text).toContain("Done: steps 1 and 2 (@ana). Failed: step 3 (@ana). Not done: step 4.");
    expect([labels, walk.position]).toEqual([[], { at: "ended", how: "stopped" }]);
  });

  it("names them when another one begins", () => {
    const { text, walk } = walked(atStep(2), ["worked", "replaced"], { mayWalk: true });
    expect(text).toContain("Done: step 2 (@ana).");
    expect(walk.position).toEqual({ at: "ended", how: "replaced" });
  });

  it.each([
    ["the owner, all done", atEnd, true, "review"],
    ["somebody else", atEnd, false, "use"],
    [
      "the owner, with a step left out",
      walked(atStep(2), ["worked", "worked", "worked"]).walk,
      true,
      "use",
    ],
  ])("as written, by %s", (_, walk, ofOwner, counts) => {
    const { review } = walked(walk, ["yes"], { ofOwner });
    expect(review).toEqual({ entry: "restart", hash: walk.text.hash, asWritten: true, counts });
  });

  it("is no review of a file that was changed meanwhile", () => {
    const { review } = walked(atEnd, ["file-changed", "yes"], { ofOwner: true });
    expect(review?.counts).toBe("use");
  });

  it("asks what was not as written", () => {
    const no = walked(atEnd, ["no"]);
    expect([no.review?.asWritten, no.labels]).toEqual([false, ["Stop"]]);
    const { review, walk } = walked(no.walk, ["note"]);
    expect([review?.asWritten, review?.note]).toEqual([false, "the host was gone"]);
    expect(walk.position.at).toBe("ended");
  });

  it("is an end", () => {
    const { walk } = walked(plain, ["stop"]);
    expect(walked(walk, ["worked"]).walk).toBe(walk);
    expect(walked(walk, ["worked"]).text).toContain("is over");
  });
});

describe("somebody else", () => {
  const others = { by: bo, mayWalk: false };

  it("is told to take over, and changes nothing", () => {
    const { text, labels, walk } = walked(plain, ["worked"], others);
    expect(text).toContain("This is @ana's walk.");
    expect(labels).toEqual(["Take over"]);
    expect(walk).toBe(plain);
  });

  it("takes over, which is announced", () => {
    const { text, labels, walk } = walked(plain, ["worked", "take-over"], { by: bo });
    expect(text).toContain("@bo takes over from @ana. Done: step 1");
    expect([labels[0], walk.walker, walk.starter]).toEqual(["Worked", bo, ana]);
  });

  it("may write what they like, ask where it is and for help", () => {
    const failed = walked(plain, ["did-not-work"]).walk;
    expect(walked(failed, ["note"], others).text).toBe("");
    expect(walked(failed, ["where"], others).text).toContain("Step 1 of 4");
    expect(walked(failed, ["escalate"], others).text).toContain("Payments");
  });

  const teams = [{ id: "team-pay", members: ["pia"] }];
  const person = (id: string) => viewerOf({ id, roles: [] }, teams, today);
  it.each([
    ["the starter", ana, { principal: ana.principal, viewer: stranger, onCall: false }, true],
    ["a stranger", ana, { principal: "x", viewer: stranger, onCall: false }, false],
    [
      "one of the owner's team",
      ana,
      { principal: "x", viewer: person("pia"), onCall: false },
      true,
    ],
    ["one of another team", ana, { principal: "x", viewer: person("cleo"), onCall: false }, false],
    ["whoever is on call", ana, { principal: "x", viewer: person("cleo"), onCall: true }, true],
    [
      "whoever has taken over",
      bo,
      { principal: bo.principal, viewer: stranger, onCall: false },
      true,
    ],
  ])("may walk or not: %s", (_, walker, presser, expected) => {
    expect(mayWalk({ ...plain, walker }, presser)).toBe(expected);
  });

  it.each([
    ["one of the owner's team", person("pia"), "team-pay", true],
    ["the owner", person("cleo"), "cleo", true],
    ["somebody else", person("cleo"), "team-pay", false],
    ["a stranger", stranger, "team-pay", false],
  ])("speaks for the owner or does not: %s", (_, viewer, id, expected) => {
    const walk = { ...plain, text: { ...plain.text, owner: { id, contact: id } } };
    expect(isOfOwner(walk, { principal: "x", viewer, onCall: true })).toBe(expected);
  });
});

describe("a file that is changed meanwhile", () => {
  const edited = (danger = "low") =>
    textOf(runbookPage([], danger, (body) => body.replace("Restart it.", "Restart it twice.")));
  const changed = (fresh = edited()): WalkEvent => ({
    event: "file-changed",
    hash: fresh.hash,
    fresh,
  });

  it("is told with the steps that differ, and the walk keeps its text", () => {
    const { text, walk } = walked(plain, [changed()]);
    expect(text).toContain("different now: step 2. This walk keeps the text");
    expect(walked(walk, ["worked"]).text).toContain("Restart it.");
  });

  it("is told once", () => {
    expect(walked(plain, [changed(), changed()]).text).toBe("");
  });

  it("is told when it is back", () => {
    const back: WalkEvent = { event: "file-changed", hash: plain.text.hash, fresh: plain.text };
    expect(walked(plain, [changed(), back]).text).toContain("again as it was");
    expect(walked(plain, [back]).text).toBe("");
  });

  it("is not told where nobody would see it", () => {
    const same: WalkEvent = {
      event: "file-changed",
      hash: "beef",
      fresh: { ...plain.text, hash: "beef" },
    };
    expect(walked(plain, [same]).text).toBe("");
  });

  it("names sections, and steps that are there no more", () => {
    const shorter = textOf(
      runbookPage(everything, "low", (body) => body.replace("4. Tell #office.", "")),
    );
    expect(walked(plain, [changed(shorter)]).text).toContain(
      "step 4, what comes before, Verify, Roll back and Escalate",
    );
  });

  it.each([
    ["before", walkOf(runbookPage([], "high")), edited("high")],
    ["now", plain, edited("high")],
  ])("waits for a choice with danger high %s", (_, walk, fresh) => {
    const waiting = walked(walk, [changed(fresh)]);
    expect(waiting.labels).toEqual(["Go on with the old text", "Start again", "Stop"]);
    expect(walked(waiting.walk, ["worked"]).text).toContain("choose first");
    expect(walked(waiting.walk, ["worked"]).walk.marks).toEqual([]);
    expect(walked(waiting.walk, ["go-on", "worked"]).text).toContain("Restart it.\n");
    const again = walked(waiting.walk, ["start-again", "worked"]);
    expect(again.text).toContain("Restart it twice.");
    expect(again.walk.text.hash).toBe(fresh.hash);
  });

  it("may be one that cannot be walked any more", () => {
    const walk = walkOf(runbookPage([], "high"));
    const { text, labels } = walked(walk, ["file-changed"]);
    expect(text).toContain("no longer be walked");
    expect(labels).toEqual(["Go on with the old text", "Stop"]);
  });
});

describe("a walk that sleeps", () => {
  const asleep = walked(atStep(2), ["sleep"]).walk;

  it("is due two hours after the last sign", () => {
    const at = noon.add({ minutes: 30 });
    expect(walked(plain, ["worked"], { at }).walk.dueAt).toEqual(at.add({ hours: 2 }));
    expect(asleep).toMatchObject({ asleep: true, dueAt: undefined });
  });

  it("is woken by who asks where it was", () => {
    const { text, walk } = walked(asleep, ["where"]);
    expect(text).toContain("Step 2 of 4");
    expect(walk.asleep).toBe(false);
  });

  it("takes nothing for done before it has told where it was", () => {
    const { text, walk } = walked(asleep, ["worked"]);
    expect(text).toContain("This walk slept.");
    expect(walk.marks).toEqual([]);
    expect(walked(walk, ["worked"]).text).toContain("Step 3 of 4");
  });
});

describe("any walk", () => {
  const moves = ["start", "worked", "did-not-work", "back", "skip", "where", "stop"] as const;
  const words = ["yes", "no", "roll-back", "escalate", "take-over", "go-on"] as const;
  const names = [...moves, ...words, "start-again", "sleep", "replaced"] as const;
  const fresh = textOf(
    runbookPage(["verify"], "high", (body) => body.replace("4. Tell #office.", "")),
  );
  const event = fc.oneof(
    fc.constantFrom(...names).map((name): WalkEvent => ({ event: name })),
    fc.constantFrom<WalkEvent>(
      { event: "worked", on: "2" },
      { event: "note", text: "odd" },
      { event: "file-changed", hash: fresh.hash, fresh },
      { event: "file-changed", hash: "0", fresh: undefined },
      { event: "file-changed", hash: plain.text.hash, fresh: plain.text },
    ),
    fc.integer({ min: -2, max: 9 }).map((step) => ({ event: "go-to" as const, step })),
  );

  it("stays within its steps, and offers only what it understands", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(plain, whole, walkOf(runbookPage(everything, "high"))),
        fc.array(fc.tuple(event, fc.boolean()), { maxLength: 30 }),
        (begin, events) => {
          let walk = begin;
          for (const [one, may] of events) {
            const outcome = walked(walk, [one], { mayWalk: may, by: may ? ana : bo });
            walk = outcome.walk;
            if (walk.position.at === "step") {
              expect(walk.position.step).toBeGreaterThanOrEqual(1);
              expect(walk.position.step).toBeLessThanOrEqual(walk.text.steps.length);
            }
            expect(outcome.labels.length === 0).toBe(walk.position.at === "ended");
            for (const { id, label } of outcome.actions) {
              expect(walkEventOf(id) ?? entryOfAction(id)).toBeDefined();
              expect(label.length).toBeLessThanOrEqual(75);
            }
          }
        },
      ),
    );
  });
});
