/** Verbs that titles of our kind begin with; by far not all of them. */
const common: ReadonlySet<string> = new Set(
  `access add apply archive ask block book bounce build buy call cancel change check clean clear close configure connect
  copy create cycle debug delete deploy disable drain enable escalate export extend failover file find fix flush free get
  give grant handle import install invite investigate join kick kill leave list make merge mend migrate monitor mount move
  onboard open order patch pause plan prepare print promote provision publish purge put read reboot rebuild reclaim recover
  recycle reload remove renew repair replace replay report request reset resize resolve restart restore resume
  revert revoke roll rollback rotate run scale search see send set ship shut sign start stop submit switch take test triage
  troubleshoot turn unblock uninstall unlock update upgrade upload use verify view write`.split(
    /\s+/,
  ),
);
/** Words that a title may begin with to tell what something is, and not what to do. */
const others: ReadonlySet<string> = new Set(
  `a about all an and at by for from her his how i if in is it my no not of on or our that the this to we what when where
  which who whom whose why with you your`.split(/\s+/),
);
/** They end as if something were going on. */
const plain: ReadonlySet<string> = new Set(
  "bring cling fling king ping ring sing sling spring sting string swing thing wing wring".split(
    " ",
  ),
);

/**
 * What the first word of a title may be: `common` is a verb that we know, `other` none for sure, and of what is left,
 * `unknown`, nobody can tell without a dictionary.
 */
export function verbKind(word: string): "common" | "gerund" | "other" | "unknown" {
  const lower = word.toLowerCase();
  if (common.has(lower)) return "common";
  if (others.has(lower) || !/^\p{L}/u.test(lower)) return "other";
  return /.ing$/.test(lower) && !plain.has(lower) ? "gerund" : "unknown";
}
