// What the inline page does besides standing there: the chosen fact and the way from one to the next.
// It holds no '<', '>' and '&', so that it is the same whether a page is read, or written anew, as
// XML or as HTML. Lines of comment and blanks before a line are not written.
function start() {
  "use strict";
  const doc = document, root = doc.documentElement, body = doc.body;
  if (doc.querySelector('script[type="application/x.ixbrl-viewer+json"]')) {
    // ixbrl-viewer has a title, a list and a panel of its own
    doc.querySelectorAll(".side, .skip, .head").forEach(function (each) { each.remove(); });
    body.style.display = "block";
    return;
  }
  const main = doc.getElementById("text"), pre = doc.querySelector("pre");
  const data = JSON.parse(doc.querySelector('script[type="application/json"]').textContent), rows = data.f, words = data.s;
  const facts = Array.from(doc.querySelectorAll("[contextRef]"));
  const number = new Map();
  facts.forEach(function (fact, at) { number.set(fact.id, at); });

  // --- for screen readers: what XHTML 1.1 has no attributes for
  root.lang = "en";
  root.classList.add("js");
  function one(selector) { return doc.querySelector(selector); }
  function tell(element, values) {
    if (element) Object.keys(values).forEach(function (name) { element.setAttribute(name, values[name]); });
    return element;
  }
  tell(one(".head"), { role: "banner" });
  tell(one(".side"), { role: "navigation", "aria-label": "Contents, findings, colours" });
  tell(main, { role: "main", tabindex: "-1" });
  tell(pre, { role: "region", "aria-label": "Text of the filing", tabindex: "0" });
  doc.querySelectorAll(".x").forEach(function (mark) {
    tell(mark, { "aria-label": mark.title });
    mark.removeAttribute("title");
  });
  doc.querySelectorAll(".fold").forEach(function (link) {
    tell(link, { role: "button", "aria-expanded": "false", "aria-label": link.title });
  });
  function make(name, text, values) {
    const made = tell(doc.createElementNS("http://www.w3.org/1999/xhtml", name), values || {});
    if (text) made.textContent = text;
    return made;
  }

  // --- a fact, for the eye
  function plainly(text) {
    const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text);
    if (!parts) return text;
    return parts[1] + parts[2].replace(/\B(?=(\d{3})+$)/g, ",") + (parts[3] || "");
  }
  function inside(element, name) {
    const found = Array.from(element.getElementsByTagName("*")).filter(function (each) {
      return each.localName.toLowerCase().split(":").pop() === name;
    });
    return found.map(function (each) { return each.textContent; });
  }
  function known(fact) {
    const at = number.get(fact.id);
    // what the page's data say of a fact; of one that is printed again, what they say of it there
    const own = typeof rows[at] === "number" ? rows[rows[at]] : rows[at], line = data.l[own[1]];
    return {
      value: plainly(own[0]), raw: own[0], column: words[own[2]], line: own[3], long: own[4] === 1,
      doubts: words[own[5] || 0], label: words[line[0]], caption: words[line[1]], rule: words[line[2]],
      confidence: Math.round(line[3] * 100) + " % (" + (line[4] ? "measured" : "by its rule") + ")",
      table: words[line[5]]
    };
  }
  function unit(fact) {
    const element = doc.getElementById(fact.getAttribute("unitRef"));
    if (!element) return "";
    return inside(element, "measure").map(function (name) { return name.split(":").pop(); }).join(" per ").replace(/ per shares$/, " per share");
  }
  function power(of) {
    return Math.sign(of) === 1 ? plainly("1" + "0".repeat(of)) : "10^" + of;
  }
  function lines(fact) {
    const of = known(fact), context = doc.getElementById(fact.getAttribute("contextRef"));
    const period = inside(context, "instant").concat(inside(context, "startdate"), inside(context, "enddate"));
    const name = fact.getAttribute("name"), scale = fact.getAttribute("scale"), places = fact.getAttribute("decimals");
    const printed = fact.closest("pre") ? fact.textContent.trim() : "";
    const axes = Array.from(context.getElementsByTagName("*")).filter(function (each) { return each.hasAttribute("dimension"); });
    const own = name.split(":")[0] === data.own ? " (the filing\u2019s own element)" : "";
    const found = [["Concept", name + own], ["Period", period.join(" to ")]];
    axes.forEach(function (each) { found.push([each.getAttribute("dimension").split(":")[1], each.textContent]); });
    found.push(["Value", of.value], ["Unit", unit(fact)]);
    if (of.raw !== printed) if (!of.long) found.push(["Printed", printed || "not as such"]);
    if (unit(fact)) {
      found.push(["Scale", scale ? "\u00d7 " + power(Number(scale)) : "as printed"]);
      found.push(["Sign", fact.getAttribute("sign") ? "minus, though the figure is printed without" : "as printed"]);
      found.push(["Accuracy", places === "INF" ? "exact" : "decimals " + places]);
    }
    found.push(["In doubt", of.doubts], ["Confidence", of.confidence], ["Rule", of.rule], ["Caption", of.caption]);
    found.push(["Column", of.column], ["Table", of.table], ["Line", of.line ? String(of.line) : ""]);
    return found.filter(function (each) { return each[1]; });
  }
  const card = make("div", "", { "class": "card", role: "complementary", "aria-label": "The chosen fact", hidden: "" });
  const say = make("p", "", { "class": "say", role: "status" });
  body.append(card, say);
  let chosen = null;
  function choose(fact, how) {
    const around = [];
    for (let each = fact; each; each = each.parentElement) if (number.has(each.id)) around.push(each);
    const within = fact.querySelectorAll("[contextRef]");
    const long = known(fact).long;
    const all = long ? [fact] : Array.from(within).reverse().concat(around);
    const close = make("button", "Close", { type: "button", title: "Escape" });
    close.addEventListener("click", leave);
    card.replaceChildren(close);
    all.forEach(function (each) {
      const list = make("dl");
      lines(each).forEach(function (pair) { list.append(make("dt", pair[0]), make("dd", pair[1])); });
      card.append(make("h2", known(each).label || each.getAttribute("name")), list);
    });
    card.hidden = false;
    card.scrollTop = 0;
    if (chosen) { chosen.classList.remove("now"); chosen.removeAttribute("tabindex"); }
    const wrapper = fact.closest(".f, .t");
    chosen = wrapper || doc.getElementById("h-" + fact.id) || fact;
    if (!long) chosen.classList.add("now");
    tell(chosen, { tabindex: "0" });
    if (how) {
      chosen.scrollIntoView({ block: long ? "start" : "nearest", inline: "nearest" });
      chosen.focus({ preventScroll: true });
    }
    // where it does not cover the fact
    card.classList.toggle("up", Math.sign(top(chosen) - innerHeight / 2) === 1);
    const first = known(all[0]);
    say.textContent = [first.label, first.value + " " + unit(all[0]), lines(all[0])[1][1]].join(", ");
    const at = stops.indexOf(fact);
    if (at !== -1) count.textContent = (at + 1) + " of " + stops.length;
  }
  function leave() {
    if (card.hidden) return;
    card.hidden = true;
    if (chosen) { chosen.classList.remove("now"); chosen.focus({ preventScroll: true }); }
  }

  // --- from one to the next
  // Each printed place counts once: of facts on the same characters the outermost.
  const stops = facts.filter(function (fact) {
    if (!fact.closest("pre")) return false;
    const parent = fact.parentElement;
    return !number.has(parent.id) || parent.closest(".f, .t") !== fact.closest(".f, .t");
  });
  function top(element) { return element.getBoundingClientRect().top; }
  function below(list, step) {
    // from where the reader is: the first in view, or the last above it
    const line = one(".head").getBoundingClientRect().bottom;
    const found = list.findIndex(function (each) { return Math.sign(top(each) - line) === 1; });
    const at = found === -1 ? list.length : found;
    return step === 1 ? at : at - 1;
  }
  function inView(element) {
    const box = element.getBoundingClientRect();
    return Math.sign(box.bottom) === 1 ? Math.sign(innerHeight - box.top) === 1 : false;
  }
  function turn(list, at) { return list[(at + list.length) % list.length]; }
  function next(step) {
    if (!stops.length) return;
    const from = chosen ? stops.findIndex(function (each) { return chosen === each || chosen.contains(each); }) : -1;
    const on = from === -1 ? false : inView(chosen);
    choose(turn(stops, on ? from + step : below(stops, step)), true);
  }
  const marks = Array.from(doc.querySelectorAll(".x"));
  let mark = null;
  function nextMark(step) {
    if (!marks.length) return;
    const on = mark ? inView(mark) : false;
    mark = turn(marks, on ? marks.indexOf(mark) + step : below(marks, step));
    mark.scrollIntoView({ block: "center", inline: "nearest" });
    mark.focus({ preventScroll: true });
  }
  const count = make("span", stops.length + " facts");
  const bar = make("div", "", { "class": "go", role: "group", "aria-label": "Facts" });
  function button(text, title, work) {
    const made = make("button", text, { type: "button", title: title, "aria-label": title.split(" (")[0] });
    made.addEventListener("click", work);
    return made;
  }
  bar.append(
    button("\u2039", "Previous fact (key p)", function () { next(-1); }), count,
    button("\u203a", "Next fact (key n)", function () { next(1); }));
  if (marks.length) bar.append(button("!", "Next finding (key f)", function () { nextMark(1); }));
  one(".head").append(bar);

  // --- clicks, keys, addresses
  function target(id) {
    const fact = number.has(id) ? doc.getElementById(id) : null;
    if (fact) return fact;
    return id.indexOf("h-") === 0 ? doc.getElementById(id.slice(2)) : null;
  }
  main.addEventListener("click", function (event) {
    if (String(getSelection())) return;
    const link = event.target.closest("a"), hidden = event.target.closest("tr[id]");
    if (link) if (link.classList.contains("fold")) { event.preventDefault(); return fold(link); }
    if (link) {
      const id = link.getAttribute("href").slice(1), fact = target(id), finding = link.classList.contains("x");
      if (fact) { event.preventDefault(); choose(fact, true); }
      if (finding) { event.preventDefault(); show(id); }
      return;
    }
    if (hidden) return choose(target(hidden.id), false);
    const wrapper = event.target.closest(".f, .t");
    const inner = wrapper ? wrapper.querySelectorAll("[contextRef]") : [];
    if (inner.length) choose(inner[0], false);
  });
  function fold(link) {
    const open = link.classList.toggle("open");
    tell(link, { "aria-expanded": String(open) });
  }
  function show(id) {
    // a finding in the list
    const entry = doc.getElementById(id), menu = doc.getElementById("menu");
    doc.getElementById("t-2").checked = true;
    const narrow = getComputedStyle(menu.nextElementSibling).display !== "none";
    if (narrow) menu.checked = true;
    entry.scrollIntoView({ block: narrow ? "center" : "nearest" });
    doc.querySelectorAll(".p2 .now").forEach(function (each) { each.classList.remove("now"); });
    entry.classList.add("now");
    tell(entry, { tabindex: "-1" }).focus({ preventScroll: true });
  }
  one(".side").addEventListener("click", function (event) {
    if (event.target.closest("a")) doc.getElementById("menu").checked = false;
  });
  function arrive() {
    const fact = target(decodeURIComponent(location.hash.slice(1)));
    if (fact) choose(fact, true);
  }
  addEventListener("hashchange", arrive);
  const keys = {
    n: function () { next(1); }, p: function () { next(-1); },
    f: function () { nextMark(1); }, F: function () { nextMark(-1); },
    c: function () { tab(1); }, g: function () { tab(2); }, k: function () { tab(3); },
    Escape: leave
  };
  function tab(at) {
    const menu = doc.getElementById("menu"), radio = doc.getElementById("t-" + at);
    menu.checked = true;
    radio.checked = true;
    const link = at === 3 ? null : one(".p" + at + " a");
    (link || radio).focus();
  }
  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const work = keys[event.key], on = doc.getElementById("k-k").checked;
    if (!work) return;
    if (!on) if (event.key !== "Escape") return;
    event.preventDefault();
    work();
  });
  if (location.hash) arrive();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
