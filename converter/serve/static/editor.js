// The SPARQL editor in place of the text field, which stays for browsers without scripts: Yasqe, the
// editor of YASGUI. It asks nobody: its completions, which come from other servers, are left out.
"use strict";

const field = document.getElementById("sparql");
if (field && window.Yasqe) {
  const place = document.createElement("div");
  field.before(place);
  field.hidden = true;
  Yasqe.defaults.autocompleters = []; // the lists are merged: an empty one of our own changes nothing
  const editor = new Yasqe(place, {
    value: field.value, persistenceId: null, showQueryButton: false,
    createShareableLink: null, resizeable: false, viewportMargin: Infinity,
    // Tab leads out of the editor, as out of other fields
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask },
  });
  // prefixes that are given need not be declared
  const mode = editor.getMode(), begin = mode.startState.bind(mode);
  mode.startState = () => {
    const state = begin();
    Object.assign(state.prefixes, JSON.parse(field.dataset.prefixes));
    return state;
  };
  editor.setValue(field.value);
  editor.getInputField().setAttribute("aria-label", "SPARQL");
  field.form.addEventListener("submit", () => { field.value = editor.getValue(); });
  function ask() { field.form.requestSubmit(); }
} else if (field) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
  });
}
