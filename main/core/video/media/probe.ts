/** One connection, one key frame, closed again: whether a source can be played, and what it shows. */
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { ProbeReport } from './contract.ts';
import { type MediaFault, mediaFault } from './fault.ts';
import type { AccessUnit } from './h264/accessUnit.ts';
import { readSps } from './h264/sps.ts';
import type { OpenSource } from './source.ts';

/** Refuses with the fault of the source, or `noPicture` when the limit passes first. */
export function probePictures(
  open: OpenSource,
  codec: 'H264' | 'JPEG',
  limitMs: number,
): Promise<Result<ProbeReport, MediaFault>> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const settle = (outcome: Result<ProbeReport, MediaFault>) => {
      clearTimeout(late);
      source.dispose();
      resolve(outcome);
    };
    const late = setTimeout(() => settle(mediaFault('noPicture', 'no key picture in time')), limitMs);
    const source = open({
      onUnit: (unit) => {
        if (unit.isKey) settle(ok({ codec, ...sizeOf(unit), tookMs: Math.round(performance.now() - startedAt) }));
      },
      onEnd: (failure) => settle(fail(failure)),
    });
  });
}

function sizeOf({ nals }: AccessUnit) {
  const sps = nals.map(readSps).find((facts) => facts !== null);
  return { widthPx: sps?.widthPx ?? null, heightPx: sps?.heightPx ?? null };
}
