import type { MailFinder, SearchAnswer } from '../../shared/graph/mailFinder.ts';
import type { MailSender } from '../../shared/graph/mailSender.ts';
import { type ExchangeDeps, exchangeTakes } from './exchange.ts';
import type { Instance } from './instance.ts';
import { type Mailboxes, markOf } from './mailboxes.ts';
import type { Seam, SeamDeps, Service } from './seam.ts';
import { accepted, type SendFault, sendFaults } from './sendFaults.ts';

type Name = keyof typeof sendFaults;
const names = Object.keys(sendFaults) as Name[];
/** Weight of what happens only beyond the bounds. */
const brokenWeight = 3;
/** Sending is what all is about. */
const sendFactor = 4;

/** `sendMail` as one process sees it. Like the real adapter it never throws: what became of the request is the answer. */
export function simulatedMailSender(
  deps: SeamDeps & ExchangeDeps,
  seam: Seam,
  by: Instance,
): MailSender {
  const { plan, time, trace, boundsBroken } = deps;
  const weights = Object.fromEntries(
    names.map((name) => [name, sendFaults[name].weight || (boundsBroken ? brokenWeight : 0)]),
  );
  return {
    async send(request) {
      const { jobId } = markOf(request.mime);
      const key = `graph.send ${jobId}`;
      const name = plan.fault(key, weights, sendFactor) as Name | undefined;
      const fault: SendFault = name ? sendFaults[name] : accepted;
      const { sender, exchange, heard } = fault;

      if (sender === 'standsStillBefore') {
        seam.standsStill(by, key);
        await new Promise<void>((resolve) => by.goOn(resolve));
      }
      const arrivesMs = seam.latencyMs(key);
      const answeredMs = arrivesMs + 5;
      const heardMs = Math.max(answeredMs, fault.heardAt * request.withinMs);
      exchangeTakes(request, exchange, { arrivesMs, givesUpMs: heardMs }, deps);
      if (sender === 'crashes') time.after(answeredMs, () => by.alive && deps.crash(by));
      if (sender === 'standsStillAfter') seam.standsStill(by, key);
      await new Promise<void>((resolve) => time.after(heardMs, () => by.goOn(resolve)));
      trace.note(
        by.name,
        () => `hears from Graph: ${heard.kind === 'sent' ? '202' : `${heard.kind}, ${heard.code}`}`,
        jobId,
      );
      return heard;
    },
  };
}

/** The search for a mail as one process sees it: it never throws either. */
export function simulatedMailFinder(
  mailboxes: Mailboxes,
  isForbidden: boolean,
  service: Service,
  seam: Seam,
  by: Instance,
): MailFinder {
  return {
    async find(request) {
      const jobId = /job-\d+/.exec(request.messageId)?.[0] ?? '';
      const act = (): SearchAnswer =>
        isForbidden ? { kind: 'forbidden' } : mailboxes.search(request);
      try {
        const shown = ({ kind }: SearchAnswer) => `finds: ${kind}`;
        return await seam.call({ by, service, what: 'search', jobId, act, shown });
      } catch {
        return { kind: 'noAnswer', code: 'HTTP 503', retryAfterMs: undefined };
      }
    },
  };
}
