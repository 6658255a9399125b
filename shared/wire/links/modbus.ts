import { z } from 'zod';
import { idField } from './fields.ts';
import { serialTransport, tcpClientTransport } from './transports.ts';

/** The reach of one bus at 100 ms a box (PROTOCOLS §3.3). */
const BOXES_LIMIT = 16;
/** A read may not name more inputs than a request can hold. */
const INPUTS_LIMIT = 2_000;

const addressField = z.number().int().min(0).max(65_535);

const buttonField = z.strictObject({
  input: addressField.describe('address of the input, as the manual of the box numbers it from 0'),
  code: z
    .string()
    .regex(/^\d{3}$/, 'a Contact ID event code, three digits')
    .default('120')
    .describe('what a press means'),
  acknowledgeCoil: addressField
    .optional()
    .describe('written on once the alarm is on disk: releases the latch of a latching button'),
});

/** Both kinds end by themselves when nobody is there to switch off: a relay that would sound for ever is not driven. */
const watchdogField = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('register'),
      address: addressField,
      unitMs: z.number().int().min(1).max(60_000).default(1_000).describe('what one count of the register stands for'),
    })
    .describe('the box switches off by itself so long after the coil was switched on'),
  z
    .strictObject({
      kind: z.literal('timedCoil'),
      holdSeconds: z.number().int().min(2).max(600),
    })
    .describe('the box lets the coil fall so long after it was last written; it is written again in half of that time'),
]);

const sirenField = z.strictObject({
  coil: addressField,
  maxSeconds: z
    .number()
    .int()
    .min(1)
    .max(3_600)
    .default(180)
    .describe('sounds at most so long after the last alarm, whoever is still there'),
  watchdog: watchdogField,
});

const boxField = z
  .strictObject({
    account: z.string().min(1).max(16).describe('account of the device that this box is'),
    unit: z.number().int().min(1).max(247),
    area: z.enum(['discreteInputs', 'coils']).default('discreteInputs').describe('where the box shows its buttons'),
    buttons: z.array(buttonField).max(64).default([]),
    siren: sirenField.optional(),
  })
  .superRefine(({ buttons, siren }, context) => {
    if (buttons.length === 0 && !siren) context.addIssue('a box needs buttons or a siren');
    const inputs = buttons.map(({ input }) => input);
    if (new Set(inputs).size < inputs.length) context.addIssue('an input is named twice');
    if (Math.max(...inputs) - Math.min(...inputs) >= INPUTS_LIMIT)
      context.addIssue('inputs too far apart for one read');
    const counts = siren?.watchdog.kind === 'register' ? (siren.maxSeconds * 1_000) / siren.watchdog.unitMs : 0;
    if (counts > 65_535) context.addIssue('maxSeconds does not fit the watchdog register');
  });

/** Button boxes and siren relays on one bus (PROTOCOLS §3.3): RTU on a serial line or through a device server, or Modbus TCP. */
export const modbusLink = z
  .strictObject({
    id: idField,
    protocol: z.literal('modbus'),
    transport: z.discriminatedUnion('kind', [
      serialTransport({ baudRate: 115_200, dataBits: 8, parity: 'even', stopBits: 1, silenceSeconds: 10 }),
      tcpClientTransport(10),
    ]),
    framing: z.enum(['rtu', 'tcp']).default('rtu').describe('tcp: Modbus TCP; rtu also through a serial device server'),
    pollMs: z.number().int().min(20).max(10_000).default(100),
    answerMs: z.number().int().min(10).max(5_000).default(100).describe('how long a box may take to answer'),
    boxes: z.array(boxField).min(1).max(BOXES_LIMIT),
  })
  .superRefine(({ transport, framing, boxes }, context) => {
    if (transport.kind === 'serial' && framing === 'tcp') context.addIssue('framing tcp needs transport tcpClient');
    const accounts = boxes.map(({ account }) => account.toUpperCase());
    if (new Set(accounts).size < accounts.length) context.addIssue('boxes: an account is used twice');
  });

export type ModbusBoxRecord = z.infer<typeof boxField>;
export type ModbusSirenRecord = z.infer<typeof sirenField>;
