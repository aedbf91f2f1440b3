/**
 * The request with a text body that can be read once only: nothing below can repeat the request with it, as fetch by its
 * standard does after 421. `onRead` is called when the first byte is asked for, which is when the connection stands: a
 * request whose body was never read was never written. Other bodies stay as they are and count as read at once.
 */
export function readOnce(request: RequestInit, onRead: () => void): RequestInit {
  if (typeof request.body !== 'string') {
    onRead();
    return request;
  }
  const bytes = new TextEncoder().encode(request.body);
  const sizeBytes = bytes.length; // enqueueing takes the bytes away
  const body = new ReadableStream({
    type: 'bytes', // any other kind is read ahead of the connection when fetch clones the request
    pull(controller) {
      onRead();
      if (sizeBytes > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
  // Without a length fetch would send the body in chunks, which Graph does not say it takes.
  const headers = { ...request.headers, 'Content-Length': String(sizeBytes) };
  return { ...request, body, duplex: 'half', headers };
}
