import type { Kysely } from "kysely";
import type { Config } from "../config.ts";
import { hooksToPages } from "../hooks-to-pages.ts";
import { BotError } from "../kernel/bot-error.ts";
import type { Log } from "../kernel/log.ts";
import { linksToPages } from "../links-to-pages.ts";
import { nameOf } from "../oncall/decide-overlay.ts";
import type { Oncall } from "../oncall/oncall.ts";
import { createDeliveryStore } from "../oncall/paging/delivery-store.ts";
import { createHeartbeatStore } from "../oncall/paging/heartbeat-store.ts";
import { createHeartbeats } from "../oncall/paging/heartbeats-feature.ts";
import { createLinkStore } from "../oncall/paging/link-store.ts";
import { createPageStore } from "../oncall/paging/page-store.ts";
import type { Paging } from "../oncall/paging/paging.ts";
import type { PagingTables } from "../oncall/paging/paging-tables.ts";
import type { PartHealth } from "../web/health-routes.ts";
import { listenAt } from "../web/listen-at.ts";
import { createWeb, systemDeadlines } from "../web/server.ts";
import { isTicking, type Pulse } from "./self-test.ts";
import { webReport } from "./web-report.ts";
import { type World, writeLine } from "./world.ts";

type Given = {
  readonly config: Pick<Config, "web" | "hookTokens">;
  readonly world: Pick<World, "clock" | "randomHex" | "stderr">;
  readonly log: Log;
  readonly db: Kysely<PagingTables>;
  readonly paging: Paging;
  readonly pulse: Pulse;
  /** Whether each platform works now. */
  readonly platforms: () => readonly PartHealth[];
  readonly oncall: () => Oncall;
  /** The company's zone. */
  readonly timeZone: string;
  /** Hears that something may be due now. */
  readonly moved: () => void;
};

/** So often heartbeats that have become silent are looked for. */
const lookEveryMs = 5_000;

/**
 * Starts the server that hears machines, where the settings want one, and waits for heartbeats while it runs. What keeps
 * it from running is told in a sentence, and the bot goes on without.
 *
 * @returns what stops it; undefined: it does not run
 */
export async function startWeb(given: Given): Promise<(() => Promise<void>) | undefined> {
  const { config, world, log, db, paging, pulse, platforms, oncall, timeZone, moved } = given;
  const { clock, randomHex, stderr } = world;
  const listen = listenAt(config.web);
  if (listen.kind !== "listen") {
    if (listen.kind === "refused") await writeLine(stderr, listen.problem);
    else if (oncall().file.heartbeats.length > 0) await writeLine(stderr, unheard);
    return undefined;
  }
  const pages = createPageStore(db);
  const people = () => oncall().catalogue.people;
  const heartbeats = createHeartbeats({
    db,
    heartbeats: createHeartbeatStore(db),
    pages,
    paging,
    oncall,
    since: clock.now(),
  });
  const hooks = hooksToPages({
    db,
    paging,
    pages,
    deliveries: createDeliveryStore(db),
    heartbeats,
    oncall,
    clock,
  });
  const links = linksToPages({
    db,
    paging,
    links: createLinkStore(db),
    nameOf: (id) => nameOf(people().find((person) => person.id === id) ?? { id }),
    clock,
    timeZone,
  });
  const web = createWeb({
    listen,
    publicUrl: config.web.publicUrl,
    clock,
    randomHex,
    report: webReport(log),
    tokenOf: (source) => config.hookTokens.get(source),
    async health() {
      const isThere = await pages.waiting().then(
        () => true,
        () => false,
      );
      return [
        { part: "database", up: isThere },
        { part: "tick", up: isTicking(pulse, clock.now()) },
        ...platforms(),
      ];
    },
    seen: hooks.seen,
    take: async (...delivered) => {
      await hooks.take(...delivered);
      moved();
    },
    look: links.look,
    act: async (token) => {
      const done = await links.act(token);
      moved();
      return done;
    },
    ...systemDeadlines,
  });
  try {
    await web.start();
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    await writeLine(stderr, error.message);
    return undefined;
  }
  log.info("web.started");
  let looking: Promise<void> = Promise.resolve();
  const looks = setInterval(() => {
    looking = looking
      .then(() => heartbeats.refresh(clock.now()))
      .then(moved)
      .catch((error) => log.fault("heartbeat.failed", error));
  }, lookEveryMs);
  return async () => {
    clearInterval(looks);
    await Promise.all([web.stop(), looking]);
    log.info("web.stopped");
  };
}

const unheard =
  "oncall.yaml waits for heartbeats, and AMA_HTTP_PORT is not set: nothing can hear them, so none is waited for. Set AMA_HTTP_PORT=8080, or take the heartbeats out.";
