import { type Json, malformed } from "./matrix-refusal.ts";
import type { Device } from "./model.ts";

/**
 * Keeps what is new among keys that can be claimed once.
 *
 * @throws MatrixRefusal where another key has that id already: the device lost its store
 */
export function takeOneTimeKeys(device: Device, keys: Readonly<Record<string, Json>>): void {
  for (const [name, key] of Object.entries(keys)) {
    const old = device.oneTimeKeys.get(name);
    if (old && JSON.stringify(old) !== JSON.stringify(key)) {
      const text = `Old key: ${JSON.stringify(old)}; new key: ${JSON.stringify(key)}`;
      throw malformed(400, "M_UNKNOWN", `One time key ${name} already exists. ${text}`);
    }
  }
  for (const [name, key] of Object.entries(keys)) device.oneTimeKeys.set(name, key);
}

export function takeFallbackKeys(device: Device, keys: Readonly<Record<string, Json>>): void {
  for (const [id, key] of Object.entries(keys)) {
    const [algorithm = ""] = id.split(":");
    // The same key again is no fresh one.
    if (device.fallbackKeys.get(algorithm)?.id === id) continue;
    device.fallbackKeys.set(algorithm, { id, key, isUsed: false });
  }
}

/** Gives a key away: the oldest one, or once there is none the fallback, as often as it is asked for. */
export function claimKey(device: Device, algorithm: string): Json | undefined {
  const [found] = [...device.oneTimeKeys].filter(([name]) => name.startsWith(`${algorithm}:`));
  if (found) {
    device.oneTimeKeys.delete(found[0]);
    return { [found[0]]: found[1] };
  }
  const fallback = device.fallbackKeys.get(algorithm);
  if (!fallback) return undefined;
  fallback.isUsed = true;
  return { [fallback.id]: fallback.key };
}
