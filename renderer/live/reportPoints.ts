import { z } from 'zod';
import { askCore, orNull } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';

const answerSchema = z.object({
  url: z.string().nullable(),
  points: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type ReportPoints = z.output<typeof answerSchema>;

/** The places with a QR code and the form's public address; null when the core does not answer. */
export async function fetchReportPoints({ door }: Pick<DeskSource, 'door'>): Promise<ReportPoints | null> {
  return orNull(
    await askCore(door, '/api/report-points', async (response) => answerSchema.parse(await response.json())),
  );
}
