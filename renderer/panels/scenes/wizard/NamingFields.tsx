import { CheckField } from '../../../ui/form/CheckField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';

/** What the pack is called, where its data came from, and how it is kept. */
export function NamingFields() {
  const library = useLibrary();
  const say = useText().scenes;
  const naming = useScenes((state) => state.naming);
  return (
    <div className="form--pairs">
      <TextField
        label={say.packTitle}
        value={naming.title}
        onChange={(title) => library.name({ title })}
        maxLength={200}
        data-testid="scene-title"
      />
      <TextField
        label={say.packId}
        value={naming.id}
        onChange={(id) => library.name({ id: id.toLowerCase() })}
        maxLength={64}
        spellCheck={false}
        title={say.packIdHint}
        data-testid="scene-id"
      />
      <TextField
        label={say.district}
        value={naming.districtCode}
        onChange={(districtCode) => library.name({ districtCode })}
        maxLength={6}
        inputMode="numeric"
        data-testid="scene-district"
      />
      <TextField
        label={say.classification}
        value={naming.classification}
        onChange={(classification) => library.name({ classification })}
        maxLength={100}
      />
      <TextField
        label={say.attribution}
        className="field--wide"
        value={naming.attribution[0] ?? ''}
        onChange={(words) => library.name({ attribution: words === '' ? [] : [words] })}
        maxLength={500}
      />
      <CheckField
        label={say.serials}
        className="field--wide"
        isOn={naming.makesSerials}
        onChange={(makesSerials) => library.name({ makesSerials })}
      />
      <CheckField
        label={say.linked}
        hint={say.linkedHint}
        className="field--wide"
        isOn={naming.isLinked}
        onChange={(isLinked) => library.name({ isLinked })}
      />
    </div>
  );
}
