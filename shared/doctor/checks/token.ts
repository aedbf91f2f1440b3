import { faultText } from '../../maillog/redact.ts';
import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';
import { doctorTimes } from '../times.ts';
import { type TokenClaims, tokenClaims } from '../tokenClaims.ts';

/** What the token tells. */
export interface TokenCheck {
  readonly findings: readonly Finding[];
  /** Undefined: nothing is known of it. */
  readonly claims: TokenClaims | undefined;
}

/** The id of Microsoft Graph itself, which some tokens name in place of its URL. The same in every cloud. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

/** Gets a token as a send does, and looks whom it is for. The token itself goes nowhere. */
export async function checkToken({
  graph,
  settings,
}: Pick<DoctorDeps, 'graph' | 'settings'>): Promise<TokenCheck> {
  if (!graph.token) return { findings: [found('NoSignIn')], claims: undefined };
  let token: string;
  try {
    token = await graph.token(AbortSignal.timeout(doctorTimes.requestMs));
  } catch (fault) {
    return { findings: [found('NoToken', faultText(fault))], claims: undefined };
  }
  const claims = tokenClaims(token);
  if (!claims) return { findings: [found('TokenObtained'), found('TokenUnreadable')], claims };
  const { audience } = claims;
  const { endpoint } = settings.graph;
  const isRight = audience.replace(/\/$/, '') === endpoint || audience === graphAppId;
  const about = isRight
    ? found('AudienceRight')
    : found('AudienceWrong', `The token is for ${audience}, GRAPH_ENDPOINT is ${endpoint}.`);
  return { findings: [found('TokenObtained'), about], claims };
}
