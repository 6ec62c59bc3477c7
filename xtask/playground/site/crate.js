// The crate at the right: its files, operations, public API, first call and manifest.

import { element, tabs } from './dom.js';
import { languageOf } from './highlight.js';
import { Operations } from './operations.js';
import { Pane } from './pane.js';
import { tree } from './tree.js';
import { zip } from './zip.js';

// What is shown first, of what there is.
const FIRST = ['src/generated/types', 'src/generated/operations', 'src/lib.rs'];

export class Crate {
  #made;
  #bytes;
  #types = new Map();
  #file = -1;

  /** `onplace(place)` is told what to show of the document, `onkeep(operations)` and `onleave(operation)` what to make of it. */
  constructor({ onplace, onkeep, onleave }) {
    this.onplace = onplace;
    const isType = name => this.#types.has(name);
    const ontype = name => this.#toType(name);
    this.code = new Pane('Code', { isType, ontype, online: line => this.#atCode(line) });
    this.path = element('p', { class: 'path' });
    this.tree = element('nav', { class: 'tree', 'aria-label': 'Files of the crate' });
    this.operations = new Operations({ onplace, onkeep, onleave, ontype, oncode: code => this.#toCode(code) });
    this.manifest = new Pane('Manifest');
    this.first = new Pane('First call');
    this.firstAbout = element('p', { class: 'about' });
    this.listing = new Pane('Public API', { isType, ontype, online: line => this.#atListing(line) });
    this.filter = element('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the public API', oninput: () => this.#listItems() });
    this.views = tabs('Crate', [
      ['code', 'Code', element('div', { class: 'panel files' }, this.tree, element('div', { class: 'file' }, this.path, this.code.root))],
      ['operations', 'Operations', this.operations.root],
      ['items', 'Public API', element('div', { class: 'panel' }, this.filter, this.listing.root)],
      ['first', 'First call', element('div', { class: 'panel' }, this.firstAbout, this.first.root)],
      ['manifest', 'Manifest', element('div', { class: 'panel' }, this.manifest.root)],
    ]);
    this.none = element('p', { class: 'empty' }, 'The crate appears here.');
    this.root = element('div', { class: 'side none', 'aria-label': 'Crate', role: 'group' }, this.views.list, this.none, this.views.body);
  }

  get package() {
    return this.#made.package;
  }

  get made() {
    return this.#made;
  }

  /** Shows that there is none, and why. */
  clear(why) {
    this.#made = undefined;
    this.#bytes = undefined;
    this.root.classList.add('none');
    this.none.textContent = why;
  }

  /** Shows a crate, at the file that was shown of the last one. */
  show(made, bytes) {
    const shown = this.#made?.files[this.#file]?.[0];
    this.#made = made;
    this.#bytes = bytes;
    this.#types = new Map(made.types.map(type => [type.name, type]));
    this.root.classList.remove('none');
    const paths = made.files.map(([path]) => path);
    this.choose = tree(paths, index => this.#showFile(index));
    this.tree.replaceChildren(this.choose.element);
    const again = paths.indexOf(shown);
    const first = FIRST.map(start => paths.findIndex(path => path.startsWith(start))).find(index => index >= 0);
    this.#showFile(again >= 0 ? again : first, again >= 0);
    this.operations.show(made.operations);
    this.items = this.#text('spec/api.txt').trimEnd().split('\n');
    this.#listItems();
    this.manifest.show(this.#text('Cargo.toml'), 'toml');
    const call = made.first_call;
    this.firstAbout.textContent = call ? `${call.route.replaceAll('`', '')}${call.summary ? `: ${call.summary}` : ''}` : 'No operation can be called with made-up values.';
    this.first.show(call?.example ?? '', 'rs');
  }

  #text(path) {
    const file = this.#made.files.find(([own]) => own === path);
    return file ? this.#decoded(file) : '';
  }

  #decoded([, [start, length]]) {
    return new TextDecoder().decode(this.#bytes.subarray(start, start + length));
  }

  #showFile(index, keep = false) {
    const file = this.#made.files[index];
    const { scrollTop } = this.code.root;
    this.#file = index;
    this.choose.choose(index);
    this.path.textContent = file[0];
    const text = this.#decoded(file);
    this.code.show(text, languageOf(file[0], file[0].endsWith('.json') ? text : ''));
    if (keep) this.code.root.scrollTop = scrollTop;
  }

  #listItems() {
    const wanted = this.filter.value.trim().toLowerCase();
    this.listed = wanted ? this.items.filter(line => line.toLowerCase().includes(wanted)) : this.items;
    this.listing.show(this.listed.join('\n'), 'rs');
  }

  #toCode(code) {
    this.views.choose('code');
    this.reveal(code);
  }

  /** Shows a line of the code, in the view of files where that is chosen. */
  reveal({ file, line }) {
    if (file !== this.#file) this.#showFile(file);
    this.code.reveal(line);
  }

  /** The schema of a type, and the type itself. */
  #toType(name) {
    const { place, code } = this.#types.get(name);
    if (place) this.onplace(place);
    if (code) this.#toCode(code);
  }

  /** From a line of code to the schema of the type it belongs to. */
  #atCode(line) {
    const here = [...this.#made.types, ...this.#made.operations].filter(({ code }) => code?.file === this.#file && code.line <= line);
    const inner = here.reduce((best, one) => !best || one.code.line > best.code.line ? one : best, undefined);
    if (inner?.place) this.onplace(inner.place);
  }

  #atListing(line) {
    const name = this.listed[line - 1]?.match(/types::(\w+)/)?.[1];
    if (this.#types.has(name)) this.#toType(name);
  }

  /** Shows a file of the crate. */
  showPath(path) {
    this.views.choose('code');
    this.#showFile(this.#made.files.findIndex(([own]) => own === path));
  }

  /** The files of the crate, as `[path, bytes]`. */
  contents() {
    return this.#made.files.map(([path, [start, length]]) => [path, this.#bytes.subarray(start, start + length)]);
  }

  /** The crate as an archive. */
  archive() {
    return zip(this.contents().map(([path, bytes]) => [`${this.package}/${path}`, bytes]));
  }
}
