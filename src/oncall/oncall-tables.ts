import type { Generated } from "kysely";

/** The tables of migration 006_oncall. Instants are integer milliseconds UTC. */
export interface OncallTables {
  /** Somebody serves in place of somebody else, as people said in chat. */
  readonly overlay: {
    readonly id: Generated<number>;
    /** Those of one request are made, taken and cancelled together. */
    readonly request: string;
    readonly kind: string;
    readonly schedule: string;
    /** Who serves by an override; whose shifts a swap is about. */
    readonly person: string;
    /** Whom an override is instead of; who has taken the shifts of a swap. */
    readonly other: string | null;
    /** The one who may take them; null: anybody who handles pages. */
    readonly asked: string | null;
    readonly starts_at: number;
    readonly ends_at: number;
    /** Id of the person. */
    readonly made_by: string;
    readonly conversation_key: string;
    readonly made_at: number;
    readonly changed_at: number;
    readonly cancelled_at: number | null;
  };
  /** Something that a person is to be told of their shifts. */
  readonly duty_notice: {
    /** Says what it is about: the same is told once. */
    readonly key: string;
    readonly person: string;
    readonly due_at: number;
    /** It is of no use any more from then on. */
    readonly expires_at: number;
    /** JSON; null where it is made of the plan when it is told, and once it is. */
    readonly body: string | null;
    readonly state: string;
  };
  /** The shifts of a schedule as people were last told of them. */
  readonly duty_snapshot: {
    readonly schedule: string;
    /** JSON. */
    readonly shifts: string;
    readonly taken_at: number;
  };
}
