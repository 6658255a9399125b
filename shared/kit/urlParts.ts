/** As much of a URL (RFC 3986) as a rule about it needs, where there is neither a browser nor Node to ask. */
export interface UrlParts {
  /** `rtsp:`, lower case. */
  readonly scheme: string;
  /** What stands before `@`: user and password. Null where there is none. */
  readonly userInfo: string | null;
  readonly host: string;
}

/** Null for what is no `scheme://host…`, and for what holds blanks, backslashes or control characters. */
export function urlPartsOf(text: string): UrlParts | null {
  const match = /^([a-z][a-z0-9+.-]*:)\/\/(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[^/?#@:[\]]+)(?::\d{1,5})?(?:[/?#]|$)/i.exec(
    text,
  );
  if (!match || /[\s\\\p{Cc}]/u.test(text)) return null;
  return { scheme: match[1]!.toLowerCase(), userInfo: match[2] ?? null, host: match[3]!.toLowerCase() };
}
