import { isObject } from '../graph/jsonObject.ts';

/** What a token says of itself. Shown to people, never trusted: only Graph can check the signature. */
export interface TokenClaims {
  /** `aud`: the service it is meant for. */
  readonly audience: string;
  /** `roles`: the application permissions that Entra grants; none: no such claim. */
  readonly roles: readonly string[];
}

/** The claims of a JSON Web Token, or undefined when the text is none. Nothing else of it is kept. */
export function tokenClaims(token: string): TokenClaims | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (!isObject(claims) || typeof claims['aud'] !== 'string') return undefined;
    const roles = Array.isArray(claims['roles']) ? claims['roles'] : [];
    return { audience: claims['aud'], roles: roles.filter((role) => typeof role === 'string') };
  } catch {
    return undefined;
  }
}
