import { setTimeout } from "node:timers/promises";
import { type Config, parseConfig } from "../config.ts";
import { createLog } from "../kernel/log.ts";
import { hasLeft } from "../oncall/channels.ts";
import { nameOf } from "../oncall/decide-overlay.ts";
import type { Notifier } from "../oncall/notify/notifier.ts";
import { oneLine } from "../oncall/notify/plain-text.ts";
import { personalRules, type Via } from "../oncall/page/personal-rules.ts";
import { viaWords } from "../oncall/page/via-words.ts";
import { createDelivery } from "../oncall/paging/delivery/delivery-worker.ts";
import { createLinkStore } from "../oncall/paging/link-store.ts";
import { createNotifiers } from "./open-notifiers.ts";
import type { PageOptions } from "./options.ts";
import { everyWay, type OpenPaging, personOfId, withPaging } from "./with-paging.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** What became of one rule. */
type Result = {
  readonly via: Via;
  /** `not-sent`: nobody has tried. */
  readonly outcome: "accepted" | "refused" | "not-sent";
  readonly why: string | undefined;
};

/** Whoever serves the database may have taken up what we were to send; one call takes ten seconds at most. */
const patience = { looks: 24, everyMs: 500 };

/** Sends somebody a page marked TEST by each of their rules, chat left out; exit 1 unless all of it was accepted. */
export async function oncallTestPage(
  id: string,
  options: PageOptions,
  world: World,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const { env, clock } = world;
  const notifiers = createNotifiers({ config, env, clock });
  const ways = notifiers.map(({ via }) => via);
  const test = async (open: OpenPaging): Promise<ExitCode> => {
    const person = personOfId(id, open.roster, "PERSON");
    const rules = personalRules(person, "high", everyWay).map(({ via }) => via);
    const left = hasLeft(person, clock.now());
    if (left || rules.length === 0) {
      const why = left
        ? "has left"
        : "has no address in people.yaml that their rules let a page use";
      await writeLine(world.stderr, `${nameOf(person)} ${why}: no page reaches them.`);
      return 1;
    }
    const ours = rules.filter((via) => ways.some((way) => way === via));
    const page = await sendTest(id, ours.length, notifiers, { config, world, open });
    const results = resultsOf(rules, id, await deliveriesOf(page, ours.length, open));
    const text = options.json
      ? JSON.stringify({ version: 1, person: id, page, results: results.map(resultJson) })
      : results.map(resultText).join("\n");
    await writeLine(world.stdout, text);
    return results.every(({ outcome }) => outcome === "accepted") ? 0 : 1;
  };
  return await withPaging(options, world, test, ways);
}

type Given = { readonly config: Config; readonly world: World; readonly open: OpenPaging };

/** Tries each rule once. @returns the page's number */
async function sendTest(
  person: string,
  rules: number,
  notifiers: readonly Notifier[],
  { config, world: { clock }, open: { paging, parts, storage } }: Given,
): Promise<number> {
  const at = clock.now();
  const { number } = await storage.db
    .transaction()
    .execute((transaction) =>
      paging.testWithin(transaction, person, { kind: "person", person }, undefined, at),
    );
  const log = createLog(config.logLevel);
  const delivery = createDelivery({
    ...parts,
    notifiers,
    directRoom: async () => undefined,
    links: createLinkStore(storage.db),
    publicUrl: undefined,
    clock,
    report: { fault: (error) => log.fault("page.failed", error) },
  });
  // Of what goes to one person by one way, each look takes up one.
  for (let look = 0; look < rules; look += 1) {
    await delivery.pump(
      ({ page, nextTry }) => page === number && Temporal.Instant.compare(nextTry, at) <= 0,
    );
    await delivery.idle();
  }
  return number;
}

type Delivery = Omit<Result, "via"> & { readonly via: string };

/** What is known of each rule's one try, in the order in which they ended; fewer where nobody has tried. */
async function deliveriesOf(
  page: number,
  rules: number,
  { paging }: OpenPaging,
): Promise<readonly Delivery[]> {
  for (let look = 0; ; look += 1) {
    const { timeline = [] } = (await paging.show(page)) ?? {};
    const known = timeline.flatMap((entry) => {
      if (entry.event !== "delivered") return [];
      const { via, outcome, why } = entry.data;
      return [{ via, outcome: outcome === "accepted" ? outcome : ("refused" as const), why }];
    });
    if (known.length >= rules || look === patience.looks) return known;
    await setTimeout(patience.everyMs);
  }
}

function resultsOf(
  rules: readonly Via[],
  person: string,
  deliveries: readonly Delivery[],
): readonly Result[] {
  const left = [...deliveries];
  return rules.map((via) => {
    const at = left.findIndex((one) => one.via === via);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found ? { ...found, via } : { via, outcome: "not-sent", why: whyNotSent(via, person) };
  });
}

function whyNotSent(via: Via, person: string): string {
  switch (via) {
    case "email":
      return "no mail is sent from here: set AMA_SMTP_URL and AMA_MAIL_FROM";
    case "ntfy":
    case "webhook":
      return "too much went there within a minute, or a running bot is at it: try again later";
    default:
      return `only a running bot can send that: say "test page @${person}" in chat`;
  }
}

function resultJson({ via, outcome, why }: Result) {
  return { via, outcome, why: why ?? null };
}

function resultText({ via, outcome, why = "" }: Result): string {
  const said = oneLine(why).replace(/[.\s]+$/, "");
  const way = viaWords[via].toLowerCase();
  switch (outcome) {
    case "accepted":
      return `${way}: accepted`;
    case "not-sent":
      return `${way}: ${said}`;
    case "refused":
      return `${way}: failed: ${said}`;
  }
}
