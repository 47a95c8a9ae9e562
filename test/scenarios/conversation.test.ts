import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { indexKnowledge, type KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { type BotTalk, openBotTalk } from "../support/bot-talk.ts";
import { smallOffice } from "../support/small-office.ts";

const office = knowledgeOf({
  ...smallOffice,
  "people.yaml": (smallOffice["people.yaml"] ?? "").replace(
    "{id: ana, name: Ana}",
    "{id: ana, name: Ana, roles: [admin]}",
  ),
});
let sample: KnowledgeBase;
let knowledge: KnowledgeBase;
let talk: BotTalk;

beforeAll(async () => {
  const corpus = await loadKnowledge(join(import.meta.dirname, "../../knowledge"));
  // Without schedules: the swap of one base for another would be told to all who lose their shifts.
  const catalogueFiles = corpus.catalogueFiles.filter(({ file }) => file !== "oncall.yaml");
  sample = indexKnowledge({ ...corpus, catalogueFiles });
});
beforeEach(async () => {
  knowledge = sample;
  talk = await openBotTalk(() => knowledge);
});
afterEach(async () => {
  expect(talk.faults).toEqual([]);
  await talk.close();
});

const gaps = (one: BotTalk = talk) =>
  one.db.selectFrom("gap").select(["kind", "key"]).orderBy("id").execute();

const asks = (one: BotTalk = talk) =>
  one.db.selectFrom("ask").select(["gap", "text", "asker"]).orderBy("id").execute();

const verdicts = (one: BotTalk = talk) =>
  one.db
    .selectFrom("feedback")
    .select(["entry", "entry_hash", "verdict", "reason", "principal"])
    .orderBy("id")
    .execute();

/** Rows of who was shown which commands. */
const shown = () =>
  talk.db.selectFrom("shown_commands").select(["entry", "environment", "principal"]).execute();

const principal = (user: string) => JSON.stringify(["memory", "local", user]);

/** The bot's last line there. */
function lastHeard(by: string, where: Parameters<BotTalk["heard"]>[1]): string {
  return talk.heard(by, where).at(-1) ?? "";
}

describe("a runbook that is walked", () => {
  const lines = [
    "restart payments-api on staging",
    "walk me through",
    "worked",
    "did not work",
    "why",
    "-",
    "it does not say that the VPN must be up, ask me at mei@example.org",
  ];

  /** Says the lines to a bot of its own, which ends before one of them, and gives all that came of it. */
  async function walked(restartedBefore?: number, how: "stop" | "kill" = "kill") {
    const one = await openBotTalk(() => sample);
    const dm = one.memory.dm("mei");
    for (const [index, line] of lines.entries()) {
      if (index === restartedBefore) await one.restart(how);
      await one.say("mei", dm, line);
    }
    const said = one.memory
      .seen("mei", dm)
      .map(({ by, text, actions }) => ({ by, text, labels: actions.map(({ label }) => label) }));
    const told = { said, gaps: await gaps(one), verdicts: await verdicts(one) };
    const texts = (await asks(one)).map(({ text }) => text);
    expect(one.faults).toEqual([]);
    await one.close();
    return { ...told, texts };
  }

  it("goes on step by step, tells why, and keeps what went wrong", async () => {
    const { said, gaps, verdicts, texts } = await walked();
    const heard = said.filter(({ by }) => by === "ama");
    expect(heard).toMatchObject([
      {
        text: expect.stringContaining("on staging"),
        labels: ["Show all", "Walk me through", "Helpful", "Not helpful"],
      },
      {
        text: expect.stringMatching(/^Restart payments-api \(staging\), 4 steps\.\n\nStep 1 of 4/),
        labels: ["Worked", "Did not work", "Back", "Stop"],
      },
      { text: expect.stringMatching(/^Step 2 of 4/) },
      {
        text: expect.stringContaining("What was wrong?"),
        labels: expect.arrayContaining(["Escalate", "Worked", "Stop"]),
      },
      { text: expect.stringContaining('You asked: "restart payments-api on staging"') },
      { text: "What was wrong? One line helps whoever looks after it." },
      { text: "Thank you, it is kept with the answer." },
    ]);
    expect(gaps).toEqual([
      { kind: "step_failed", key: "step|restart-payments-api#2" },
      { kind: "wrong_or_stale", key: "entry|restart-payments-api" },
    ]);
    expect(texts).not.toContain(expect.stringContaining("mei@"));
    expect(verdicts).toEqual([
      {
        entry: "restart-payments-api",
        entry_hash: sample.corpus.entryById.get("restart-payments-api")?.hash,
        verdict: "not-helpful",
        reason: expect.stringMatching(/^it does not say that the VPN must be up, ask me at \[/),
        principal: principal("mei"),
      },
    ]);
  });

  it.each(["stop", "kill"] as const)(
    "is the same when the bot is started anew between any two lines, after a %s",
    async (how) => {
      const whole = await walked();
      for (const index of lines.keys()) expect(await walked(index, how)).toEqual(whole);
    },
  );

  it("is over after the question whether it worked as written", async () => {
    const dm = talk.memory.dm("mei");
    await talk.say("mei", dm, "restart payments-api on staging");
    await talk.press("mei", dm, "Walk me through");
    for (let step = 1; step <= 4; step += 1) await talk.press("mei", dm, "Worked");
    expect(lastHeard("mei", dm)).toMatch(/^Verify/);
    await talk.press("mei", dm, "Worked");
    expect(lastHeard("mei", dm)).toContain("Did it work as written?");
    await talk.press("mei", dm, "Yes");
    const count = talk.heard("mei", dm).length;
    expect(talk.offered("mei", dm)).toEqual([]);
    await talk.say("mei", dm, "where am I");
    expect(talk.heard("mei", dm)).toHaveLength(count + 1);
    expect(await gaps()).not.toContainEqual(expect.objectContaining({ kind: "step_failed" }));
  });

  it("moves once when a step's button is pressed twice", async () => {
    const dm = talk.memory.dm("mei");
    await talk.say("mei", dm, "restart payments-api on staging");
    await talk.press("mei", dm, "Walk me through");
    const first = talk.memory.seen("mei", dm).at(-1)?.message;
    if (!first) throw new Error("Nothing was said.");
    await talk.press("mei", dm, "Worked");
    expect(lastHeard("mei", dm)).toMatch(/^Step 2 of 4/);
    await talk.memory.press("mei", first, "walk-worked-1");
    await talk.restart("stop");
    await talk.say("mei", dm, "where am I");
    expect(lastHeard("mei", dm)).toContain("Step 2 of 4");
  });

  it("is gone on with by its starter and by the owner's team; others take it over aloud", async () => {
    const room = talk.memory.room("payments", ["mei", "grace", "raj"]);
    const thread = await talk.say("mei", room, "@ama restart payments-api on staging");
    await talk.press("mei", thread, "Walk me through");
    await talk.press("grace", thread, "Worked");
    expect(lastHeard("mei", thread)).toMatch(/^Step 2 of 4/);
    await talk.press("raj", thread, "Worked");
    expect(talk.offered("raj", thread)).toEqual(["Take over"]);
    await talk.press("raj", thread, "Take over");
    expect(lastHeard("mei", thread)).toContain("Raj Menon");
    await talk.press("raj", thread, "Worked");
    expect(lastHeard("mei", thread)).toMatch(/^Step 3 of 4/);
  });
});

describe("a runbook that can cost data", () => {
  const question = "@ama fail over postgres on prod";
  const command = "pg_ctlcluster 17 main promote";

  it("shows its commands to whoever asks for them, and keeps who that was", async () => {
    const room = talk.memory.room("ops", ["ana", "bo"]);
    const thread = await talk.say("ana", room, question);
    expect(talk.heard("ana", thread).join("\n")).not.toContain(command);
    expect(talk.offered("ana", thread)).toContain("Show prod commands");
    expect(await shown()).toEqual([]);

    await talk.press("ana", thread, "Show prod commands");
    await talk.showAll("ana", thread);
    expect(talk.heard("ana", thread).join("\n")).toContain(command);
    const row = { entry: "failover-postgres", environment: "prod", principal: principal("ana") };
    expect(await shown()).toEqual([row]);

    await talk.press("bo", thread, "Show prod commands");
    expect(lastHeard("bo", thread)).toMatch(
      /^Ana Ferreira did that at \d\d:\d\d; it counts once\.$/,
    );
    expect(await shown()).toEqual([row]);
  });

  it("keeps whoever presses first, not whoever asked", async () => {
    const room = talk.memory.room("ops", ["ana", "bo"]);
    const thread = await talk.say("ana", room, question);
    await talk.press("bo", thread, "Show prod commands");
    expect(await shown()).toMatchObject([{ principal: principal("bo") }]);
  });

  it("keeps each showing once, and says it once, at whatever statement the bot dies", async () => {
    const dangerous = knowledgeOf({
      ...smallOffice,
      "runbooks/restart-billing.md": (smallOffice["runbooks/restart-billing.md"] ?? "").replace(
        "danger: low",
        "danger: high",
      ),
    });
    let died = true;
    let statement = 0;
    while (died) {
      statement += 1;
      const one = await openBotTalk(() => dangerous);
      const dm = one.memory.dm("ana");
      await one.say("ana", dm, "restart billing on prod");
      died = await one.killedAt(statement, () => one.press("ana", dm, "Show prod commands"));
      expect(one.heard("ana", dm)).toHaveLength(2);
      expect(await one.db.selectFrom("shown_commands").selectAll().execute()).toHaveLength(1);
      expect(one.faults).toEqual([]);
      await one.close();
    }
    expect(statement).toBeGreaterThan(10);
  });

  it("cannot be walked before", async () => {
    const dm = talk.memory.dm("ana");
    await talk.say("ana", dm, "fail over postgres on prod");
    expect(talk.offered("ana", dm)).not.toContain("Walk me through");
    await talk.say("ana", dm, "walk me through");
    expect(lastHeard("ana", dm)).toBe(
      "An environment or the commands have to be chosen first; then say it again.",
    );
    await talk.press("ana", dm, "Show prod commands");
    await talk.say("ana", dm, "walk me through");
    expect(lastHeard("ana", dm)).toContain("Fail over postgres to the replica (prod)");
  });
});

describe("a question with several answers", () => {
  it("is answered by the name of an environment", async () => {
    const room = talk.memory.room("ops", ["ana"]);
    const thread = await talk.say("ana", room, "@ama restart redis");
    expect(talk.offered("ana", thread)).toEqual(expect.arrayContaining(["staging", "prod"]));
    await talk.say("ana", thread, "staging");
    expect(lastHeard("ana", thread)).toContain("on staging");
  });

  it("is answered by a press on an environment", async () => {
    const room = talk.memory.room("ops", ["ana"]);
    const thread = await talk.say("ana", room, "@ama restart redis");
    await talk.press("ana", thread, "staging");
    expect(lastHeard("ana", thread)).toContain("on staging");
  });

  it("is answered by a number", async () => {
    knowledge = office;
    const dm = talk.memory.dm("ana");
    await talk.say("ana", dm, "why does the printer eat paper");
    await talk.say("ana", dm, "2");
    expect(lastHeard("ana", dm)).toContain("lower tray");
    expect(await gaps()).toEqual([]);
  });

  it("becomes a gap when it is none of them", async () => {
    knowledge = office;
    const dm = talk.memory.dm("ana");
    await talk.say("ana", dm, "why does the printer eat paper");
    expect(talk.offered("ana", dm)).toEqual([
      "Printer in the attic",
      "Printer in the cellar",
      "None of these",
    ]);
    await talk.press("ana", dm, "None of these");
    expect(lastHeard("ana", dm)).toContain("Logged as G-1.");
    expect(await gaps()).toEqual([{ kind: "rejected", key: null }]);
    expect(await asks()).toMatchObject([{ text: "why does the printer eat paper" }]);
  });

  it("is none of them once, however often that is pressed", async () => {
    knowledge = office;
    const dm = talk.memory.dm("ana");
    await talk.say("ana", dm, "why does the printer eat paper");
    await talk.press("ana", dm, "None of these");
    await talk.press("ana", dm, "None of these");
    expect(lastHeard("ana", dm)).toBe("You did that at 09:00; it counts once.");
    expect(await asks()).toHaveLength(1);
  });

  it("is none of them only for whoever asked", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const thread = await talk.say("ana", room, "@ama why does the printer eat paper");
    await talk.press("bo", thread, "None of these");
    expect(lastHeard("bo", thread)).toContain("Only whoever asked may press that.");
    expect(lastHeard("ana", thread)).not.toContain("Only whoever");
    expect(await gaps()).toEqual([]);
  });

  it("is answered once in a thread, however often its choice is pressed", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const thread = await talk.say("ana", room, "@ama why does the printer eat paper");
    await talk.press("ana", thread, "Printer in the cellar");
    await talk.press("bo", thread, "Printer in the cellar");
    expect(talk.heard("bo", thread).slice(1)).toEqual([
      expect.stringContaining("lower tray"),
      expect.stringMatching(/ did that at \d\d:\d\d; it counts once\.$/),
    ]);
  });
});

describe("a name that nobody knows", () => {
  it("becomes a gap, for which everybody counts who has it, too", async () => {
    const room = talk.memory.room("shop", ["raj", "nina"]);
    const thread = await talk.say("raj", room, "@ama restart the flux-capacitor");
    expect(lastHeard("raj", thread)).toContain('I know no service called "flux-capacitor".');
    expect(lastHeard("raj", thread)).toContain("Logged as G-1.");
    await talk.say("nina", thread, "@ama me too");
    expect(lastHeard("nina", thread)).toContain("You are counted");
    expect(await gaps()).toEqual([{ kind: "unknown_entity", key: "name|flux-capacitor" }]);
    const people = (await asks()).map(({ gap, asker }) => ({ gap, asker }));
    expect(people).toHaveLength(2);
    expect(new Set(people.map(({ gap }) => gap)).size).toBe(1);
    expect(new Set(people.map(({ asker }) => asker)).size).toBe(2);
  });
});

describe("an answer that is not helpful", () => {
  const question = "how do I set up the vpn on my laptop";

  it("keeps the reason without what identifies somebody, and the version it was said of", async () => {
    knowledge = office;
    const dm = talk.memory.dm("bo");
    await talk.say("bo", dm, question);
    await talk.press("bo", dm, "Not helpful");
    await talk.say("bo", dm, "the profile is gone, write to bo@example.org");
    expect(lastHeard("bo", dm)).toBe("Thank you, it is kept with the answer.");
    expect(await verdicts()).toEqual([
      {
        entry: "vpn",
        entry_hash: office.corpus.entryById.get("vpn")?.hash,
        verdict: "not-helpful",
        reason: expect.stringMatching(/^the profile is gone, write to \[/),
        principal: principal("bo"),
      },
    ]);
    expect(await gaps()).toEqual([{ kind: "wrong_or_stale", key: "entry|vpn" }]);
  });

  it("takes the next line as the reason for ten minutes, and no question for one", async () => {
    knowledge = office;
    const dm = talk.memory.dm("bo");
    await talk.say("bo", dm, question);
    await talk.say("bo", dm, "-");
    await talk.say("bo", dm, "where do I write meeting notes?");
    expect(lastHeard("bo", dm)).toContain("Every team has a space");
    await talk.say("bo", dm, "-");
    talk.clock.advance("PT10M");
    await talk.say("bo", dm, "where do I write meeting notes");
    expect((await verdicts()).map(({ reason }) => reason)).toEqual([null, null]);
  });

  it("counts the last word of each person", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const thread = await talk.say("ana", room, `@ama ${question}`);
    await talk.press("ana", thread, "Helpful");
    await talk.press("bo", thread, "Helpful");
    await talk.press("bo", thread, "Not helpful");
    expect((await verdicts()).map(({ verdict, principal }) => ({ verdict, principal }))).toEqual([
      { verdict: "helpful", principal: principal("ana") },
      { verdict: "not-helpful", principal: principal("bo") },
    ]);
  });
});

describe("a room with two people", () => {
  it("follows the one who asked without a mention, until the other writes, too", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const thread = await talk.say("ana", room, "@ama how do I set up the vpn on my laptop");
    await talk.say("ana", thread, "where do I write meeting notes");
    expect(lastHeard("ana", thread)).toContain("Every team has a space");
    await talk.say("bo", thread, "I never found that either");
    await talk.say("ana", thread, "how do I restart billing on staging");
    expect(talk.heard("ana", thread)).toHaveLength(2);
    await talk.say("ana", thread, "@ama how do I restart billing on staging");
    expect(lastHeard("ana", thread)).toContain("systemctl restart billing");
    expect(talk.heard("ana", room)).toEqual([]);
  });

  it('is left alone after "stop", until somebody mentions the bot', async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const thread = await talk.say("ana", room, "@ama how do I set up the vpn on my laptop");
    await talk.say("ana", thread, "stop");
    const count = talk.heard("ana", thread).length;
    await talk.say("ana", thread, "where do I write meeting notes");
    expect(talk.heard("ana", thread)).toHaveLength(count);
    await talk.say("ana", thread, "@ama where do I write meeting notes");
    expect(lastHeard("ana", thread)).toContain("Every team has a space");
  });
});

describe("a page for a few", () => {
  const rows = Array.from({ length: 30 }, (_, index) => `- Behind door ${index + 1}.`);
  const ofTeam = knowledgeOf({
    ...smallOffice,
    "answers/strongroom.md": (smallOffice["answers/strongroom.md"] ?? "").replace(
      "Behind the crimson door.",
      rows.join("\n"),
    ),
    "runbooks/restart-billing.md": (smallOffice["runbooks/restart-billing.md"] ?? "").replace(
      "danger: low",
      "danger: low\naudience: [team-platform]",
    ),
  });
  const question = "@ama who keeps the keys of the cage";
  const openRoom = () => talk.memory.room("here", ["ana", "bo"]);

  it("is shown to whoever asks, to its last line, and to nobody else", async () => {
    knowledge = ofTeam;
    const thread = await talk.say("ana", openRoom(), question);
    await talk.showAll("ana", thread);
    expect(talk.heard("ana", thread).join("\n")).toContain("Behind door 30.");
    expect(talk.heard("bo", thread)).toEqual([]);
  });

  it("is walked by whoever may read it, and nobody else sees a step", async () => {
    knowledge = ofTeam;
    const thread = await talk.say("ana", openRoom(), "@ama restart billing on staging");
    await talk.press("ana", thread, "Walk me through");
    expect(lastHeard("ana", thread)).toContain("systemctl restart billing");
    for (const text of ["where am I", "take over", "back", "worked"]) {
      await talk.say("bo", thread, `@ama ${text}`);
    }
    expect(talk.heard("bo", thread).join("\n")).not.toContain("systemctl");
  });

  it("is not named to others, whoever asks why", async () => {
    knowledge = ofTeam;
    const thread = await talk.say("ana", openRoom(), question);
    await talk.say("ana", thread, "@ama why");
    await talk.say("ana", thread, question);
    await talk.say("bo", thread, "@ama why");
    expect(talk.heard("bo", thread).join("\n")).not.toContain("Strongroom");
  });

  it("is said again to the next one in the thread, who has not seen it", async () => {
    knowledge = office;
    const thread = await talk.say("ana", openRoom(), "@ama how much does a senior earn");
    await talk.say("bo", thread, "@ama how much does a senior earn");
    expect(talk.heard("bo", thread)).toEqual([expect.stringContaining("compensation table")]);
  });

  it("is not said anywhere when the asker cannot be reached alone", async () => {
    knowledge = ofTeam;
    talk.memory.limitNext("send", { refused: "no-private-route" });
    const thread = await talk.say("ana", openRoom(), question);
    const heard = talk.heard("bo", thread).join("\n");
    expect(heard).toContain("I could not reach you privately");
    expect(heard).not.toContain("door");
    expect(talk.takeFaults()).toEqual([expect.objectContaining({ reason: "no-private-route" })]);
  });
});

describe("two rooms", () => {
  it("know nothing of what the other is about", async () => {
    const staging = talk.memory.room("staging-talk", ["ana"]);
    const other = talk.memory.room("other-talk", ["ana"]);
    const one = await talk.say("ana", staging, "@ama restart payments-api on staging");
    const two = await talk.say("ana", other, "@ama restart kafka on prod");
    await talk.say("ana", one, "and on prod?");
    expect(lastHeard("ana", one)).toContain("payments-api");
    expect(lastHeard("ana", one)).not.toContain("kafka");
    await talk.say("ana", two, "and on staging?");
    expect(lastHeard("ana", two)).toMatch(/kafka/i);
    expect(lastHeard("ana", two)).not.toContain("payments-api");
    const fresh = await talk.say("ana", other, "@ama why");
    expect(lastHeard("ana", fresh)).toBe("I have not answered anything here yet.");
  });
});

describe("several rooms at once", () => {
  const stories = {
    one: ["restart payments-api on staging", "and on prod?", "why", "walk me through", "worked"],
    two: ["restart redis", "staging", "-", "the host is another one"],
    three: ["status", "how do I set up the vpn on my laptop", "+", "stop"],
  };
  const rooms = ["one", "two", "three"] as const;

  async function told(order: readonly (typeof rooms)[number][]) {
    const bot = await openBotTalk(() => sample);
    const next = { one: 0, two: 0, three: 0 };
    for (const room of order) {
      const line = stories[room][next[room]++] ?? "";
      await bot.say(`user-${room}`, bot.memory.dm(`user-${room}`), line);
    }
    const heard = rooms.map((room) => bot.heard(`user-${room}`, bot.memory.dm(`user-${room}`)));
    const states = await bot.db
      .selectFrom("walk")
      .select(["conversation_key", "state", "entry"])
      .orderBy("conversation_key")
      .execute();
    const judged = await bot.db
      .selectFrom("feedback")
      .select(["entry", "verdict", "reason", "principal"])
      .orderBy("principal")
      .execute();
    expect(bot.faults).toEqual([]);
    await bot.close();
    return { heard, states, judged };
  }

  it("come to the same, each in itself, whichever speaks first", async () => {
    const all = rooms.flatMap((room) => stories[room].map(() => room));
    const inTurn = await told(all);
    expect(inTurn.heard.map((lines) => lines.length)).toEqual([5, 4, 4]);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (order) => {
        expect(await told(order)).toEqual(inTurn);
      }),
      { numRuns: 4 },
    );
  });
});

describe("a room's mode", () => {
  it("is changed by an admin alone, and the room is told", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    const refused = await talk.say("bo", room, "@ama mode auto");
    expect(talk.heard("bo", refused)).toEqual([
      'Only an admin changes mode here. "settings" shows what this room has set.',
    ]);
    expect(talk.heard("ana", refused)).toEqual([]);
    const changed = await talk.say("ana", room, "@ama mode auto");
    expect(talk.heard("bo", changed)).toEqual([
      "Ana changed mode in this room: it was mention, it is auto.",
    ]);

    const asked = await talk.say("bo", room, "where do I write meeting notes?");
    expect(talk.heard("bo", asked)).toEqual([]);
    talk.clock.advance("PT5M");
    await talk.restart("kill");
    expect(lastHeard("bo", asked)).toContain("Every team has a space");
    const other = talk.memory.room("there", ["ana", "bo"]);
    const unheard = await talk.say("bo", other, "where do I write meeting notes?");
    talk.clock.advance("PT1H");
    await talk.restart("stop");
    expect(talk.heard("bo", unheard)).toEqual([]);
  });

  it("is off until an admin turns it on again, and whoever asks is told so alone", async () => {
    knowledge = office;
    const room = talk.memory.room("here", ["ana", "bo"]);
    await talk.say("ana", room, "@ama mode off");
    const asked = await talk.say("bo", room, "@ama where do I write meeting notes");
    expect(talk.heard("bo", asked)).toHaveLength(1);
    expect(talk.heard("ana", asked)).toEqual([]);
    await talk.say("ana", room, "@ama mode mention");
    const again = await talk.say("bo", room, "@ama where do I write meeting notes");
    expect(lastHeard("ana", again)).toContain("Every team has a space");
  });
});
