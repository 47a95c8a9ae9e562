import { readFile } from "node:fs/promises";
import { errorCode } from "../../kernel/error-code.ts";
import {
  noReference,
  parseSecretReference,
  type SecretReading,
  secretUnder,
} from "./secret-reference.ts";

/** Gives what a reference stands for. It is read anew each time, so that a changed file needs no restart. */
export async function loadSecret(
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretReading> {
  const parsed = parseSecretReference(reference);
  if (parsed === undefined) return { problem: noReference };
  if (parsed.kind === "env") {
    return secretUnder(parsed, Object.hasOwn(env, parsed.name) ? env[parsed.name] : undefined);
  }
  try {
    return secretUnder(parsed, await readFile(parsed.path, "utf8"));
  } catch (error) {
    const code = errorCode(error) ?? "unreadable";
    return {
      problem: `${reference} is named in people.yaml, and that file cannot be read (${code}): mend the path or its permissions.`,
    };
  }
}
