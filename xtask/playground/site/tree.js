// The files of a crate, as folders to open.

import { element } from './dom.js';

const CLOSED = new Set(['runtime', 'spec']);

/** A tree of paths; `onchoose(index)` is told which file. */
export function tree(paths, onchoose) {
  const root = { folders: new Map(), files: [] };
  paths.forEach((path, index) => {
    const parts = path.split('/');
    const name = parts.pop();
    let folder = root;
    for (const part of parts) {
      if (!folder.folders.has(part)) folder.folders.set(part, { folders: new Map(), files: [] });
      folder = folder.folders.get(part);
    }
    folder.files.push([name, index]);
  });
  const buttons = [];
  const list = folder => element('ul', {},
    [...folder.folders].map(([name, inner]) => element('li', {},
      element('details', { open: !CLOSED.has(name) }, element('summary', {}, name), list(inner)))),
    folder.files.sort().map(([name, index]) => {
      buttons[index] = element('button', { type: 'button', onclick: () => onchoose(index) }, name);
      return element('li', {}, buttons[index]);
    }));
  const made = list(root);
  const choose = chosen => buttons.forEach((button, index) => {
    if (index !== chosen) return button.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    for (let folder = button.closest('details'); folder; folder = folder.parentElement.closest('details')) folder.open = true;
  });
  return { element: made, choose };
}
