import { checkRecipients } from '../senders/recipientRule.ts';
import { guarded } from './checks/guarded.ts';
import type { DoctorDeps } from './doctorDeps.ts';
import { type Finding, found } from './findings.ts';
import { type Lookout, lookForProbe } from './lookForProbe.ts';
import { probeMime } from './probeMail.ts';
import { type Prober, proberOf } from './prober.ts';
import { doctorTimes } from './times.ts';

/**
 * Sends one mail from a mailbox to itself and records whether it is found by its Message-ID: only that lets the engine take
 * absence for a proof. Never throws.
 */
export function probe(address: string, deps: DoctorDeps): Promise<readonly Finding[]> {
  const check = async () => {
    const prober = await proberOf(address, deps);
    return prober ? probeFrom(prober, deps) : [found('ProbeNotASender', address)];
  };
  return guarded('probe', check, doctorTimes.probeMs);
}

async function probeFrom(prober: Prober, deps: DoctorDeps): Promise<readonly Finding[]> {
  const { clock, graph, settings } = deps;
  const refusal = checkRecipients([prober.address], settings.recipientsAllowed);
  if (refusal) return [found('ProbeNotSent', `${refusal.reason}: ${prober.address}`)];

  const id = clock.uuid();
  const domain = prober.address.slice(prober.address.lastIndexOf('@') + 1);
  const messageId = `<mailchute.doctor.${id}@${domain}>`;
  const sentAtMs = clock.now();
  const answer = await graph.sender.send({
    mailbox: prober.mailboxId,
    mime: probeMime({
      from: prober.alias ?? prober.address,
      to: prober.address,
      messageId,
      dateMs: sentAtMs,
    }),
    clientRequestId: id,
    withinMs: doctorTimes.requestMs,
  });
  // `unknown` may have been sent; if it is found, that is as good.
  if (answer.kind === 'waits' || answer.kind === 'refused') {
    return [found('ProbeNotSent', answer.code)];
  }
  const seen = await lookForProbe({ mailbox: prober.mailboxId, messageId, sentAtMs }, deps);
  const record = { absenceProves: seen.kind === 'found', probedAtMs: clock.now() };
  await deps.stores.probeRecords.write(record);
  return [probeFinding(seen, messageId), ...arrivalFindings(seen, prober)];
}

function probeFinding(seen: Lookout, messageId: string): Finding {
  switch (seen.kind) {
    case 'found':
      return found('ProbeFound', `After ${Math.round(seen.afterMs / 1000)} s.`);
    case 'forbidden':
      return found('ProbeUnread', messageId);
    case 'draft':
      return found('ProbeStayedDraft', messageId);
    case 'absent':
      return found('ProbeNotFound', messageId);
    default:
      return seen satisfies never;
  }
}

/** What arrived was made by Exchange's transport, so it alone shows what recipients get; Sent Items keeps what was written. */
function arrivalFindings(seen: Lookout, { alias, address }: Prober): readonly Finding[] {
  const arrived = seen.kind === 'found' ? seen.arrived : undefined;
  if (!arrived) return [found('ArrivalNotSeen')];
  const bcc = found(arrived.bccCount === 0 ? 'BccStripped' : 'BccShown');
  if (alias === undefined) return [found('NoAlias', address), bcc];
  const isKept = arrived.from?.toLowerCase() === alias;
  return [found(isKept ? 'AliasKept' : 'AliasReplaced', alias), bcc];
}
