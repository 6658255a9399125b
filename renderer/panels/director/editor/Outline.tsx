import { EXPECTED_ACTION_NAMES } from '#shared/text/directorEditor.ts';
import { ACT_NAMES } from '#shared/text/directorScript.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { Button } from '../../../ui/Button.tsx';
import { useListKeys } from '../../../ui/useListKeys.ts';
import { useLanguage, useText } from '../../desk.tsx';
import { usePick } from '../director.tsx';
import { useBench } from './bench.tsx';
import { addItem, type Draft, getAt, type Json, type ListName, listOf, titleIn } from './scenarioDraft.ts';
import type { Chosen } from './TimeLine.tsx';

const LISTS: readonly ListName[] = ['roles', 'injects', 'expected'];

/** Every part of the scenario, in the file's order; those with something wrong in them are marked. */
export function Outline({
  chosen,
  onChoose,
  onChange,
}: {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onChange: (draft: Draft) => void;
}) {
  const { directorEditor: text } = useText();
  const { draft, problems } = useBench();
  const list = useListKeys('.editor-part');
  const isBad = (prefix: string) => problems.some(({ path }) => path === prefix || path.startsWith(`${prefix}.`));
  const isGeneralBad = problems.some(({ path }) => !LISTS.some((name) => path.startsWith(`${name}.`)));
  return (
    <nav className="editor__parts" aria-label={text.general} ref={list}>
      <Part
        isChosen={chosen.list === 'general'}
        isBad={isGeneralBad}
        words={text.general}
        aside=""
        testId="part-general"
        onChoose={() => onChoose({ list: 'general', index: 0 })}
      />
      {LISTS.map((name) => (
        <section key={name} aria-label={text[name]}>
          <header className="editor__parts-head">
            <h3>
              {text[name]} {listOf(draft, name).length}
            </h3>
            <Button
              look="plain"
              onClick={() => {
                onChange(addItem(draft, name));
                onChoose({ list: name, index: listOf(draft, name).length });
              }}
              data-testid={`add-${name}`}
            >
              {text.add[name]}
            </Button>
          </header>
          {partsOf(draft, name).map(({ key, item, index }) => (
            <ItemPart
              key={key}
              {...{ name, item, index }}
              isChosen={chosen.list === name && chosen.index === index}
              isBad={isBad(`${name}.${index}`)}
              onChoose={() => onChoose({ list: name, index })}
            />
          ))}
        </section>
      ))}
    </nav>
  );
}

/** They have no identity but their place: ids are being typed. */
const partsOf = (draft: Draft, name: ListName) =>
  listOf(draft, name).map((item, index) => ({ key: `${name} ${index}`, item, index }));

function ItemPart({
  name,
  item,
  index,
  ...rest
}: {
  readonly name: ListName;
  readonly item: Json;
  readonly index: number;
  readonly isChosen: boolean;
  readonly isBad: boolean;
  readonly onChoose: () => void;
}) {
  const { directorEditor: text } = useText();
  const say = usePick();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const act = ACT_NAMES[getAt(item, ['act', 'do']) as keyof typeof ACT_NAMES];
  const action = EXPECTED_ACTION_NAMES[getAt(item, ['action', 'kind']) as keyof typeof EXPECTED_ACTION_NAMES];
  const [at, within] = [getAt(item, ['when', 'at']), getAt(item, ['withinSeconds'])];
  const seconds = typeof at === 'number' ? at : typeof within === 'number' ? within : null;
  const words = name === 'expected' ? (action ? say(action) : '') : titleIn(item, language);
  return (
    <Part
      {...rest}
      words={words || text.untitled}
      aside={[seconds === null ? null : formatClockSpan(seconds * 1_000), act ? say(act) : null]
        .filter(Boolean)
        .join(' ')}
      testId={`part-${name}-${index}`}
    />
  );
}

function Part({
  isChosen,
  isBad,
  words,
  aside,
  testId,
  onChoose,
}: {
  readonly isChosen: boolean;
  readonly isBad: boolean;
  readonly words: string;
  readonly aside: string;
  readonly testId: string;
  readonly onChoose: () => void;
}) {
  const { directorEditor: text } = useText();
  return (
    <button
      type="button"
      className="editor-part"
      aria-current={isChosen}
      onClick={onChoose}
      data-testid={testId}
      data-bad={isBad}
    >
      <span className="ellipsis">{words}</span>
      {isBad && (
        <b className="is-bad">
          <span aria-hidden="true">!</span>
          <span className="visually-hidden">{text.problems}</span>
        </b>
      )}
      <small>{aside}</small>
    </button>
  );
}
