/**
 * What a device's event code means to the desk: one class, is it over, may it sound, and a sentence for the officer.
 * Data is in codes/; this file only reads it. Called by links when a frame becomes a signal, and by reports.
 */
import { CONTACT_ID_CODES } from './codes/contactId.ts';
import { SIA_CODES } from './codes/sia.ts';

/** `unknown`: a code nobody listed (shown, never dropped). `unreadable`: a message whose content made no sense. */
export const ALARM_CLASSES = [
  'emergency',
  'fire',
  'medical',
  'intrusion',
  'tamper',
  'environment',
  'trouble',
  'linkTrouble',
  'armState',
  'cancel',
  'bypass',
  'test',
  'info',
  'unknown',
  'unreadable',
] as const;
export type AlarmClass = (typeof ALARM_CLASSES)[number];

/**
 * Emergencies that call for a medic: Contact ID 100 to 102 and the SIA pairs of point kind M. PROTOCOLS §2.2 classes them as
 * emergency; the desk opens a medical incident for them. The class `medical` is what other systems report as such.
 */
export function isMedicalCode(code: string): boolean {
  return /^(10[0-2]|M[AHR])$/.test(code);
}

/** Contact ID: 1 new event or opening, 3 restore or closing, 6 reported before and still present (PROTOCOLS §2.1). */
export type Qualifier = 1 | 3 | 6;

export type CodedEvent =
  | { readonly kind: 'cid'; readonly qualifier: Qualifier; readonly code: string }
  | { readonly kind: 'sia'; readonly code: string };

export interface Classification {
  readonly class: AlarmClass;
  /** The condition is over. A cancel (406, AB, OC, BC, FC) is never a restore: it asks, the officer decides. */
  readonly restore: boolean;
  /** Duress and silent hold-up: nothing may sound or light at the place itself. */
  readonly silent: boolean;
  readonly zh: string;
  readonly en: string;
}

const CONTACT_ID = new Map(CONTACT_ID_CODES.map((entry) => [entry[0], entry]));
const SIA = new Map(SIA_CODES.map((entry) => [entry[0], entry]));

/** Total: every code gets an answer. An unlisted code keeps its number in the sentence and the class `unknown`. */
export function classify(event: CodedEvent): Classification {
  return event.kind === 'cid' ? classifyContactId(event.code, event.qualifier) : classifySia(event.code);
}

function classifyContactId(code: string, qualifier: Qualifier): Classification {
  const [, alarmClass, zh, en, mark] = CONTACT_ID.get(code) ?? [
    code,
    'unknown' as const,
    `未知事件 ${code}`,
    `Unknown event ${code}`,
  ];
  const silent = mark === 'silent';
  // DC-05: for 4xx, 1 opens (disarms) and 3 closes (arms); neither says that a condition is over.
  const isOpenOrClose = code.startsWith('4');
  if (alarmClass === 'armState' && qualifier !== 6) {
    const isArming = qualifier === 3;
    return {
      class: alarmClass,
      restore: false,
      silent,
      zh: `${zh}：${isArming ? '布防' : '撤防'}`,
      en: `${en}: ${isArming ? 'armed' : 'disarmed'}`,
    };
  }
  if (qualifier === 6)
    return { class: alarmClass, restore: false, silent, zh: `${zh}（仍未恢复）`, en: `${en}, still present` };
  if (qualifier === 3 && !isOpenOrClose)
    return { class: alarmClass, restore: true, silent, zh: `${zh}恢复`, en: `${en} restored` };
  return { class: alarmClass, restore: false, silent, zh, en };
}

function classifySia(code: string): Classification {
  const entry = SIA.get(code);
  if (!entry) return guessFromSecondLetter(code);
  const [, alarmClass, zh, en, mark] = entry;
  return { class: alarmClass, restore: mark === 'restore', silent: mark === 'silent', zh, en };
}

/** PROTOCOLS §2.2: A alarm, H or R restore, T trouble, J trouble restore, B bypass, U unbypass, S supervisory. */
function guessFromSecondLetter(code: string): Classification {
  const second = code.charAt(1);
  return {
    class: 'TJS'.includes(second) && second ? 'trouble' : 'BU'.includes(second) && second ? 'bypass' : 'unknown',
    restore: second !== '' && 'HRJU'.includes(second),
    silent: false,
    zh: `未知事件 ${code}`,
    en: `Unknown event ${code}`,
  };
}
