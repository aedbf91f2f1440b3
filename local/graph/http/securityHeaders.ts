import type { ServerResponse } from 'node:http';

/** For everything but the pages: nothing in it may load or be framed, should a browser render it. */
const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * For the inbox page: only its own files, and no string becomes markup (Trusted Types), so that a hostile
 * subject cannot even by a mistake in the page's code.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** A click on a link opens a new tab, nothing else; the page's frame says the same (page/panels.js). */
const mailSandbox = 'allow-popups allow-popups-to-escape-sandbox';

/**
 * For a mail's own HTML, framed or opened by its address: no script, no form, no request to anywhere.
 * Pictures and fonts come only from within the document.
 */
export const mailPolicy = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  `sandbox ${mailSandbox}`,
].join('; ');

/** Sets what every answer carries: no sniffing, no use by other sites, no trace in referrers or caches. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', inertPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cache-Control', 'no-store');
}
