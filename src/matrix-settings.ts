import { z } from "zod";
import { bareAddressSchema, wanting } from "./setting-schemas.ts";

export type MatrixSettings = {
  /** Ends without a slash. */
  readonly homeserver: string;
  /** Our account: `@ama:example.org`. */
  readonly user: string;
  /** Needed once, to log in. */
  readonly password: string | undefined;
  /** In place of the password: of a device that nothing else uses. */
  readonly accessToken: string | undefined;
  readonly recoveryKey: string | undefined;
  /** Servers, accounts and rooms whose invitations are taken; the server of our account is always one. */
  readonly allow: readonly string[];
};

const without = "remove all that begins with MATRIX_ to go without Matrix";

export const matrixVariables = {
  MATRIX_HOMESERVER: bareAddressSchema(
    "MATRIX_HOMESERVER",
    "https://matrix.example.org",
    without,
  ).optional(),
  MATRIX_USER: z
    .string()
    .regex(
      /^@[^\s:]+:\S+$/,
      wanting("MATRIX_USER", "the id of an account", "@ama:example.org", without),
    )
    .optional(),
  MATRIX_PASSWORD: z.string().optional(),
  MATRIX_ACCESS_TOKEN: z.string().optional(),
  MATRIX_RECOVERY_KEY: z.string().optional(),
  MATRIX_ALLOW: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ""))
    .default([]),
};

/** An account without its homeserver, or the other way round, connects to nothing. */
export const matrixPair = {
  variables: [
    { name: "MATRIX_HOMESERVER", is: "where our homeserver is" },
    { name: "MATRIX_USER", is: "our account there" },
  ],
  without: "there is no Matrix",
} as const;

type Sound = z.infer<z.ZodObject<typeof matrixVariables>>;

export function matrixSettings(sound: Sound): MatrixSettings | undefined {
  const { MATRIX_HOMESERVER: homeserver, MATRIX_USER: user, MATRIX_ALLOW: allow } = sound;
  if (homeserver === undefined || user === undefined) return undefined;
  return {
    ...{ homeserver, user, allow },
    password: sound.MATRIX_PASSWORD,
    accessToken: sound.MATRIX_ACCESS_TOKEN,
    recoveryKey: sound.MATRIX_RECOVERY_KEY,
  };
}
