/**
 * A page of paper as one HTML file: everything in it, no script, no request. Shared by the form that is printed and the
 * copy of what was signed. Pure.
 * @module
 */

export interface HtmlPage {
  /** BCP 47 */
  language: string;
  /** Neutral: browsers print it on paper and offer it as a file name. */
  title: string;
  /** CSS. What comes from outside stands in it as `cssString`. */
  style: string;
  /** HTML inside `<main>`; every text from outside went through `escaped`. */
  body: string;
}

/** The whole file. Its policy lets nothing be loaded and nothing run. */
export function htmlPage({ language, title, style, body }: HtmlPage): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands in HTML, in content and in quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);

/** Text as a CSS string with its quotes: nothing in it ends the string, the rule or the `<style>` around it. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} .·]/gu, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Black on white at 12 points, whatever the screen is set to. */
export const sheetStyle = `
:root{color-scheme:light}
body{margin:0;color:#000;background:#fff;font:12pt/1.5 "Noto Sans","Liberation Sans",Arial,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:18pt;line-height:1.25;margin:0 0 .5rem}
h2{font-size:14pt;margin:1.5rem 0 .25rem}
h3{font-size:12pt;margin:1.25rem 0 .25rem}
p{margin:.25rem 0}
`.trim();
