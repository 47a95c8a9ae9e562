/** Stands on every answer. Nothing we serve has a script, a picture or a frame, and styles stand in one file. */
const always: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "private, no-cache",
};

/** Gives the headers of every answer, those of an error, too. @param isHttps whether people come by https */
export function securityHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return isHttps ? { ...always, "Strict-Transport-Security": "max-age=15552000" } : always;
}
