export type Environment = Readonly<Record<string, string | undefined>>;

/** The repository's own settings may name programs to run, or hold the output to another form. */
export const gitSettings: readonly string[] = [
  "core.quotepath=off",
  "core.fsmonitor=false",
  "diff.suppressBlankEmpty=false",
  "i18n.logOutputEncoding=utf-8",
  "log.showSignature=false",
  "protocol.allow=never",
].flatMap((setting) => ["-c", setting]);

/** What git runs with: its own variables are left out, since they may point to another repository. */
export function gitEnvironment(env: Environment) {
  const own = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}
