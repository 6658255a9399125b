/** What both schemes answer when they do not answer with a file. The same for every reason: an answer tells nothing of what lies outside. */
export function notFound(headers: Record<string, string>): Response {
  return new Response('Not found', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } });
}

export function methodRefused(headers: Record<string, string>): Response {
  return new Response(null, { status: 405, headers: { ...headers, Allow: 'GET, HEAD' } });
}

export function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}
