import type { ReplayFormat } from '#shared/wire/replay.ts';
import type { Exporter } from './contract.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';
import { gpx } from './gpx.ts';

const EXPORTERS: Readonly<Record<ReplayFormat, Exporter>> = { geojson, csv, gpx };

export const exporterOf = (format: ReplayFormat): Exporter => EXPORTERS[format];
