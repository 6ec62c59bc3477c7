// Shows the filters of a section and makes them work.
function filterApiDiff(section) {
  const form = section.querySelector('.filters');
  if (!form) return;
  const changes = [...section.querySelectorAll('.changes > li')];
  const words = changes.map(change => change.textContent.toLowerCase());
  const apply = () => {
    const { wire, rust, kind, operation, text } = form.elements;
    const search = text.value.trim().toLowerCase();
    let shown = 0;
    changes.forEach((change, at) => {
      const { dataset } = change;
      const meets = (!wire.value || dataset.wire === wire.value)
        && (!rust.value || dataset.rust === rust.value)
        && (!kind.value || dataset.kind === kind.value)
        && (!operation.value || dataset.operations.split(' ').includes(operation.value))
        && words[at].includes(search);
      change.hidden = !meets;
      shown += meets;
    });
    form.querySelector('output').value = `${shown} of ${changes.length} changes`;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', event => event.preventDefault());
  form.hidden = false;
  apply();
}
document.querySelectorAll('.api-diff').forEach(filterApiDiff);
