// The view that makes a crate of a document: the document at the left, the crate at the right.

import { target, withActions } from './actions.js';
import { Crate } from './crate.js';
import { ask } from './engine.js';
import { counted, element, say, visible } from './dom.js';
import { bytesOf, isOf, opened, providerOf, save } from './files.js';
import { Input } from './input.js';
import { selector } from './operations.js';
import { Settings } from './settings.js';

export class Generate {
  /** `run(build)` asks the generator, and shows that it runs. */
  constructor(root, run) {
    this.run = run;
    this.#bar();
    this.input = new Input({
      onedit: () => this.make(),
      online: (file, line) => this.#atLine(file, line),
      onhover: (file, line, event) => this.#hover(file, line, event),
    });
    this.crate = new Crate({
      onplace: place => this.input.goto(place),
      onkeep: operations => this.settings.keep(operations.map(selector)),
      onleave: operation => this.#leaveOut(operation),
    });
    root.append(this.bar, element('div', { class: 'panes' }, this.input.root, this.crate.root));
    this.card = element('div', { class: 'card', role: 'tooltip', hidden: true });
    root.append(this.card);
    addEventListener('keydown', event => {
      if (event.key !== 'F8' || root.hidden) return;
      event.preventDefault();
      this.input.findings.walk(event.shiftKey ? -1 : 1);
    });
  }

  get document() {
    return this.input.files[0];
  }

  /** Takes files, of which one is the document. */
  async open(files, { provider, overlay } = {}) {
    this.input.open(files, overlay ?? undefined);
    this.settings.reset(provider ?? providerOf(this.document.name));
    await this.make();
  }

  /** Makes the crate anew. */
  async make() {
    if (!this.document) return;
    const began = performance.now();
    const done = await this.run((progress) => ask(put => {
      const [document, ...beside] = this.input.files.map(file => ({ name: file.name, bytes: put(bytesOf(file)) }));
      const { provider, choices } = this.settings;
      return { ask: 'generate', files: { document, beside }, provider, overlay: this.input.actionsText, choices };
    }, progress));
    if (!done) return;
    const took = Math.round(performance.now() - began);
    this.input.root.dataset.took = took;
    if (done.answer.problems) this.#failed(done.answer.problems);
    else this.#show(done.answer, done.bytes, took);
  }

  #bar() {
    this.chooser = element('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files', onchange: async () => {
      if (this.chooser.files.length) await this.open(await Promise.all([...this.chooser.files].map(opened)));
      this.chooser.value = '';
    } });
    this.examples = element('select', { 'aria-label': 'Examples', onchange: () => this.#example(this.examples.value) }, element('option', { value: '' }, 'Examples …'));
    this.settings = new Settings(() => this.make());
    this.download = element('button', { type: 'button', class: 'primary', disabled: true, onclick: () => this.#save() }, 'Download the crate');
    this.bar = element('div', { class: 'bar tools' },
      element('button', { type: 'button', onclick: () => this.chooser.click() }, 'Open …'), this.chooser, this.examples,
      element('span', { class: 'hint' }, 'or drop or paste a description'), this.settings.root, this.download);
  }

  async loadExamples(examples) {
    this.known = examples;
    this.examples.append(...examples.map(({ title }, at) => element('option', { value: at }, title)));
  }

  async #example(at) {
    const example = this.known[at];
    this.examples.value = '';
    if (!example) return;
    const load = async path => (await fetch(`examples/${path}`)).text();
    const files = await Promise.all(example.files.map(async path => ({ name: path, text: await load(path) })));
    await this.open(files, { provider: example.provider, overlay: example.overlay && await load(example.overlay) });
  }

  #failed(problems) {
    this.download.disabled = true;
    this.crate.clear(`There is no crate as long as ${counted(problems.length, 'problem')} at the left ${problems.length === 1 ? 'stands' : 'stand'}.`);
    this.input.tell(problems);
    this.input.findings.walk(1);
    say(`No crate: ${counted(problems.length, 'problem')}.`);
  }

  #show(made, bytes, took) {
    this.download.disabled = false;
    this.input.tell(made.findings, made.actions);
    this.crate.show(made, bytes);
    say(`${made.package}: ${counted(made.operations.length, 'operation')}, ${counted(made.types.length, 'type')}, ${counted(made.files.length, 'file')}, in ${took.toLocaleString('en')} ms.`);
  }

  /** Leaves an operation out, by an action of the overlay. */
  async #leaveOut(operation) {
    this.input.showOverlay(withActions(this.input.overlay.text, [[target(operation), 'remove: true']]));
    await this.make();
  }

  /** From a line of the document to what it became. */
  #atLine(file, line) {
    const { types = [], operations = [] } = this.crate.made ?? {};
    const here = [...types, ...operations].filter(({ place }) => place && isOf(place.file, file) && place.line <= line && line <= place.end);
    const inner = here.reduce((best, one) => !best || one.place.end - one.place.line < best.place.end - best.place.line ? one : best, undefined);
    if (inner?.code) this.crate.reveal(inner.code);
  }

  #hover(file, line, event) {
    const operation = line && this.crate.made?.operations.find(({ place }) => isOf(place?.file, file) && place.line === line);
    this.card.hidden = !operation;
    if (!operation || this.card.dataset.line === String(line)) return this.#move(event);
    this.card.dataset.line = line;
    this.card.replaceChildren(element('p', {}, element('b', {}, operation.method), ' ', element('code', {}, visible(operation.path))),
      ...['new_url', 'old_url'].filter(key => operation[key]).map(key => element('p', {}, element('code', {}, visible(operation[key])))),
      element('p', {}, element('code', {}, operation.signature)));
    this.#move(event);
  }

  #move({ clientX, clientY }) {
    this.card.style.left = `${Math.min(clientX + 16, innerWidth - 420)}px`;
    this.card.style.top = `${Math.min(clientY + 20, innerHeight - 140)}px`;
  }

  async #save() {
    const name = `${this.crate.package}.zip`;
    save(await this.crate.archive(), name);
    say(`Saved ${name}: unpack it, and \`cargo test\` in there.`);
  }
}
