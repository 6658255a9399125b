/** `URL.parse`, which runtimes before Node 22 do not have; the media process also runs in older ones. Null: it is no URL. */
export function parseUrl(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
