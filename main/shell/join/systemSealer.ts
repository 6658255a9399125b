import { safeStorage } from 'electron';
import type { Sealer } from './joinRecord.ts';

/** The keychain of the system. On Linux without one Electron would seal with a password everybody knows: that is none. */
export const systemSealer: Sealer = {
  isReal() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};
