import { defineProtocol } from '../../contract.ts';
import { openModbusSession } from './session.ts';

export const modbus = defineProtocol('modbus', (context, record) => openModbusSession(context, record));
