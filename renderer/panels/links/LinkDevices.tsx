import type { DeviceState } from '#shared/domain/device.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText } from '../desk.tsx';

/** The lost ones first; beyond this they are counted and stand in the devices sheet. */
const SHOWN = 8;

const TONES = { lost: 'bad', online: 'good', unknown: 'neutral' } as const;
const ORDER = { lost: 0, unknown: 1, online: 2 } as const;

/** Who reports over this link, and who of them is not heard. */
export function LinkDevices({ linkId }: { readonly linkId: string }) {
  const { view } = useCommands();
  const text = useText();
  const devices = useLive(
    ({ live }) => [...live.world.devices.values()].filter(({ link }) => link === linkId).sort(lostFirst),
    isShallowEqual,
  );
  const lost = devices.filter(({ contact }) => contact === 'lost').length;
  const open = (focus: string | null) => view.change({ sheet: { id: 'devices', focus } });
  return (
    <Section
      title={text.links.devices}
      aside={
        devices.length > 0 && (
          <>
            <span>{text.links.devicesCount(devices.length)}</span>
            {lost > 0 && <Badge tone="bad">{text.links.devicesLost(lost)}</Badge>}
            <Button look="plain" onClick={() => open(null)} data-testid="link-open-devices">
              {text.links.openDevices}
            </Button>
          </>
        )
      }
    >
      {devices.length === 0 ? (
        <p className="links__none">{text.links.noDevices}</p>
      ) : (
        <ul className="link-devices">
          {devices.slice(0, SHOWN).map((device) => (
            <li key={device.id}>
              <button type="button" className="link-device" onClick={() => open(device.id)}>
                <span className="ellipsis">{device.name}</span>
                <span className="link-device__account">{device.account}</span>
                <Badge tone={TONES[device.contact]}>{text.words.contact[device.contact]}</Badge>
              </button>
            </li>
          ))}
          {devices.length > SHOWN && <li className="links__none">{text.links.moreDevices(devices.length - SHOWN)}</li>}
        </ul>
      )}
    </Section>
  );
}

const lostFirst = (left: DeviceState, right: DeviceState) =>
  ORDER[left.contact] - ORDER[right.contact] || left.name.localeCompare(right.name, 'zh');
