/** One window that watches MJPEG: an endless multipart answer. A slow one misses pictures; each that comes is the newest. */
import type { ServerResponse } from 'node:http';
import type { AccessUnit } from '../h264/accessUnit.ts';

const BOUNDARY = 'pingan';

export class MjpegViewer {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse, headers: Readonly<Record<string, string>>) {
    this.#response = response;
    response.writeHead(200, {
      ...headers,
      'content-type': `multipart/x-mixed-replace; boundary=${BOUNDARY}`,
      'cache-control': 'no-store',
    });
  }

  onUnit({ nals }: AccessUnit): void {
    const [picture] = nals;
    if (picture === undefined || this.#response.writableLength > 0) return;
    const head = `--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`;
    this.#response.write(Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n')]));
  }
}
