import { type MatrixClient, MatrixError, Method } from "matrix-js-sdk";
import { z } from "zod";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import type { MatrixSession } from "../store/session-row.ts";
import { MatrixRefusal } from "./matrix-fault.ts";
import { type Pause, retryLimited } from "./retry-limited.ts";

/** Tells the homeserver how far the file of keys has come, so that an old copy of it is known for one. */
export type StoreAge = {
  /** @throws MatrixRefusal when the file has been further than it is */
  refuseOldCopy(): Promise<void>;
  /** Tells how far it is, unless that is told already. */
  tell(): Promise<void>;
};

/** Commits by device. A device that was left keeps its number, so that its file stays refused. */
const agesSchema = z.record(z.string(), z.int().nonnegative()).catch({});

/**
 * A number is told only after it is true of the file on the disk, and never goes back there: a file that nobody has put in
 * the place of another is never behind what was told, however it was stopped.
 */
export function createStoreAge(
  client: Pick<MatrixClient, "http">,
  { user, device }: MatrixSession,
  store: Pick<CryptoStore, "commits">,
  pause: Pause,
): StoreAge {
  const path = `/user/${encodeURIComponent(user)}/account_data/io.ama.store`;
  let told: z.infer<typeof agesSchema> = {};
  return {
    async refuseOldCopy() {
      const call = () => client.http.authedRequest<unknown>(Method.Get, path);
      told = agesSchema.parse(await retryLimited(call, pause).catch(nothingIfUnset));
      const behind = (told[device] ?? 0) - store.commits();
      if (behind <= 0) return;
      throw new MatrixRefusal(
        `The file of keys is an old copy, ${behind} commits behind what device "${device}" has done since: move it away and set MATRIX_PASSWORD and MATRIX_RECOVERY_KEY, and a new device is made.`,
      );
    },
    async tell() {
      const commits = store.commits();
      if (told[device] === commits) return;
      const ages = { ...told, [device]: commits };
      await retryLimited(() => client.http.authedRequest(Method.Put, path, {}, ages), pause);
      told = ages;
    },
  };
}

function nothingIfUnset(error: unknown): unknown {
  if (error instanceof MatrixError && error.errcode === "M_NOT_FOUND") return {};
  throw error;
}
