// What is decided otherwise than the document suggests, as the manifest of the crate has it.

import { element } from './dom.js';

export class Settings {
  /** `onchange()` is told that something was decided. */
  constructor(onchange) {
    this.onchange = onchange;
    const choice = (label, ...options) => element('select', { 'aria-label': label, onchange }, options.map(([value, text]) => element('option', { value }, text)));
    const text = (name, attributes) => element(name, { spellcheck: 'false', onchange, ...attributes });
    this.name = text('input', { 'aria-label': 'Name of the provider', size: 14 });
    this.group = choice('Layout of methods', ['', 'as suggested'], ['flat', 'all on the client'], ['tag', 'by tag'], ['path', 'by path']);
    this.flavour = choice('Kind of service', ['', 'as suggested'], ['openapi', 'any service'], ['lowcodeapi', 'LowCodeAPI']);
    this.host = text('input', { 'aria-label': 'Host', placeholder: 'as the document says' });
    this.runtime = choice('Runtime', ['vendored', 'a copy in the crate'], ['depends', 'from the registry']);
    this.operations = text('textarea', { 'aria-label': 'Operations', rows: 4, placeholder: 'all, or one of these a line:\nan id\nGET /path\ntag:name\npath:/path/**' });
    const field = (title, control) => element('label', {}, element('span', {}, title), control);
    this.box = element('details', { class: 'settings' }, element('summary', {}, 'Settings'), element('div', {},
      field('Name', this.name), field('Methods', this.group), field('Service', this.flavour), field('Host', this.host),
      field('Runtime', this.runtime), field('Operations', this.operations)));
  }

  get root() {
    return this.box;
  }

  get provider() {
    return this.name.value.trim() || 'api';
  }

  /** What was chosen, as the generator reads it. */
  get choices() {
    const lines = this.operations.value.split('\n').map(line => line.trim()).filter(line => line);
    return {
      group: this.group.value || null,
      flavour: this.flavour.value || null,
      host: this.host.value.trim() || null,
      depends: this.runtime.value === 'depends',
      operations: lines,
    };
  }

  /** Begins with a document: only the runtime stays as it was chosen. */
  reset(provider) {
    this.name.value = provider;
    for (const control of [this.group, this.flavour, this.host, this.operations]) control.value = '';
  }

  /** Has only the operations that some selectors name. */
  keep(selectors) {
    this.operations.value = selectors.join('\n');
    this.box.open = true;
    return this.onchange();
  }
}
