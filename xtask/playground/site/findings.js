// What there is to say about a document: by kind, to walk through.

import { counted, element, visible } from './dom.js';
import { isOf } from './files.js';

const LEVELS = ['error', 'warning', 'notice'];
// More of a kind than this are not listed; all of them are marked.
const MOST = 200;

/** A list that can be walked through; `onchoose(finding)` is told which one. */
export class Findings {
  #all = [];
  #at = -1;

  constructor(onchoose) {
    this.onchoose = onchoose;
    this.title = element('h2', {}, 'Findings');
    this.previous = element('button', { type: 'button', 'aria-label': 'Previous finding', title: 'Shift+F8', onclick: () => this.walk(-1) }, '↑');
    this.next = element('button', { type: 'button', 'aria-label': 'Next finding', title: 'F8', onclick: () => this.walk(1) }, '↓');
    this.body = element('div', { class: 'groups', tabindex: 0, role: 'region', 'aria-label': 'List of findings' });
    this.chosen = element('p', { class: 'chosen', 'aria-live': 'polite' });
    this.root = element('div', { class: 'findings' },
      element('div', { class: 'bar' }, this.title, this.chosen, this.previous, this.next), this.body);
  }

  show(findings) {
    this.#all = [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    this.#at = -1;
    this.chosen.textContent = '';
    this.title.textContent = findings.length ? counted(findings.length, 'finding') : 'Nothing to say about it';
    this.previous.disabled = this.next.disabled = !findings.length;
    const groups = Map.groupBy ? Map.groupBy(this.#all, finding => finding.code) : grouped(this.#all);
    this.body.replaceChildren(...[...groups].map(([code, group]) => this.#group(code, group)));
  }

  /** The marks of a file: the worst level of each line. */
  marks(file) {
    const marks = new Map();
    for (const finding of this.#all) {
      if (finding.line && isOf(finding.file, file) && !marks.has(finding.line)) marks.set(finding.line, finding.level);
    }
    return marks;
  }

  /** Chooses the finding at a line, where there is one. */
  at(file, line) {
    const index = this.#all.findIndex(finding => isOf(finding.file, file) && finding.line === line);
    if (index >= 0) this.#choose(index, false);
    return index >= 0;
  }

  walk(step) {
    if (!this.#all.length) return;
    this.#choose((this.#at + step + this.#all.length) % this.#all.length, true);
  }

  #choose(index, tell) {
    this.#at = index;
    const finding = this.#all[index];
    this.chosen.replaceChildren(`${index + 1}: `, sentence(finding));
    if (tell) this.onchoose(finding);
  }

  #group(code, group) {
    const [{ level }] = group;
    const items = group.slice(0, MOST).map(finding => element('li', {},
      element('button', { type: 'button', onclick: () => this.#choose(this.#all.indexOf(finding), true) },
        sentence(finding), finding.help && element('span', { class: 'help' }, visible(finding.help)))));
    const more = group.length - items.length;
    return element('details', { class: level, open: level === 'error' || group.length <= 3 },
      element('summary', {}, element('span', { class: 'level' }, level), ` ${code} `, element('span', { class: 'count' }, String(group.length))),
      element('ul', {}, items, more > 0 && element('li', { class: 'more' }, `and ${counted(more, 'more').replace(/s$/, '')}, which are marked in the text`)));
  }
}

function sentence({ message, file, line, pointer }) {
  const place = file && line ? `${file}:${line} ` : '';
  return [place && element('span', { class: 'place' }, visible(place)), visible(message || pointer || 'the document as a whole')].filter(Boolean).reduce((whole, part) => {
    whole.append(part);
    return whole;
  }, element('span', {}));
}

function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.code, [...groups.get(finding.code) ?? [], finding]);
  return groups;
}
