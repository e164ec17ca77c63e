"""How the page of an audit looks: on a wide screen findings beside the text, on a narrow one below it, on paper too."""

STYLE = """
:root { --ink: #14211d; --muted: #4f5f59; --ground: #f3f5f2; --surface: #fff; --line: #d4dcd6; --brand: #0f5c52;
  --error: #a11b22; --error-tint: #fce6e4; --warning: #774600; --warning-tint: #fdeecb; --question: #174f7c;
  --question-tint: #e2eef8; color-scheme: light; }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.25rem clamp(0.75rem, 3vw, 2rem) 4rem; max-width: 86rem; color: var(--ink);
  background: var(--ground); font: 1rem/1.6 "Be Vietnam Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word; font-variant-numeric: lining-nums; }
a { color: inherit; text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid #b3470b; outline-offset: 2px; border-radius: 4px; }
h1 { margin: 0.25rem 0 1rem; font-size: 1.5rem; line-height: 1.3; overflow-wrap: anywhere; }
h2 { margin: 0 0 0.5rem; font-size: 1.0625rem; }
p { margin: 0; }
.brand { color: var(--brand); font-size: 0.875rem; font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.counts li { padding: 0.35rem 0.75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--surface); }
.error { --tone: var(--error); --tint: var(--error-tint); }
.warning { --tone: var(--warning); --tint: var(--warning-tint); }
.question { --tone: var(--question); --tint: var(--question-tint); }
.counts .error, .counts .warning, .counts .question { color: var(--tone); background: var(--tint);
  border-color: currentcolor; }
.lead { max-width: 60rem; color: var(--muted); }
.missing { margin-top: 1rem; }
.contents { columns: 20rem 3; column-gap: 1.5rem; margin: 1rem 0 0; padding: 0.75rem; list-style: none;
  background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.contents li { break-inside: avoid; }
.contents a { display: block; padding: 0.25rem; text-decoration: none; }
.contents a:hover .printed { text-decoration: underline; }
.contents b { color: var(--tone); }
.contents .printed { font-weight: 600; }
.contents .what { display: block; padding-left: 2rem; color: var(--muted); font-size: 0.875rem; line-height: 1.3; }
.n { display: inline-block; min-width: 1.55em; padding: 0 0.35em; border-radius: 99px; color: #fff;
  background: var(--tone); font-size: 0.8125rem; font-weight: 600; line-height: 1.55; text-align: center;
  text-decoration: none; }
main { margin-top: 1.5rem; }
.row { display: grid; gap: 0.75rem 1.25rem; margin-bottom: 0.75rem; }
.text { align-self: start; min-width: 0; padding: 0.25rem 1rem; background: var(--surface);
  border-left: 3px solid var(--surface); border-radius: 6px;
  font-family: "Times New Roman", Tinos, "Liberation Serif", serif; font-size: 1.0625rem; }
.found > .text { border-left-color: var(--brand); }
.lines p { white-space: pre-line; }
.text p + p { margin-top: 0.35rem; }
mark { padding: 0 0.15em; border-radius: 3px; color: var(--tone); background: var(--tint); font-weight: 700;
  box-shadow: 0 0 0 1px currentcolor; }
.text .tie { border-bottom: 2px dotted var(--brand); }
sup { margin-left: 0.1em; color: var(--tone); font: 600 0.75rem/1 system-ui, sans-serif; }
sup + sup::before { content: ", "; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
td { min-width: 3rem; padding: 0.3rem 0.5rem; border: 1px solid var(--line); vertical-align: top;
  overflow-wrap: normal; }
aside { display: grid; gap: 0.75rem; align-content: start; min-width: 0; }
.card { padding: 0.75rem 1rem; background: var(--surface); border: 1px solid var(--line);
  border-left: 5px solid var(--tone); border-radius: 8px; font-size: 0.9375rem; }
.card:target { box-shadow: 0 0 0 3px var(--tone); }
.card h3 { margin: 0 0 0.35rem; color: var(--tone); font-size: 0.9375rem; }
.card small { color: var(--muted); font-size: 0.875rem; font-weight: 400; }
.card dl { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.5rem 0 0; }
.card dt { color: var(--muted); font-size: 0.8125rem; line-height: 1.3; }
.card dd { margin: 0; font-weight: 600; }
.repairs { margin-top: 0.5rem; }
.repairs p, .rule { color: var(--muted); font-size: 0.875rem; }
.repairs ul { margin: 0.15rem 0 0; padding-left: 1.1rem; }
del { color: var(--muted); }
ins { font-weight: 600; text-decoration: none; }
.page { margin-top: 2rem; }
.note { color: var(--muted); }
.sheet { position: relative; align-self: start; min-width: 0; background: #fff;
  box-shadow: 0 1px 6px rgb(10 61 55 / 20%); }
.sheet img { display: block; width: 100%; height: auto; }
.frame { position: absolute; border: 2px solid var(--tone); border-radius: 3px; }
.frame.error, .frame.warning, .frame.question { background: color-mix(in srgb, var(--tone) 12%, transparent); }
.frame.tie { border: 0; border-bottom: 2px dotted var(--brand); border-radius: 0; }
.frame .n { position: absolute; right: -0.9em; bottom: 100%; margin-bottom: -0.35em; padding: 0 0.3em;
  font-size: 0.6875rem; }
.frame:target { box-shadow: 0 0 0 4px var(--tone); }
@media (min-width: 60rem) {
  .row { grid-template-columns: minmax(0, 1fr) 23rem; }
}
@media (max-width: 30rem) {
  .text { padding: 0.25rem 0.75rem; }
  .frame .n { right: -1.7em; min-width: 0; margin: 0; font-size: 0.5rem; }
}
@media print {
  @page { margin: 1.5cm; }
  body { max-width: none; padding: 0; background: #fff; font-size: 10pt; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  h2 { break-after: avoid; }
  .contents { columns: 6cm; }
  .frame .n { right: -1.7em; min-width: 0; margin: 0; font-size: 5pt; }
  .row { grid-template-columns: minmax(0, 1fr) 5.5cm; gap: 0.5cm; margin-bottom: 0.2cm; }
  .text, .card { font-size: 9.5pt; }
  .card, .sheet { break-inside: avoid; box-shadow: none; }
  .sheet { border: 1px solid var(--line); }
  .text { padding: 0 0.3cm; }
}
"""
