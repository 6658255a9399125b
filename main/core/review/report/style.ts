/** A4 on paper, readable on a screen. No font and no picture comes from anywhere else. */
export const STYLE = `
@page { size: A4; margin: 14mm 12mm 16mm; }
:root { color-scheme: light; }
body { font: 9.5pt/1.45 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #111; background: #fff; margin: 0 auto; max-width: 186mm; }
h1 { font-size: 17pt; margin: 1mm 0 2mm; } h2 { font-size: 12.5pt; margin: 6mm 0 2mm; border-bottom: 0.4mm solid #111; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1.5mm; break-after: avoid; } p { margin: 0 0 1.5mm; }
.quiet { color: #444; } .hash { font-family: "Noto Sans Mono", Consolas, monospace; font-size: 7.5pt; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 0 0 2mm; font-variant-numeric: tabular-nums; }
th, td { border: 0.2mm solid #999; padding: 0.8mm 1.6mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; font-weight: 600; white-space: nowrap; } thead { display: table-header-group; } tr { break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.6mm 4mm; margin: 0 0 2mm; } dt { color: #444; } dd { margin: 0; }
.late { font-weight: 700; } figure { margin: 0 0 3mm; break-inside: avoid; } figcaption { color: #444; font-size: 8.5pt; }
svg.map { width: 100%; height: auto; border: 0.2mm solid #666; display: block; } ul { margin: 0; padding-left: 4mm; }
.pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; } .pictures img { width: 100%; max-height: 75mm; object-fit: contain; border: 0.2mm solid #999; }
.sheet, .sheet > tbody > tr > td, .sheet > thead > tr > td, .sheet > tfoot > tr > td { border: 0; padding: 0; }
.sheet > tbody > tr { break-inside: auto; } .head { border-bottom: 0.2mm solid #999; padding: 0 0 1mm; margin: 0 0 2mm; display: flex; justify-content: space-between; color: #444; font-size: 8.5pt; }
.foot { border-top: 0.2mm solid #999; padding: 1mm 0 0; margin: 2mm 0 0; color: #444; font-size: 7.5pt; }
.drill { border: 0.5mm solid #111; padding: 1mm 2mm; font-weight: 700; } .over { position: fixed; inset: 0; display: grid; place-items: center; pointer-events: none; z-index: 2; }
.over span { font-size: 110pt; font-weight: 700; color: #b00; opacity: 0.1; transform: rotate(-35deg); letter-spacing: 0.2em; }
section.incident + section.incident { break-before: page; } .at { white-space: nowrap; }
`;
