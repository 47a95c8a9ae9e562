import type { Hono } from "hono";

/** For a phone in the dark as for a desk: the system's colours and font, and a button for a thumb. */
const style = `:root { color-scheme: light dark; }
body {
  margin: 0;
  font: 1.125rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b1f24, #e6e8eb);
  background: light-dark(#fff, #14171a);
}
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; }
p { margin: 0 0 0.75rem; }
form { margin: 2rem 0 0; }
button {
  width: 100%;
  padding: 1rem;
  font: inherit;
  font-weight: 600;
  color: light-dark(#fff, #08130c);
  background: light-dark(#116b3a, #5fd38d);
  border: 0;
  border-radius: 0.5rem;
  cursor: pointer;
}
button:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
`;

/** The one style sheet: pages name it by the path from where they stand, so that a proxy may put a folder in front. */
export function addStyleRoute(app: Hono): void {
  app.get("/style.css", (c) => c.body(style, 200, { "Content-Type": "text/css; charset=utf-8" }));
}
