import { useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';

/** What the pack is called, where its data came from, and how it is kept. */
export function NamingFields() {
  const library = useLibrary();
  const say = useText().scenes;
  const naming = useScenes((state) => state.naming);
  return (
    <div className="pack-naming">
      <label className="field">
        <span className="field__label">{say.packTitle}</span>
        <input
          className="input"
          value={naming.title}
          maxLength={200}
          onChange={({ target }) => library.name({ title: target.value })}
          data-testid="scene-title"
        />
      </label>
      <label className="field">
        <span className="field__label">{say.packId}</span>
        <input
          className="input"
          value={naming.id}
          maxLength={64}
          spellCheck={false}
          title={say.packIdHint}
          onChange={({ target }) => library.name({ id: target.value.toLowerCase() })}
          data-testid="scene-id"
        />
      </label>
      <label className="field">
        <span className="field__label">{say.district}</span>
        <input
          className="input"
          value={naming.districtCode}
          maxLength={6}
          inputMode="numeric"
          onChange={({ target }) => library.name({ districtCode: target.value })}
          data-testid="scene-district"
        />
      </label>
      <label className="field">
        <span className="field__label">{say.classification}</span>
        <input
          className="input"
          value={naming.classification}
          maxLength={100}
          onChange={({ target }) => library.name({ classification: target.value })}
        />
      </label>
      <label className="field pack-naming__wide">
        <span className="field__label">{say.attribution}</span>
        <input
          className="input"
          value={naming.attribution[0] ?? ''}
          maxLength={500}
          onChange={({ target }) => library.name({ attribution: target.value === '' ? [] : [target.value] })}
        />
      </label>
      <label className="pack-check">
        <input
          type="checkbox"
          checked={naming.makesSerials}
          onChange={({ target }) => library.name({ makesSerials: target.checked })}
        />
        {say.serials}
      </label>
      <label className="pack-check">
        <input
          type="checkbox"
          checked={naming.isLinked}
          onChange={({ target }) => library.name({ isLinked: target.checked })}
        />
        <span>
          {say.linked} <span className="pack-hint">{say.linkedHint}</span>
        </span>
      </label>
    </div>
  );
}
