/**
 * The service side of a WeChat official account, over real HTTP: signs and encrypts as it does, drops a connection that has not
 * answered in time and tries three times in all. Written from the documentation, sharing no code with the core.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WechatSettings {
  readonly token: string;
  readonly appId: string;
  readonly encodingAESKey: string;
  readonly mode: 'plain' | 'compatible' | 'safe';
}

export interface Pushed {
  readonly status: number;
  readonly body: string;
  /** The passive reply in the clear; null: none. */
  readonly reply: string | null;
  readonly tries: number;
}

const sha1 = (parts: readonly string[]) =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
const section = (value: string) => `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export class WechatService {
  readonly #url: string;
  readonly #settings: WechatSettings;
  readonly #withinMs: number;
  #messageId = 7_400_000_000_000_000_001n;

  /** `url`: of `/ingest/wechat`. */
  constructor(url: string, settings: WechatSettings, withinMs = 5_000) {
    this.#url = url;
    this.#settings = settings;
    this.#withinMs = withinMs;
  }

  /** A number that no double holds exactly. */
  newMessageId(): string {
    this.#messageId += 2n;
    return String(this.#messageId);
  }

  async handshake(echostr = 'echo-1930000000'): Promise<{ status: number; body: string }> {
    const response = await fetch(`${this.#url}?${this.query({ echostr })}`);
    return { status: response.status, body: await response.text() };
  }

  query(more: Readonly<Record<string, string>> = {}): URLSearchParams {
    const [timestamp, nonce] = ['1930000000', '7788'];
    const signature = sha1([this.#settings.token, timestamp, nonce]);
    return new URLSearchParams({ signature, timestamp, nonce, ...more });
  }

  /** As `push`, of a message with these fields; texts become CDATA, numbers stand bare. */
  send(fields: Readonly<Record<string, string | number>>): Promise<Pushed> {
    const message = {
      ToUserName: 'gh_pingan',
      FromUserName: 'oReporter_0001',
      CreateTime: 1_930_000_000,
      ...fields,
      ...(!('MsgId' in fields) && fields.MsgType !== 'event' && { MsgId: this.newMessageId() }),
    };
    const inner = Object.entries(message).map(([name, value]) => {
      const isBare = typeof value === 'number' || name === 'MsgId';
      return `<${name}>${isBare ? value : section(value)}</${name}>`;
    });
    return this.push(`<xml>${inner.join('')}</xml>`);
  }

  /** Three tries in all, each cut off after the service's patience. Rejects when none was answered. */
  async push(xml: string): Promise<Pushed> {
    const { query, body } = this.envelope(xml);
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await fetch(`${this.#url}?${query}`, {
          method: 'POST',
          headers: { 'content-type': 'text/xml' },
          body,
          signal: AbortSignal.timeout(this.#withinMs),
        });
        const answer = await response.text();
        return { status: response.status, body: answer, reply: this.#replyOf(answer), tries };
      } catch (error) {
        if (tries === 3) throw error;
      }
    }
  }

  envelope(xml: string): { readonly query: URLSearchParams; readonly body: string } {
    const { mode, token } = this.#settings;
    if (mode === 'plain') return { query: this.query(), body: xml };
    const encrypted = this.#encrypt(xml);
    const msg_signature = sha1([token, '1930000000', '7788', encrypted]);
    const query = this.query({ encrypt_type: 'aes', msg_signature });
    const sealed = `<ToUserName>${section('gh_pingan')}</ToUserName><Encrypt>${section(encrypted)}</Encrypt>`;
    const clear =
      mode === 'compatible' ? xml.replace(/^<xml>|<\/xml>$/g, '').replace(/<ToUserName>.*?<\/ToUserName>/, '') : '';
    return { query, body: `<xml>${sealed}${clear}</xml>` };
  }

  #replyOf(answer: string): string | null {
    if (answer === '' || answer === 'success') return null;
    const field = (name: string) =>
      answer.match(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's'))?.[1] ?? '';
    const encrypted = field('Encrypt');
    if (encrypted === '') return answer;
    const expected = sha1([this.#settings.token, field('TimeStamp'), field('Nonce'), encrypted]);
    if (field('MsgSignature') !== expected) throw new Error('the reply is not signed');
    return this.#decrypt(encrypted);
  }

  get #key(): Buffer {
    return Buffer.from(`${this.#settings.encodingAESKey}=`, 'base64');
  }

  #encrypt(xml: string): string {
    const text = Buffer.from(xml);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const open = Buffer.concat([randomBytes(16), length, text, Buffer.from(this.#settings.appId)]);
    const pad = 32 - (open.length % 32);
    const cipher = createCipheriv('aes-256-cbc', this.#key, this.#key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(open), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
      'base64',
    );
  }

  #decrypt(encrypted: string): string {
    const decipher = createDecipheriv('aes-256-cbc', this.#key, this.#key.subarray(0, 16)).setAutoPadding(false);
    const open = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
    return open.toString('utf8', 20, 20 + open.readUInt32BE(16));
  }
}

/** A customer message as WeChat takes it. */
export interface CustomerMessage {
  readonly touser: string;
  readonly text: string;
}

/**
 * `cgi-bin/message/custom/send` as documented: the access token in the query, a JSON body, HTTP 200 with an `errcode` whatever
 * happens. 40001: token; 47001: not JSON; 40003: no openid; 40008: no such type of message; 44004: empty.
 */
export class WechatCustomerService implements AsyncDisposable {
  readonly sent: CustomerMessage[] = [];
  readonly #accessToken: string;
  readonly #server: Server;

  constructor(accessToken: string) {
    this.#accessToken = accessToken;
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const errcode = this.#take(request, Buffer.concat(parts).toString('utf8'));
        response.setHeader('content-type', 'application/json; encoding=utf-8');
        response.end(JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : 'refused' }));
      });
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return this;
  }

  /** With the token in it, as a relay that adds nothing is configured. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/cgi-bin/message/custom/send?access_token=${this.#accessToken}`;
  }

  async [Symbol.asyncDispose]() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #take({ method, url = '' }: IncomingMessage, body: string): number {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    if (method !== 'POST' || pathname !== '/cgi-bin/message/custom/send') return 43_002;
    if (searchParams.get('access_token') !== this.#accessToken) return 40_001;
    let message: { touser?: unknown; msgtype?: unknown; text?: { content?: unknown } };
    try {
      message = JSON.parse(body);
    } catch {
      return 47_001;
    }
    const { touser, msgtype, text } = message;
    if (typeof touser !== 'string' || !/^o[\w-]{5,40}$/.test(touser)) return 40_003;
    if (msgtype !== 'text') return 40_008;
    if (typeof text?.content !== 'string' || text.content === '') return 44_004;
    this.sent.push({ touser, text: text.content });
    return 0;
  }
}
