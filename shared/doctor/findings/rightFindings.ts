import type { FindingMeaning } from './meaning.ts';

const listGrants =
  'az rest --method GET --url https://graph.microsoft.com/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments';
const revoke =
  'az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments/ASSIGNMENT_ID';
const grant =
  'az rest --method POST --url https://graph.microsoft.com/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments --body \'{"principalId":"PRINCIPAL_ID","resourceId":"OBJECT_ID_OF_MICROSOFT_GRAPH","appRoleId":"APP_ROLE_ID"}\' (ids: docs/deploying.md). A token lives up to 24 hours, so wait or restart the app.';

/** The identity's token for Microsoft Graph, and what Entra grants in it. */
export const rightFindings = {
  TokenObtained: {
    about: 'token',
    level: 'ok',
    means: 'The identity gets a token for Microsoft Graph.',
  },
  NoToken: {
    about: 'token',
    level: 'problem',
    means: 'The identity gets no token for Microsoft Graph, so nothing is sent.',
    mend: 'az functionapp identity show --resource-group RESOURCE_GROUP --name APP; AZURE_CLIENT_ID must be the client id of an identity that is listed there. GRAPH_CREDENTIAL says how it signs in.',
  },
  NoSignIn: {
    about: 'token',
    level: 'notChecked',
    means: 'GRAPH_CREDENTIAL is none: nobody signs in, as only the local simulator allows.',
    mend: 'In Azure: az functionapp config appsettings set --resource-group RESOURCE_GROUP --name APP --settings GRAPH_CREDENTIAL=managed-identity',
  },
  TokenUnreadable: {
    about: 'token',
    level: 'notChecked',
    means:
      'The token is not in the form of a JSON Web Token, so audience and rights are not known.',
    mend: `Look at what Entra grants: ${listGrants}`,
  },
  AudienceRight: {
    about: 'audience',
    level: 'ok',
    means: 'The token is meant for GRAPH_ENDPOINT.',
  },
  AudienceWrong: {
    about: 'audience',
    level: 'problem',
    means: 'The token is meant for another service than GRAPH_ENDPOINT, so Graph refuses it.',
    mend: "az functionapp config appsettings set --resource-group RESOURCE_GROUP --name APP --settings GRAPH_ENDPOINT=https://graph.microsoft.com (or your cloud's root: docs/deploying.md)",
  },
  MailSendByExchange: {
    about: 'right to send',
    level: 'ok',
    means: 'Entra grants no Mail.Send, so Exchange alone decides which mailboxes may send.',
  },
  MailSendForAll: {
    about: 'right to send',
    level: 'ok',
    means: 'Entra grants Mail.Send for every mailbox of the tenant, as SENDER_MODE any asks for.',
  },
  MailSendInEntra: {
    about: 'right to send',
    level: 'problem',
    means:
      'ENTRA GRANTS MAIL.SEND FOR EVERY MAILBOX OF THE TENANT. Rights of Entra and of Exchange add up, so a scope in Exchange (RBAC for Applications) limits nothing. Only an Application Access Policy would, and none was seen to.',
    mend: `With RBAC for Applications, take it away: ${listGrants}, then ${revoke}. With an Application Access Policy, prove that it holds: mailchute doctor --forbidden MAILBOX`,
  },
  MailSendBehindPolicy: {
    about: 'right to send',
    level: 'warning',
    means:
      'Entra grants Mail.Send for every mailbox, and the forbidden mailbox was refused all the same, so an Application Access Policy limits it. Without that policy everybody could be impersonated. Microsoft advises against new ones.',
    mend: 'Move to RBAC for Applications: pwsh infra/exchange/mailboxScope.ps1 -Mode exchangeRbac ... (docs/deploying.md), and revoke Mail.Send in Entra after it.',
  },
  MailReadingInEntra: {
    about: 'right to read',
    level: 'warning',
    means:
      'Entra grants reading mail for every mailbox of the tenant, and a scope in Exchange (RBAC for Applications) does not limit that. An Application Access Policy does.',
    mend: `With RBAC for Applications, take it away: ${listGrants}, then ${revoke}. Give "Application Mail.ReadBasic" in Exchange in its place.`,
  },
  DirectoryRightsPresent: {
    about: 'directory rights',
    level: 'ok',
    means: 'The identity has the directory permissions that SENDER_MODE needs.',
  },
  DirectoryRightsMissing: {
    about: 'directory rights',
    level: 'problem',
    means: 'Directory permissions that SENDER_MODE needs are missing (docs/senders.md has them).',
    mend: `Deploy with MAILCHUTE_GRANT_GRAPH_ACCESS=true, or grant each: ${grant}`,
  },
  AliasesUnreadable: {
    about: 'directory rights',
    level: 'warning',
    means:
      'User.Read.All is missing: only SENDER_MAILBOX itself may be From, none of its other addresses.',
    mend: `Nothing if that is wanted. Otherwise grant User.Read.All: ${grant}`,
  },
} as const satisfies Record<string, FindingMeaning>;
