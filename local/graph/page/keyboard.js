/**
 * Keys as mail readers have them: j or down, k or up, Escape back to the list, / to search.
 * @param actions `{ move(step), close() }`
 */
export function listenToKeys({ move, close }) {
  const search = document.getElementById('search');
  const keys = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    Escape: close,
    '/': () => search.focus(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key !== 'Escape' && event.key !== 'ArrowDown') return;
      search.blur();
      if (event.key === 'Escape') return;
    }
    // Arrows scroll where the reader is in the text.
    if (event.key.startsWith('Arrow') && event.target.closest?.('#reader')) return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
