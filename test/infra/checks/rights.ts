import { allBicep, type InfraCheck } from '../infraFiles.ts';
import { grants } from './grants.ts';

/** A role assignment may be made by these alone: they take a reason with each role. */
const assigns = /^modules\/grants\/\w+\.bicep$/;

/** Every role that somebody gets has a reason, and a row in docs/deploying.md that says the same. */
export const everyRightIsExplained: InfraCheck = (infra) => {
  const rows = tableRows(infra.deployingPage, 4);
  const given = grants(infra);
  const unexplained = given
    .filter(({ reason }) => reason === undefined || reason.length < 10)
    .map(({ path, role }) => `${path} assigns "${role}" without a reason.`);
  const undocumented = given
    .filter(
      ({ who, role, on, reason }) =>
        !rows.some(
          ([one, two, three = '', four]) =>
            one === who && two === role && three.includes(on) && four === reason,
        ),
    )
    .map(
      ({ who, role, on, reason }) =>
        `docs/deploying.md has no row for: ${who} | ${role} | ${on} | ${reason}`,
    );
  const invented = rows
    .filter(([who = '']) => /^(?:the app|a producer|an operator)$/.test(who))
    .filter(
      ([who, role, , why]) =>
        !given.some((one) => one.who === who && one.role === role && one.reason === why),
    )
    .map((row) => `docs/deploying.md names a right that nobody gets: ${row.join(' | ')}`);
  return [...unexplained, ...undocumented, ...invented];
};

/** Role assignments are made in one kind of module only, and none without the reason in its description. */
export const rolesAreAssignedInOnePlace: InfraCheck = (infra) =>
  allBicep(infra)
    .filter(([, text]) => text.includes('Microsoft.Authorization/roleAssignments@'))
    .flatMap(([path, text]) => {
      if (!assigns.test(path)) return [`${path} assigns a role by itself, without a reason.`];
      return text.includes('description: grant.reason') ? [] : [`${path} drops the reason.`];
    });

/** Rows of the page's tables with so many cells. */
function tableRows(page: string, cellCount: number): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === cellCount);
}
