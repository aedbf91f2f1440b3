import { jobLimits } from './limits.ts';
import { type Refusal, refused } from './reasons.ts';

/** A mail that Graph would refuse for its size. */
export function tooLarge(sizeBytes: number): Refusal {
  return refused(
    'TooLarge',
    `The MIME message has ${sizeBytes} bytes. Allowed: ${jobLimits.graphMimeBytes}, what Microsoft Graph takes in one request.`,
  );
}
