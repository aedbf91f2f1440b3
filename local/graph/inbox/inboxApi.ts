import type { IncomingMessage, ServerResponse } from 'node:http';
import { mailPolicy } from '../http/securityHeaders.ts';
import { sendJson, sendProblem } from '../http/sendJson.ts';
import { defaultInboxRows, maxInboxRows } from '../limits.ts';
import type { Simulator } from '../simulator.ts';
import type { AcceptedMessage } from '../store/acceptedMessage.ts';
import { attachmentDisposition } from './attachmentDisposition.ts';
import { listRows } from './listRows.ts';
import { sendLiveUpdates } from './liveUpdates.ts';
import { mailDocument } from './mailHtml.ts';
import { attachmentBytes, filenameOf, parseMail, readMail } from './readMail.ts';

const messagePath = /^\/inbox\/messages\/([^/]+)(?:\/(html)|\/attachments\/(\d+))?$/;

/** Answers what the inbox page reads, all under `/inbox`: list, mail, HTML, attachments, live updates. */
export async function serveInbox(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  simulator: Simulator,
): Promise<void> {
  if (request.method !== 'GET') return sendProblem(response, 405, 'The inbox can only be read.');
  if (url.pathname === '/inbox/events') return sendLiveUpdates(response, simulator);
  if (url.pathname === '/inbox/messages') return await sendList(response, url, simulator);

  const [, id = '', html, attachmentIndex] = messagePath.exec(url.pathname) ?? [];
  const message = simulator.messages.get(id);
  if (message === undefined) {
    return sendProblem(response, 404, 'There is no such mail; it may have been dropped.');
  }
  if (html !== undefined) return await sendHtml(response, message);
  if (attachmentIndex !== undefined) {
    return await sendAttachment(response, message, Number(attachmentIndex));
  }
  sendJson(response, 200, await readMail(message));
}

async function sendList(response: ServerResponse, url: URL, { messages }: Simulator) {
  const asked = Number(url.searchParams.get('limit') ?? defaultInboxRows);
  const limit = Number.isInteger(asked)
    ? Math.min(Math.max(asked, 1), maxInboxRows)
    : defaultInboxRows;
  const list = await listRows(messages.list(), url.searchParams.get('search') ?? '', limit);
  sendJson(response, 200, {
    ...list,
    messageCount: messages.count,
    droppedCount: messages.droppedCount,
  });
}

async function sendHtml(response: ServerResponse, message: AcceptedMessage): Promise<void> {
  const { html, attachments } = await parseMail(message);
  if (html === undefined) return sendProblem(response, 404, 'The mail has no HTML part.');
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': mailPolicy,
  });
  response.end(mailDocument(html, attachments));
}

async function sendAttachment(
  response: ServerResponse,
  message: AcceptedMessage,
  index: number,
): Promise<void> {
  const { attachments } = await parseMail(message);
  const attachment = attachments[index];
  if (attachment === undefined) {
    return sendProblem(response, 404, `The mail has ${attachments.length} attachments.`);
  }
  const bytes = attachmentBytes(attachment);
  response.writeHead(200, {
    // Never the type that the mail claims: nothing from a mail runs or renders at this origin.
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachmentDisposition(filenameOf(attachment)),
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}
