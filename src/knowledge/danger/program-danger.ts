import type { Danger } from "../entry-fields.ts";
import { hasOption, operandsOf, type Valued } from "./command-options.ts";

type Words = readonly string[];
type DangerOf = (words: Words) => Danger;

/** What a program does with these arguments; "none" also when it is a program of which nothing is known. */
export function programDanger(program: string, words: Words): Danger {
  if (words.some((word) => ["--help", "-help"].includes(word))) return "none";
  return programs.get(program)?.(words) ?? (/^mkfs(?:\.|$)/.test(program) ? "high" : "none");
}

const when = (danger: Danger, applies: boolean): Danger => (applies ? danger : "none");

/** Whether it is only told what would be done. */
const isTrial = (words: Words) =>
  words.some(
    (word) => ["--dry-run", "--dryrun"].includes(word) || /^--dry-run=(?!none$|false$)/.test(word),
  );

const kubernetesOptions: Valued = {
  short: "nslofcLkpv",
  long: `--as --as-group --as-uid --cache-dir --certificate-authority --client-certificate --client-key --cluster --container
  --context --field-selector --filename --grace-period --kubeconfig --kustomize --namespace --output --password --profile
  --request-timeout --selector --server --timeout --tls-server-name --token --type --user --username`.split(
    /\s+/,
  ),
};

/** With them goes all that they hold. */
const holders =
  /^(?:namespaces?|ns|projects?|pvs?|persistentvolumes?|pvcs?|persistentvolumeclaims?|crds?|customresourcedefinitions?)(?:\.|$)/i;

function kubernetes(words: Words): Danger {
  if (isTrial(words)) return "none";
  const end = words.indexOf("--");
  const operands = operandsOf(end < 0 ? words : words.slice(0, end), kubernetesOptions).filter(
    (word) => word !== "adm",
  );
  // What stands for options, `$FLAGS`, is none of the verbs.
  const [verb, first = "", ...others] = operands.slice(
    Math.max(
      0,
      operands.findIndex((word) => /^[a-z]/.test(word)),
    ),
  );
  if (verb === "delete") {
    const kinds = [
      ...first.replace(/\/.*$/, "").split(","),
      ...others.flatMap((word) => (word.includes("/") ? [word.replace(/\/.*$/, "")] : [])),
    ];
    return kinds.some((kind) => holders.test(kind)) ? "high" : "medium";
  }
  if (verb === "rollout") return when("medium", ["restart", "undo"].includes(first));
  return when("medium", ["drain", "scale", "patch"].includes(verb ?? ""));
}

const systemctlOptions: Valued = {
  short: "HMtpnos",
  long: "--host --machine --type --property --lines --output --signal --state --root".split(" "),
};
const stops: ReadonlySet<string> = new Set(
  "restart try-restart reload-or-restart try-reload-or-restart stop reboot".split(" "),
);

const helmOptions: Valued = {
  short: "nf",
  long: `--kube-apiserver --kube-as-group --kube-as-user --kube-ca-file --kube-context --kube-tls-server-name --kube-token
  --kubeconfig --namespace --registry-config --repository-cache --repository-config --values --set`.split(
    /\s+/,
  ),
};

function helm(words: Words): Danger {
  // Of the plugins only this one runs helm's own verbs; `helm diff upgrade` looks, and no more.
  const [verb = ""] = operandsOf(words, helmOptions).filter((word) => word !== "secrets");
  const changes = "upgrade rollback uninstall delete del un".split(" ").includes(verb);
  return when("medium", changes && !isTrial(words));
}

function terraform(words: Words): Danger {
  const [verb = "", second = ""] = words.filter((word) => !word.startsWith("-"));
  const does = verb === "run-all" || verb === "run" ? second : verb;
  if (does === "destroy") return "high";
  if (does !== "apply") return "none";
  return words.some((word) => /^--?destroy(?:=true)?$/.test(word)) ? "high" : "medium";
}

const gitOptions: Valued = { short: "Cco", long: ["--git-dir", "--work-tree", "--push-option"] };

function git(words: Words): Danger {
  const [verb, ...operands] = operandsOf(words, gitOptions);
  if (verb !== "push" || hasOption(words, "n", "--dry-run")) return "none";
  const isForced =
    hasOption(words, "f", "--force", "--force-with-lease") ||
    operands.some((word) => /^\+./.test(word));
  return when("high", isForced);
}

const awsOptions: Valued = {
  short: "",
  long: "--profile --region --endpoint-url --output --query --ca-bundle --color".split(" "),
};

function aws(words: Words): Danger {
  const [service, verb] = operandsOf(words, awsOptions);
  if (service !== "s3" || isTrial(words)) return "none";
  const isWhole =
    (verb === "rb" && hasOption(words, "", "--force")) ||
    (verb === "rm" && hasOption(words, "", "--recursive"));
  return when("high", isWhole);
}

/** Removes a bucket with all that is in it, or all below a path. */
function recursive(letters: string): DangerOf {
  return (words) => {
    const isRecursive = hasOption(words, letters, "--recursive");
    const removes =
      (isRecursive && ["rm", "del"].some((verb) => words.includes(verb))) ||
      ((isRecursive || hasOption(words, "", "--force")) && words.includes("rb"));
    return when("high", removes && !isTrial(words));
  };
}

const isRestart = (verb: string | undefined) => verb === "restart" || verb === "stop";
const service: DangerOf = (words) => when("medium", words.slice(1).some(isRestart));
const isLong = (word: string, name: string) => word.length > 2 && name.startsWith(word);

function remove(words: Words): Danger {
  const end = words.indexOf("--");
  const options = end < 0 ? words : words.slice(0, end);
  const has = (letters: string, name: string) =>
    hasOption(options, letters) || options.some((word) => isLong(word, name));
  return when("high", has("rR", "--recursive") && has("f", "--force"));
}

const programs: ReadonlyMap<string, DangerOf> = new Map<string, DangerOf>([
  ["kubectl", kubernetes],
  ["oc", kubernetes],
  [
    "systemctl",
    (words) =>
      when("medium", stops.has(operandsOf(words, systemctlOptions)[0] ?? "") && !isTrial(words)),
  ],
  ["service", service],
  ["rc-service", service],
  ["helm", helm],
  ["terraform", terraform],
  ["tofu", terraform],
  ["terragrunt", terraform],
  ["reboot", () => "medium"],
  ["shutdown", (words) => when("medium", hasOption(words, "r", "--reboot"))],
  ["rm", remove],
  [
    "dd",
    (words) =>
      when(
        "high",
        words.some((word) => /^of=(?!\/dev\/null$)/.test(word)),
      ),
  ],
  ["dropdb", () => "high"],
  ["git", git],
  ["aws", aws],
  ["gsutil", recursive("rR")],
  ["gcloud", recursive("rR")],
  ["mc", recursive("r")],
  ["s3cmd", recursive("r")],
]);
