// A text with line numbers, colours and marks. Only the lines in sight are elements, so that a file of any length scrolls;
// where it can be edited, a transparent text field lies over them.

import { element, visible } from './dom.js';
import { pieces } from './highlight.js';

// Longer texts than this are not edited in place: a text field is laid out as a whole.
const EDITABLE = 400_000;
// More characters of a line than this are not shown.
const WIDEST = 2_000;
const SPARE = 12;

export class Pane {
  #lines = [''];
  #language = 'plain';
  #marks = new Map();
  #lit = [0, 0];
  #row = 0;
  #drawn = '';

  /** `onedit(text)`, `online(line)`, `onhover(line, event)` and `ontype(name)` are told what happens; `isType(name)` is asked. */
  constructor(label, { onedit, online, onhover, ontype, isType = () => false } = {}) {
    Object.assign(this, { label, onedit, online, onhover, ontype, isType });
    this.drawing = element('div', { class: 'lines' });
    this.sizer = element('div', { class: 'sizer' }, this.drawing);
    this.root = element('div', { class: 'code', tabindex: 0, role: 'region', 'aria-label': label }, this.sizer);
    this.root.addEventListener('scroll', () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.root);
    this.root.addEventListener('click', event => this.#clicked(event));
    if (onhover) {
      this.root.addEventListener('pointermove', event => onhover(this.#lineAt(event), event));
      this.root.addEventListener('pointerleave', event => onhover(0, event));
    }
    if (onedit) {
      this.editor = element('textarea', { class: 'editor', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', 'aria-label': label });
      this.editor.addEventListener('input', () => {
        this.#take(this.editor.value);
        onedit(this.editor.value);
      });
      this.sizer.append(this.editor);
    }
  }

  /** Shows a text. */
  show(text, language) {
    this.#language = language;
    this.#marks = new Map();
    this.#lit = [0, 0];
    this.#take(text);
    if (this.editor) {
      const fits = text.length <= EDITABLE;
      this.editor.hidden = !fits;
      this.editor.value = fits ? text : '';
      this.root.tabIndex = fits ? -1 : 0;
    }
    this.root.scrollTo(0, 0);
  }

  get text() {
    return this.#lines.join('\n');
  }

  /** Marks lines: a map from line to a level. */
  mark(marks) {
    this.#marks = marks;
    this.#redraw();
  }

  /** Shows some lines and lights them up. */
  reveal(line, end = line) {
    this.#lit = [line, end];
    const { clientHeight: height, scrollTop: top } = this.root;
    const at = (line - 1) * this.#height();
    if (at < top || at > top + height - 3 * this.#height()) this.root.scrollTop = Math.max(0, at - height / 4);
    this.#redraw();
  }

  #take(text) {
    this.#lines = text.split('\n');
    this.#drawn = '';
    const longest = this.#lines.reduce((most, line) => Math.max(most, line.length), 0);
    this.root.style.setProperty('--digits', String(this.#lines.length).length);
    this.sizer.style.width = `calc(${Math.min(longest, WIDEST) + String(this.#lines.length).length + 6}ch)`;
    this.sizer.style.height = `${this.#lines.length * this.#height() + 16}px`;
    this.#redraw();
  }

  #height() {
    this.#row ||= parseFloat(getComputedStyle(this.root).lineHeight) || 0;
    return this.#row || 20;
  }

  #redraw() {
    this.#drawn = '';
    this.#draw();
  }

  #draw() {
    const row = this.#height();
    const from = Math.max(0, Math.floor(this.root.scrollTop / row) - SPARE);
    const to = Math.min(this.#lines.length, Math.ceil((this.root.scrollTop + this.root.clientHeight) / row) + SPARE);
    const drawn = `${from} ${to}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!this.#row) this.#drawn = '';
    this.sizer.style.height = `${this.#lines.length * row + 16}px`;
    this.drawing.style.transform = `translateY(${from * row}px)`;
    const rows = [];
    for (let at = from; at < to; at++) rows.push(this.#line(at + 1, this.#lines[at]));
    this.drawing.replaceChildren(...rows);
  }

  #line(number, text) {
    const level = this.#marks.get(number);
    const isLit = number >= this.#lit[0] && number <= this.#lit[1];
    const row = element('div', { class: `row${level ? ` ${level}` : ''}${isLit ? ' lit' : ''}`, 'data-line': number });
    row.append(element('span', { class: 'number', 'aria-hidden': true }, String(number)));
    const code = element('span', { class: 'text' });
    for (const [kind, piece] of pieces(text.slice(0, WIDEST), this.#language)) {
      if (kind === 'type' && this.isType(piece)) code.append(element('span', { class: 'type known', 'data-type': piece }, piece));
      else if (kind) code.append(element('span', { class: kind }, visible(piece)));
      else code.append(visible(piece));
    }
    if (text.length > WIDEST) code.append('…');
    row.append(code);
    return row;
  }

  #lineAt(event) {
    const top = this.sizer.getBoundingClientRect().top;
    const line = Math.floor((event.clientY - top) / this.#height()) + 1;
    return line >= 1 && line <= this.#lines.length ? line : 0;
  }

  #clicked(event) {
    const type = event.target.closest?.('[data-type]');
    if (type && this.ontype) return this.ontype(type.dataset.type);
    const line = this.#lineAt(event);
    if (line) this.online?.(line);
  }
}
