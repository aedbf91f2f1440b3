import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pagePolicy } from '../http/securityHeaders.ts';

interface PageFile {
  readonly contentType: string;
  readonly bytes: Buffer;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the files of the inbox page once. A request is looked up among them by its path,
 * so no path of a request ever reaches the file system.
 */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(import.meta.dirname, '../page');
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder)) {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) continue;
    const path = name === 'index.html' ? '/' : `/page/${name}`;
    files.set(path, { contentType, bytes: readFileSync(join(folder, name)) });
  }
  return files;
}

/** Sends a file of the page under the page's policy. */
export function sendPageFile(response: ServerResponse, { contentType, bytes }: PageFile): void {
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': bytes.length,
    'Content-Security-Policy': pagePolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  response.end(bytes);
}
