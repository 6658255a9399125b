/** A media server's FLV over WebSocket, pulled once and understood, so that it can be shown both ways like a camera. */
import { randomBytes } from 'node:crypto';
import type { AddressRules } from '../address/addressRules.ts';
import { guardedRequest } from '../address/guardedRequest.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { FlvReader } from '../flv/flvReader.ts';
import type { Login } from '../rtsp/authorization.ts';
import type { OpenSource } from '../source.ts';
import { acceptOf, SocketLine } from '../websocket/socketLine.ts';

const HANDSHAKE_MS = 5_000;
const MOST_FRAME = 8 * 1024 * 1024;

export interface WsFlvOptions {
  /** ws:// or wss:// */
  readonly url: string;
  readonly login: Login | null;
  readonly rules: AddressRules;
}

export const wsFlvSource = ({ url, login, rules }: WsFlvOptions): OpenSource => {
  return ({ onUnit, onEnd }) => {
    let line: SocketLine | null = null;
    let isOver = false;
    const reader = new FlvReader();
    const end = (failure: MediaFault) => {
      if (isOver) return;
      isOver = true;
      line?.dispose();
      onEnd(failure);
    };
    const take = (bytes: Buffer) => {
      for (const unit of reader.push(bytes)) if (!isOver) onUnit(unit);
      const { fault } = reader;
      if (fault === 'unsupportedCodec') end(mediaFault('unsupportedCodec', 'its FLV carries no H.264').failure);
      else if (fault !== null) end(mediaFault('noPicture', `its FLV is broken: ${fault}`).failure);
    };

    const open = async () => {
      const key = randomBytes(16).toString('base64');
      const answer = await guardedRequest({
        ...{ url: url.replace(/^ws/i, 'http'), login, rules, limitMs: HANDSHAKE_MS },
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': key,
        },
      });
      if (!answer.ok) return end(answer.failure);
      const { upgraded, response } = answer.value;
      if (isOver) return void (upgraded?.socket ?? response).destroy();
      if (upgraded === null || response.headers['sec-websocket-accept'] !== acceptOf(key)) {
        (upgraded?.socket ?? response).destroy();
        return end(mediaFault('unreachable', 'it speaks no WebSocket').failure);
      }
      line = new SocketLine({
        ...{ socket: upgraded.socket, isClient: true, most: MOST_FRAME, onBinary: take },
        onGone: (why) => end(mediaFault('unreachable', why).failure),
      });
      if (upgraded.head.length > 0) line.receive(upgraded.head);
    };
    void open();
    return {
      dispose: () => {
        isOver = true;
        line?.dispose();
      },
    };
  };
};
