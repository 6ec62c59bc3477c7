// The input at the left: the files of a document, the overlay, and what there is to say about them.

import { EMPTY } from './actions.js';
import { counted, element, tabs, visible } from './dom.js';
import { documentFirst, isOf } from './files.js';
import { Findings } from './findings.js';
import { languageOf } from './highlight.js';
import { Pane } from './pane.js';

// An edit is taken up when no other follows for this long, in milliseconds.
const PAUSE = 40;

export class Input {
  #files = [];
  #shown = 0;

  /** `onedit()` is told that something was changed, `online(file, line)` and `onhover(file, line, event)` where somebody points. */
  constructor({ onedit, online, onhover }) {
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(onedit, PAUSE);
    };
    this.source = new Pane('Document', {
      onedit: text => {
        this.#files[this.#shown].text = text;
        delete this.#files[this.#shown].bytes;
        soon();
      },
      online: line => {
        this.findings.at(this.shown, line);
        online(this.shown, line);
      },
      onhover: (line, event) => onhover(this.shown, line, event),
    });
    this.overlay = new Pane('Overlay', { onedit: soon });
    this.overlay.show(EMPTY, 'yaml');
    this.select = element('select', { 'aria-label': 'File', hidden: true, onchange: () => this.#choose(Number(this.select.value)) });
    this.actions = element('ul', { class: 'actions', 'aria-label': 'What each action did' });
    this.sides = tabs('Input', [
      ['document', 'Document', element('div', { class: 'panel' }, this.select, this.source.root)],
      ['overlay', 'Overlay', element('div', { class: 'panel' }, this.overlay.root, this.actions)],
    ]);
    this.findings = new Findings(finding => this.goto(finding));
    this.root = element('div', { class: 'side', 'aria-label': 'Document', role: 'group' }, this.sides.list, this.sides.body, this.findings.root);
  }

  get files() {
    return this.#files;
  }

  get shown() {
    return this.#files[this.#shown];
  }

  /** The text of the overlay; nothing where nobody wrote one. */
  get actionsText() {
    const { text } = this.overlay;
    return text === EMPTY || !text.trim() ? null : text;
  }

  /** Takes files, of which one is the document, and an overlay. */
  open(files, overlay = EMPTY) {
    this.#files = documentFirst(files);
    this.overlay.show(overlay, 'yaml');
    this.select.hidden = this.#files.length < 2;
    this.select.replaceChildren(...this.#files.map(({ name }, at) => element('option', { value: at }, visible(name))));
    this.#show(0);
  }

  /** Shows another overlay. */
  showOverlay(text) {
    this.overlay.show(text, 'yaml');
    this.sides.choose('overlay');
  }

  /** Shows what there is to say, and what each action of the overlay did. */
  tell(findings, actions = []) {
    this.findings.show(findings);
    this.#mark();
    this.actions.replaceChildren(...actions.map(action => this.#action(action)));
  }

  #action({ line, target, matched, changed, nearest, places }) {
    return element('li', { class: matched ? '' : 'warning' },
      element('button', { type: 'button', class: 'link', onclick: () => this.overlay.reveal(line) }, `line ${line}`),
      ' ', element('code', {}, visible(target)),
      matched ? ` meets ${counted(matched, 'place')}, changes ${changed.toLocaleString('en')} ` : ` meets nothing; the nearest there is: ${visible(nearest ?? '')}`,
      places[0] && element('button', { type: 'button', class: 'link', onclick: () => this.goto(places[0]) }, 'show'));
  }

  #show(at) {
    this.#shown = at;
    const { name, text } = this.shown;
    this.select.value = at;
    this.source.show(text, languageOf(name, text));
    this.sides.choose('document');
  }

  #choose(at) {
    this.#show(at);
    this.#mark();
  }

  #mark() {
    this.source.mark(this.findings.marks(this.shown));
    this.overlay.mark(this.findings.marks({ name: 'overlay.yaml' }));
  }

  /** Shows a place: a finding, or the extent of an operation or a type. */
  goto({ file, line, end }) {
    if (!line) return;
    if (file === 'overlay.yaml') {
      this.sides.choose('overlay');
      return this.overlay.reveal(line);
    }
    const at = this.#files.findIndex(opened => isOf(file, opened));
    if (at < 0) return;
    if (at !== this.#shown) this.#choose(at);
    this.sides.choose('document');
    this.source.reveal(line, end);
  }
}
