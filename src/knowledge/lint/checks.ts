import { ambiguousAliases } from "./ambiguous-aliases.ts";
import { answerLength } from "./answer-length.ts";
import type { Check } from "./check.ts";
import { dates } from "./dates.ts";
import { deadLinks } from "./dead-links.ts";
import { foreignPages } from "./foreign-pages.ts";
import { leakedSecrets } from "./leaked-secrets.ts";
import { literalPasswords } from "./literal-passwords.ts";
import { loadingProblems } from "./loading-problems.ts";
import { missingSteps } from "./missing-steps.ts";
import { overdueEntries } from "./overdue-entries.ts";
import { ownQuestions } from "./own-questions.ts";
import { titles } from "./titles.ts";
import { twinQuestions } from "./twin-questions.ts";
import { unfinishedText } from "./unfinished-text.ts";
import { unknownNames } from "./unknown-names.ts";
import { unknownOwners } from "./unknown-owners.ts";
import { unreachableOwners } from "./unreachable-owners.ts";

/** Everything that is looked for. */
export const checks: readonly Check[] = [
  loadingProblems,
  foreignPages,
  unknownOwners,
  unreachableOwners,
  unknownNames,
  ambiguousAliases,
  ownQuestions,
  twinQuestions,
  deadLinks,
  titles,
  answerLength,
  unfinishedText,
  leakedSecrets,
  literalPasswords,
  missingSteps,
  overdueEntries,
  dates,
];
