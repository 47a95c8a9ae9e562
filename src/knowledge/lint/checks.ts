import { ambiguousAliases } from "./ambiguous-aliases.ts";
import { answerLength } from "./answer-length.ts";
import type { Check } from "./check.ts";
import { dates } from "./dates.ts";
import { deadLinks } from "./dead-links.ts";
import { foreignPages } from "./foreign-pages.ts";
import { leakedSecrets } from "./leaked-secrets.ts";
import { literalPasswords } from "./literal-passwords.ts";
import { loadingProblems } from "./loading-problems.ts";
import { missingRestarts } from "./missing-restarts.ts";
import { missingSections } from "./missing-sections.ts";
import { missingSteps } from "./missing-steps.ts";
import { overdueEntries } from "./overdue-entries.ts";
import { ownQuestions } from "./own-questions.ts";
import { paramPatterns } from "./param-patterns.ts";
import { placeholders } from "./placeholders.ts";
import { titles } from "./titles.ts";
import { twinQuestions } from "./twin-questions.ts";
import { twinRunbooks } from "./twin-runbooks.ts";
import { understatedDanger } from "./understated-danger.ts";
import { unfinishedText } from "./unfinished-text.ts";
import { unknownNames } from "./unknown-names.ts";
import { unknownOwners } from "./unknown-owners.ts";
import { unreachableOwners } from "./unreachable-owners.ts";
import { writtenOutValues } from "./written-out-values.ts";

/** Everything that is looked for. */
export const checks: readonly Check[] = [
  loadingProblems,
  foreignPages,
  unknownOwners,
  unreachableOwners,
  unknownNames,
  ambiguousAliases,
  missingRestarts,
  twinRunbooks,
  ownQuestions,
  twinQuestions,
  deadLinks,
  titles,
  answerLength,
  unfinishedText,
  leakedSecrets,
  literalPasswords,
  missingSteps,
  missingSections,
  understatedDanger,
  placeholders,
  paramPatterns,
  writtenOutValues,
  overdueEntries,
  dates,
];
