import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { AtOnce } from "./at-once.ts";
import { htmlPage } from "./html-page.ts";

/** What a one-time link would do, as its reader should see it. Plain texts. */
export type OfferedAct = {
  /** "Acknowledge #12" */
  readonly title: string;
  /** What it is about, and its state now: one paragraph each. */
  readonly lines: readonly string[];
  /** What the button says. */
  readonly button: string;
};

/** What came of it. Plain texts. */
export type DoneAct = { readonly title: string; readonly lines: readonly string[] };

export type ActGiven = {
  /** Looks without a trace: link scanners, previews and prefetches come here. Undefined: no such link, or not any more. */
  look(token: string): Promise<OfferedAct | undefined>;
  /** Does it, and spends the link in the same transaction. Undefined: no such link, or not any more. */
  act(token: string): Promise<DoneAct | undefined>;
};

/** 128 bits need 22 characters of base64url; nothing else is worth a look into the database. */
const tokenPattern = /^[\w-]{22,64}$/;

/**
 * One-time links. GET (and with it HEAD) changes nothing whatever its headers say; POST does what the link is for, from the
 * button of the page or straight from a notification. A link that is wrong, old or used has one answer.
 */
export function addActRoutes(app: Hono, { look, act }: ActGiven, atOnce: AtOnce): void {
  app.get("/act/:token", (c) =>
    atOnce(
      async () => {
        const offered = await asked(look, c.req.param("token"));
        if (offered === undefined) return gone(c);
        const { title, lines, button } = offered;
        return c.html(
          htmlPage(
            title,
            html`${paragraphs(lines)}
<form method="post"><button type="submit">${button}</button></form>`,
          ),
        );
      },
      () => busy(c),
    ),
  );
  app.post("/act/:token", (c) =>
    atOnce(
      async () => {
        const done = await asked(act, c.req.param("token"));
        return done === undefined ? gone(c) : c.html(htmlPage(done.title, paragraphs(done.lines)));
      },
      () => busy(c),
    ),
  );
}

async function asked<T>(
  ask: (token: string) => Promise<T | undefined>,
  token: string,
): Promise<T | undefined> {
  return tokenPattern.test(token) ? ask(token) : undefined;
}

function paragraphs(lines: readonly string[]) {
  return html`${lines.map(
    (line) => html`<p>${line}</p>
`,
  )}`;
}

const goneLines = [
  "Nothing was changed. A link works once, and for a day: this one was used, is too old, or was not copied whole.",
  "Write “pages” to the bot to see what is open, and acknowledge it there.",
];

function gone(c: Context) {
  return c.html(htmlPage("This link does nothing", paragraphs(goneLines)), 404);
}

function busy(c: Context) {
  const lines = ["Nothing was changed: too much is asked at once. Try again in a moment."];
  return c.html(htmlPage("Busy", paragraphs(lines)), 503, { "Retry-After": "1" });
}
