import { describe, expect, it } from "vitest";
import type { Interaction } from "../../src/chat/inbox-item.ts";
import { failedReplies } from "../../src/talk/failed-replies.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { smallOffice } from "../support/small-office.ts";

const ana = { platform: "memory", workspace: "test", user: "ana" } as const;
const pressed: Interaction = {
  kind: "interaction",
  dedupKey: "i1",
  action: "choice-1",
  value: "answer:1/1",
  actor: ana,
  on: { platform: "memory", workspace: "test", room: "here", message: "m1" },
  at: Temporal.Instant.from("2026-11-25T09:00:00Z"),
  via: "button",
  undone: false,
};

describe("what is said when all tries have failed", () => {
  it("is for whoever pressed alone, since they alone may see what they pressed (M11)", () => {
    const { catalogue } = knowledgeOf(smallOffice).corpus;
    expect(failedReplies(pressed, "E-1", catalogue)).toMatchObject([{ audience: { only: ana } }]);
  });
});
