/**
 * 走访五必: what a visit or a patrol must not leave out. Generic words; a site states its own under `fiveMusts` of station.json,
 * as many as it has. Each task carries the words it was published with, so that a later edit changes no record.
 */
import { z } from 'zod';
import type { FieldTaskKind } from '../domain/task.ts';

const words = z.string().trim().min(1).max(80);

export const mustSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,19}$/, 'letters and digits, at most 20'),
  zh: words,
  en: words,
});
export type Must = z.infer<typeof mustSchema>;

export const FIVE_MUSTS: readonly Must[] = [
  { id: 'see', zh: '必看：门窗、通道、消防设施', en: 'See: doors, passages, fire gear' },
  { id: 'ask', zh: '必问：近况与困难', en: 'Ask: how people are, what they lack' },
  { id: 'listen', zh: '必听：诉求与纠纷苗头', en: 'Listen: requests, signs of a dispute' },
  { id: 'tell', zh: '必讲：防火防骗与求助方法', en: 'Tell: fire and fraud safety, how to get help' },
  { id: 'report', zh: '必报：发现的隐患与异常', en: 'Report: hazards and anything unusual' },
];

/** Kinds of task that carry the musts unless they are published without. */
export const MUST_KINDS: readonly FieldTaskKind[] = ['patrol', 'visit'];
