import { useState } from 'react';
import { MESSAGE_LIMIT } from '#shared/domain/message.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { TextAreaField } from '../../ui/form/TextAreaField.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { AudienceChoice } from './AudienceChoice.tsx';
import { BROADCAST_KINDS, type BroadcastDraft, broadcastTo, emptyBroadcast } from './broadcastAudience.ts';
import { SentList } from './SentList.tsx';
import './broadcast.css';

/** One thing said to many units: whom, what, and below who has it and has read it. */
export function BroadcastSheet() {
  const context = useCommands();
  const text = useText();
  const say = text.broadcast;
  const [draft, setDraft] = useState<BroadcastDraft>(() => emptyBroadcast(context.view.state.enclosed));
  const [words, setWords] = useState('');
  const may = useLive(() => maySend(context, 'message.broadcast'));
  const isWaiting = useView((view) => view.pending.includes('message.broadcast'));
  const audience = broadcastTo(draft);
  const said = words.trim();
  const isReady = may && audience !== null && said !== '';
  const dismiss = () => context.view.change({ sheet: null });
  const send = async () => {
    if (!isReady || isWaiting) return;
    const outcome = await sendCommand(context, 'message.broadcast', { audience, text: said });
    if (outcome.state === 'done') setWords('');
  };
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={dismiss}
      testId="broadcast-sheet"
    >
      <div className="broadcast">
        <Form onSend={() => void send()} testId="broadcast-form">
          <ChoiceField
            label={say.to}
            layout="row"
            options={BROADCAST_KINDS.map((kind) => ({
              value: kind,
              name: say.audience[kind],
              testId: `broadcast-to-${kind}`,
            }))}
            chosen={draft.kind}
            onChoose={(kind) => setDraft({ ...draft, kind })}
            hint={say.audienceHint[draft.kind]}
          />
          <AudienceChoice draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
          <TextAreaField
            label={say.words}
            value={words}
            onChange={setWords}
            rows={3}
            maxLength={MESSAGE_LIMIT}
            hint={say.wordsLeft(MESSAGE_LIMIT - words.length)}
            data-testid="broadcast-words"
          />
          <div className="broadcast__foot">
            <FormActions
              hint={may ? missing() : say.mayNot}
              isHintWarning={!may}
              cancelLabel={text.commands.title['view.dismiss']}
              onCancel={dismiss}
              confirmLabel={say.send}
              onConfirm={() => void send()}
              isReady={isReady}
              isWaiting={isWaiting}
              testId="broadcast-send"
            />
          </div>
        </Form>
        <SentList />
      </div>
    </Sheet>
  );

  function missing(): string {
    if (audience === null) return say.notReady.audience;
    return said === '' ? say.notReady.words : say.hint;
  }
}
