import { z } from 'zod';
import type { DeskSource } from './deskSource.ts';

const answerSchema = z.object({
  url: z.string().nullable(),
  points: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type ReportPoints = z.output<typeof answerSchema>;

/** The places with a QR code and the form's public address; null when the core does not answer. */
export async function fetchReportPoints({ door }: Pick<DeskSource, 'door'>): Promise<ReportPoints | null> {
  if (!door) return null;
  try {
    const response = await fetch(`${door.url}/api/report-points`, {
      headers: { authorization: `Bearer ${door.token}` },
    });
    const parsed = answerSchema.safeParse(await response.json());
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
