import { wifiFileName } from "../knowledge/catalogue.ts";
import type { Found } from "../knowledge/lint/check.ts";
import { literalPassword } from "../knowledge/lint/literal-passwords.ts";
import { isRuleId } from "../knowledge/lint/rules.ts";
import { mapOf } from "../knowledge/map-of.ts";
import { isMap } from "../knowledge/plain-map.ts";
import type { Place } from "../knowledge/problem.ts";
import { tellFault } from "../knowledge/tell-fault.ts";
import { parseYaml, type YamlPath, type YamlSource } from "../knowledge/yaml-source.ts";
import { type Fault, faultsOf, printPath, quote, valueAt } from "../knowledge/zod-problems.ts";
import { createNearest } from "../search/nearest.ts";
import { type Network, networkOf } from "./network.ts";
import { networkSchema, wifiSchema } from "./network-fields.ts";
import { refusalsOf } from "./refusals.ts";

/** What wifi.yaml says, as far as it can be read. */
export type WifiFile = {
  readonly items: readonly WifiItem[];
  /** Every fault, those of refused items among them. */
  readonly problems: readonly Found[];
  /** Nothing in it can be read. */
  readonly isUnreadable: boolean;
  /** Where something stands in the file. */
  readonly at: (path: YamlPath) => Place;
};

/** A network with its place in the file, or why nothing can be made of it; it takes down no other. */
export type WifiItem = { readonly id: string; readonly path: YamlPath } & (
  | { readonly network: Network }
  | { readonly problems: readonly Found[] }
);

const emptyWifiFile: WifiFile = {
  items: [],
  problems: [],
  isUnreadable: false,
  at: () => ({ line: 1, column: 1 }),
};

/**
 * Reads wifi.yaml item by item.
 *
 * @param text undefined when there is none, which is legal
 * @param folder absolute path of the folder that it lies in
 */
export function wifiFileOf(text: string | undefined, folder: string): WifiFile {
  if (text === undefined) return emptyWifiFile;
  const file = wifiFileName;
  const read = parseYaml(text, file);
  if ("problem" in read) {
    const { rule, ...problem } = read.problem;
    const found = { ...problem, rule: isRuleId(rule) ? rule : ("K001" as const) };
    return { ...emptyWifiFile, problems: [found], isUnreadable: true };
  }
  const [document] = read.documents;
  if (!document || document.value === null) return emptyWifiFile;
  const { value, at } = document;
  const list = isMap(value) ? (value.networks ?? []) : undefined;
  if (!isMap(value) || !Array.isArray(list)) {
    const where = isMap(value) ? '"networks"' : "The file";
    const message = `${where} is ${quote(isMap(value) ? list : value)}: expected a list such as "networks: [ … ]".`;
    const problem: Found = { rule: "K003", file, message, ...at(["networks"]) };
    return { ...emptyWifiFile, problems: [problem], isUnreadable: true };
  }
  const items = withoutTwins(
    list.map((item: unknown, index) => itemOf(item, ["networks", index], document, folder)),
    at,
  );
  return {
    items,
    problems: [
      ...faultsIn(wifiSchema, { ...value, networks: list })
        .filter(({ path }) => path.length === 1)
        .map((fault) => foundOf(fault, value, [], document)),
      ...items.flatMap((item) => ("problems" in item ? item.problems : [])),
    ],
    isUnreadable: false,
    at,
  };
}

const itemSchema = mapOf(networkSchema.shape);

function itemOf(item: unknown, path: YamlPath, source: YamlSource, folder: string): WifiItem {
  const given = valueAt(item, ["id"]);
  const place = { id: typeof given === "string" ? given : printPath(path), path };
  const faults = faultsIn(itemSchema, item);
  const { data } = networkSchema.safeParse(item);
  if (faults.length > 0 || !data) {
    return { ...place, problems: faults.map((fault) => foundOf(fault, item, path, source)) };
  }
  const network = networkOf(data);
  const problems = refusalsOf(network, folder).map(({ rule, message, field }): Found => {
    const at = [...path, field];
    return { rule, file: wifiFileName, message, ...source.at(at), about: printPath(at) };
  });
  return problems.length > 0 ? { ...place, problems } : { ...place, network };
}

function faultsIn(schema: typeof itemSchema | typeof wifiSchema, value: unknown) {
  const { error } = schema.safeParse(value);
  return error ? faultsOf(error) : [];
}

function foundOf(fault: Fault, item: unknown, above: YamlPath, { at }: YamlSource): Found {
  const path = [...above, ...fault.path];
  const place = { file: wifiFileName, ...at(path) };
  const [field] = fault.path;
  // What stands there may be the key itself.
  if (field === "password") return { ...place, ...literalPassword(path) };
  if (field === "security" && /^wep$/i.test(String(valueAt(item, ["security"])))) {
    return { ...place, ...wep, about: printPath(path) };
  }
  const { rule = "K003", ...told } = tellFault(fault, item, above, nearestKey);
  return { ...place, rule, ...told };
}

const wep = {
  rule: "K102",
  message:
    "WEP is broken within minutes, and no phone of today joins by it: expected WPA2 or WPA3. Change the access point, and write security: wpa.",
} as const;

const nearestOfKeys = createNearest(
  ["networks", ...Object.keys(networkSchema.shape)].map((item) => ({ item, names: [item] })),
);
const nearestKey = (key: string) => nearestOfKeys(key, 1)[0];

/** Of two items with one id the first stands. */
function withoutTwins(items: readonly WifiItem[], at: WifiFile["at"]): readonly WifiItem[] {
  const taken = new Set<string>();
  return items.map((item): WifiItem => {
    const { id, path } = item;
    if (!taken.has(id)) {
      taken.add(id);
      return item;
    }
    const message = `The id "${id}" stands twice under "networks": the first one counts. Rename or delete this one.`;
    const place = at([...path, "id"]);
    const twin: Found = { rule: "K010", file: wifiFileName, message, ...place, about: id };
    return { id, path, problems: "problems" in item ? [...item.problems, twin] : [twin] };
  });
}
