import type { MatrixClient } from "matrix-js-sdk";
import { z } from "zod";
import { cryptoOf } from "../session/identity.ts";

const machineSchema = z.object({
  close: z.custom<() => void>((close) => typeof close === "function"),
});

/**
 * Keeps what encrypts when its client is stopped, for whatever is still under way with it: a call to one that is closed
 * throws where nobody can catch it, and ends the process. What nobody uses any more goes by itself.
 */
export function neverClose(client: Pick<MatrixClient, "getCrypto">): void {
  const crypto = cryptoOf(client);
  // No part of its interface.
  const machine = "olmMachine" in crypto ? crypto.olmMachine : undefined;
  machineSchema.parse(machine);
  Object.assign(machine ?? {}, { close() {} });
}
