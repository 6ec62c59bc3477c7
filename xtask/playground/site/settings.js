// What is decided otherwise than the document suggests, as the manifest of the crate has it.

import { element } from './dom.js';

// What is typed is taken up when nothing follows for this long, in milliseconds: half a word is mostly wrong.
const PAUSE = 600;

export class Settings {
  /** `onchange()` is told that something was decided. */
  constructor(onchange) {
    this.onchange = onchange;
    let waiting;
    const now = () => {
      clearTimeout(waiting);
      waiting = undefined;
      this.#group();
      onchange();
    };
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(now, PAUSE);
    };
    const choice = (label, ...options) => element('select', { 'aria-label': label, onchange: now }, options.map(([value, text]) => element('option', { value }, text)));
    // Whoever leaves a field has typed to the end.
    const text = (name, attributes) => element(name, { spellcheck: 'false', oninput: soon, onchange: () => waiting && now(), ...attributes });
    this.name = text('input', { 'aria-label': 'Name of the provider', size: 14 });
    this.group = choice('Layout of methods', ['', 'as suggested'], ['flat', 'all on the client'], ['tag', 'by tag'], ['path', 'by path']);
    this.features = choice('Features of groups', ['', 'none for groups'], ['tag', 'one for each tag'], ['path', 'one for what paths begin with']);
    this.flavour = choice('Kind of service', ['', 'as suggested'], ['openapi', 'any service'], ['lowcodeapi', 'LowCodeAPI']);
    this.host = text('input', { 'aria-label': 'Host', placeholder: 'as the document says' });
    this.runtime = choice('Runtime', ['vendored', 'a copy in the crate'], ['depends', 'from the registry']);
    this.operations = text('textarea', { 'aria-label': 'Operations', rows: 4, placeholder: 'all, or one of these a line:\nan id\nGET /path\ntag:name\npath:/path/**' });
    this.types = text('textarea', { 'aria-label': 'Types of formats', rows: 3, placeholder: 'format = Rust type, one a line:\nuuid = uuid::Uuid\ndate-time = jiff::Timestamp' });
    const field = (title, control) => element('label', {}, element('span', {}, title), control);
    this.box = element('details', { class: 'settings' }, element('summary', {}, 'Settings'), element('div', {},
      field('Name', this.name), field('Methods', this.group), field('Features', this.features), field('Service', this.flavour),
      field('Host', this.host), field('Runtime', this.runtime), field('Operations', this.operations), field('Types', this.types)));
  }

  get root() {
    return this.box;
  }

  get provider() {
    return this.name.value.trim() || 'api';
  }

  /** What was chosen, as the generator reads it. */
  get choices() {
    const lines = ({ value }) => value.split('\n').map(line => line.trim()).filter(line => line);
    // What has no path is the generator's to refuse.
    const entry = line => line.split(/=(.*)/).slice(0, 2).map(part => part.trim());
    return {
      group: this.group.value || null,
      flavour: this.flavour.value || null,
      features: this.features.value || null,
      host: this.host.value.trim() || null,
      depends: this.runtime.value === 'depends',
      operations: lines(this.operations),
      types: Object.fromEntries(lines(this.types).map(line => [...entry(line), ''].slice(0, 2))),
    };
  }

  /** Begins with a document: only the runtime stays as it was chosen. */
  reset(provider) {
    this.name.value = provider;
    for (const control of [this.group, this.features, this.flavour, this.host, this.operations, this.types]) control.value = '';
    this.#group();
  }

  /** Has only the operations that some selectors name. */
  keep(selectors) {
    this.operations.value = selectors.join('\n');
    this.box.open = true;
    return this.onchange();
  }

  /** Methods stand behind what has a feature. */
  #group() {
    const by = this.features.value;
    if (by) this.group.value = by;
    this.group.disabled = Boolean(by);
  }
}
