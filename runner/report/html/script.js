// Filters and order of the cards, and details that print. The page says everything without this.
(() => {
  'use strict';
  // Print shows every detail; what was closed is closed again.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });

  const form = document.getElementById('filter');
  const list = document.getElementById('cards');
  if (!form || !list) return;
  const cards = [...list.children].map((element, position) => ({ element, position, words: null }));
  const count = document.getElementById('filter-count');
  const field = (name) => form.elements.namedItem(name).value;
  const rule = (card) => card.element.dataset.rule;
  const orders = {
    '': (a, b) => a.position - b.position,
    operation: (a, b) => a.element.dataset.operation - b.element.dataset.operation || a.position - b.position,
    rule: (a, b) => rule(a).localeCompare(rule(b)) || a.position - b.position,
  };

  const filter = () => {
    const words = field('words').toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = ['state', 'severity', 'operation'].map((name) => [name, field(name)]).filter(([, value]) => value);
    let shown = 0;
    for (const card of cards) {
      let fits = wanted.every(([name, value]) => card.element.dataset[name] === value);
      if (fits && words.length) {
        card.words ??= card.element.textContent.toLowerCase();
        fits = words.every((word) => card.words.includes(word));
      }
      card.element.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown === cards.length ? `${shown} shown` : `${shown} of ${cards.length} shown`;
  };
  const order = () => list.append(...[...cards].sort(orders[field('order')]).map((card) => card.element));
  // A link to a card shows it, whatever is filtered.
  const reveal = () => {
    const card = cards.find((each) => '#' + each.element.id === location.hash);
    if (card && card.element.hidden) {
      form.reset();
      filter();
      card.element.scrollIntoView();
    }
  };

  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => (event.target.name === 'order' ? order() : filter()));
  addEventListener('hashchange', reveal);
  filter();
})();
