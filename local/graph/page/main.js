import { fetchList, followState } from './api.js';
import { showFaults } from './faults.js';
import { listenToKeys } from './keyboard.js';
import { markOpen, neighbour, showList } from './list.js';
import { showMail } from './reader.js';

const rowsPerStep = 100;

const search = document.getElementById('search');
const live = document.getElementById('live');
/** Ids seen in lists so far; undefined until the first list, whose mails are not new. */
let seenIds;
let limit = rowsPerStep;
let refreshing = false;
let refreshAgain = false;

/** Reads the list anew. Calls during a read become one more read after it, so the last state wins. */
async function refresh() {
  if (refreshing) {
    refreshAgain = true;
    return;
  }
  refreshing = true;
  try {
    do {
      refreshAgain = false;
      const text = search.value.trim();
      showNews(await fetchList(text, limit), text);
    } while (refreshAgain);
  } catch {
    showConnection(false); // the live stream reconnects and then refreshes
  } finally {
    refreshing = false;
  }
}

function showNews(list, text) {
  const known = seenIds;
  showList(list, text, (id) => text === '' && known !== undefined && !known.has(id));
  seenIds ??= new Set();
  for (const { id } of list.rows) seenIds.add(id);
  markOpen(openId());

  document.getElementById('empty').hidden = list.messageCount > 0;
  document.body.classList.toggle('is-empty', list.messageCount === 0);
  document.title =
    list.messageCount > 0 ? `(${list.messageCount}) Mailchute inbox` : 'Mailchute inbox';
}

/** The open mail is in the address, so that back, reload and a copied link work. */
function openId() {
  return location.hash.slice(1) || undefined;
}

function showOpen() {
  const id = openId();
  document.body.classList.toggle('is-reading', id !== undefined);
  markOpen(id);
  return showMail(id);
}

function showConnection(isUp) {
  live.dataset.state = isUp ? 'live' : 'lost';
  live.textContent = isUp ? 'Live' : 'Reconnecting';
}

search.addEventListener('input', () => {
  limit = rowsPerStep;
  void refresh();
});
document.getElementById('more').addEventListener('click', () => {
  limit += rowsPerStep;
  void refresh();
});
addEventListener('hashchange', showOpen);
listenToKeys({
  move: (step) => {
    const id = neighbour(openId(), step);
    if (id !== undefined) location.hash = id;
  },
  close: () => {
    location.hash = '';
  },
});

followState((state) => {
  showFaults(state);
  void refresh();
}, showConnection);
void showOpen();
