import { element } from './dom.js';
import { personName } from './format.js';

/** A round mark with a person's initials, in a colour that follows from the address. */
export function avatar(person) {
  const mark = element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person));
  mark.style.setProperty('--hue', String(hue(person.address)));
  return mark;
}

function initials(person) {
  const words = personName(person)
    .split('@')[0]
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}

function hue(address) {
  let hash = 0;
  for (const char of address.toLowerCase()) hash = (hash * 31 + char.codePointAt(0)) % 360;
  return hash;
}
