import { HTTPError } from "matrix-js-sdk";
import type { Rejections } from "../../../chat/rejections.ts";
import { matrixFault } from "../session/matrix-fault.ts";

/** Whether something that nobody caught was thrown by Matrix's packages. */
function isOfMatrix(reason: unknown): boolean {
  if (matrixFault(reason) || reason instanceof HTTPError) return true;
  return Error.isError(reason) && packages.test(reason.stack ?? "");
}

const packages = /[\\/]node_modules[\\/](?:matrix-js-sdk|@matrix-org|fake-indexeddb)[\\/]/;

/**
 * Hears what Matrix's packages throw where nobody can catch it, so that it ends no other platform. Whatever else nobody
 * caught is thrown on, and ends the process as it does without us.
 *
 * @returns what ends the listening
 */
export function hearMatrixRejections(
  rejections: Rejections,
  hear: (reason: unknown) => void,
): () => void {
  const listener = (reason: unknown) => {
    if (!isOfMatrix(reason)) throw reason;
    hear(reason);
  };
  rejections.on("unhandledRejection", listener);
  return () => {
    rejections.off("unhandledRejection", listener);
  };
}
