/** What the rules of the desk may ask of the other parts, and who carries out what needs more than a rule. */
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';
import { roadStewards } from '#main/core/desk/roadClosures.ts';
import { DeviceStewards } from '#main/core/deviceStewards.ts';
import type { DrillDesk } from '#main/core/drill/drillDesk.ts';
import { fieldDesk } from '#main/core/fieldDesk.ts';
import { handOverStewards } from '#main/core/handover/index.ts';
import { type PeopleVault, peopleStewards } from '#main/core/people/index.ts';
import { stationProfile } from './profile.ts';
import type { Records } from './records.ts';
import type { RegistryParts } from './registry.ts';
import type { Root } from './root.ts';
import type { Situation } from './situation.ts';
import type { Trust } from './trust.ts';
import type { Video } from './video.ts';

export function wireExecution(
  { options, station, clock, keys, scene, people, desk }: Root,
  { telemetry, recommender, coverage }: Situation,
  { director, imports }: RegistryParts,
  { accounts, machines, phones, lan }: Trust,
  { evidence, handOvers }: Records,
  video: Video,
  drill: DrillDesk,
): ExecuteContext {
  return {
    access: accounts,
    desk,
    field: fieldDesk({ station, world: desk.world, telemetry, roads: scene.roads, evidence, clock }),
    profile: stationProfile(station),
    locate: (lon, lat) => scene.locator.locate(lon, lat),
    recommend(incident) {
      const recommendation = recommender.recommend(incident);
      coverage.noted(incident.id, recommendation.candidates);
      return recommendation;
    },
    channelAt: (channelId) => video.channelAt(channelId),
    packets: handOvers,
    travel: (unitId, target) => recommender.travel(unitId, target),
    keepReporter: ({ name, phone }) => {
      const kept = people.put({ class: 'reporter', ...(name && { name }), ...(phone && { phone }) });
      return { ref: kept.ref, name: kept.masked.name ?? null, phone: kept.masked.phone ?? null };
    },
    contacts: contactsIn(people),
    rules: options.rules ?? COMMANDS,
    stewards: {
      ...new DeviceStewards(desk, keys, imports).stewards,
      ...director.stewards,
      ...lan.stewards,
      ...machines.stewards,
      ...phones.stewards,
      ...accounts.stewards,
      ...peopleStewards(people),
      ...handOverStewards(desk, accounts),
      ...video.stewards,
      ...roadStewards(desk, scene.roads),
      ...drill.stewards,
    },
  };
}

function contactsIn(people: PeopleVault): ExecuteContext['contacts'] {
  return {
    keep({ name, phone }) {
      const kept = people.put({ class: 'party', name, phone });
      people.hold(kept.ref, '联动单位联系人');
      return { ref: kept.ref, phone: kept.masked.phone ?? null };
    },
    isKept(ref, { name, phone }) {
      const kept = people.reveal(ref, ['name', 'phone']);
      return kept?.name === name && kept.phone === phone;
    },
    letGo: (ref) => people.hold(ref, null),
  };
}
