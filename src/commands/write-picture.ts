import { writeFile } from "node:fs/promises";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";

/**
 * Writes a picture to the file that an option names.
 *
 * @throws BotError USAGE_INVALID when it cannot be written
 */
export async function writePicture(
  option: string,
  file: string,
  picture: string | Uint8Array,
): Promise<void> {
  await writeFile(file, picture).catch((cause: unknown) => {
    throw new BotError(
      "USAGE_INVALID",
      `${option} is ${JSON.stringify(file)}, which cannot be written (${errorCode(cause) ?? "unknown reason"}): expected a file in a folder that exists. Name another.`,
      { cause },
    );
  });
}
