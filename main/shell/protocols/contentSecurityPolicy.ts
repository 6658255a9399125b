/**
 * The policy of every `app:` response, worker scripts included (RELIABILITY §3). Cesium comes as `@cesium/engine` with its
 * workers served from our own origin, so `'wasm-unsafe-eval'` is enough: no eval, no blob workers, no foreign host.
 */
export function contentSecurityPolicy(coreUrl: string | null): string {
  const core = coreUrl === null ? [] : [new URL(coreUrl).origin, new URL(coreUrl).origin.replace(/^http/, 'ws')];
  // Pictures leave from a port of the station's media process, which may be another one after it was started again.
  const media = core.map((origin) => origin.replace(/(:\d+)?$/, ':*'));
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    // Cesium writes style attributes on its own elements.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', 'pack:', ...core.slice(0, 1)],
    // data: and blob: are how the textures inside a glTF reach the decoder.
    'connect-src': ["'self'", 'data:', 'blob:', 'pack:', ...core, ...media],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
