"""The style sheet of the public page of a survey."""

STYLE = """
:root { color-scheme: light dark; --ink: #13201d; --soft: #5c6a66; --line: #c9d3d0; --page: #fff; --main: #0b6e67;
  --on: #fff; --bad: #b3261e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edeb; --soft: #9fb0ab; --line: #3b4a46; --page: #101817; --main: #4fb8ae; --on: #06211e; --bad: #ff8f85 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif }
main { max-width: 36rem; margin: 0 auto; padding: 1rem 1.1rem 3rem; overflow-wrap: anywhere }
nav { text-align: end; font-size: .875rem }
a { color: var(--main) }
h1 { font-size: 1.4rem; line-height: 1.3; margin: .5rem 0 .75rem }
p { white-space: pre-line }
.field, fieldset, .consent { margin: 0 0 1.35rem; padding: 0; border: 0; min-width: 0 }
.field > label, legend { display: block; padding: 0; margin-bottom: .35rem; font-weight: 600 }
fieldset > label, .consent > label { display: flex; gap: .6rem; align-items: baseline; padding: .5rem 0 }
.rating { display: flex; flex-wrap: wrap; gap: .2rem 1rem }
.rating legend { flex: 1 0 100% }
input[type=text], input[type=tel], input[type=date], textarea { width: 100%; min-height: 2.75rem; padding: .5rem .7rem;
  border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit }
input[type=radio], input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: 0; flex: none; accent-color: var(--main);
  translate: 0 .18rem }
:focus-visible { outline: 2px solid var(--main); outline-offset: 2px }
[aria-invalid=true] { border-color: var(--bad) }
.hint { margin: .3rem 0 0; color: var(--soft); font-size: .875rem }
.wrong { margin: .3rem 0 0; color: var(--bad); font-size: .9rem }
.needed { color: var(--bad) }
button { width: 100%; min-height: 3rem; border: 0; border-radius: 8px; background: var(--main); color: var(--on); font: inherit;
  font-weight: 600; cursor: pointer }
"""
