import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { assembleCorpus } from "../knowledge/corpus.ts";
import { listKnowledge, readKnowledge } from "../knowledge/load-knowledge.ts";
import { newEntry } from "../knowledge/new-entry.ts";
import { newPlace, reasonAgainst, typeFolders } from "../knowledge/new-place.ts";
import type { Service } from "../knowledge/service.ts";
import { titleFault } from "../knowledge/title-fault.ts";
import { itemOfId } from "./known-id.ts";
import { dayOf } from "./open-base.ts";
import type { NewOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Begins an entry: writes its file, or prints it, and never writes over another one. */
export async function knowledgeNew(
  typeName: string,
  titleGiven: string,
  options: NewOptions,
  world: World,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const folder = options.knowledge ?? config.knowledgeFolder;
  const type = itemOfId(typeName, types, "The type", "answer, runbook, checklist or pointer");
  // A folder without any entry will do, too: the first one has to begin somewhere.
  const corpus = assembleCorpus(await readKnowledge(folder, await listKnowledge(folder)));
  const { services } = corpus.catalogue;
  const service =
    options.service === undefined
      ? undefined
      : itemOfId(
          options.service,
          services.map(knownService),
          "--service",
          "an id in services.yaml",
        );
  const owner = ownerOf(options.owner, service, corpus.catalogue);
  const title = titleGiven.trim();
  const action = options.action?.trim() || undefined;
  // Somebody who names the verb knows what the title begins with.
  const fault = titleFault(title, type, action === undefined ? services.flatMap(namesOf) : []);
  if (fault) throw new BotError("USAGE_INVALID", `The title ${JSON.stringify(title)} ${fault}`);

  const place = newPlace(type, title);
  const path = relative(".", join(folder, place.file));
  const reason = reasonAgainst(place, corpus);
  if (reason !== undefined) {
    await writeLine(world.stderr, `${path} is not written: ${reason}`);
    return 1;
  }
  const today = dayOf(undefined, config, world);
  const text = newEntry({ type, title, service, action, ...owner, today, corpus });
  if (options.stdout) {
    await writeLine(world.stdout, text.trimEnd());
    return 0;
  }
  if (!(await writeNew(path, text))) {
    const remedy = "Choose another title, or go on in that file.";
    await writeLine(world.stderr, `${path} is there already, and stays as it is. ${remedy}`);
    return 1;
  }
  await writeLine(world.stdout, path);
  return 0;
}

const types = (["answer", "runbook", "checklist", "pointer"] as const).map((type) => ({
  id: type,
  names: [typeFolders[type]],
  item: type,
}));

const namesOf = ({ id, name, aliases }: Service): readonly string[] => [id, name, ...aliases];
const knownService = (item: Service) => ({ id: item.id, names: namesOf(item), item });

/** The owner named, else the service's, else the first team: most companies have one that looks after what is new. */
function ownerOf(
  given: string | undefined,
  service: Service | undefined,
  { teams, people }: Catalogue,
): { readonly owner: string; readonly ownerGuessed: boolean } {
  const known = [...teams, ...people].map(({ id, name }) => ({
    id,
    names: name === undefined ? [] : [name],
    item: id,
  }));
  if (given !== undefined) {
    return {
      owner: itemOfId(given, known, "--owner", "an id in people.yaml"),
      ownerGuessed: false,
    };
  }
  if (service) return { owner: service.owner, ownerGuessed: false };
  return { owner: known[0]?.id ?? "nobody", ownerGuessed: true };
}

/** @returns false when there is such a file already */
async function writeNew(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true }).catch(refuse);
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (cause) {
    if (errorCode(cause) === "EEXIST") return false;
    return refuse(cause);
  }

  function refuse(cause: unknown): never {
    throw new BotError(
      "KNOWLEDGE_UNWRITABLE",
      `${path} cannot be written (${errorCode(cause) ?? "unknown reason"}): expected a folder that takes new files. Mend its permissions, or print the file with --stdout.`,
      { cause },
    );
  }
}
