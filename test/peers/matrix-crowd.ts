import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../bench/chance.ts";
import { comeAs, inRoom, type Person } from "./matrix-person.ts";
import type { Synapse } from "./synapse.ts";
import { until } from "./until.ts";

/** A key of a room is good for so few messages. */
const messagesAKey = 3;
const between = { leastMs: 700, mostMs: 1_300 };

/** People who talk to a bot without a break: each alone, and those who have met in a room of all. */
export function createCrowd(synapse: Synapse, bot: string, chance: Chance) {
  const people: Person[] = [];
  const roomsOf = new Map<Person, string[]>();
  const said: string[] = [];
  const talks: Promise<void>[] = [];
  let isOver = false;

  const nameOf = ({ user }: Person) => user.slice(1, user.indexOf(":"));
  async function talk(person: Person, rooms: readonly string[]): Promise<void> {
    for (let count = 0; !isOver; count += 1) {
      const room = rooms[count % rooms.length];
      if (room === undefined) return;
      const text = `${nameOf(person)} ${count}`;
      said.push(text);
      await person.say(room, text);
      await pause(between.leastMs + chance.even(between.mostMs - between.leastMs));
    }
  }
  /** What the bot said to those who had said it before. */
  const answers = () =>
    people.flatMap((person) =>
      person
        .heard()
        .filter(({ sender, body }) => sender === bot && body.startsWith(`${nameOf(person)} `))
        .map(({ body }) => body),
    );
  return {
    people: () => people,
    said: (): readonly string[] => said,
    answers,
    /** One more comes, with keys that the bot has never seen. */
    async addOne(): Promise<Person> {
      const person = await comeAs(synapse, `person${people.length + 1}`);
      people.push(person);
      const own = await person.openRoom([bot], messagesAKey);
      roomsOf.set(person, [own]);
      return person;
    },
    /** Opens a room of all. */
    async meet(): Promise<void> {
      const [host, ...others] = people;
      if (!host) throw new Error("There is nobody.");
      const room = await host.openRoom([bot, ...others.map(({ user }) => user)], messagesAKey);
      for (const { client } of others) await client.joinRoom(room);
      for (const { user } of [{ user: bot }, ...others]) {
        for (const person of people) await inRoom(person, room, user);
      }
      for (const rooms of roomsOf.values()) rooms.push(room);
    },
    async startTalking(person: Person): Promise<void> {
      const rooms = roomsOf.get(person) ?? [];
      for (const room of rooms) await inRoom(person, room, bot);
      talks.push(talk(person, rooms));
    },
    /** What of the bot could not be read when it came. */
    unreadable: () =>
      people.flatMap((person) => person.unreadable().filter(({ sender }) => sender === bot)),
    isAnswered: () => new Set(answers()).size >= said.length,
    untilTalked: (most: number) => until(() => answers().length >= most),
    async hush(): Promise<void> {
      isOver = true;
      await Promise.all(talks);
    },
    async leave(): Promise<void> {
      isOver = true;
      await Promise.allSettled(talks);
      for (const person of people) person.leave();
    },
  };
}
