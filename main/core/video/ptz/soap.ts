/**
 * ONVIF's words on the wire: SOAP 1.2 with a WS-Security UsernameToken digest (ONVIF Core 5.9, OASIS UsernameToken 1.1), read
 * back as a tree whose prefixes count for nothing: every maker has his own.
 */
import { createHash } from 'node:crypto';
import { type Element, parseXml } from '#main/core/xml/element.ts';
import { escapeXml } from '#shared/kit/xml.ts';

export interface SoapLogin {
  readonly user: string;
  readonly password: string;
}

/** Profiles of a camera with many streams run to a hundred kilobytes. */
export const ANSWER_CHARACTERS = 512 * 1024;

const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** @param createdAt epoch ms by the camera's own clock: it refuses a digest that is not of about now */
export function envelope(body: string, login: SoapLogin | null, createdAt: number, nonce: Buffer): string {
  const header = login === null ? '' : `<s:Header>${usernameToken(login, createdAt, nonce)}</s:Header>`;
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${body}</s:Body></s:Envelope>`;
}

/** Base64(SHA-1(nonce + created + password)), UsernameToken Profile 1.1 §3.1. */
export function passwordDigest(nonce: Buffer, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64');
}

function usernameToken({ user, password }: SoapLogin, createdAt: number, nonce: Buffer): string {
  const created = new Date(createdAt).toISOString();
  return (
    `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${SECURITY}-wssecurity-secext-1.0.xsd" ` +
    `xmlns:wsu="${SECURITY}-wssecurity-utility-1.0.xsd"><wsse:UsernameToken>` +
    `<wsse:Username>${escapeXml(user)}</wsse:Username>` +
    `<wsse:Password Type="${SECURITY}-username-token-profile-1.0#PasswordDigest">` +
    `${passwordDigest(nonce, created, password)}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${SECURITY}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</wsse:Nonce>` +
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}

export type SoapAnswer =
  | { readonly state: 'answered'; readonly body: Element }
  /** `code`: the innermost subcode, without its prefix: `NotAuthorized`, `NoProfile`. */
  | { readonly state: 'fault'; readonly code: string }
  | { readonly state: 'notUnderstood' };

export function readEnvelope(text: string): SoapAnswer {
  const parsed = parseXml(text, ANSWER_CHARACTERS);
  const body = parsed.ok ? child(parsed.root, 'Body') : undefined;
  if (!body) return { state: 'notUnderstood' };
  const fault = child(body, 'Fault');
  if (fault) return { state: 'fault', code: subcodeOf(fault) };
  const [answer] = body.children;
  return answer ? { state: 'answered', body: answer } : { state: 'notUnderstood' };
}

function subcodeOf(fault: Element): string {
  let code = child(fault, 'Code');
  let value = '';
  for (; code; code = child(code, 'Subcode')) value = textOf(code, 'Value') || value;
  return value.split(':').at(-1)!.slice(0, 60) || 'Fault';
}

export const isNamed = ({ name }: Element, wanted: string): boolean => name.split(':').at(-1) === wanted;

/** The first child of that name, whatever its prefix. */
export const child = (element: Element, name: string): Element | undefined =>
  element.children.find((one) => isNamed(one, name));

export const textOf = (element: Element, name: string): string => child(element, name)?.text.trim() ?? '';
