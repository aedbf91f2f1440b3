/** The newest mails that match the search: `{ rows, matchCount, messageCount, droppedCount }`. */
export function fetchList(search, limit) {
  const query = new URLSearchParams({ search, limit: String(limit) });
  return fetchJson(`/inbox/messages?${query}`);
}

/** One mail for the reading pane; undefined when it is gone. */
export async function fetchMail(id, signal) {
  const response = await fetch(`/inbox/messages/${encodeURIComponent(id)}`, { signal });
  return response.ok ? await response.json() : undefined;
}

/** The message as it was sent. */
export async function fetchSource(id) {
  const response = await fetch(sourceAddress(id));
  return await response.text();
}

export function htmlAddress(id) {
  return `/inbox/messages/${encodeURIComponent(id)}/html`;
}

export function attachmentAddress(id, index) {
  return `/inbox/messages/${encodeURIComponent(id)}/attachments/${index}`;
}

export function sourceAddress(id) {
  return `/_control/messages/${encodeURIComponent(id)}/source`;
}

/**
 * Follows the simulator: `onState` gets `{ messageCount, droppedCount, faults, behaviour }` now and after every change,
 * `onConnection` whether the stream is up. The browser reconnects by itself.
 */
export function followState(onState, onConnection) {
  const events = new EventSource('/inbox/events');
  events.addEventListener('open', () => onConnection(true));
  events.addEventListener('error', () => onConnection(false));
  events.addEventListener('state', (event) => onState(JSON.parse(event.data)));
}

async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return await response.json();
}
