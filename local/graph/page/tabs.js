import { element } from './dom.js';

/**
 * Tabs after the ARIA pattern: arrow keys move, the panel of a tab is made when it is first opened.
 * @param tabs list of `{ name, panel: () => Node }`; the first one is open
 */
export function tabs(list) {
  const buttons = list.map(({ name }, index) =>
    element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${index}`, 'aria-controls': `panel-${index}` },
      name,
    ),
  );
  const panels = list.map(({ name }, index) =>
    element('div', {
      role: 'tabpanel',
      id: `panel-${index}`,
      'aria-labelledby': `tab-${index}`,
      class: `panel panel-${name.toLowerCase()}`,
    }),
  );

  function open(opened) {
    list.forEach(({ panel }, index) => {
      const isOpen = index === opened;
      buttons[index].setAttribute('aria-selected', String(isOpen));
      buttons[index].tabIndex = isOpen ? 0 : -1;
      panels[index].hidden = !isOpen;
      if (isOpen && panels[index].childNodes.length === 0) panels[index].append(panel());
    });
  }

  buttons.forEach((button, index) => {
    button.addEventListener('click', () => open(index));
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const next = (index + step + list.length) % list.length;
      open(next);
      buttons[next].focus();
      event.stopPropagation();
    });
  });
  open(0);
  return [
    element(
      'div',
      { role: 'tablist', class: 'tabs', 'aria-label': 'Views of the message' },
      ...buttons,
    ),
    ...panels,
  ];
}
