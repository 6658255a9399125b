/** Rows of a list as statements about channels: what each says, and what no cell of it can mean. */
import type { Table, TableRow } from '#main/core/devices/table.ts';
import { type Read, readDegrees, readFlag, readId, readName } from '#main/core/devices/values.ts';
import { type ChannelStatement, channelStatementSchema } from '#shared/domain/channel.ts';
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import { plainText } from '#shared/kit/plainText.ts';
import type { ChannelImportField, ChannelImportPreview, ChannelImportRow } from '#shared/wire/channelImport.ts';
import { readSource } from './streamUrls.ts';

const LONGEST_SHOWN = 80;
/** About a centimetre: what is left of a position after it was converted. */
const DEGREES_DIGITS = 7;
/** Not repeated to anybody, wrong or right. */
const SECRET: ReadonlySet<ChannelImportField> = new Set(['password', 'user', 'url', 'subUrl']);

export interface StatedRow {
  readonly row: number;
  readonly id: string | null;
  /** Null: bad. */
  readonly statement: ChannelStatement | null;
  readonly problems: ChannelImportRow['problems'];
}

/** `isPlaced`: somebody else says already where the channel stands, so the row need not. */
export function rowReader(
  table: Table,
  mapping: ChannelImportPreview['mapping'],
  datum: Datum,
  isPlaced: (id: string) => boolean,
): (row: TableRow) => StatedRow {
  const places = new Map(
    Object.entries(mapping).flatMap(([field, column]) =>
      column === null ? [] : [[field, table.columns.indexOf(column)]],
    ),
  ) as ReadonlyMap<ChannelImportField, number>;
  return (row) => {
    const problems: ChannelImportRow['problems'][number][] = [];
    const textOf = (field: ChannelImportField) => row.cells[places.get(field) ?? -1] ?? '';
    const wrong = (field: ChannelImportField, text: string, words: { zh: string; en: string }) => {
      problems.push({ field, value: SECRET.has(field) ? null : plainText(text, LONGEST_SHOWN), words });
      return undefined;
    };
    const take = <Value>(field: ChannelImportField, read: (text: string) => Read<Value>): Value | undefined => {
      const text = textOf(field);
      if (text === '') return undefined;
      const result = read(text);
      return 'value' in result ? result.value : wrong(field, text, result.wrong);
    };
    const id = take('id', readId);
    if (textOf('id') === '') wrong('id', '', { zh: '缺少编号', en: 'the id is missing' });
    const lon = take('lon', (text) => readDegrees(text, 180));
    const lat = take('lat', (text) => readDegrees(text, 90));
    const hasPlace = textOf('lon') !== '' && textOf('lat') !== '';
    if (!hasPlace && (textOf('lon') !== '' || textOf('lat') !== '' || (id !== undefined && !isPlaced(id))))
      wrong(textOf('lon') === '' ? 'lon' : 'lat', '', { zh: '缺少经度或纬度', en: 'longitude or latitude is missing' });
    const place = lon === undefined || lat === undefined ? null : toWgs84(datum, [lon, lat]);
    const main = take('url', (text) => readSource(text, 'main'));
    const sub = take('subUrl', (text) => readSource(text, 'sub'));
    const user = textOf('user');
    const stated = user ? { user, password: textOf('password') } : (main?.login ?? sub?.login);
    const sources = [main, sub].flatMap((read) => (read ? [read.source] : []));
    const said = {
      ...{ id, name: take('name', readName), heading: take('heading', readTurn), fov: take('fov', readAmount) },
      ...{ rangeM: take('rangeM', readAmount), heightM: take('heightM', readAmount), hasPtz: take('hasPtz', readFlag) },
      ...{ owner: take('owner', readName), isPrivate: take('isPrivate', readFlag), login: stated },
      ...(place && { lon: rounded(place[0]), lat: rounded(place[1]) }),
      ...(sources.length > 0 && { sources }),
    };
    if (problems.length > 0) return { row: row.row, id: id ?? null, statement: null, problems };
    const parsed = channelStatementSchema.safeParse(
      Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    );
    if (parsed.success) return { row: row.row, id: parsed.data.id, statement: parsed.data, problems };
    const [issue] = parsed.error.issues;
    const field = (issue?.path[0] === 'login' ? 'user' : issue?.path[0] === 'sources' ? 'url' : issue?.path[0]) ?? 'id';
    wrong(field as ChannelImportField, textOf(field as ChannelImportField), {
      zh: '该值超出允许的范围',
      en: issue?.message ?? 'out of range',
    });
    return { row: row.row, id: id ?? null, statement: null, problems };
  };
}

const rounded = (degrees: number) => Number(degrees.toFixed(DEGREES_DIGITS));

const COMPASS: Readonly<Record<string, number>> = {
  ...{ 北: 0, 东北: 45, 东: 90, 东南: 135, 南: 180, 西南: 225, 西: 270, 西北: 315 },
  ...{ n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 },
};

/** Degrees, or a point of the compass. */
function readTurn(text: string): Read<number> {
  const point = COMPASS[text.replace(/[向方面]$/, '').toLowerCase()];
  if (point !== undefined) return { value: point };
  const amount = readAmount(text);
  if (!('value' in amount)) return amount;
  return amount.value <= 360 ? amount : { wrong: { zh: '超过 360 度', en: 'beyond 360 degrees' } };
}

function readAmount(text: string): Read<number> {
  const value = Number(text.replace(/\s*(?:°|度|米|m)$/i, ''));
  return text !== '' && Number.isFinite(value) && value >= 0
    ? { value }
    : { wrong: { zh: '不是数字', en: 'not a number' } };
}
