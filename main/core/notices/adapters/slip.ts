/** An order slip: half a page that is read standing up. Everything in it may come from outside, so everything is escaped. */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { LinkedGroup } from '#shared/domain/linkage.ts';
import { formatDayTime } from '#shared/text/time.ts';

export function slipHtml(stationName: string, incident: IncidentState, group: LinkedGroup): string {
  const rows: readonly (readonly [string, string])[] = [
    ['事件', `${INCIDENT_KIND_CATALOG[incident.kind].zh}${incident.title ? ` · ${incident.title}` : ''}`],
    ['地点', incident.place.address],
    ['编号', incident.number],
    ['联动单位', group.name],
    ['通知时间', formatDayTime(group.toldAt)],
    ['通知人', group.toldBy],
  ];
  const lines = rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('\n');
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(incident.number)}</title>
<style>body{font:14pt serif;margin:12mm}h1{font-size:20pt}th{text-align:left;padding:2mm 6mm 2mm 0;vertical-align:top}
.sign{margin-top:16mm}</style>
<h1>${escaped(stationName)} 联动通知单</h1>
<table>
${lines}
</table>
<p class="sign">接收人签字：________________　时间：________________</p>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
