// The view that makes a crate of a document: the document at the left, the crate at the right.

import { EMPTY, target, withActions } from './actions.js';
import { ask } from './engine.js';
import { counted, element, say, tabs, visible } from './dom.js';
import { bytesOf, documentFirst, isOf, opened, providerOf, save } from './files.js';
import { Findings } from './findings.js';
import { languageOf } from './highlight.js';
import { Pane } from './pane.js';
import { tree } from './tree.js';
import { zip } from './zip.js';

export class Generate {
  #files = [];
  #shown = 0;
  #made;
  #bytes;
  #types = new Map();
  #file = -1;

  /** `run(build)` asks the generator, and shows that it runs. */
  constructor(root, run) {
    this.run = run;
    this.#bar();
    this.#left();
    this.#right();
    this.panes = element('div', { class: 'panes' }, this.left, this.right);
    root.append(this.bar, this.panes);
    this.card = element('div', { class: 'card', role: 'tooltip', hidden: true });
    root.append(this.card);
    addEventListener('keydown', event => {
      if (event.key !== 'F8' || root.hidden) return;
      event.preventDefault();
      this.findings.walk(event.shiftKey ? -1 : 1);
    });
  }

  get document() {
    return this.#files[0];
  }

  /** Takes files, of which one is the document. */
  async open(files, { provider, overlay } = {}) {
    this.#files = documentFirst(files);
    this.#shown = 0;
    this.provider.value = provider ?? providerOf(this.document.name);
    this.overlay.show(overlay ?? EMPTY, 'yaml');
    for (const choice of [this.group, this.flavour, this.host]) choice.value = '';
    this.#list();
    this.#showDocument();
    await this.make();
  }

  /** Makes the crate anew. */
  async make() {
    if (!this.#files.length) return;
    const overlay = this.overlay.text;
    const began = performance.now();
    const done = await this.run((progress) => ask(put => {
      const [document, ...beside] = this.#files.map(file => ({ name: file.name, bytes: put(bytesOf(file)) }));
      const choices = { depends: this.runtime.value === 'depends' };
      if (this.group.value) choices.group = this.group.value;
      if (this.flavour.value) choices.flavour = this.flavour.value;
      if (this.host.value.trim()) choices.host = this.host.value.trim();
      const provider = this.provider.value.trim() || 'api';
      return { ask: 'generate', files: { document, beside }, provider, overlay: overlay === EMPTY || !overlay.trim() ? null : overlay, choices };
    }, progress));
    if (!done) return;
    const took = Math.round(performance.now() - began);
    this.left.dataset.took = took;
    if (done.answer.problems) this.#failed(done.answer.problems);
    else this.#show(done.answer, done.bytes, took);
  }

  #bar() {
    const later = () => this.make();
    this.chooser = element('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files', onchange: async () => {
      if (this.chooser.files.length) await this.open(await Promise.all([...this.chooser.files].map(opened)));
      this.chooser.value = '';
    } });
    this.examples = element('select', { 'aria-label': 'Examples', onchange: () => this.#example(this.examples.value) }, element('option', { value: '' }, 'Examples …'));
    this.provider = element('input', { 'aria-label': 'Name of the provider', size: 14, onchange: later, spellcheck: 'false' });
    const choice = (label, ...options) => element('select', { 'aria-label': label, onchange: later }, options.map(([value, text]) => element('option', { value }, text)));
    this.group = choice('Layout of methods', ['', 'as suggested'], ['flat', 'all on the client'], ['tag', 'by tag']);
    this.flavour = choice('Kind of service', ['', 'as suggested'], ['openapi', 'any service'], ['lowcodeapi', 'LowCodeAPI']);
    this.runtime = choice('Runtime', ['vendored', 'a copy in the crate'], ['depends', 'from the registry']);
    this.host = element('input', { 'aria-label': 'Host', placeholder: 'as the document says', onchange: later, spellcheck: 'false' });
    const field = (title, control) => element('label', {}, element('span', {}, title), control);
    this.download = element('button', { type: 'button', class: 'primary', disabled: true, onclick: () => this.#save() }, 'Download the crate');
    this.bar = element('div', { class: 'bar tools' },
      element('button', { type: 'button', onclick: () => this.chooser.click() }, 'Open …'), this.chooser, this.examples,
      element('span', { class: 'hint' }, 'or drop or paste a description'),
      element('details', { class: 'settings' }, element('summary', {}, 'Settings'), element('div', {},
        field('Name', this.provider), field('Methods', this.group), field('Service', this.flavour), field('Host', this.host), field('Runtime', this.runtime))),
      this.download);
  }

  #left() {
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.make(), 40);
    };
    this.source = new Pane('Document', {
      onedit: text => {
        this.#files[this.#shown].text = text;
        delete this.#files[this.#shown].bytes;
        soon();
      },
      online: line => this.#atLine(line),
      onhover: (line, event) => this.#hover(line, event),
    });
    this.overlay = new Pane('Overlay', { onedit: soon });
    this.overlay.show(EMPTY, 'yaml');
    this.select = element('select', { 'aria-label': 'File', hidden: true, onchange: () => {
      this.#shown = Number(this.select.value);
      this.#showDocument();
      this.#mark();
    } });
    this.actions = element('ul', { class: 'actions', 'aria-label': 'What each action did' });
    this.sides = tabs('Input', [
      ['document', 'Document', element('div', { class: 'panel' }, this.select, this.source.root)],
      ['overlay', 'Overlay', element('div', { class: 'panel' }, this.overlay.root, this.actions)],
    ]);
    this.findings = new Findings(finding => this.#goto(finding));
    this.left = element('div', { class: 'side', 'aria-label': 'Document', role: 'group' }, this.sides.list, this.sides.body, this.findings.root);
  }

  #right() {
    this.code = new Pane('Code', { isType: name => this.#types.has(name), ontype: name => this.#toSchema(name), online: line => this.#atCode(line) });
    this.path = element('p', { class: 'path' });
    this.tree = element('nav', { class: 'tree', 'aria-label': 'Files of the crate' });
    this.operations = element('ol', { class: 'operations' });
    this.manifest = new Pane('Manifest');
    this.first = new Pane('First call');
    this.firstAbout = element('p', { class: 'about' });
    this.listing = new Pane('Public API', { isType: name => this.#types.has(name), ontype: name => this.#toType(name), online: line => this.#atListing(line) });
    this.filter = element('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the public API', oninput: () => this.#listItems() });
    this.filterOperations = element('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the operations', oninput: () => this.#listOperations() });
    this.keep = element('button', { type: 'button', hidden: true });
    this.views = tabs('Crate', [
      ['code', 'Code', element('div', { class: 'panel files' }, this.tree, element('div', { class: 'file' }, this.path, this.code.root))],
      ['operations', 'Operations', element('div', { class: 'panel' }, element('div', { class: 'bar' }, this.filterOperations, this.keep), this.operations)],
      ['items', 'Public API', element('div', { class: 'panel' }, this.filter, this.listing.root)],
      ['first', 'First call', element('div', { class: 'panel' }, this.firstAbout, this.first.root)],
      ['manifest', 'Manifest', element('div', { class: 'panel' }, this.manifest.root)],
    ]);
    this.none = element('p', { class: 'empty' }, 'The crate appears here.');
    this.right = element('div', { class: 'side none', 'aria-label': 'Crate', role: 'group' }, this.views.list, this.none, this.views.body);
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

  #list() {
    this.select.hidden = this.#files.length < 2;
    this.select.replaceChildren(...this.#files.map(({ name }, at) => element('option', { value: at }, visible(name))));
  }

  #showDocument() {
    const { name, text } = this.#files[this.#shown];
    this.select.value = this.#shown;
    this.source.show(text, languageOf(name, text));
    this.sides.choose('document');
  }

  #mark() {
    this.source.mark(this.findings.marks(this.#files[this.#shown]));
    this.overlay.mark(this.findings.marks({ name: 'overlay.yaml' }));
  }

  #failed(problems) {
    this.#made = undefined;
    this.download.disabled = true;
    this.right.classList.add('none');
    this.none.textContent = `There is no crate as long as ${counted(problems.length, 'problem')} at the left ${problems.length === 1 ? 'stands' : 'stand'}.`;
    this.findings.show(problems);
    this.#mark();
    this.actions.replaceChildren();
    this.findings.walk(1);
    say(`No crate: ${counted(problems.length, 'problem')}.`);
  }

  #show(made, bytes, took) {
    const kept = this.#made?.files[this.#file]?.[0];
    this.#made = made;
    this.#bytes = bytes;
    this.#types = new Map(made.types.map(type => [type.name, type]));
    this.right.classList.remove('none');
    this.download.disabled = false;
    this.findings.show(made.findings);
    this.#mark();
    this.#showActions();
    const paths = made.files.map(([path]) => path);
    this.choose = tree(paths, index => this.#showFile(index));
    this.tree.replaceChildren(this.choose.element);
    const first = ['src/generated/types', 'src/generated/operations', 'src/lib.rs'].map(start => paths.findIndex(path => path.startsWith(start)));
    const again = paths.indexOf(kept);
    this.#showFile(again >= 0 ? again : first.find(index => index >= 0), again >= 0);
    this.#listOperations();
    this.items = this.#text('spec/api.txt').trimEnd().split('\n');
    this.#listItems();
    this.manifest.show(this.#text('Cargo.toml'), 'toml');
    const call = made.first_call;
    this.firstAbout.textContent = call ? `${call.route.replaceAll('`', '')}${call.summary ? `: ${call.summary}` : ''}` : 'No operation can be called with made-up values.';
    this.first.show(call?.example ?? '', 'rs');
    say(`${made.package}: ${counted(made.operations.length, 'operation')}, ${counted(made.types.length, 'type')}, ${counted(made.files.length, 'file')}, in ${took.toLocaleString('en')} ms.`);
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

  #listOperations() {
    const wanted = this.filterOperations.value.trim().toLowerCase();
    const matching = this.#made.operations.filter(operation => !wanted || `${operation.method} ${operation.path} ${operation.signature} ${operation.summary}`.toLowerCase().includes(wanted));
    const MOST = 400;
    const others = this.#made.operations.filter(operation => !matching.includes(operation));
    this.keep.hidden = !wanted || !matching.length || !others.length;
    this.keep.textContent = `Keep only ${counted(matching.length, 'operation')}`;
    this.keep.onclick = () => this.#leaveOut(others);
    this.operations.replaceChildren(...matching.slice(0, MOST).map(operation => this.#operation(operation)));
    if (matching.length > MOST) this.operations.append(element('li', { class: 'more' }, `and ${(matching.length - MOST).toLocaleString('en')} more: filter them`));
  }

  #operation(operation) {
    const rows = [['new_url', 'path'], ['old_url', 'query']].filter(([key]) => operation[key] !== null)
      .map(([key, name]) => [element('dt', {}, `parameters in the ${name}`), element('dd', {}, element('code', {}, visible(operation[key])))]);
    return element('li', {}, element('details', {},
      element('summary', {}, element('b', { class: 'method' }, operation.method), ' ', element('code', {}, visible(operation.path)),
        operation.deprecated && element('span', { class: 'deprecated' }, ' deprecated'), element('span', { class: 'summary' }, visible(operation.summary))),
      element('dl', {}, rows, element('dt', {}, 'Rust'), element('dd', {}, element('code', {}, operation.signature)),
        operation.types.length > 0 && [element('dt', {}, 'types'), element('dd', {}, operation.types.map(name => element('button', { type: 'button', class: 'link', onclick: () => this.#toType(name) }, name)))]),
      element('p', { class: 'go' },
        operation.place && element('button', { type: 'button', onclick: () => this.#goto(operation.place) }, 'In the document'),
        operation.code && element('button', { type: 'button', onclick: () => this.#toCode(operation.code) }, 'In the code'),
        element('button', { type: 'button', onclick: () => this.#leaveOut([operation]) }, 'Leave out'))));
  }

  /** Leaves operations out, by actions of the overlay. */
  async #leaveOut(operations) {
    this.filterOperations.value = '';
    this.overlay.show(withActions(this.overlay.text, operations.map(operation => [target(operation), 'remove: true'])), 'yaml');
    this.sides.choose('overlay');
    await this.make();
  }

  #showActions() {
    this.actions.replaceChildren(...this.#made.actions.map(action => element('li', { class: action.matched ? '' : 'warning' },
      element('button', { type: 'button', class: 'link', onclick: () => this.overlay.reveal(action.line) }, `line ${action.line}`),
      ' ', element('code', {}, visible(action.target)),
      action.matched ? ` meets ${counted(action.matched, 'place')}, changes ${action.changed.toLocaleString('en')} ` : ` meets nothing; the nearest there is: ${visible(action.nearest ?? '')}`,
      action.places[0] && element('button', { type: 'button', class: 'link', onclick: () => this.#goto(action.places[0]) }, 'show'))));
  }

  /** Shows a place: a finding, or the extent of an operation or a type. */
  #goto({ file, line, end }) {
    if (!line) return;
    if (file === 'overlay.yaml') {
      this.sides.choose('overlay');
      return this.overlay.reveal(line);
    }
    const at = this.#files.findIndex(opened => isOf(file, opened));
    if (at < 0) return;
    if (at !== this.#shown) {
      this.#shown = at;
      this.#showDocument();
      this.#mark();
    }
    this.sides.choose('document');
    this.source.reveal(line, end);
  }

  #toCode({ file, line }) {
    this.views.choose('code');
    if (file !== this.#file) this.#showFile(file);
    this.code.reveal(line);
  }

  /** From a type in the code to its schema, and the type itself. */
  #toSchema(name) {
    const type = this.#types.get(name);
    if (type.place) this.#goto(type.place);
    if (type.code) this.#toCode(type.code);
  }

  #toType(name) {
    this.#toSchema(name);
  }

  /** From a line of the document to what it became. */
  #atLine(line) {
    const shown = this.#files[this.#shown];
    this.findings.at(shown, line);
    const here = ({ place }) => place && isOf(place.file, shown) && place.line <= line && line <= place.end;
    const all = [...this.#made?.types ?? [], ...this.#made?.operations ?? []].filter(here);
    const inner = all.reduce((best, one) => !best || one.place.end - one.place.line < best.place.end - best.place.line ? one : best, undefined);
    if (!inner?.code) return;
    if (inner.code.file !== this.#file) this.#showFile(inner.code.file);
    this.code.reveal(inner.code.line);
  }

  /** From a line of code to the schema of the type it belongs to. */
  #atCode(line) {
    const here = [...this.#types.values(), ...this.#made.operations].filter(({ code }) => code?.file === this.#file && code.line <= line);
    const inner = here.reduce((best, one) => !best || one.code.line > best.code.line ? one : best, undefined);
    if (inner?.place) this.#goto(inner.place);
  }

  #atListing(line) {
    const name = this.listed[line - 1]?.match(/types::(\w+)/)?.[1];
    if (this.#types.has(name)) this.#toType(name);
  }

  #hover(line, event) {
    const shown = this.#files[this.#shown];
    const operation = line && this.#made?.operations.find(({ place }) => isOf(place?.file, shown) && place.line === line);
    this.card.hidden = !operation;
    if (!operation || this.card.dataset.line === String(line)) return this.#place(event);
    this.card.dataset.line = line;
    this.card.replaceChildren(element('p', {}, element('b', {}, operation.method), ' ', element('code', {}, visible(operation.path))),
      ...['new_url', 'old_url'].filter(key => operation[key]).map(key => element('p', {}, element('code', {}, visible(operation[key])))),
      element('p', {}, element('code', {}, operation.signature)));
    this.#place(event);
  }

  #place({ clientX, clientY }) {
    this.card.style.left = `${Math.min(clientX + 16, innerWidth - 420)}px`;
    this.card.style.top = `${Math.min(clientY + 20, innerHeight - 140)}px`;
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
    return zip(this.contents().map(([path, bytes]) => [`${this.#made.package}/${path}`, bytes]));
  }

  async #save() {
    const name = `${this.#made.package}.zip`;
    save(await this.archive(), name);
    say(`Saved ${name}: unpack it, and \`cargo test\` in there.`);
  }
}
