import type { Transaction } from "kysely";
import type { Log } from "../kernel/log.ts";
import type { AskedGap } from "./asked-gap-store.ts";
import { askerOf, type Principal } from "./asker.ts";
import { type Gap, type GapKind, printGapId } from "./gap.ts";
import { groupKeyOf } from "./gap-key.ts";
import type { Dismissal, GapStore } from "./gap-store.ts";
import type { GapTables } from "./gap-tables.ts";
import { keptQuestion } from "./kept-question.ts";
import type { KeptMiss } from "./miss-store.ts";
import { publicFace } from "./public-face.ts";

/** One sign that knowledge is lacking. */
export type Miss = {
  /** As it was asked: it is scrubbed before anything of it is stored. */
  readonly question: string;
  readonly kind: GapKind;
  /** What tells the group, where that is no matter of words, such as `restart|payments-api`; stored as it is. */
  readonly key: string | undefined;
  /** Something that stands in for it was served: it counts half. */
  readonly isHalf?: true;
  /** Undefined: a program, which counts as a quarter of an ask and as no person. */
  readonly asker: Principal | undefined;
  readonly at: Temporal.Instant;
  /** Names the message on its platform: the same one twice counts once. */
  readonly messageKey: string;
};

/** What an asker is told of their gap. */
type GapNotice = { readonly id: string; readonly text: string };

export type GapsFeature = {
  /** Records a miss. A fault of the database is logged and gives undefined: no reply is lost for it. */
  recordMiss(miss: Miss): Promise<GapNotice | undefined>;
  /** Records a miss within the transaction that writes the reply to it, too; a fault is the transaction's. */
  recordWithin(transaction: Transaction<GapTables>, miss: Miss): Promise<GapNotice>;
  /** Takes back the miss that somebody recorded with this key at that instant; none is nothing to take back. */
  withdrawWithin(
    transaction: Transaction<GapTables>,
    miss: { readonly key: string; readonly asker: Principal; readonly at: Temporal.Instant },
  ): Promise<void>;
  /** Gives what somebody asked about on that account, the open ones first. */
  askedBy(asker: Principal): Promise<readonly AskedGap[]>;
  /** Dismisses a gap as {@link GapStore} does, its note scrubbed. */
  dismiss: GapStore["dismiss"];
};

export type GapsParts = {
  readonly store: GapStore;
  /** The installation's key, in hex. */
  readonly secret: string;
  /** The company's, for dates in what askers are told. */
  readonly timeZone: string;
  readonly log: Log;
};

const programWeight = 0.25;

export function createGapsFeature({ store, secret, timeZone, log }: GapsParts): GapsFeature {
  return {
    async recordMiss(miss) {
      try {
        return noticeOf(await store.record(kept(miss)), miss.at);
      } catch (error) {
        log.fault("gaps.unrecorded", error);
        return undefined;
      }
    },
    recordWithin: async (transaction, miss) =>
      noticeOf(await store.recordWithin(transaction, kept(miss)), miss.at),
    withdrawWithin: (transaction, { key, asker, at }) =>
      store.withdrawWithin(transaction, {
        groupKey: groupKeyOf(secret, key, ""),
        asker: askerOf(secret, asker),
        at,
      }),
    askedBy: (asker) => store.askedBy(askerOf(secret, asker)),
    dismiss(id: number, dismissal: Dismissal) {
      const { note } = dismissal;
      return store.dismiss(id, {
        ...dismissal,
        note: note === undefined ? undefined : keptQuestion(note),
      });
    },
  };

  function kept({ question, kind, key, isHalf, asker, at, messageKey }: Miss): KeptMiss {
    const text = keptQuestion(question);
    return {
      kind,
      key,
      groupKey: groupKeyOf(secret, key, text),
      text,
      asker: asker && askerOf(secret, asker),
      weight: (asker ? 1 : programWeight) * (isHalf ? 0.5 : 1),
      at,
      messageKey,
    };
  }

  function noticeOf(gap: Gap, at: Temporal.Instant): GapNotice {
    return { id: printGapId(gap.id), text: publicFace(gap, at, timeZone) };
  }
}
