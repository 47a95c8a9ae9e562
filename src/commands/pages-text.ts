import { plainText } from "../oncall/notify/plain-text.ts";
import { type Page, printPageNumber } from "../oncall/page/page.ts";

/** What a page is about, as whoever asked wrote it; no sign in it speaks to the terminal. */
export function subjectText({ number, service, text }: Page): string {
  const about = service === undefined ? "" : `${service}: `;
  return `${printPageNumber(number)} ${plainText(`${about}${text}`)}`;
}
