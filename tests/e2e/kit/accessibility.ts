/** The window as a screen reader has it: Chromium's own accessibility tree, and what is wrong in it. */
import type { CDPSession, Page } from 'playwright-core';

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly backendDOMNodeId?: number;
}

export interface ReaderView {
  /** `role "name"` of every node that has a role worth hearing. */
  readonly said: readonly string[];
  /** Interactive nodes, pictures and dialogs without a name, as `role <tag class testid>`. */
  readonly unnamed: readonly string[];
}

const NAMED_ROLES = [
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'tab',
  'option',
  'slider',
  'spinbutton',
  'switch',
  'listbox',
  'tablist',
  'image',
  'img',
  'dialog',
  'alertdialog',
  'progressbar',
  'meter',
  'region',
  'application',
];

export async function openReader(page: Page): Promise<{ look(): Promise<ReaderView> }> {
  const session = await page.context().newCDPSession(page);
  return {
    look: async () => {
      const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
      const heard = nodes.filter(({ ignored }) => !ignored);
      const nameless = heard.filter((node) => NAMED_ROLES.includes(roleOf(node)) && nameOf(node) === '');
      return {
        said: heard.map((node) => `${roleOf(node)} "${nameOf(node)}"`),
        unnamed: await Promise.all(nameless.map((node) => describe(session, node))),
      };
    },
  };
}

const roleOf = ({ role }: AxNode): string => String(role?.value ?? '');
const nameOf = ({ name }: AxNode): string => String(name?.value ?? '').trim();

async function describe(session: CDPSession, node: AxNode): Promise<string> {
  if (node.backendDOMNodeId === undefined) return roleOf(node);
  try {
    const { node: element } = await session.send('DOM.describeNode', { backendNodeId: node.backendDOMNodeId });
    const { attributes = [], nodeName } = element;
    const kept = ['class', 'data-testid', 'id'].flatMap((name) => {
      const at = attributes.indexOf(name);
      return at === -1 ? [] : [`${name}=${attributes[at + 1]}`];
    });
    return `${roleOf(node)} <${[nodeName.toLowerCase(), ...kept].join(' ')}>`;
  } catch {
    // It left the page between the two questions; the next look finds it again if it is still wrong.
    return roleOf(node);
  }
}
