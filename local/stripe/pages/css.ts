/** One small sheet for all pages; it follows the light or dark of the system. */
export const css = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #4f566b; --line: #d9dee6; --page: #f6f8fa; --card: #fff;
  --link: #4338ca; --on-ink: #05603a; --on: #d1fadf; --off-ink: #912018; --off: #fee4e2; --button: #4f46e5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9f0; --soft: #a8b0c2; --line: #33394a; --page: #12151d; --card: #1a1f2b; --link: #a5b4fc;
    --on-ink: #a6f4c5; --on: #0b3b26; --off-ink: #fecdca; --off: #4a1612; --button: #4f46e5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 1rem; background: var(--card);
  border-bottom: 1px solid var(--line); }
header .brand { font-weight: 700; text-decoration: none; color: var(--ink); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
main.narrow, .narrow { max-width: 28rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; overflow-wrap: normal; }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody tr:last-child td { border-bottom: 0; }
tr:target { outline: 2px solid var(--link); outline-offset: -2px; }
code, pre { font: .8125rem/1.5 ui-monospace, monospace; }
pre { overflow: auto; max-height: 30rem; padding: .75rem; background: var(--page); border: 1px solid var(--line); border-radius: .5rem; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .8125rem; background: var(--page); color: var(--ink);
  border: 1px solid var(--line); white-space: nowrap; }
.badge.on { background: var(--on); color: var(--on-ink); } .badge.off { background: var(--off); color: var(--off-ink); }
.alert { background: var(--off); color: var(--off-ink); padding: .75rem 1rem; border-radius: .5rem; }
.empty, .soft { color: var(--soft); }
form.inline { display: inline-block; margin: .25rem .25rem .25rem 0; }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
label.choice { display: flex; gap: .5rem; align-items: center; font-weight: 400; margin: .25rem 0; min-height: 2rem; }
input, textarea, select, button { font: inherit; color: inherit; }
input:not([type=radio]):not([type=checkbox]), textarea, select { width: 100%; padding: .5rem .75rem; border: 1px solid var(--soft);
  border-radius: .5rem; background: var(--card); min-height: 2.75rem; }
textarea { min-height: 6rem; }
button { padding: .5rem 1rem; min-height: 2.75rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--card); cursor: pointer; }
button.main { background: var(--button); border-color: var(--button); color: #fff; font-weight: 600; width: 100%; margin-top: 1rem; }
button.danger { color: var(--off-ink); border-color: var(--off-ink); }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.total { display: flex; justify-content: space-between; font-weight: 700; border-top: 1px solid var(--line); padding-top: .5rem; }
ul.lines { list-style: none; padding: 0; } ul.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: .25rem 0; }
`;
