/** What stands where in an answer: by its path, what kind of thing it is. Members of a list share a path. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** The shape of all these answers together. */
export function shapeOf(answers: readonly unknown[]): Shape {
  const shape = new Map<string, Set<string>>();
  const look = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const one of value) look(one, `${path}[]`);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, one] of Object.entries(value)) look(one, path ? `${path}.${name}` : name);
    } else shape.set(path, (shape.get(path) ?? new Set()).add(kindOf(value)));
  };
  for (const answer of answers) look(answer, "");
  return shape;
}

/** Slack's own kinds of text are told apart: time stamps, ids by their first letter, addresses by what they ask. */
function kindOf(value: unknown): string {
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  if (/^\d{10}\.\d{6}$/.test(value)) return "time stamp";
  if (/^[A-Z][0-9A-Z]{7,}$/.test(value)) return `id of ${value[0]}`;
  const query = URL.parse(value)?.searchParams;
  return query ? `address?${[...query.keys()].join("&")}` : "text";
}

/** The same, with the kind of it in place of whatever a Slack makes up. */
export function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, withoutNames(one)]),
    );
  }
  const kind = kindOf(value);
  return typeof value === "string" && kind !== "text" ? kind : value;
}
