import { z } from "zod";
import type { Person } from "./matrix-person.ts";
import type { Synapse } from "./synapse.ts";

const keysSchema = z.object({ keys: z.record(z.string(), z.string()) });
const answerSchema = z.object({
  device_keys: z.record(z.string(), z.record(z.string(), keysSchema)),
  master_keys: z.record(z.string(), keysSchema),
});

/** Sees when others are shown other keys of an account than before: of its identity, or of any device. */
export async function watchIdentity({ url, register, login }: Synapse, user: string) {
  await register("watch", "secret");
  const { access_token: token } = await login("watch", "secret", "WATCH");
  const seen = new Set<string>();
  async function look(): Promise<void> {
    const response = await fetch(`${url}/_matrix/client/v3/keys/query`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ device_keys: { [user]: [] } }),
    });
    const { device_keys: devices, master_keys: masters } = answerSchema.parse(
      await response.json(),
    );
    const keys = Object.entries(devices[user] ?? {}).map(([id, device]) => [id, device.keys]);
    seen.add(JSON.stringify([masters[user]?.keys, keys.toSorted()]));
  }
  await look();
  return {
    look,
    /** What the homeserver has shown, and what people's clients warn of. */
    async changes(people: readonly Person[]): Promise<number> {
      const standings = await Promise.all(
        people.map(({ crypto }) => crypto.getUserVerificationStatus(user)),
      );
      return seen.size - 1 + standings.filter((one) => one.needsUserApproval).length;
    },
  };
}
