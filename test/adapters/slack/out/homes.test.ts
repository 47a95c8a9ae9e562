import { expect, it } from "vitest";
import { paragraph } from "../../../../src/chat/doc.ts";
import { fakeClient } from "../../../support/fake-slack/fake-app.ts";
import { blocksOf, homeOf } from "../../../support/fake-slack/view-methods.ts";
import { openSlackBench } from "./slack-bench.ts";

async function openHomes() {
  const { slack, platform, person, ada, faults } = await openSlackBench();
  return {
    slack,
    ada,
    faults,
    show: (draw: () => Promise<string> | string) =>
      platform.showHome?.({
        for: person(ada),
        sections: async () => [{ doc: [paragraph(await draw())] }],
      }),
    shown: () => JSON.stringify(blocksOf(homeOf(slack.model, ada)?.definition ?? {})),
    outcomes: () => slack.calls("views.publish").map(({ outcome }) => outcome),
  };
}

it("shows no home that was drawn before another that is shown already", async () => {
  const { show, shown, outcomes } = await openHomes();
  await show(() => "first");
  const { promise: drawn, resolve } = Promise.withResolvers<string>();
  const draws = [() => drawn, () => "newest"];
  const late = show(() => draws.shift()?.() ?? "never");
  await show(() => "newer");
  resolve("older");
  await late;
  expect(shown()).toContain("newest");
  expect(outcomes()).toEqual(["ok", "ok", "hash_conflict", "ok"]);
});

it("takes the place of a home that is not ours", async () => {
  const { slack, ada, show, shown } = await openHomes();
  await show(() => "ours");
  const view = { type: "home" as const, blocks: [{ type: "divider" as const }] };
  await fakeClient(slack).views.publish({ user_id: ada, view });
  await show(() => "ours again");
  expect(shown()).toContain("ours again");
});

it("gives up a home that is never the last one", async () => {
  const { slack, show, outcomes } = await openHomes();
  await show(() => "first");
  slack.failNext("views.publish", { kind: "refused", error: "hash_conflict" });
  slack.failNext("views.publish", { kind: "refused", error: "hash_conflict" });
  await show(() => "second");
  expect(outcomes()).toEqual(["ok", "refused", "refused"]);
});
