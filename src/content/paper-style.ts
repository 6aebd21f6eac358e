/** How the form on paper looks: black on white, boxes drawn as lines, nothing by colour. @module */

/** CSS. `large`: every size grows with the text, 18 points in the place of 12. */
export const paperStyle = ({ large }: { large: boolean }): string => {
  const size = large ? 18 : 12;
  return `
body{font-size:${size}pt;line-height:1.4}
h1{font-size:${size * 1.5}pt}
h2{font-size:${size * 1.15}pt;margin:1.1em 0 .1em}
h1,h2{break-after:avoid}
main{max-width:${large ? 60 : 44}rem}
ul{list-style:none;margin:0;padding:0}
li{display:flex;gap:.6em;padding:.45em 0;border-block-end:1px solid #000;break-inside:avoid}
li:last-child{border:0}
li>div{flex:1}
.number{min-width:1.4em}
.apart{margin-block-start:1.1em;border-block-start:1px solid #000}
.part+.part{break-before:page}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2em;margin:0 0 1em;padding-block-end:.3em;border-block-end:1px solid #000}
.head,.small,small{font-size:.85em}
.head b{font-size:1.25em;letter-spacing:.05em;white-space:nowrap}
.how{font-weight:700;margin-block-start:.5em}
.help{margin-block:.5em;padding:.4em .8em;border:1px solid #000}
.boxes{display:flex;flex-wrap:wrap;gap:.35em 1.8em;margin-block:.45em .1em}
.under{padding-inline-start:2em}
.choice{display:inline-flex;gap:.5em;align-items:center;overflow-wrap:normal}
.box{flex:none;inline-size:1.15em;block-size:1.15em;border:1.5px solid #000}
.sign,.staff{break-inside:avoid;margin-block-start:1.6em}
.statement{margin-block:.6em;padding-inline-start:.7em;border-inline-start:3px solid #000}
.line{display:flex;flex-wrap:wrap;gap:.2em .8em;align-items:flex-end;margin-block-start:1.2em}
.rule{flex:1 1 9em;border-block-end:1px solid #000;block-size:1.4em}
.staff{padding:.6em 1em;border:1.5px solid #000}
.staff h2{margin-block-start:0}
@page{margin:1.8cm 2cm 2.2cm;
@bottom-left{font:${size * 0.75}pt/1.35 "Noto Sans","Liberation Sans",Arial,sans-serif;white-space:pre-wrap;text-align:start;vertical-align:top;padding-block-start:.4cm}
@bottom-right{font:${size * 0.75}pt/1.35 "Noto Sans","Liberation Sans",Arial,sans-serif;white-space:nowrap;vertical-align:top;padding-block-start:.4cm}}
@media print{main{max-width:none;padding:0}}
`.trim();
};
