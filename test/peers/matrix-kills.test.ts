import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Chance, createChance } from "../bench/chance.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { useStops } from "../support/use-stops.ts";
import { type BotGiven, type Death, echoedIn, startMatrixBot } from "./matrix-bot.ts";
import { createCrowd } from "./matrix-crowd.ts";
import { watchIdentity } from "./matrix-identity.ts";
import { describeWith, peers } from "./peer.ts";
import { startSynapse } from "./synapse.ts";
import { until } from "./until.ts";

const emptyFolder = useEmptyFolders();
const atEnd = useStops();

const bot = { user: "@ama:ama.test", password: "open sesame" };
const kills = 20;
const killsANewcomer = 5;

/** In which of its doings the bot dies: at any instant of its start or after that, or by a call of its own. */
const endings = ["start", "any", "sync", "keys", "send"] as const;
/** What it never does by then, it does not do. */
const mostLifeMs = 2_000;

describeWith(peers.synapse, "the bot at Synapse, killed again and again", (program) => {
  it("reads all and is read by all, once", async () => {
    const seed = Number(process.env.MATRIX_SEED ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`MATRIX_SEED=${seed}\n`);
    const chance = createChance(seed);
    const synapse = await startSynapse(program);
    atEnd(() => synapse.stop());
    await synapse.register("ama", bot.password);
    const account = { homeserver: synapse.url, ...bot };
    const given: BotGiven = { account, folder: emptyFolder(), isSetUp: false };
    const first = startMatrixBot(given);
    atEnd(first.kill);
    await first.up();
    const crowd = createCrowd(synapse, bot.user, chance);
    atEnd(crowd.leave);
    for (let come = 0; come < 3; come += 1) await crowd.addOne();
    await crowd.meet();
    for (const person of crowd.people()) await crowd.startTalking(person);
    const identity = await watchIdentity(synapse, bot.user);
    await crowd.untilTalked(6);
    await first.kill();

    const story: string[] = [];
    let startMs = 1_500;
    let newcomers = Promise.resolve();
    for (let killed = 0; killed < kills; killed += 1) {
      const ending = endings[killed % endings.length] ?? "any";
      const death = deathOf(ending, chance);
      const begunAt = performance.now();
      const life = startMatrixBot({ ...given, isSetUp: true, death });
      atEnd(life.kill);
      if (ending === "start") await pause(chance.even(startMs));
      else {
        await until(() => life.state() !== "starting");
        if (life.state() === "up") startMs = performance.now() - begunAt;
        const mostMs = ending === "any" ? chance.even(1_000) : mostLifeMs;
        await Promise.race([life.ended, pause(mostMs, undefined, { ref: false })]);
      }
      const lived = Math.round(performance.now() - begunAt);
      story.push(
        `${killed}: ${ending} ${JSON.stringify(death)}, ${life.state()} after ${lived} ms`,
      );
      await life.kill();
      expect(await life.ended).toBe("SIGKILL");
      story.push(...life.faults());
      await identity.look();
      if (killed % killsANewcomer === 0) {
        newcomers = newcomers.then(crowd.addOne).then(crowd.startTalking);
      }
    }

    const last = startMatrixBot({ ...given, isSetUp: true });
    atEnd(last.kill);
    await newcomers;
    await crowd.hush();
    await until(crowd.isAnswered).catch(() => undefined);
    await identity.look();
    expect(await last.stop()).toBe("0");
    story.push(...last.faults());

    const echoed = await echoedIn(given.folder);
    const taken = echoed.flatMap(({ text, unreadable }) => (unreadable === null ? [text] : []));
    const answers = crowd.answers();
    const decrypted = new Set(taken).size + new Set(answers).size;
    const verdict = verdictOf({
      decrypted,
      of: 2 * crowd.said().length,
      unreadable: echoed.length - taken.length + crowd.unreadable().length,
      identityChanges: await identity.changes(crowd.people()),
      keyConflicts: [...synapse.log().matchAll(/One time key .* already exists/g)].length,
      doubled: taken.length + answers.length - decrypted,
    });
    process.stdout.write(`${verdict}\n`);
    const lost = crowd.said().filter((text) => !taken.includes(text) || !answers.includes(text));
    story.push(`lost: ${lost.join(", ")}`, JSON.stringify(crowd.unreadable()));
    const of = 2 * crowd.said().length;
    const none = { unreadable: 0, identityChanges: 0, keyConflicts: 0, doubled: 0 };
    expect(verdict, story.join("\n")).toBe(verdictOf({ decrypted: of, of, ...none }));
  }, 240_000);
});

function deathOf(ending: (typeof endings)[number], chance: Chance): Death | undefined {
  if (ending === "start" || ending === "any") return undefined;
  return { at: ending, nth: 1 + chance.even(3), afterMs: chance.even(15) };
}

type Counts = Readonly<
  Record<"decrypted" | "of" | "unreadable" | "identityChanges" | "keyConflicts" | "doubled", number>
>;

function verdictOf(counts: Counts): string {
  const { decrypted, of, unreadable, identityChanges, keyConflicts, doubled } = counts;
  return `decrypted ${decrypted} of ${of} both ways, UTD ${unreadable}, identity changes ${identityChanges}, key conflicts ${keyConflicts}, doubled ${doubled}`;
}
