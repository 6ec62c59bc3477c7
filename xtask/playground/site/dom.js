// Elements made of plain text: nothing a document says becomes markup.

/** An element with attributes (`on…` are listeners, `class`, `data-…`) and children, which are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return made;
}

/** Text in which characters that turn or hide others are seen. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    character => `⟨U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

const status = document.getElementById('status');

/** Tells everybody, screen readers too. */
export function say(text) {
  status.textContent = text;
}

/** `1 type`, `2 types`. */
export function counted(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Tabs over panels, by the pattern of the ARIA practices: arrows choose, one of them is in the tab order. */
export function tabs(label, entries, onchoose = () => {}) {
  const list = element('div', { role: 'tablist', 'aria-label': label, class: 'tabs' });
  const body = element('div', { class: 'panels' });
  const all = entries.map(([name, title, panel]) => {
    panel.id ||= `panel-${label}-${name}`.replace(/\W+/g, '-').toLowerCase();
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-label', title);
    const tab = element('button', { type: 'button', role: 'tab', 'aria-controls': panel.id, onclick: () => choose(name) }, title);
    list.append(tab);
    body.append(panel);
    return { name, tab, panel };
  });
  list.addEventListener('keydown', event => {
    const at = all.findIndex(({ tab }) => tab === document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const { name, tab } = all[(next + all.length) % all.length];
    choose(name);
    tab.focus();
  });
  function choose(name) {
    for (const one of all) {
      const chosen = one.name === name;
      one.tab.setAttribute('aria-selected', chosen);
      one.tab.tabIndex = chosen ? 0 : -1;
      one.panel.hidden = !chosen;
    }
    onchoose(name);
  }
  choose(all[0].name);
  return { list, body, choose };
}
