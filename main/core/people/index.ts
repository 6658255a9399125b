export { PeoplePurge } from './purge.ts';
export { peopleStewards } from './stewards.ts';
export { PeopleVault } from './vault.ts';
