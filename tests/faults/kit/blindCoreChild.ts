/**
 * The whole real core with one check taken out of its rules: every unit counts as free. The control that must send units twice
 * when seats race; everything around the rule (journal, versions, gateway, answers) is as it always is.
 */
import { COMMANDS } from '#main/core/desk/commands.ts';
import { blindDispatch } from '#tests/flows/kit/blindRules.ts';

Object.assign(COMMANDS, { 'incident.dispatch': blindDispatch });

await import('#main/serve.ts');
