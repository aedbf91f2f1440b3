import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';

/** Whether a host name or address can only mean this machine. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '[::1]') return true;
  return isIPv4(host) && host.startsWith('127.');
}

/**
 * Why a request must not be served, or undefined. Two attacks by a web page open in the developer's browser:
 * its domain re-pointed to 127.0.0.1 (DNS rebinding) shows as a foreign Host, and its form or fetch to our
 * port shows as a foreign Origin. Programs send no Origin.
 */
export function whyRefused(request: IncomingMessage): string | undefined {
  const { host = '', origin } = request.headers;
  if (!isLoopback(hostnameOf(host))) {
    return 'The header Host names another machine. Use http://127.0.0.1 or http://localhost with the port.';
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && origin !== undefined && origin !== `http://${host}`) {
    return 'A web page from elsewhere must not change anything here.';
  }
  return undefined;
}

function hostnameOf(host: string): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
}
