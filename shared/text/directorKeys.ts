/** What can be done in the director's window by a key. */
export const DIRECTOR_KEY_IDS = [
  'toggle',
  'slower',
  'faster',
  'inject',
  'jump',
  'next',
  'spoken',
  'suspend',
  'end',
  'stage',
  'library',
  'roles',
  'score',
  'home',
  'save',
  'rows',
  'language',
  'shortcuts',
  'dismiss',
] as const;
export type DirectorKeyId = (typeof DIRECTOR_KEY_IDS)[number];
