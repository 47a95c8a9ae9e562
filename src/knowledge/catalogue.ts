import { z } from "zod";
import { importCatalogue } from "./backstage.ts";
import { type Person, pagingKeys, personSchema, type Team, teamSchema } from "./person.ts";
import { isMap } from "./plain-map.ts";
import type { Problem } from "./problem.ts";
import { type Service, serviceOf, serviceSchema } from "./service.ts";
import { parseYaml, type YamlPath, type YamlSource } from "./yaml-source.ts";
import { type Fault, faultsOf, printPath, quote, valueAt } from "./zod-problems.ts";

/** What services.yaml and people.yaml say, imports included. */
export type Catalogue = {
  readonly services: readonly Service[];
  /** Other words for an environment, by its id, in the order written. */
  readonly environments: Readonly<Record<string, readonly string[]>>;
  /** Words for actions that the company adds to the lexicon. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  readonly teams: readonly Team[];
  readonly people: readonly Person[];
};

/** Loaded with the catalogue, so that whoever follows the folder hears of them; what they say is for others to read. */
export const oncallFileName = "oncall.yaml";
export const wifiFileName = "wifi.yaml";
const readElsewhere = [oncallFileName, wifiFileName];

/** A yaml file of the knowledge folder; `imports` are the files that it asks for. */
export type CatalogueFile = { readonly file: string; readonly text: string };

/** Words in a list, a single one, or none at all (`dev:`). */
export const wordsSchema = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .nullable()
  .transform((list) => list ?? []);
/** Words by id: `staging: [stg, preprod]`. */
export const groupSchema = z.record(z.string(), wordsSchema);
const importSchema = z.looseObject({ import: wordsSchema.optional() });
const defaultEnvironments = { prod: ["production", "live"], staging: ["stg", "preprod"], dev: [] };

const emptyCatalogue: Catalogue = {
  services: [],
  environments: defaultEnvironments,
  actions: {},
  teams: [],
  people: [],
};

type Items = { readonly services: Service[]; readonly teams: Team[]; readonly people: Person[] };

/**
 * Reads the catalogue item by item: a bad service, team or person is told and left out, the others stand. What is written
 * in our own files wins over an import; of two items with one id in one file the first stands (K010).
 *
 * @param own services.yaml and people.yaml, as far as they exist; oncall.yaml and wifi.yaml among them are passed over
 * @param imports the files that services.yaml names under `import`
 * @returns the catalogue; `broken` are the files that could not be read at all and therefore say nothing (K001, K003)
 */
export function parseCatalogue(
  own: readonly CatalogueFile[],
  imports: readonly CatalogueFile[],
): {
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly broken: readonly string[];
} {
  const problems: Problem[] = [];
  const broken: string[] = [];
  const items: Items = { services: [], teams: [], people: [] };
  let { environments, actions } = emptyCatalogue;

  const documentsOf = ({ file, text }: CatalogueFile): readonly YamlSource[] => {
    const source = parseYaml(text, file);
    if ("documents" in source) return source.documents;
    problems.push(source.problem);
    broken.push(file);
    return [];
  };
  for (const one of own) {
    const { file } = one;
    if (readElsewhere.includes(file)) continue;
    const [document] = documentsOf(one);
    if (!document || document.value === null) continue;
    const { value } = document;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const message = `The file holds ${quote(value)}: expected a map such as "services: [ … ]".`;
      problems.push({ rule: "K003", file, message, ...document.at([]) });
      broken.push(file);
      continue;
    }
    problems.push(...takeItems(value, items, file, document));
    const groupOf = (key: "environments" | "actions") => {
      const given = valueAt(value, [key]) ?? undefined;
      if (given === undefined) return undefined;
      const group = readGroup(given);
      const faults = group.faults.map((fault) => ({ ...fault, path: [key, ...fault.path] }));
      problems.push(...problemsOf(faults, value, [], file, document));
      return group.words;
    };
    environments = groupOf("environments") ?? environments;
    actions = groupOf("actions") ?? actions;
    const { error } = importSchema.safeParse(value);
    if (error) problems.push(...problemsOf(faultsOf(error), value, [], file, document));
  }
  for (const one of imports) {
    for (const document of documentsOf(one)) {
      const found = takeItems(importCatalogue(document.value), items, one.file, document);
      // What stands in our own files wins, which is how one corrects an import.
      problems.push(...found.filter(({ rule }) => rule !== "K010"));
    }
  }
  return { catalogue: { ...items, environments, actions }, problems, broken };
}

/** Which files services.yaml asks for, relative to it; empty when it is not there or not readable. */
export function importsOf(services: string): readonly string[] {
  const source = parseYaml(services, "services.yaml");
  if ("problem" in source) return [];
  const given = importSchema.safeParse(source.documents[0]?.value);
  return given.data?.import ?? [];
}

/** Adds the services, teams and people of one document to `items`. */
function takeItems(
  value: object,
  items: Items,
  file: string,
  document: YamlSource,
): readonly Problem[] {
  const take = <T extends { readonly id: string }>(
    kind: keyof Items,
    schema: z.ZodType<T>,
    keep: (item: T) => void,
    spare: readonly string[] = [],
  ): readonly Problem[] => {
    const list = valueAt(value, [kind]);
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) {
      const message = `"${kind}" is ${quote(list)}: expected a list of maps, each with an id.`;
      return [{ rule: "K003", file, message, ...document.at([kind]) }];
    }
    return list.flatMap((item: unknown, index) => {
      const path = [kind, index];
      const { data, faults } = parseSparing(schema, item, spare);
      const problems = problemsOf(faults, item, path, file, document);
      if (!data) return problems;
      const { id } = data;
      if (!items[kind].some((taken) => taken.id === id)) {
        keep(data);
        return problems;
      }
      const message = `The id "${id}" stands twice under "${kind}": the first one counts. Rename or delete this one.`;
      return [{ rule: "K010", file, message, ...document.at(path) }];
    });
  };
  return [
    ...take("services", serviceSchema, (item) => items.services.push(serviceOf(item))),
    ...take("teams", teamSchema, (item) => items.teams.push(item)),
    ...take("people", personSchema, (item) => items.people.push(item), pagingKeys),
  ];
}

/** Parses an item; where only keys are wrong that it can do without, without these. */
function parseSparing<T>(
  schema: z.ZodType<T>,
  item: unknown,
  spare: readonly string[],
): { readonly data: T | undefined; readonly faults: readonly Fault[] } {
  const parsed = schema.safeParse(item);
  if (parsed.success) return { data: parsed.data, faults: [] };
  const faults = faultsOf(parsed.error);
  const wrong = new Set(faults.map(({ path }) => String(path[0])));
  if (!isMap(item) || [...wrong].some((key) => !spare.includes(key))) {
    return { data: undefined, faults };
  }
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => !wrong.has(key)));
  return { data: schema.safeParse(rest).data, faults };
}

/** Words by id. What is bad loses only its words: the environment or action stays. */
function readGroup(given: unknown): {
  readonly words: Catalogue["environments"] | undefined;
  readonly faults: readonly Fault[];
} {
  const read = groupSchema.safeParse(given);
  if (read.success) return { words: read.data, faults: [] };
  const faults = faultsOf(read.error);
  if (faults.some(({ path }) => path.length === 0)) return { words: undefined, faults };
  const bad = new Set(faults.map(({ path }) => String(path[0])));
  const mended = Object.entries(given ?? {}).map(([id, list]) => [id, bad.has(id) ? [] : list]);
  return { words: groupSchema.parse(Object.fromEntries(mended)), faults };
}

function problemsOf(
  faults: readonly Fault[],
  value: unknown,
  path: YamlPath,
  file: string,
  document: YamlSource,
): readonly Problem[] {
  return faults.map((fault) => {
    const place = [...path, ...fault.path];
    const key = fault.path.at(-1);
    // Whoever knows such an address can use it, so that it is not quoted.
    const isSecret = key === "ntfy" || key === "webhook";
    const found = isSecret ? "no reference" : quote(valueAt(value, fault.path));
    const end = fault.expected.endsWith("?") ? "" : ".";
    const message = `${printPath(place)} is ${found}: ${fault.expected}${end} It is left out until then.`;
    const rule = isSecret ? "K073" : key === "timezone" ? "K201" : "K003";
    return { rule, file, message, ...document.at(place) };
  });
}
