import { useText } from '../../desk.tsx';
import { valueAt } from './draft.ts';
import { useForm } from './FormContext.ts';
import { ChoiceField, NumberField, SwitchField, TextField } from './fields.tsx';

/** How bytes reach the station, by the kind that was chosen. */
export function TransportFields() {
  const { draft } = useForm();
  switch (valueAt(draft, 'transport.kind')) {
    case 'udp':
      return <ListenFields />;
    case 'tcp':
      return (
        <>
          <ListenFields />
          <NumberField path="transport.idleSeconds" name="idleSeconds" />
          <NumberField path="transport.maxConnections" name="maxConnections" />
        </>
      );
    case 'tcpClient':
      return (
        <>
          <TextField path="transport.host" name="callHost" />
          <NumberField path="transport.port" name="callPort" />
          <NumberField path="transport.silenceSeconds" name="silenceSeconds" />
        </>
      );
    case 'serial':
      return <SerialFields />;
    default:
      return null;
  }
}

function ListenFields() {
  return (
    <>
      <TextField path="transport.host" name="listenHost" list={['0.0.0.0', '127.0.0.1']} />
      <NumberField path="transport.port" name="listenPort" />
    </>
  );
}

function SerialFields() {
  const text = useText().linkForm;
  const parities = (['none', 'even', 'odd'] as const).map((value) => ({ value, name: text.parity[value] }));
  return (
    <>
      <TextField path="transport.path" name="path" />
      <NumberField path="transport.baudRate" name="baudRate" />
      <ChoiceField path="transport.dataBits" name="dataBits" options={numbers(7, 8)} />
      <ChoiceField path="transport.parity" name="parity" options={parities} />
      <ChoiceField path="transport.stopBits" name="stopBits" options={numbers(1, 2)} />
      <SwitchField path="transport.rtscts" name="rtscts" />
      <NumberField path="transport.silenceSeconds" name="silenceSeconds" />
    </>
  );
}

const numbers = (...values: readonly number[]) => values.map((value) => ({ value, name: String(value) }));
