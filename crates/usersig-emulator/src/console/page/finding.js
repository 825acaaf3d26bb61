// A finding of the doctor as paragraphs: the fault, the evidence, the next step.
import { make } from './dom.js';
import { say } from './language.js';

export function findingParts({ what, evidence, remedy }) {
  const parts = [make('p', { class: 'what' }, what)];
  if (evidence) parts.push(make('p', { class: 'evidence' }, evidence));
  const next = say('refused.next');
  // The Chinese colon has its own space.
  if (remedy) parts.push(make('p', { class: 'advice' }, make('b', {}, next), next.endsWith(':') ? ' ' : '', remedy));
  return parts;
}
