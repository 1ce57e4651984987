import './sidebar.css';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { render } from 'lit';
import { onSnapshot, send } from './host.ts';
import { page } from './page.ts';
import './question-form.ts';
import { afterTrial } from './trial-form.ts';

const root = document.getElementById('root');
if (root !== null) {
  let shown: string | null = null;
  let trying = false;
  onSnapshot((snapshot) => {
    render(page(snapshot), root);
    // A screen reader follows the focus: move it when another question or another page is shown, not on every answer
    // of the recommendation.
    const key =
      snapshot.page.kind === 'explanation' ? snapshot.page.decision : `${snapshot.situation} ${snapshot.page.question?.id ?? 'end'}`;
    const tries = snapshot.page.kind === 'interview' && snapshot.page.trial !== null;
    if (trying && !tries && snapshot.page.kind === 'interview') {
      afterTrial(root)?.focus();
    } else if (shown !== null && shown !== key) {
      root.querySelector<HTMLElement>('[data-focus]')?.focus();
    }
    trying = tries;
    shown = key;
  });
  send({ type: 'ready' });
}
