import { bilingual } from './language.ts';

/** What is said to whoever hears the desk instead of seeing it. */
interface ReaderText {
  mapInWords: string;
  selected(what: string): string;
  nothingSelected: string;
  nearest(units: string): string;
  noNearest: string;
  unitIn(unit: string, time: string): string;
  at(lat: string, lon: string): string;
  incidentNow(number: string, phase: string, units: string): string;
  and: string;
}

export const readerText = bilingual<ReaderText>(
  {
    mapInWords: '地图文字说明',
    selected: (what) => `选中：${what}`,
    nothingSelected: '没有选中任何东西',
    nearest: (units) => `最近的力量：${units}`,
    noNearest: '没有推荐力量',
    unitIn: (unit, time) => `${unit} 约 ${time}`,
    at: (lat, lon) => `北纬 ${lat}，东经 ${lon}`,
    incidentNow: (number, phase, units) => `${number} ${phase}${units === '' ? '' : `，${units}`}`,
    and: '、',
  },
  {
    mapInWords: 'The map in words',
    selected: (what) => `Selected: ${what}`,
    nothingSelected: 'Nothing is selected',
    nearest: (units) => `Nearest units: ${units}`,
    noNearest: 'No unit is recommended',
    unitIn: (unit, time) => `${unit} in ${time}`,
    at: (lat, lon) => `${lat} north, ${lon} east`,
    incidentNow: (number, phase, units) => `${number} ${phase}${units === '' ? '' : `, ${units}`}`,
    and: ', ',
  },
);
