import { xmlText } from "../kernel/xml-text.ts";
import { type PosterLanguage, posterWords } from "./poster-languages.ts";
import type { PosterLayout } from "./poster-layouts.ts";
import type { PosterSheet } from "./poster-sheets.ts";
import { type PosterTheme, posterSvg } from "./poster-svg.ts";

/** A page to print: one file that asks for nothing from elsewhere. */
export function posterHtml(
  sheets: readonly PosterSheet[],
  {
    paper: { width, height },
    theme,
    language,
  }: {
    readonly paper: PosterLayout["sheet"];
    readonly theme: PosterTheme;
    readonly language: PosterLanguage;
  },
): string {
  const labels = new Set(sheets.flatMap(({ cards }) => cards.map(({ label }) => label)));
  return `<!doctype html>
<html lang="${language}" dir="${posterWords[language].dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${xmlText([...labels].join(", "))}</title>
<style>
@page { size: ${width}mm ${height}mm; margin: 0 }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { margin: 0; background: #ffffff }
svg { display: block; break-inside: avoid }
svg + svg { break-before: page }
@media screen {
body { background: #d9dee2 }
svg { margin: 24px auto; box-shadow: 0 2px 16px #00000033; max-width: 96vw; height: auto }
}
</style>
</head>
<body>
${sheets.map((sheet) => posterSvg(sheet, theme)).join("")}</body>
</html>
`;
}
