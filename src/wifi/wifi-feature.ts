import type { Kysely } from "kysely";
import type { ChatTables } from "../chat/chat-tables.ts";
import type { Conversation } from "../chat/conversation.ts";
import { type ImageRef, paragraph, type SecretRef } from "../chat/doc.ts";
import type { OutboxStore } from "../chat/outbox-store.ts";
import type { Pictures } from "../chat/pictures.ts";
import { type Reply, removalOf } from "../chat/reply.ts";
import type { Secrets } from "../chat/revealed.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { Secrets as Kept } from "./load-secret.ts";
import { loadShownNetwork, type ShownNetwork } from "./load-shown-network.ts";
import type { Network } from "./network.ts";
import { createOwnerNoticeStore, type WaitingNotice } from "./owner-notice-store.ts";
import { type OwnerNotice, ownerNotices, ownerNoticeText, ownersOf } from "./owner-notices.ts";
import { qrCodeOf } from "./qr-code.ts";
import { qrPng } from "./qr-png.ts";
import type { Remark } from "./refusals.ts";
import { wifiRecipe } from "./render-wifi.ts";
import { createRevealStore, type RevealStore } from "./reveal-store.ts";
import { createWifiInForce } from "./wifi-in-force.ts";
import type { WifiTables } from "./wifi-tables.ts";

/** How networks are shown. */
export type WifiSettings = {
  /** Where keys are kept. */
  readonly kept: Kept;
  /** How long a message stays that shows a network; undefined: for ever. */
  readonly messageTtl: Temporal.Duration | undefined;
  /** Hears why a network could not be shown. Must not throw. */
  readonly lacking: (network: string, problem: Remark) => void;
};

type Given = {
  readonly db: Kysely<ChatTables & WifiTables>;
  readonly corpus: () => Corpus;
  /** Undefined: there are no networks. */
  readonly settings: WifiSettings | undefined;
  readonly outbox: Pick<OutboxStore, "queue">;
  /** Where a person, by id, talks to us alone; throws where that cannot be known now. */
  readonly directRooms: (person: string) => Promise<readonly Conversation[]>;
  readonly clock: Clock;
  /** The company's zone. */
  readonly timeZone: string;
  readonly randomHex: (bytes: number) => string;
  /** Hears what was thrown, and is tried again. Must not throw. */
  readonly fault: (error: unknown) => void;
};

export type WifiFeature = Pick<WifiSettings, "messageTtl"> & {
  /** Those of wifi.yaml that are not refused. */
  readonly networks: () => readonly Network[];
  readonly reveals: Pick<RevealStore, "add" | "goAt">;
  /** Why a network cannot be shown now; undefined: it can. */
  lackOf(network: Network): Promise<Remark | undefined>;
  /** Makes the code of a network when it is sent. */
  readonly pictures: Pictures;
  /** Looks up the key of a network when it is sent. */
  readonly secrets: Secrets;
  /** Takes away the messages whose time is over, and tells owners what they are to know. */
  refresh(at: Temporal.Instant): Promise<void>;
};

const noSettings: WifiSettings = {
  kept: { folder: "/", env: {} },
  messageTtl: undefined,
  lacking: () => {},
};

const noNetworks: readonly Network[] = [];

/** So long it is kept who was shown what. */
const keptDays = Temporal.Duration.from({ hours: 30 * 24 });

/** Shows networks: what is secret of them is read at the moment of sending, and kept nowhere. */
export function createWifiFeature(given: Given): WifiFeature {
  const { db, corpus, outbox, directRooms, clock, timeZone, randomHex, fault } = given;
  const { kept, messageTtl, lacking } = given.settings ?? noSettings;
  const inForce = createWifiInForce(corpus, kept.folder);
  const networks = given.settings ? inForce : () => noNetworks;
  const reveals = createRevealStore(db);
  const notices = createOwnerNoticeStore(db);
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate();

  async function load(network: Network) {
    const loaded = await loadShownNetwork(network, kept, dayOf(clock.now()));
    const [problem] = "problems" in loaded ? loaded.problems : [];
    if (problem) lacking(network.id, problem);
    return loaded;
  }
  async function shown({ recipe, of }: ImageRef | SecretRef): Promise<ShownNetwork | undefined> {
    const network = recipe === wifiRecipe ? networks().find(({ id }) => id === of) : undefined;
    const loaded = network && (await load(network));
    return loaded && "problems" in loaded ? undefined : loaded;
  }

  async function takeAway(at: Temporal.Instant): Promise<void> {
    for (const { key, to } of await reveals.due(at)) {
      // It is never given up: what is secret must not stay where somebody may find it.
      const removal: Reply = { ...removalOf(key, `gone:${key}`, to), importance: "alert" };
      await db.transaction().execute(async (transaction) => {
        if (!(await reveals.gone(transaction, key))) return;
        await outbox.queue(transaction, [removal], at, () => randomHex(16));
      });
    }
    await reveals.sweep(at.subtract(keptDays));
  }

  let looked: { readonly at: readonly Network[]; readonly on: Temporal.PlainDate } | undefined;
  async function tellOwners(at: Temporal.Instant): Promise<void> {
    const day = dayOf(at);
    const now = networks();
    const current = ownerNotices(now, day);
    if (looked?.at !== now || !looked.on.equals(day)) {
      await db.transaction().execute(async (transaction) => {
        for (const notice of current) {
          await notices.see(transaction, notice, ownersOf(notice.network, corpus().catalogue, day));
        }
      });
      looked = { at: now, on: day };
    }
    for (const waiting of await notices.waiting()) {
      const notice = current.find((one) => isOf(one, waiting));
      // What was to be told is not so any more.
      const rooms = notice ? await directRooms(waiting.person).catch(fault) : [];
      if (!rooms) continue;
      const replies = notice ? rooms.map((to) => noticeReply(notice, waiting.person, to)) : [];
      await db.transaction().execute(async (transaction) => {
        const how = replies.length > 0 ? "told" : "dropped";
        if (!(await notices.end(transaction, waiting, how))) return;
        await outbox.queue(transaction, replies, at, () => randomHex(16));
      });
    }
  }

  let refreshing: Promise<void> | undefined;
  return {
    ...{ networks, reveals, messageTtl },
    async lackOf(network) {
      const loaded = await load(network);
      return "problems" in loaded ? loaded.problems[0] : undefined;
    },
    async pictures(image) {
      const found = await shown(image);
      return found && { png: qrPng(qrCodeOf(found.payload)), name: `wifi-${found.network.id}.png` };
    },
    secrets: async (secret) => (await shown(secret))?.key,
    async refresh(at) {
      refreshing ??= takeAway(at)
        .then(() => tellOwners(at))
        .finally(() => {
          refreshing = undefined;
        });
      await refreshing;
    },
  };
}

function isOf({ network, kind, day }: OwnerNotice, waiting: WaitingNotice): boolean {
  return network.id === waiting.network && kind === waiting.kind && day.equals(waiting.day);
}

function noticeReply(notice: OwnerNotice, person: string, to: Conversation): Reply {
  const { network, kind, day } = notice;
  return {
    key: `wifi:${network.id}:${kind}:${day}:${person}:${to.platform}`,
    to,
    doc: [paragraph(ownerNoticeText(notice))],
    actions: [],
    audience: "everyone",
    importance: "info",
    broadcast: false,
  };
}
