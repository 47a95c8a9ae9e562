import { join, resolve } from "node:path";
import { BotError } from "../kernel/bot-error.ts";
import { wifiFileName } from "../knowledge/catalogue.ts";
import { listKnowledge, readKnowledge } from "../knowledge/load-knowledge.ts";
import { printProblem } from "../knowledge/problem.ts";
import { type WifiFile, wifiFileOf } from "./wifi-file.ts";

/**
 * Reads wifi.yaml of a folder, in which nothing else is looked into.
 *
 * @throws BotError KNOWLEDGE_MISSING when there is no such folder, INPUT_UNREADABLE when there is no wifi.yaml in it or
 *   nothing of it can be read
 */
export async function loadWifi(folder: string): Promise<WifiFile> {
  const { catalogue, problems } = await listKnowledge(folder);
  const isOurs = ({ file }: { readonly file: string }) => file === wifiFileName;
  const read = await readKnowledge(folder, {
    pages: [],
    catalogue: catalogue.filter(isOurs),
    problems: problems.filter(isOurs),
    fingerprint: "",
  });
  const [written] = read.catalogue;
  const wifi = wifiFileOf(written?.text, resolve(folder));
  const [problem] = wifi.isUnreadable ? wifi.problems : read.problems;
  if (problem) {
    const where = printProblem({ ...problem, file: join(folder, wifiFileName) });
    throw new BotError("INPUT_UNREADABLE", where);
  }
  if (written) return wifi;
  throw new BotError(
    "INPUT_UNREADABLE",
    `There is no ${wifiFileName} in "${folder}": expected one that lists the networks. Write it, or name another folder with --knowledge.`,
  );
}
