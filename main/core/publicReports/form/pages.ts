/** The pages of the form as HTML for any phone: no framework, no outside address, and no script is needed to send a report. */
import { createHash } from 'node:crypto';
import { publicFormText as text } from '#shared/text/publicForm.ts';
import { type FormFacts, TRAP_FIELD, WORDS_LENGTH } from './form.ts';

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f4f6f8;color:#16202a;font:17px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:34rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.4rem;margin:.5rem 0}
p{margin:.4rem 0}
.en{color:#51606e;font-size:.9rem}
.urgent{background:#fff1e6;border-left:4px solid #b45309;padding:.6rem .8rem;margin:.8rem 0}
.place{background:#e6f0fb;border-left:4px solid #1c64b4;padding:.6rem .8rem;margin:.8rem 0}
label{display:block;margin:1rem 0 .3rem;font-weight:600}
textarea,input[type=text],input[type=tel]{width:100%;font:inherit;padding:.7rem;border:1px solid #7b8794;border-radius:6px;background:#fff}
textarea{min-height:7rem}
input[type=file]{width:100%;padding:.6rem 0;font:inherit}
button,.button{display:block;width:100%;font:inherit;font-weight:600;padding:.9rem;margin:1rem 0 .4rem;border-radius:6px;border:1px solid #1c64b4;background:#1c64b4;color:#fff;text-align:center;text-decoration:none}
button.quiet{background:#fff;color:#1c64b4;margin-top:.4rem}
.trap{position:absolute;left:-9999px;height:0;overflow:hidden}
.code{font:600 1.7rem/1.3 ui-monospace,Menlo,monospace;letter-spacing:.08em;word-break:break-all;margin:.6rem 0}
ol{list-style:none;padding:0;margin:1rem 0}
li{padding:.7rem .8rem;border-left:4px solid #c4ccd4;background:#fff;margin:.3rem 0;color:#51606e}
li.past{border-color:#2f7d4f;color:#16202a}
li.now{border-color:#1c64b4;color:#16202a;font-weight:700}
`;
/** Without it the place is written in words: old phones, and pages not over HTTPS. */
const SCRIPT = `
(function(){
var b=document.getElementById('find');if(!b||!navigator.geolocation)return;
var say=document.getElementById('found');b.hidden=false;
b.onclick=function(){say.textContent=say.getAttribute('data-finding');
navigator.geolocation.getCurrentPosition(function(p){
document.getElementById('lon').value=p.coords.longitude.toFixed(6);
document.getElementById('lat').value=p.coords.latitude.toFixed(6);
say.textContent=say.getAttribute('data-found');
},function(){say.textContent=say.getAttribute('data-lost');},{enableHighAccuracy:true,timeout:15000});};
})();
`;
const hashOf = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/** Nothing from anywhere else, no script but our own, and no page of anybody else around it. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (value: string) => value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

export function formPage({ title, point, token }: FormFacts): string {
  const place = point
    ? `<div class="place"><p>${escaped(text.at(point.name))}</p><p class="en">${text.atEn}</p></div><input type="hidden" name="p" value="${escaped(point.code)}">`
    : `<input type="hidden" name="lon" id="lon"><input type="hidden" name="lat" id="lat"><button type="button" class="quiet" id="find" hidden>${text.findPlace}</button><p class="en" id="found" role="status" data-finding="${text.finding}" data-found="${text.found}" data-lost="${text.notFound}"></p>`;
  return page(
    title,
    `<h1>${escaped(title)}</h1><p>${text.intro}</p><p class="en">${text.introEn}</p>
<div class="urgent"><p>${text.urgent}</p><p class="en">${text.urgentEn}</p></div>
<form method="post" action="/report/" enctype="multipart/form-data" accept-charset="utf-8">
<input type="hidden" name="token" value="${escaped(token)}">
<label for="words">${text.words}</label><textarea id="words" name="words" maxlength="${WORDS_LENGTH}" placeholder="${text.wordsHint}"></textarea>
<label for="photo">${text.photo}</label><input type="file" id="photo" name="photo" accept="image/jpeg,image/png,image/webp">
${place}
<label for="name">${text.name}</label><input type="text" id="name" name="name" maxlength="60" autocomplete="name">
<label for="phone">${text.phone}</label><input type="tel" id="phone" name="phone" maxlength="32" autocomplete="tel">
<div class="trap" aria-hidden="true"><label for="${TRAP_FIELD}">${text.trap}</label><input type="text" id="${TRAP_FIELD}" name="${TRAP_FIELD}" tabindex="-1" autocomplete="off"></div>
<button type="submit">${text.send}</button>
<p class="en">${text.privacy}</p><p class="en">${text.privacyEn}</p>
</form><script>${SCRIPT}</script>`,
  );
}

const STAGES = ['received', 'accepted', 'handling', 'done'] as const;

export function receiptPage(receipt: string, at: string, stage: (typeof STAGES)[number]): string {
  const reached = STAGES.indexOf(stage);
  const lines = STAGES.map((each, index) => {
    const mark = index === reached ? ' class="now" aria-current="step"' : index < reached ? ' class="past"' : '';
    return `<li${mark}>${text.stage[each]}</li>`;
  });
  return page(
    text.receiptTitle,
    `<h1>${text.receiptTitle}</h1><p class="code">${escaped(receipt)}</p><p>${text.receiptHint}</p><p class="en">${text.receiptHintEn}</p><p class="en">${escaped(text.at2(at))}</p><ol>${lines.join('')}</ol><a class="button" href="/report/">${text.again}</a>`,
  );
}

/** `why`: a code of `publicFormText.refused`, or of our own. */
export function sorryPage(why: string): string {
  const sentence = Object.hasOwn(text.refused, why) ? text.refused[why as keyof typeof text.refused] : text.missing;
  return page(text.sorry, `<h1>${text.sorry}</h1><p>${sentence}</p><a class="button" href="/report/">${text.back}</a>`);
}

/** What a program that fell into the trap is shown: as if all were well. */
export const trapPage = () => page(text.receiptTitle, `<h1>${text.receiptTitle}</h1>`);
