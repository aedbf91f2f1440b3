import { outsider, shiftedClock, support } from '../diagnosis.ts';
import type { Case } from './case.ts';

/** What `doctor --probe` can show. */
export const probeCases: readonly Case[] = [
  [
    'a probe of a mailbox with an alias',
    { wish: { probe: support } },
    ['ProbeFound', 'AliasKept', 'BccStripped'],
  ],
  [
    'a probe of a mailbox without an alias',
    { wish: { probe: 'noreply@contoso.example' } },
    ['ProbeFound', 'NoAlias'],
  ],
  [
    'a tenant that replaces aliases and shows Bcc',
    {
      wish: { probe: support },
      tenant: (graph) => graph.setBehaviour({ aliases: 'replaced', bcc: 'shown' }),
    },
    ['AliasReplaced', 'BccShown'],
  ],
  [
    'a tenant that replaces the Message-ID',
    {
      wish: { probe: support },
      tenant: (graph) => graph.setBehaviour({ messageIds: 'replaced' }),
      functions: () => ({ clock: shiftedClock(0) }),
    },
    ['ProbeNotFound', 'ArrivalNotSeen'],
  ],
  [
    'a probe that does not come back',
    {
      wish: { probe: support },
      tenant: (graph) => graph.setBehaviour({ arriving: false }),
      functions: () => ({ clock: shiftedClock(0) }),
    },
    ['ProbeFound', 'ArrivalNotSeen'],
  ],
  [
    'a probe that Exchange holds back',
    {
      wish: { probe: support },
      tenant: (graph) => graph.setBehaviour({ draftForMs: 600_000, arriving: false }),
      functions: () => ({ clock: shiftedClock(0) }),
    },
    ['ProbeStayedDraft'],
  ],
  [
    'a probe of a mailbox that may not be read',
    { wish: { probe: support }, tenant: (graph) => graph.setBehaviour({ reading: 'forbidden' }) },
    ['ProbeUnread'],
  ],
  [
    'a probe that Exchange refuses',
    {
      wish: { probe: support },
      tenant: (graph) => graph.setFaults([{ on: 'sendMail', answer: 403 }]),
    },
    ['ProbeNotSent'],
  ],
  [
    'a probe of a mailbox that may not send',
    { wish: { probe: outsider.mail } },
    ['ProbeNotASender'],
  ],
];
