import type { Attachment } from 'postal-mime';
import { maxInlinePictureBytes } from '../limits.ts';

/** A reference to an inline picture where HTML or CSS has one: after a quote, `=` or `(`. */
const cidReference = /(["'(=]\s*)cid:([^"'\s)>]+)/gi;

/** Signs of something outside the mail: an address in an attribute that loads, or in a CSS `url()`. */
const remoteReference =
  /\b(?:src|srcset|background|poster)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i;

/** Whether the HTML would load something from elsewhere if it were let. */
export function hasRemoteContent(html: string): boolean {
  return remoteReference.test(html);
}

/**
 * The mail's HTML as a document of its own, with its inline pictures put in and links that open a new tab.
 * It is not sanitised: the answer's content security policy and the sandboxed frame hold it.
 */
export function mailDocument(html: string, attachments: readonly Attachment[]): string {
  const pictures = picturesByContentId(attachments);
  let inlinedBytes = 0;
  const resolved = html.replace(cidReference, (reference, before: string, contentId: string) => {
    const picture = pictures.get(contentIdKey(contentId));
    if (picture === undefined || inlinedBytes + picture.length > maxInlinePictureBytes) {
      return reference;
    }
    inlinedBytes += picture.length;
    return before + picture;
  });
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${resolved}`;
}

function picturesByContentId(attachments: readonly Attachment[]): ReadonlyMap<string, string> {
  const pictures = new Map<string, string>();
  for (const { contentId, mimeType, content } of attachments) {
    if (contentId === undefined || typeof content === 'string') continue;
    // Only a plain image type may enter the document's text; a made-up type could carry markup.
    if (!/^image\/[a-z0-9.+-]+$/.test(mimeType)) continue;
    const base64 = Buffer.from(content as Uint8Array).toString('base64');
    pictures.set(contentIdKey(contentId), `data:${mimeType};base64,${base64}`);
  }
  return pictures;
}

/** A Content-ID without its brackets, and a `cid:` address without its escapes, are the same key. */
function contentIdKey(contentId: string): string {
  const bare = contentId.trim().replace(/^<|>$/g, '').replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
