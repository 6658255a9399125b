/** Our two schemes. They must be known before Electron is ready. */
import { protocol } from 'electron';

export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, codeCache: true } },
    // Read by pages of app://pingan only, hence the CORS switch here and the header on each answer.
    { scheme: 'pack', privileges: { ...privileges, corsEnabled: true } },
  ]);
}
