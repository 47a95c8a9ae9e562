import { createOutboxStore } from "../../src/chat/outbox-store.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import { hooksToPages } from "../../src/hooks-to-pages.ts";
import { personSchema } from "../../src/knowledge/person.ts";
import { serviceOf, serviceSchema } from "../../src/knowledge/service.ts";
import { linksToPages } from "../../src/links-to-pages.ts";
import { oncallOf } from "../../src/oncall/oncall.ts";
import { createDeliveryStore } from "../../src/oncall/paging/delivery-store.ts";
import { createHeartbeatStore } from "../../src/oncall/paging/heartbeat-store.ts";
import { createHeartbeats } from "../../src/oncall/paging/heartbeats-feature.ts";
import { createLinkStore } from "../../src/oncall/paging/link-store.ts";
import { createMuteStore } from "../../src/oncall/paging/mute-store.ts";
import { createNotificationStore } from "../../src/oncall/paging/notification-store.ts";
import { createPageStore } from "../../src/oncall/paging/page-store.ts";
import { createPaging } from "../../src/oncall/paging/paging-feature.ts";
import type { PagingTables } from "../../src/oncall/paging/paging-tables.ts";
import { rosterOf } from "../../src/oncall/roster.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

const people = [
  { id: "ana", name: "Ana", email: "ana@example.org" },
  { id: "bo", name: "Bo", email: "bo@example.org" },
  { id: "cleo", name: "Cleo", left: "2026-01-01" },
].map((person) => personSchema.parse(person));

const services = [
  { id: "payments-api", name: "Payments", aliases: ["pay"], owner: "ana" },
  { id: "grafana", owner: "ana" },
  { id: "search", owner: "ana", escalation: "nights" },
].map((service) => serviceOf(serviceSchema.parse(service)));

const oncall = oncallOf(
  `policies:
  default: {steps: [{notify: ["person:ana"], wait: 5m}, {notify: ["person:bo"]}]}
  nights: {steps: [{notify: ["person:bo"]}]}
heartbeats:
  backup: {service: payments-api, every: 5m, grace: 1m}
  ghost: {service: nowhere, every: 1h}
`,
  { people, services },
);

/** Pages as machines and links find them, on a database in memory. */
export async function openPages() {
  const { db, close } = await openStorage<PagingTables>(inMemory).then(async (storage) => {
    await migrateStorage(storage);
    return storage;
  });
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const roster = rosterOf(oncall, []);
  let chance = 0;
  const randomHex = (bytes: number) => (++chance).toString(16).padStart(bytes * 2, "0");
  const pages = createPageStore(db);
  const paging = createPaging({
    db,
    pages,
    notifications: createNotificationStore(db),
    mutes: createMuteStore(db),
    settings: createRoomSettingStore(db),
    outbox: createOutboxStore(db),
    roster: () => roster,
    waysOf: () => ["email"],
    keptSchedules: () => [],
    roomOf: () => undefined,
    oncallRoom: undefined,
    otherwise: undefined,
    offerPresses: async () => undefined,
    runbookFor: () => undefined,
    timeZone: "UTC",
    randomHex,
  });
  const links = createLinkStore(db);
  const heartbeatStore = createHeartbeatStore(db);
  const listen = () =>
    createHeartbeats({
      db,
      heartbeats: heartbeatStore,
      pages,
      paging,
      oncall: () => oncall,
      since: clock.now(),
    });
  const heartbeats = listen();
  const hooks = hooksToPages({
    db,
    paging,
    pages,
    deliveries: createDeliveryStore(db),
    heartbeats,
    oncall: () => oncall,
    clock,
  });
  return {
    db,
    clock,
    paging,
    pages,
    links,
    heartbeatStore,
    heartbeats,
    /** After a restart. */
    listen,
    ...hooks,
    ...linksToPages({
      db,
      paging,
      links,
      nameOf: (id) => people.find((person) => person.id === id)?.name ?? id,
      clock,
      timeZone: "UTC",
    }),
    /** All of them, the oldest first. */
    all: async () => (await paging.list("all")).toReversed(),
    /** What has happened to a page, in words of the core. */
    events: async (number: number) =>
      (await paging.show(number))?.timeline.map(({ event }) => event),
    close,
  };
}

export type OpenPages = Awaited<ReturnType<typeof openPages>>;
