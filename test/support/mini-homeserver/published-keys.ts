import { z } from "zod";
import type { Homeserver } from "./homeserver.ts";
import type { Json } from "./matrix-refusal.ts";
import type { Device, IdentityKey, Model, Signature } from "./model.ts";
import { tellOfNewKeys } from "./new-keys.ts";

export const identityKeys = ["master_key", "self_signing_key", "user_signing_key"] as const;

const signed = z.object({
  signatures: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
const keyed = z.looseObject({ keys: z.record(z.string(), z.string()).default({}) });

/** The key by which an identity's key is named: without what it is made with. */
const nameOf = (key: Json): string =>
  Object.keys(keyed.parse(key).keys)[0]?.replace(/^ed25519:/, "") ?? "";

/** Keys of a device, with the signatures that `reader` may see. */
export function shownDeviceKeys(model: Model, device: Device, reader: string): Json | undefined {
  return device.keys && { ...withSignatures(model, device.keys, device, reader), unsigned: {} };
}

/** A key of somebody's identity; the one with which they vouch for others is nobody else's business. */
export function shownIdentityKey(
  model: Model,
  user: string,
  name: IdentityKey,
  reader: string,
): Json | undefined {
  const key = model.accounts.get(user)?.identity.get(name);
  if (!key || (name === "user_signing_key" && user !== reader)) return undefined;
  return withSignatures(model, key, { user, id: nameOf(key) }, reader);
}

function withSignatures(
  model: Model,
  object: Json,
  { user, id }: { readonly user: string; readonly id: string },
  reader: string,
): Json {
  const signatures = { ...signed.parse(object).signatures };
  // What others say of somebody is told to nobody but them.
  const isShown = ({ of, target, by }: Signature) =>
    of === user && target === id && (by === user || by === reader);
  for (const one of model.signatures.filter(isShown)) {
    signatures[one.by] = { ...signatures[one.by], ...one.signatures };
  }
  return { ...object, signatures };
}

/** Takes what somebody vouches for. @returns what is wrong with it */
export function sign(
  homeserver: Homeserver,
  by: string,
  {
    user,
    target,
    object,
  }: { readonly user: string; readonly target: string; readonly object: Json },
): Json | undefined {
  const account = homeserver.model.accounts.get(user);
  const isDevice = account?.devices.get(target)?.keys !== undefined;
  const isKey = identityKeys.some((name) => {
    const key = account?.identity.get(name);
    return key !== undefined && nameOf(key) === target;
  });
  if (!isDevice && !isKey) {
    return { status: 404, errcode: "M_NOT_FOUND", message: `No key ${target} of ${user}` };
  }
  const signatures = signed.parse(object).signatures[by] ?? {};
  homeserver.model.signatures.push({ by, of: user, target, signatures });
  tellOfNewKeys(homeserver, user);
  return undefined;
}
