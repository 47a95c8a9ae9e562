/** An event of a room's timeline, decrypted where it could be; what it relates to stands in its content then, too. */
export type RoomEvent = {
  readonly id: string;
  readonly room: string;
  readonly sender: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly sentAt: Temporal.Instant;
  readonly redacts?: string | undefined;
  readonly stateKey?: string | undefined;
  readonly wasEncrypted: boolean;
  readonly unreadable?: "no-key-yet" | "withheld" | undefined;
};
