import { z } from "zod";
import { bodyOf, type Call, jsonSchema } from "./endpoint.ts";
import { type Json, MatrixRefusal } from "./matrix-refusal.ts";
import { tellOfNewKeys } from "./new-keys.ts";
import { identityKeys } from "./published-keys.ts";

const uploadSchema = z.object({
  master_key: jsonSchema.optional(),
  self_signing_key: jsonSchema.optional(),
  user_signing_key: jsonSchema.optional(),
  auth: z.looseObject({ type: z.string().optional(), password: z.string().optional() }).nullish(),
});

/** Takes somebody's cross-signing keys: the first freely, others in their place with the password only. @throws MatrixRefusal */
export function uploadIdentity(call: Call): Json {
  const { homeserver, account } = call;
  const { auth, ...keys } = bodyOf(call, uploadSchema);
  const isOther = ([name, key]: (typeof given)[number]) =>
    JSON.stringify(unsigned(account.identity.get(name))) !== JSON.stringify(unsigned(key));
  const given = identityKeys.flatMap((name) => {
    const key = keys[name];
    return key ? [[name, key] as const] : [];
  });
  const hasIdentity = account.identity.has("master_key");
  if (hasIdentity && !given.some(isOther)) return {};
  if (hasIdentity) checkPassword(account.password, auth);
  const master = given.find(([name]) => name === "master_key");
  if (hasIdentity && master && isOther(master)) account.identityChanges += 1;
  for (const [name, key] of given) account.identity.set(name, key);
  tellOfNewKeys(homeserver, account.id);
  return {};
}

const unsigned = (key: Json | undefined): Json => ({ ...key, signatures: undefined });

/** The password stage of the spec's user-interactive authentication. */
function checkPassword(
  password: string,
  auth:
    | { readonly type?: string | undefined; readonly password?: string | undefined }
    | null
    | undefined,
): void {
  if (auth?.type === "m.login.password" && auth.password === password) return;
  const stages = { session: "again", flows: [{ stages: ["m.login.password"] }], params: {} };
  // Who is only told what to do is told of no error.
  const isAsked = auth?.type === undefined;
  const more = isAsked ? { errcode: undefined, error: undefined } : { completed: [] };
  throw new MatrixRefusal(
    401,
    isAsked ? "password wanted" : "M_FORBIDDEN",
    "Invalid username or password",
    {
      more: { ...stages, ...more },
    },
  );
}
