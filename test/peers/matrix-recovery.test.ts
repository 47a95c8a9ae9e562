import { expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { useStops } from "../support/use-stops.ts";
import { type BotGiven, echoedIn, startMatrixBot } from "./matrix-bot.ts";
import { comeAs, inRoom, type Person } from "./matrix-person.ts";
import { describeWith, peers } from "./peer.ts";
import { startSynapse } from "./synapse.ts";
import { until } from "./until.ts";

const slow = 120_000;
const emptyFolder = useEmptyFolders();
const atEnd = useStops();

const user = "@ama:ama.test";

function started(given: BotGiven) {
  const bot = startMatrixBot(given);
  atEnd(bot.kill);
  return bot;
}

/** Somebody who has nothing to do with unsigned devices, and a bot that has set its account up. */
async function openOffice(program: string) {
  const synapse = await startSynapse(program);
  atEnd(() => synapse.stop());
  await synapse.register("ama", "open sesame");
  const given: BotGiven = {
    account: { homeserver: synapse.url, user, password: "open sesame" },
    folder: emptyFolder(),
    isSetUp: false,
  };
  const bot = started(given);
  await bot.up();
  const person = await comeAs(synapse, "alice", { isStrict: true });
  atEnd(person.leave);
  const room = await person.openRoom([user]);
  await inRoom(person, room, user);
  return { given, bot, person, room };
}

async function isAnswered(person: Person, texts: readonly string[]): Promise<void> {
  const answered = () => new Set(person.heard().map(({ body }) => body));
  await until(
    () => new Set(texts).isSubsetOf(answered()),
    () => `answered: ${answered().size}`,
  );
}

describeWith(peers.synapse, "the bot that comes back to Synapse", (program) => {
  it(
    "takes in once whatever was said meanwhile, also when it is killed as it pages back",
    async () => {
      const { given, bot, person, room } = await openOffice(program);
      await person.say(room, "before");
      await isAnswered(person, ["before"]);
      expect(await bot.stop()).toBe("0");
      const missed = Array.from({ length: 130 }, (_, at) => `missed ${at}`);
      for (const text of missed) await person.say(room, text);

      for (const afterMs of [0, 30, 100]) {
        const killed = started({ ...given, isSetUp: true, death: { at: "page", nth: 1, afterMs } });
        expect(await killed.ended).toBe("SIGKILL");
      }
      const last = started({ ...given, isSetUp: true });
      await isAnswered(person, missed);
      expect(await last.stop()).toBe("0");
      const texts = (await echoedIn(given.folder)).map(({ text }) => text);
      expect(texts.toSorted()).toEqual(["before", ...missed].toSorted());
      const answers = person.heard().map(({ body }) => body);
      expect(answers.toSorted()).toEqual(["before", ...missed].toSorted());
      expect(person.unreadable()).toEqual([]);
    },
    slow,
  );

  it(
    "is another device of the same bot when all but its recovery key is lost",
    async () => {
      const { given, bot, person, room } = await openOffice(program);
      await person.say(room, "before");
      await isAnswered(person, ["before"]);
      const [recoveryKey] = bot.recoveryKeys();
      await bot.kill();

      const account = { ...given.account, recoveryKey };
      const again = started({ account, folder: emptyFolder(), isSetUp: true });
      await again.up();
      await person.crypto.getUserDeviceInfo([user], true);
      await person.say(room, "is it you?");
      await isAnswered(person, ["is it you?"]);
      const standing = await person.crypto.getUserVerificationStatus(user);
      expect(standing).toMatchObject({ known: true, needsUserApproval: false });
      expect(person.unreadable()).toEqual([]);
      expect(again.recoveryKeys()).toEqual([]);
    },
    slow,
  );
});
