import type { Generated } from "kysely";

/** The tables of migration 010_wifi. Instants are integer milliseconds UTC. */
export interface WifiTables {
  readonly wifi_reveal: {
    readonly id: Generated<number>;
    readonly network: string;
    /** Id of a person of people.yaml, or the key of an account. */
    readonly person: string;
    readonly way: string;
    readonly at: number;
  };
  readonly wifi_message: {
    readonly reply_key: string;
    readonly conversation_key: string;
    readonly due_at: number;
  };
  readonly wifi_notice: {
    readonly network: string;
    readonly kind: string;
    /** `2026-12-02`. */
    readonly day: string;
    /** Empty: it says that the day was seen. */
    readonly person: string;
    readonly state: string;
  };
}
