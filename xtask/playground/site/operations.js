// The operations of a crate: to filter, to open, to keep or to leave out.

import { counted, element, visible } from './dom.js';

// More than this are not listed: they are filtered first.
const MOST = 400;
const URLS = [['new_url', 'path'], ['old_url', 'query']];

/** An operation as the setting `operations` of a manifest names it. */
export const selector = ({ method, path }) => `${method} ${path}`;

export class Operations {
  #all = [];

  /** `onplace(place)`, `oncode(code)`, `ontype(name)`, `onkeep(operations)` and `onleave(operation)` are told what is asked for. */
  constructor(told) {
    this.told = told;
    this.filter = element('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the operations', oninput: () => this.#list() });
    this.keep = element('button', { type: 'button', hidden: true });
    this.list = element('ol', { class: 'operations' });
    this.root = element('div', { class: 'panel' }, element('div', { class: 'bar' }, this.filter, this.keep), this.list);
  }

  show(operations) {
    this.#all = operations;
    this.#list();
  }

  #list() {
    const wanted = this.filter.value.trim().toLowerCase();
    const text = ({ method, path, signature, summary }) => `${method} ${path} ${signature} ${summary}`.toLowerCase();
    const matching = wanted ? this.#all.filter(operation => text(operation).includes(wanted)) : this.#all;
    this.keep.hidden = !matching.length || matching.length === this.#all.length;
    this.keep.textContent = `Keep only ${counted(matching.length, 'operation')}`;
    this.keep.onclick = () => {
      this.filter.value = '';
      this.told.onkeep(matching);
    };
    this.list.replaceChildren(...matching.slice(0, MOST).map(operation => this.#row(operation)));
    if (matching.length > MOST) this.list.append(element('li', { class: 'more' }, `and ${(matching.length - MOST).toLocaleString('en')} more: filter them`));
  }

  #row(operation) {
    const { method, path, deprecated, summary, signature, types, place, code } = operation;
    const button = (title, onclick, attributes = {}) => element('button', { type: 'button', onclick, ...attributes }, title);
    const urls = URLS.filter(([key]) => operation[key] !== null)
      .map(([key, where]) => [element('dt', {}, `parameters in the ${where}`), element('dd', {}, element('code', {}, visible(operation[key])))]);
    return element('li', {}, element('details', {},
      element('summary', {}, element('b', { class: 'method' }, method), ' ', element('code', {}, visible(path)),
        deprecated && element('span', { class: 'deprecated' }, ' deprecated'), element('span', { class: 'summary' }, visible(summary))),
      element('dl', {}, urls, element('dt', {}, 'Rust'), element('dd', {}, element('code', {}, signature)),
        types.length > 0 && [element('dt', {}, 'types'), element('dd', {}, types.map(name => button(name, () => this.told.ontype(name), { class: 'link' })))]),
      element('p', { class: 'go' },
        place && button('In the document', () => this.told.onplace(place)),
        code && button('In the code', () => this.told.oncode(code)),
        button('Leave out', () => this.told.onleave(operation)))));
  }
}
