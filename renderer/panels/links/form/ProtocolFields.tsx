import type { LinkRecord } from '#shared/wire/links/index.ts';
import { useText } from '../../desk.tsx';
import { DatumField } from './DatumField.tsx';
import { ChoiceField, NumberField, SwitchField } from './fields.tsx';
import { ModbusBoxes } from './ModbusBoxes.tsx';
import { NmeaFields } from './NmeaFields.tsx';

/** What only this protocol needs to be told. */
export function ProtocolFields({ protocol }: { readonly protocol: LinkRecord['protocol'] }) {
  switch (protocol) {
    case 'dc09':
    case 'cot':
      return <DatumField isOptional />;
    case 'jt808':
      return <Jt808Fields />;
    case 'surgard':
      return <SurgardFields />;
    case 'ademco685':
    case 'radionics6500':
      return <NumberField path="heartbeatSeconds" name="heartbeatSeconds" />;
    case 'modbus':
      return <ModbusFields />;
    case 'nmea':
      return <NmeaFields />;
  }
}

function Jt808Fields() {
  return (
    <>
      <DatumField />
      <SwitchField path="requireAuthentication" name="requireAuthentication" />
      <SwitchField path="lenientLength" name="lenientLength" />
      <NumberField path="reassemblySeconds" name="reassemblySeconds" />
    </>
  );
}

function SurgardFields() {
  const text = useText().linkForm;
  const digits = ([1, 3, 'auto'] as const).map((value) => ({ value, name: text.lineDigits[value] }));
  return (
    <>
      <ChoiceField path="lineDigits" name="lineDigits" options={digits} />
      <NumberField path="heartbeatSeconds" name="heartbeatSeconds" />
    </>
  );
}

function ModbusFields() {
  const text = useText().linkForm;
  const framings = (['rtu', 'tcp'] as const).map((value) => ({ value, name: text.framing[value] }));
  return (
    <>
      <ChoiceField path="framing" name="framing" options={framings} />
      <NumberField path="pollMs" name="pollMs" />
      <NumberField path="answerMs" name="answerMs" />
      <ModbusBoxes />
    </>
  );
}
