import { isRandom, isSecretValue, isStandIn, isWordy, type ValuePlace } from "./secret-value.ts";

/** A shape of secret. The group `value` is the secret, where only a part of the match is. */
export type SecretPattern = {
  readonly kind: string;
  /** Global, with indices. Repetitions are bounded, so that a hostile text takes linear time. */
  readonly pattern: RegExp;
  /** Judges the value. */
  readonly accepts: (value: string) => boolean;
};

const real = (value: string): boolean => !isStandIn(value);
const random = (value: string): boolean => real(value) && !isWordy(value) && isRandom(value);

/** A token known by its first letters. */
function token(
  kind: string,
  shape: string,
  accepts: SecretPattern["accepts"] = real,
): SecretPattern {
  return { kind, pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${shape})`, "dgu"), accepts };
}

const keyBody = [
  // Whole: up to the next row of hyphens, which is the end in any sound block.
  String.raw`(?:[^\-]|-(?!----)){0,20000}-----END [^\-\n]{0,50}-----`,
  // Cut off: as far as it looks like a key.
  String.raw`(?:\s|\\[nr]|[>|"',+]|(?:Proc-Type|DEK-Info|Version|Comment|Hash):[^\n\\]{0,200}|[A-Za-z0-9+/=]{16,}){0,2000}`,
].join("|");

const passwordKey = "pass(?:word|wd|phrase|wort|code)|kennwort|(?<![A-Za-z])(?:pw|pwd|pass|psk)";
const tokenKey = String.raw`secret|token|credentials?|(?:api|access|secret|private|encryption|signing|auth|account|master|shared|session|license|service|storage)[\-_ ]?key`;
const opening = String.raw`(?:\\?["'${"`"}]|\*{1,2}|\()?`;
const value = String.raw`(?<value>(?:(?![&;]\w{1,30}=|\\["nr]|\*\*)[^\s"'${"`"}<|]){4,2000})`;
const quoted = String.raw`(?:"(?<quoted>[^"\n]{4,500})"|'(?<single>[^'\n]{4,500})')`;
const assigned = String.raw`[\\"'${"`"}*\])]{0,4}[ \t]{0,8}(?:=>|:=|={1,2}|:|\||>)\*{0,2}[ \t]{0,8}(?:\r?\n[ \t]{0,8})?`;

/** What stands behind a telling key; a quoted value may hold any sign but a blank. */
function keyed(kind: string, key: string, place: ValuePlace): readonly SecretPattern[] {
  const accepts = (found: string): boolean => isSecretValue(found, place);
  const sentence = (found: string): boolean => isSecretValue(found, "sentence");
  return [
    {
      kind,
      pattern: new RegExp(`(?:${key})${assigned}(?:${quoted}|${opening}${value})`, "dgiu"),
      accepts,
    },
    {
      kind,
      pattern: new RegExp(
        String.raw`(?<!-)--?[\w\-]{0,30}(?:${key}) {1,4}(?:${quoted}|${opening}${value})`,
        "dgiu",
      ),
      accepts,
    },
    {
      kind,
      pattern: new RegExp(
        String.raw`(?:${key})["'${"`"}*]{0,2}(?: (?:for|of|to|on|at|für|von|zum|zur) \S{1,40}(?: \S{1,40})?)? (?:is|was|ist|war|lautet|changed to|set to)(?: now| jetzt)?:?\s{1,3}(?:${quoted}|${opening}${value})`,
        "dgiu",
      ),
      accepts: sentence,
    },
  ];
}

/** Every shape of secret. On the same span the earlier row wins. */
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "private key",
    pattern: new RegExp(
      `-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:${keyBody})`,
      "dgu",
    ),
    accepts: (found) => /[A-Za-z0-9+/=]{20}/u.test(found) && !/x{8}|\.{3}|…/iu.test(found),
  },
  token("AWS access key id", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
  token("Google API key", String.raw`AIza[\w\-]{35}`),
  token("Google OAuth secret", String.raw`GOCSPX-[\w\-]{28}|ya29\.[\w\-]{30,2000}`),
  token("Azure key", "(?:AccountKey|SharedAccessKey)=(?<value>[A-Za-z0-9+/]{20,200}={0,2})"),
  {
    kind: "Azure signature",
    pattern: /[?&;"']sig=(?<value>[A-Za-z0-9%+/_-]{20,200}={0,2})/dgu,
    accepts: random,
  },
  token(
    "Slack token",
    String.raw`xox[abceoprs](?:\.xox[bp])?-[\w\-]{8,400}|xapp-[\w\-]{10,400}`,
    (found) => real(found) && /\d/u.test(found),
  ),
  {
    kind: "Slack webhook",
    pattern:
      /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<value>[\w-]{6,40}\/[\w/-]{10,200})/dgu,
    accepts: (found) => real(found) && !isWordy(found),
  },
  token("GitHub token", "gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}"),
  token(
    "GitLab token",
    String.raw`gl(?:pat|dt|rt|rtr|oas|cbt|ptt|ft|imt|agent|soat|ffct)-[\w\-]{16,300}(?:\.[\w\-]{2,40}){0,3}`,
    (found) => real(found) && !isWordy(found),
  ),
  token("npm token", "npm_[A-Za-z0-9]{30,80}"),
  token("PyPI token", String.raw`pypi-[\w\-]{16,400}`, random),
  token("Docker token", String.raw`dckr_(?:pat|oat)_[\w\-]{16,100}`),
  token("Stripe key", "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,255}|whsec_[A-Za-z0-9+/=]{20,200}"),
  token("Twilio key", "(?:SK|AC)[0-9a-fA-F]{32}(?![A-Za-z0-9])"),
  token("SendGrid key", String.raw`SG\.[\w\-]{10,100}\.[\w\-]{10,100}`, random),
  token(
    "Mailgun key",
    "key-[0-9a-f]{32}(?![A-Za-z0-9])|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![A-Za-z0-9-])",
  ),
  {
    kind: "Telegram token",
    pattern: /(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/dgu,
    accepts: random,
  },
  token("Discord token", String.raw`[MNO][\w\-]{22,28}\.[\w\-]{6}\.[\w\-]{27,45}`, random),
  {
    kind: "Discord webhook",
    pattern:
      /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/(?<value>\d{5,25}\/[\w-]{20,200})/dgu,
    accepts: real,
  },
  token(
    "Matrix token",
    String.raw`sy[tr]_[\w+/=\-]{20,400}|mct_[\w\-]{20,200}|MDA[\w+/=\-]{40,1000}`,
    random,
  ),
  token("API key", String.raw`sk-[\w\-]{20,300}`, random),
  token("Hugging Face token", "hf_[A-Za-z0-9]{30,60}"),
  token("JWT", String.raw`eyJ[\w\-]{8,4000}\.[\w\-]{8,8000}(?:\.[\w\-]{1,2000}){0,3}`),
  {
    kind: "authorization header",
    pattern:
      /authorization["']{0,2}\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token|digest|apikey)\s{1,4}(?<value>[\w.~+/=-]{8,4000})/dgiu,
    accepts: (found) => real(found) && (!isWordy(found) || /[a-z][A-Z].*=$/u.test(found)),
  },
  {
    kind: "authorization header",
    pattern: /(?<![\w-])(?:bearer|basic)\s{1,4}(?<value>[\w.~+/=-]{16,4000})/dgiu,
    accepts: random,
  },
  {
    kind: "password in a URL",
    pattern: /(?<=:\/\/)[^\s:@/"'<>]{0,200}:(?<value>[^\s@/"'<>]{3,300})@(?=[\w[])/dgu,
    accepts: real,
  },
  {
    kind: "password on a command line",
    pattern: /(?<=\s)(?:-u|--user)[ =]["']?[^\s:"']{1,100}:(?<value>[^\s"']{8,200})/dgu,
    accepts: (found) => isSecretValue(found, "password"),
  },
  ...keyed("password", passwordKey, "password"),
  ...keyed("secret value", tokenKey, "token"),
];
