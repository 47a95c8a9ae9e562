import type { MatrixEvent } from "matrix-js-sdk";
import { DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { z } from "zod";
import type { RoomEvent } from "../in/room-event.ts";

const contentSchema = z.record(z.string(), z.unknown()).catch({});
const idSchema = z.string().min(1).optional().catch(undefined);

/**
 * Reads an event as it stands, decrypted or not. Of one that is not, the content is what was sent in clear around it.
 *
 * @param receivedAt stands for the time of a sender whose clock says nonsense
 * @returns undefined for what has no id or no sender
 */
export function readEvent(
  event: MatrixEvent,
  room: string,
  receivedAt: Temporal.Instant,
): RoomEvent | undefined {
  const id = event.getId();
  const sender = event.getSender();
  if (id === undefined || sender === undefined) return undefined;
  const unreadable = whyUnreadable(event);
  const wire = contentSchema.parse(event.getWireContent());
  const read = unreadable ? withoutCipher(wire) : contentSchema.parse(event.getOriginalContent());
  const stateKey = event.getStateKey();
  const redacts = idSchema.parse(event.event.redacts) ?? idSchema.parse(read.redacts);
  return {
    ...{ id, room, sender },
    type: unreadable ? event.getWireType() : event.getType(),
    // What it relates to is sent in clear, and need not be repeated inside.
    content: { ...("m.relates_to" in wire && { "m.relates_to": wire["m.relates_to"] }), ...read },
    sentAt: instantOf(event.getTs()) ?? receivedAt,
    ...(redacts !== undefined && { redacts }),
    ...(stateKey !== undefined && { stateKey }),
    wasEncrypted: event.isEncrypted(),
    ...(stateKey !== undefined && { wasIn: event.getPrevContent().membership === "join" }),
    ...(unreadable && { unreadable }),
  };
}

/** undefined: it can be read, or was never encrypted. */
export function whyUnreadable(event: MatrixEvent): RoomEvent["unreadable"] {
  if (!event.isEncrypted() || event.isRedacted()) return undefined;
  if (!event.isDecryptionFailure()) return event.getClearContent() ? undefined : "no-key-yet";
  switch (event.decryptionFailureReason) {
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD:
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE:
      return "withheld";
    default:
      return "no-key-yet";
  }
}

function withoutCipher({
  ciphertext: _ciphertext,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return rest;
}

/** https://tc39.es/proposal-temporal: instants lie within 10⁸ days of 1970. */
const mostEpochMs = 8_640_000_000_000_000;

function instantOf(epochMs: number): Temporal.Instant | undefined {
  if (!Number.isInteger(epochMs) || Math.abs(epochMs) > mostEpochMs) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(epochMs);
}
