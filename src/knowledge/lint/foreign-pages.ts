import type { Check, Found } from "./check.ts";

/** K007: pages that another tool's front matter, or none, makes nobody's. */
export const foreignPages: Check = ({ pages }) =>
  pages
    .filter(({ entry }) => !entry.native)
    .map(
      ({ file }): Found => ({
        rule: "K007",
        file,
        line: 1,
        column: 1,
        about: "",
        message:
          "The page has no front matter of ours: nobody owns it, and no question proves that it is found.",
      }),
    );
