/** A piece of a room's history that no sync brought. */
export type Gap = {
  readonly room: string;
  /** The position behind its newest event, from where it is read backwards. */
  readonly from: string;
  /** The event before its oldest one, which we have; undefined: we have none of the room. */
  readonly until: string | undefined;
  readonly openedAt: Temporal.Instant;
};

/** Where gaps are kept, and how far each room has been read. */
export type GapRows = {
  all(): Promise<readonly Gap[]>;
  /** Keeps it; one that is open from the same position stays as it is. */
  open(gap: Gap): Promise<void>;
  close(gap: Gap): Promise<void>;
  /** The newest event of each room that was handed on. */
  cursors(): Promise<ReadonlyMap<string, string>>;
  moveCursors(cursors: ReadonlyMap<string, string>): Promise<void>;
};

/** Keeps them as long as the process lives. */
export function rememberedGaps(): GapRows {
  const gaps = new Map<string, Gap>();
  const read = new Map<string, string>();
  const keyOf = ({ room, from }: Gap) => JSON.stringify([room, from]);
  return {
    all: async () => [...gaps.values()],
    async open(gap) {
      if (!gaps.has(keyOf(gap))) gaps.set(keyOf(gap), gap);
    },
    async close(gap) {
      gaps.delete(keyOf(gap));
    },
    cursors: async () => new Map(read),
    async moveCursors(cursors) {
      for (const [room, event] of cursors) read.set(room, event);
    },
  };
}
