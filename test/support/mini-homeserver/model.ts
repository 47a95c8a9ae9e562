import type { Json } from "./matrix-refusal.ts";

export type MediaFile = { readonly bytes: Buffer; readonly type: string };

/** Something with its place in the stream, so that a sync knows whether it is new. */
type Placed<Value> = { readonly value: Value; readonly position: number };

export type Device = {
  readonly id: string;
  readonly user: string;
  /** A second log-in adds one; the first stays good. */
  readonly tokens: Set<string>;
  keys: Json | undefined;
  /** By `algorithm:id`, oldest first. */
  readonly oneTimeKeys: Map<string, Json>;
  /** By algorithm. */
  readonly fallbackKeys: Map<string, { readonly id: string; readonly key: Json; isUsed: boolean }>;
  /** What was sent to the device and may not have arrived yet. */
  inbox: readonly Placed<Json>[];
  /** What was answered to calls that name a transaction, by method and path. */
  readonly answered: Map<string, Json>;
};

/** Names of the keys of an identity, as the protocol has them. */
export type IdentityKey = "master_key" | "self_signing_key" | "user_signing_key";

/** Somebody vouches for a key: a device's, by its id, or one of an identity, by the key itself. */
export type Signature = {
  readonly by: string;
  readonly of: string;
  readonly target: string;
  readonly signatures: Readonly<Record<string, string>>;
};

export type Backup = {
  readonly version: string;
  readonly algorithm: string;
  authData: Json;
  /** By room and session. */
  readonly rooms: Map<string, Map<string, Json>>;
  changes: number;
  isDeleted: boolean;
};

export type Account = {
  readonly id: string;
  readonly password: string;
  displayName: string | undefined;
  readonly devices: Map<string, Device>;
  readonly filters: Json[];
  readonly data: Map<string, Placed<Json>>;
  readonly identity: Map<IdentityKey, Json>;
  /** How often another identity took the place of one. */
  identityChanges: number;
  keysChangedAt: number;
  readonly backups: Backup[];
};

export type RoomEvent = {
  readonly id: string;
  readonly room: string;
  readonly sender: string;
  readonly type: string;
  readonly stateKey: string | undefined;
  readonly redacts: string | undefined;
  readonly sentAt: Temporal.Instant;
  readonly position: number;
  /** The root of the thread in which it was said; stays when it is redacted. */
  readonly thread: string | undefined;
  readonly transaction: { readonly device: Device; readonly id: string } | undefined;
  /** Emptied when it is redacted. */
  content: Json;
  redactedBy: RoomEvent | undefined;
};

type Receipt = {
  readonly user: string;
  readonly kind: string;
  readonly event: string;
  readonly content: Json;
};

export type Room = {
  readonly id: string;
  readonly events: RoomEvent[];
  /** By user, kind and thread. */
  readonly receipts: Map<string, Placed<Receipt>>;
  readonly typing: Set<string>;
  typingChangedAt: number;
  readonly forgottenBy: Set<string>;
};

/** What a homeserver keeps. Tests read it; people and the calls of clients change it. */
export type Model = {
  readonly accounts: Map<string, Account>;
  readonly rooms: Map<string, Room>;
  /** Rooms by alias. */
  readonly aliases: Map<string, string>;
  /** By the id in `mxc://server/id`. */
  readonly media: Map<string, MediaFile>;
  readonly signatures: Signature[];
};
