// The view that says what separates two documents.

import { ask } from './engine.js';
import { counted, element, say, visible } from './dom.js';
import { bytesOf, documentFirst, opened } from './files.js';
import { languageOf } from './highlight.js';
import { Pane } from './pane.js';

export class Compare {
  #sides = {};
  #compared;

  constructor(root, run, current) {
    this.run = run;
    this.current = current;
    const copy = (title, text) => element('button', { type: 'button', disabled: true, onclick: async () => {
      await navigator.clipboard.writeText(text());
      say('Copied.');
    } }, title);
    this.copy = copy('Copy as Markdown', () => this.markdown);
    this.copyEntry = copy('Copy the changelog entry', () => this.#compared.changelog);
    this.entry = element('pre', { tabindex: 0, role: 'region', 'aria-label': 'Changelog entry' });
    this.changelog = element('details', { class: 'changelog' }, element('summary', {}, 'Changelog entry'), this.entry);
    this.swap = element('button', { type: 'button', onclick: () => this.#swap() }, 'Swap');
    this.example = element('button', { type: 'button', onclick: () => this.#example() }, 'Example');
    const bar = element('div', { class: 'bar tools' }, this.example, this.swap, this.copy, this.copyEntry);
    this.panes = element('div', { class: 'panes two' }, this.#side('old', 'Before'), this.#side('new', 'After'));
    this.report = element('div', { class: 'report', role: 'region', 'aria-label': 'Report' }, element('p', { class: 'empty' }, 'Open two descriptions, or one and edit the other.'));
    root.append(bar, this.panes, this.report);
  }

  /** The report for a pull request. */
  get markdown() {
    return this.#compared.markdown;
  }

  async open(side, files) {
    this.#sides[side].files = documentFirst(files);
    this.#show(side);
    const other = side === 'old' ? 'new' : 'old';
    // The same before and after an edit begins with the same.
    if (!this.#sides[other].files) {
      this.#sides[other].files = this.#sides[side].files.map(file => ({ ...file }));
      this.#show(other);
    }
    await this.make();
  }

  async make() {
    const { old, new: young } = this.#sides;
    if (!old.files || !young.files) return;
    const done = await this.run(progress => ask(put => {
      const of = ({ files }) => {
        const [document, ...beside] = files.map(file => ({ name: file.name, bytes: put(bytesOf(file)) }));
        return { document, beside };
      };
      return { ask: 'compare', old: of(old), new: of(young) };
    }, progress));
    if (done) this.#told(done.answer);
  }

  #side(name, title) {
    let waiting;
    const side = this.#sides[name] = {};
    side.pane = new Pane(title, { onedit: text => {
      if (!side.files) side.files = [{ name: `${name}.yaml`, text }];
      side.files[0].text = text;
      delete side.files[0].bytes;
      clearTimeout(waiting);
      waiting = setTimeout(() => this.make(), 80);
    } });
    side.name = element('span', { class: 'path' });
    const chooser = element('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files', onchange: async () => {
      if (chooser.files.length) await this.open(name, await Promise.all([...chooser.files].map(opened)));
      chooser.value = '';
    } });
    const current = element('button', { type: 'button', onclick: () => {
      const files = this.current();
      if (files) this.open(name, files.map(file => ({ ...file })));
    } }, 'Take the one of “Generate”');
    return element('div', { class: 'side', role: 'group', 'aria-label': title, 'data-side': name },
      element('div', { class: 'bar' }, element('h2', {}, title), side.name, element('button', { type: 'button', onclick: () => chooser.click() }, 'Open …'), chooser, current),
      side.pane.root);
  }

  #show(name) {
    const { pane, files, name: shown } = this.#sides[name];
    const [{ name: file, text }] = files;
    shown.textContent = visible(file);
    pane.show(text, languageOf(file, text));
  }

  #swap() {
    const { old, new: young } = this.#sides;
    if (!old.files || !young.files) return;
    [old.files, young.files] = [young.files, old.files];
    this.#show('old');
    this.#show('new');
    this.make();
  }

  async #example() {
    const load = async path => [{ name: path, text: await (await fetch(`examples/${path}`)).text() }];
    this.#sides.new.files = await load('shop-after.yaml');
    this.#show('new');
    await this.open('old', await load('shop-before.yaml'));
  }

  #told(compared) {
    this.#compared = compared;
    this.copy.disabled = this.copyEntry.disabled = Boolean(compared.problems);
    if (compared.problems) {
      this.report.replaceChildren(element('ul', { class: 'problems' }, compared.problems.map(({ file, line, message, help }) => element('li', {},
        element('span', { class: 'place' }, visible(file ? `${file}${line ? `:${line}` : ''} ` : '')), visible(message), help && element('span', { class: 'help' }, visible(help))))));
      return say(`No report: ${counted(compared.problems.length, 'problem')}.`);
    }
    // The generator has escaped all that a document says; the page's policy would not run anything either.
    const section = new DOMParser().parseFromString(compared.html, 'text/html').querySelector('.api-diff');
    this.entry.textContent = compared.changelog;
    this.report.replaceChildren(section, this.changelog);
    globalThis.filterApiDiff(section);
    const changes = section.querySelectorAll('.changes > li');
    compared.places.forEach((places, at) => changes[at]?.querySelector('details')?.addEventListener('toggle', ({ target }) => target.open && this.#reveal(places)));
    this.#mark(compared);
    say(section.querySelector('h1').textContent);
  }

  #mark({ report, places }) {
    const marks = { old: new Map(), new: new Map() };
    report.changes.forEach(({ wire, rust }, at) => {
      const level = wire === 'breaking' || rust === 'breaking' ? 'error' : wire === 'warning' || rust === 'behaviour' ? 'warning' : 'notice';
      ['old', 'new'].forEach((side, index) => {
        const line = places[at][index];
        if (line && !marks[side].has(line)) marks[side].set(line, level);
      });
    });
    this.#sides.old.pane.mark(marks.old);
    this.#sides.new.pane.mark(marks.new);
  }

  #reveal([old, young]) {
    if (old) this.#sides.old.pane.reveal(old);
    if (young) this.#sides.new.pane.reveal(young);
  }
}
