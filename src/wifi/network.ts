import type { Audience } from "../knowledge/entry.ts";
import { intervalOf } from "../knowledge/freshness.ts";
import type { NetworkFields } from "./network-fields.ts";

/** A network as wifi.yaml has it. Its key is not in there, nor anywhere near it. */
export type Network = {
  readonly id: string;
  /** As people call it; the id where it has no name. */
  readonly name: string;
  /** Exactly what phones show. */
  readonly ssid: string;
  readonly security: "wpa" | "open" | "enterprise";
  /** Where the key is kept: `env:NAME` or `file:PATH`. */
  readonly password: string | undefined;
  readonly audience: Audience;
  readonly aliases: readonly string[];
  readonly locations: readonly string[];
  readonly hidden: boolean;
  readonly wpa3Only: boolean;
  readonly asSae: boolean;
  readonly owner: string | undefined;
  readonly note: string | undefined;
  readonly captivePortal: string | undefined;
  /** Given out from this day … */
  readonly validFrom: Temporal.PlainDate | undefined;
  /** … to this one, both included. */
  readonly expires: Temporal.PlainDate | undefined;
  /** The day on which the key was last changed. */
  readonly rotated: Temporal.PlainDate | undefined;
  /** The day by which to change the key again. */
  readonly rotateBy: Temporal.PlainDate | undefined;
};

export function networkOf(fields: NetworkFields): Network {
  const { rotated, rotate_every: every } = fields;
  const interval = every === undefined ? undefined : intervalOf(every);
  return {
    id: fields.id,
    name: fields.name ?? fields.id,
    ssid: fields.ssid,
    security: fields.security,
    password: fields.password,
    audience: fields.audience,
    aliases: fields.aliases,
    locations: fields.locations,
    hidden: fields.hidden,
    wpa3Only: fields.wpa3_only,
    asSae: fields.qr_type === "SAE",
    owner: fields.owner,
    note: fields.note,
    captivePortal: fields.captive_portal,
    validFrom: fields.valid_from,
    expires: fields.expires,
    rotated,
    rotateBy: rotated && interval && rotated.add(interval),
  };
}
