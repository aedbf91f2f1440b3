import type { FindingMeaning } from './meaning.ts';

/** Microsoft Graph as the functions reach it. */
export const graphFindings = {
  GraphReached: {
    about: 'Graph',
    level: 'ok',
    means: 'Microsoft Graph answers the functions.',
  },
  GraphNotReached: {
    about: 'Graph',
    level: 'problem',
    means: 'Microsoft Graph does not answer the functions, or something in between answers for it.',
    mend: 'az functionapp config appsettings list --resource-group RESOURCE_GROUP --name APP --query "[?name==\'GRAPH_ENDPOINT\']"; if the app is in a virtual network, let it reach that host on port 443.',
  },
  ClockRight: {
    about: 'clock',
    level: 'ok',
    means: 'The clock of the functions agrees with that of Microsoft Graph.',
  },
  ClockOff: {
    about: 'clock',
    level: 'warning',
    means:
      'The clock of the functions is off. A mail in doubt is looked for by time, with a tolerance of 5 minutes.',
    mend: 'az functionapp restart --resource-group RESOURCE_GROUP --name APP; elsewhere, set the clock of the machine that runs the functions.',
  },
  ClockFarOff: {
    about: 'clock',
    level: 'problem',
    means:
      'The clock of the functions is so far off that tokens are refused and a sent mail may count as absent.',
    mend: 'az functionapp restart --resource-group RESOURCE_GROUP --name APP; elsewhere, set the clock of the machine that runs the functions.',
  },
  ClockUnknown: {
    about: 'clock',
    level: 'notChecked',
    means: 'Microsoft Graph told no time.',
    mend: 'Mend what is told of Graph first, then run "mailchute doctor" again.',
  },
} as const satisfies Record<string, FindingMeaning>;
