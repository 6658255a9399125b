/** A camera's MJPEG pulled once over HTTP; each picture is a unit of its own, handed on as it is. */
import type { AddressRules } from '../address/addressRules.ts';
import { guardedRequest } from '../address/guardedRequest.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { TICKS_A_SECOND } from '../h264/accessUnit.ts';
import type { Login } from '../rtsp/authorization.ts';
import type { OpenSource } from '../source.ts';
import { JpegReader } from './multipart.ts';

const ANSWER_MS = 5_000;

export interface MjpegOptions {
  readonly url: string;
  readonly login: Login | null;
  readonly rules: AddressRules;
}

export const mjpegSource = ({ url, login, rules }: MjpegOptions): OpenSource => {
  return ({ onUnit, onEnd }) => {
    let isOver = false;
    let stop = () => {};
    const end = (failure: MediaFault) => {
      if (isOver) return;
      isOver = true;
      stop();
      onEnd(failure);
    };
    void guardedRequest({ url, login, rules, limitMs: ANSWER_MS }).then((answer) => {
      if (!answer.ok) return end(answer.failure);
      const { response } = answer.value;
      stop = () => response.destroy();
      if (isOver) return stop();
      const type = response.headers['content-type'] ?? '';
      if (!/^multipart\//i.test(type))
        return end(mediaFault('unsupportedCodec', `it sends ${type.slice(0, 60)}`).failure);
      const reader = new JpegReader();
      response.on('data', (chunk: Buffer) => {
        for (const picture of reader.push(chunk)) {
          const ticks = Math.round((performance.now() * TICKS_A_SECOND) / 1_000);
          if (!isOver) onUnit({ nals: [picture], isKey: true, ticks });
        }
      });
      response.on('close', () => end(mediaFault('unreachable', 'the camera closed the connection').failure));
    });
    return {
      dispose: () => {
        isOver = true;
        stop();
      },
    };
  };
};
