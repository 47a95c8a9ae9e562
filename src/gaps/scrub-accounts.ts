import { rewrite } from "./rewrite.ts";

const iban =
  /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/giu;

/** Replaces bank accounts (IBAN), in one piece or in groups; with wrong check digits, too, if there are many digits. */
export function scrubAccounts(text: string): string {
  return rewrite(text, iban, accountWord);
}

/** What follows the account may have been taken for its last groups, which the check digits tell. */
function accountWord([whole]: RegExpExecArray): string | undefined {
  const ends = [...whole.matchAll(/[ -]|$/gu)].map((end) => end.index).reverse();
  const valid = ends.find((end) => isAccount(whole.slice(0, end)));
  if (valid !== undefined) return `[account]${whole.slice(valid)}`;
  if (whole.replace(/\D/gu, "").length < 10) return undefined;
  const end = /^.*\d[A-Z0-9]*/iu.exec(whole)?.[0].length ?? whole.length;
  return `[account]${whole.slice(end)}`;
}

/** Checks an IBAN, ISO 13616: moved to the end, country and check digits leave 1 modulo 97. */
function isAccount(text: string): boolean {
  const account = text.replace(/[ -]/gu, "").toUpperCase();
  if (account.length < 15) return false;
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
