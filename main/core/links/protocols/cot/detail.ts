/** `<detail>`: the children we use, of XML and of the fragment that TAK messages carry. All texts become plain lines. */

import { childOf, type Element, numberOf } from '#main/core/xml/element.ts';
import { plainText } from '#shared/kit/plainText.ts';
import { type CotDetail, toCourse, toPercent, toSpeed } from './event.ts';

const NAME_LENGTH = 80;
const TEXT_LENGTH = 500;

/** One line, or null for nothing to read. */
export const lineOf = (text: string | undefined, longest = NAME_LENGTH): string | null =>
  plainText(text ?? '', longest) || null;

export function readDetail(detail: Element): CotDetail {
  const attribute = (child: string, name: string) => childOf(detail, child)?.attributes.get(name);
  const takv = ['device', 'platform', 'os', 'version'].map((name) => attribute('takv', name) ?? '');
  // Chat and markers hold several links; the parent is the one that says so.
  const links = detail.children.filter(({ name }) => name === 'link');
  const parent = links.find(({ attributes }) => attributes.get('relation') === 'p-p') ?? links[0];
  return {
    callsign: lineOf(attribute('contact', 'callsign')),
    endpoint: lineOf(attribute('contact', 'endpoint')),
    groupName: lineOf(attribute('__group', 'name')),
    groupRole: lineOf(attribute('__group', 'role')),
    batteryPercent: toPercent(numberOf(attribute('status', 'battery'))),
    speedMps: toSpeed(numberOf(attribute('track', 'speed'))),
    courseDegrees: toCourse(numberOf(attribute('track', 'course'))),
    terminal: lineOf(takv.join(' ')),
    remarks: lineOf(childOf(detail, 'remarks')?.text, TEXT_LENGTH),
    emergency: readEmergency(childOf(detail, 'emergency')),
    parentUid: parent?.attributes.get('uid') || null,
    parentCallsign: lineOf(parent?.attributes.get('parent_callsign')),
  };
}

function readEmergency(element: Element | undefined): CotDetail['emergency'] {
  if (!element) return null;
  const { attributes, text } = element;
  const isCancel = attributes.get('cancel')?.trim().toLowerCase() === 'true';
  return { kind: lineOf(attributes.get('type')), text: lineOf(text, TEXT_LENGTH), isCancel };
}
