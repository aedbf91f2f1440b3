metadata description = 'Which application permissions of Microsoft Graph the chosen modes need; never more.'

import { mailboxScopeType } from 'types.bicep'

@export()
@description('Permissions to read the directory. GroupMember.Read.All lists the members of the sender group; addresses of people need User.Read.All in every mode.')
func directoryPermissions(senderMode string) string[] =>
  senderMode == 'group' ? ['GroupMember.Read.All', 'User.Read.All'] : ['User.Read.All']

@export()
@description('Permissions on mail. With exchangeRbac none: Entra and Exchange add up, so one here would undo the limit. With a policy none before it is proved, by the script of this deployment or by an administrator.')
func mailPermissions(scope mailboxScopeType) string[] =>
  scope.mode == 'tenant' || (scope.mode == 'applicationAccessPolicy' && (scope.?policyProven ?? false || !empty(scope.?scriptIdentityId)))
    ? permissionsFor(scope.?mailAccess ?? 'readBasic')
    : []

@description('Mail.Send, and what reading was chosen.')
func permissionsFor(mailAccess string) string[] =>
  mailAccess == 'send'
    ? ['Mail.Send']
    : mailAccess == 'readBasic' ? ['Mail.Send', 'Mail.ReadBasic.All'] : ['Mail.Send', 'Mail.ReadWrite']
