/** Where a secret is kept. */
export type SecretReference =
  | { readonly kind: "env"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

/** A secret, or why there is none, in words that never hold it. */
export type SecretReading = { readonly value: string } | { readonly problem: string };

/** Reads `env:NAME` or `file:PATH`; undefined for anything else, which may be the secret itself. */
export function parseSecretReference(text: string): SecretReference | undefined {
  const { name, path } =
    /^(?:env:(?<name>[A-Za-z_]\w*)|file:(?<path>\S+))$/.exec(text)?.groups ?? {};
  if (name !== undefined) return { kind: "env", name };
  return path === undefined ? undefined : { kind: "file", path };
}

/** Says that something is no reference, without repeating it. */
export const noReference =
  "An address in people.yaml is neither env:NAME nor file:PATH: keep it in the environment or in a file, and write there where.";

/** Takes what stands under a reference; blanks around it do not count. */
export function secretUnder(reference: SecretReference, text: string | undefined): SecretReading {
  const value = text?.trim() ?? "";
  if (value !== "") return { value };
  return {
    problem:
      reference.kind === "env"
        ? `env:${reference.name} is named in people.yaml, and the environment of this process has nothing under ${reference.name}: set it, and start AMA again.`
        : `file:${reference.path} is named in people.yaml, and there is nothing in it: write the address there.`,
  };
}
