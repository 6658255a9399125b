/** The one way a window asks the core over HTTP: with the seat's token, in a limited time, and never by throwing. */
import { fail, ok, type Refusal, type Result } from '#shared/kit/result.ts';

/** Where the core listens; a null token asks as nobody. */
export interface CoreDoor {
  readonly url: string;
  readonly token: string | null;
}
/** `code` is the core's, the status as text where it gave none, or `unreachable` when nobody answered in time. */
export interface CoreFault extends Pick<Refusal, 'code' | 'message'> {
  /** Of HTTP; null when nobody answered. */
  readonly status: number | null;
}
export type CoreAnswer<Body> = Result<Body, CoreFault>;
export interface CoreQuestion {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: object;
  /** Sent as its bytes. */
  readonly file?: Blob;
  /** For the whole answer, its last byte included; 10 s. */
  readonly withinMs?: number;
  /** Ends the question early; the answer is `unreachable`. */
  readonly signal?: AbortSignal;
}

const WITHIN_MS = 10_000;
const UNREACHABLE: CoreAnswer<never> = fail({ code: 'unreachable', message: '', status: null });

/** `read` takes the body of a good answer; what it throws, a body of the wrong shape say, counts as not answered. */
export async function askCore<Body>(
  door: CoreDoor | null,
  path: string,
  read: (response: Response) => Promise<Body>,
  { method, json, file, withinMs = WITHIN_MS, signal }: CoreQuestion = {},
): Promise<CoreAnswer<Body>> {
  if (!door || signal?.aborted) return UNREACHABLE;
  const ending = new AbortController();
  const end = () => ending.abort();
  const limit = setTimeout(end, withinMs);
  signal?.addEventListener('abort', end);
  try {
    const body = json ? JSON.stringify(json) : file;
    const response = await fetch(new URL(path, door.url), {
      ...(method && { method }),
      ...(body !== undefined && { body }),
      headers: {
        ...(door.token !== null && { authorization: `Bearer ${door.token}` }),
        ...(json && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': 'application/octet-stream' }),
      },
      signal: ending.signal,
    });
    if (response.ok) return ok(await read(response));
    const told = (await response.json().catch(() => ({}))) as Partial<CoreFault>;
    const { status } = response;
    return fail({ code: told.code ?? String(status), message: told.message ?? '', status });
  } catch {
    return UNREACHABLE;
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener('abort', end);
  }
}

/** Reads a body as JSON of a shape the core warrants. */
export async function asJson<Body>(response: Response): Promise<Body> {
  return (await response.json()) as Body;
}

/** For questions whose asker has nothing to say about why there is no answer. */
export function orNull<Body>(answer: CoreAnswer<Body>): Body | null {
  return answer.ok ? answer.value : null;
}
