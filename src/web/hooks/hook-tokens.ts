type HookTokens = {
  /** By source: AMA_HOOK_GRAFANA_CLOUD_TOKEN is that of `grafana-cloud`. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly problems: readonly { readonly variable: string; readonly message: string }[];
};

const variablePattern = /^AMA_HOOK_([A-Z0-9]+(?:_[A-Z0-9]+)*)_TOKEN$/;
const sourcePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Half of that can be guessed. */
const shortestToken = 24;

/** Whether a variable holds the token of a source. */
export function isHookToken(variable: string): boolean {
  return variablePattern.test(variable);
}

/** Whether a path can name a source: each has one spelling. */
export function isSource(text: string): boolean {
  return text.length <= 100 && sourcePattern.test(text);
}

/**
 * Reads the tokens of all sources. One that is too short, or that two sources share, is told and not in force: whoever has
 * it could speak for somebody else.
 */
export function readHookTokens(env: Readonly<Record<string, string | undefined>>): HookTokens {
  const found = Object.entries(env).flatMap(([variable, value = ""]) => {
    const [, name] = variablePattern.exec(variable) ?? [];
    const token = value.trim();
    return name === undefined || token === "" ? [] : [{ variable, name, token }];
  });
  const judged = found.map(({ variable, name, token }) => ({
    source: name.toLowerCase().replaceAll("_", "-"),
    token,
    variable,
    message: tokenProblem(
      variable,
      token,
      found.find((other) => other.variable !== variable && other.token === token)?.variable,
    ),
  }));
  return {
    tokens: new Map(
      judged.flatMap(({ source, token, message }) =>
        message === undefined ? [[source, token] as const] : [],
      ),
    ),
    problems: judged.flatMap(({ variable, message }) =>
      message === undefined ? [] : [{ variable, message }],
    ),
  };
}

function tokenProblem(
  variable: string,
  token: string,
  twin: string | undefined,
): string | undefined {
  const remedy = `Set ${variable} to a new one, such as "openssl rand -hex 32" prints.`;
  if (twin !== undefined) {
    return `${variable} and ${twin} are the same: expected a token of its own for each source. ${remedy}`;
  }
  if (token.length < shortestToken || !/^[!-~]+$/.test(token)) {
    return `${variable} has ${token.length} characters: expected ${shortestToken} or more, letters, digits and signs without blanks. ${remedy}`;
  }
  return undefined;
}
