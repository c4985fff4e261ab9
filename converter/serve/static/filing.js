// A figure and its place in the text are shown together: the link leads to one of them, this brings
// the other into view and tells what is known of the fact. Without it the links work alone.
"use strict";

const card = document.getElementById("card");
const valueOf = (id) => document.getElementById("v-" + id.replace(/-\d+$/, "")) || document.getElementById("v-" + id);

function told(value) {
  const said = value.dataset, list = document.createElement("dl");
  const rows = [
    ["Concept", said.concept], ["Period", said.period], ["Of", said.dimensions],
    ["Value", value.textContent.trim() + " " + said.unit],
    ["Printed", said.printed && said.line ? said.printed + ", line " + said.line : "not as such"],
    ["Confidence", said.confidence], ["In doubt", said.doubts], ["Review", said.reviewed],
  ];
  for (const [name, text] of rows) {
    if (!text) continue;
    const term = document.createElement("dt"), what = document.createElement("dd");
    term.textContent = name;
    what.textContent = text;
    list.append(term, what);
  }
  card.replaceChildren(list);
  if (said.review) {
    const link = document.createElement("a");
    link.href = said.review;
    link.textContent = "Review this fact";
    card.append(link);
  }
  card.hidden = false;
}

function show() {
  for (const each of document.querySelectorAll(".here")) each.classList.remove("here");
  let id = "";
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const target = document.getElementById(id);
  if (!target || !/^[vp]-/.test(id)) { card.hidden = true; return; }
  const value = valueOf(id.slice(2)), place = document.getElementById("p-" + id.slice(2));
  const other = id.startsWith("v-") ? place : value;
  for (const each of [target, other]) if (each) each.classList.add("here");
  if (value) told(value);
  for (const each of [other, target]) {
    if (each && !seen(each)) each.scrollIntoView({ block: "center", inline: "nearest" });
  }
  target.focus({ preventScroll: true });
}

// Whether all of it is in sight: what is stays where the eye has it.
function seen(each) {
  const box = each.getBoundingClientRect(), pane = each.closest(".pane").getBoundingClientRect();
  return box.top >= pane.top && box.bottom <= pane.bottom && box.left >= pane.left && box.right <= pane.right;
}

function step(by) {
  const places = [...document.querySelectorAll(".text a.figure")];
  const now = places.findIndex((each) => each.classList.contains("here"));
  const next = places[now < 0 ? (by > 0 ? 0 : places.length - 1) : now + by];
  if (next) location.hash = next.id;
}

addEventListener("hashchange", show);
addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) show(); // the address stays, so nothing else tells
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "Escape" && !card.hidden) {
    card.hidden = true;
    for (const each of document.querySelectorAll(".here")) each.classList.remove("here");
  }
});
show();
