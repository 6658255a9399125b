/** The same officer twice: one who only uses the mouse and one who only uses the keyboard. */
import type { Page } from 'playwright-core';
import type { CloseReason } from '#shared/domain/incident.ts';
import { CLOSE_REASONS } from '#shared/domain/incident.ts';
import { unansweredItem } from './duty.ts';

export interface Officer {
  select(incidentId: string): Promise<void>;
  acknowledge(): Promise<void>;
  /** Sends the first of the recommended units. */
  dispatchFirst(): Promise<void>;
  flyTo(): Promise<void>;
  /** Opens the dialog and gives the reason; `confirm` closes. */
  chooseCloseReason(reason: CloseReason): Promise<void>;
  confirmClose(): Promise<void>;
}

export function byMouse(page: Page): Officer {
  return {
    select: (incidentId) => unansweredItem(page, incidentId).click(),
    acknowledge: () => page.getByTestId('action-acknowledge').click(),
    dispatchFirst: () => page.getByTestId('candidate-1').locator('[data-testid^="dispatch-"]').click(),
    flyTo: () => page.getByTestId('hint-map.flyTo').click(),
    async chooseCloseReason(reason) {
      await page.getByTestId('incident-panel').getByTestId('action-close').click();
      await page.getByTestId(`close-reason-${reason}`).click();
    },
    confirmClose: () => page.getByTestId('close-confirm').click(),
  };
}

/** Touches nothing but `page.keyboard`. */
export function byKeyboard(page: Page): Officer {
  const press = (key: string) => page.keyboard.press(key);
  return {
    async select(incidentId) {
      await press('u');
      await page.locator(`[data-testid="queue-item-${incidentId}"][aria-current="true"]`).waitFor();
    },
    acknowledge: () => press('a'),
    async dispatchFirst() {
      await page.getByTestId('candidate-1').waitFor();
      await press('d');
    },
    flyTo: () => press('f'),
    async chooseCloseReason(reason) {
      await press('c');
      await page.getByTestId('dialog-close').waitFor();
      await press(String(CLOSE_REASONS.indexOf(reason) + 1));
    },
    async confirmClose() {
      await page.locator('[data-testid="close-confirm"]:focus').waitFor();
      await press('Enter');
    },
  };
}
