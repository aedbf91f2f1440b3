metadata description = 'What a deployment cannot do by itself, as sentences with their command.'

import { mailboxScopeType } from 'types.bicep'

@export()
@description('The identity that sends, as the commands need it.')
@sealed()
type senderType = {
  @description('Its name.')
  name: string

  @description('Its client id.')
  clientId: string

  @description('Object id of its service principal.')
  principalId: string
}

@export()
@description('How the code gets in when no package was given.')
func installCode(packageUri string, resourceGroup string, functionApp string) string[] =>
  empty(packageUri)
    ? ['The app has no code yet, unless azd deploys it: npm run package && az functionapp deployment source config-zip --resource-group ${resourceGroup} --name ${functionApp} --src package/mailchute.zip']
    : []

@export()
@description('Which permissions an administrator of the tenant still has to grant.')
func grantPermissions(granted bool, permissions string[]) string[] =>
  granted || empty(permissions)
    ? []
    : ['Microsoft Graph does not let the identity do its work yet (${join(permissions, ', ')}). A Privileged Role Administrator runs the same deployment with MAILCHUTE_GRANT_GRAPH_ACCESS=true']

@export()
@description('What is still to be done in Exchange.')
func limitMailboxes(scope mailboxScopeType, sender senderType, jobLifetimeHours int, exchangeEnvironment string) string[] =>
  scope.mode == 'none'
    ? ['The identity may use no mailbox yet: choose a mailboxScope in main.bicepparam and deploy again']
    : scope.mode == 'tenant' || !empty(scope.?scriptIdentityId) || (scope.?policyProven ?? false)
        ? []
        : concat(
            ['An Exchange administrator runs once: ${exchangeCommand(scope, sender, jobLifetimeHours, exchangeEnvironment)}'],
            scope.mode == 'applicationAccessPolicy'
              ? ['Once that said that the forbidden mailbox is denied: set policyProven: true in main.bicepparam and deploy again with MAILCHUTE_GRANT_GRAPH_ACCESS=true, which grants Mail.Send']
              : []
          )

@description('The Exchange script with every value filled in.')
func exchangeCommand(scope mailboxScopeType, sender senderType, jobLifetimeHours int, exchangeEnvironment string) string =>
  join(
    concat(
      [
        'pwsh infra/exchange/mailboxScope.ps1 -Mode ${scope.mode}'
        '-AppId ${sender.clientId} -PrincipalId ${sender.principalId} -DisplayName ${sender.name}'
        '-Group ${quoted(scope.?group ?? '')} -Organization ${quoted(scope.?organization ?? '')}'
        '-AllowedMailbox ${quoted(scope.?allowedMailbox ?? '')} -ForbiddenMailbox ${quoted(scope.?forbiddenMailbox ?? '')}'
        '-MailAccess ${scope.?mailAccess ?? 'readBasic'} -ExchangeEnvironment ${exchangeEnvironment}'
      ],
      scope.?sentItems == null
        ? []
        : [
            '-SentItemsDays ${scope.?sentItems.?days} -JobLifetimeHours ${jobLifetimeHours} -SentItemsMailboxes'
            quoted(join(scope.?sentItems.?mailboxes ?? [], ','))
          ]
    ),
    ' '
  )

@description('In single quotes, which shells and PowerShell take alike. The script refuses values with an apostrophe.')
func quoted(value string) string => '\'${value}\''

@export()
@description('What somebody must know who reads the outputs.')
func warningsOf(scope mailboxScopeType) string[] =>
  scope.mode == 'tenant'
    ? ['THE WHOLE TENANT: this identity may send as every mailbox. Whoever can deploy code to the Function App can write as anybody. Choose exchangeRbac to limit it to a group.']
    : scope.mode == 'exchangeRbac'
        ? ['A deployment grants and never revokes: if this identity was ever given Mail.Send in Entra, the limit by Exchange is void until that is taken away. Look: mailchute doctor']
        : []
