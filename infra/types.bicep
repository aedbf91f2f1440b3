metadata description = 'The shapes of the parameters that are more than one value, and of what modules hand to each other.'

@export()
@description('What the identity may do with the mail of a mailbox. `readBasic` lets Mailchute look for a mail in doubt; `readWrite` is for large attachments.')
type mailAccessType = 'send' | 'readBasic' | 'readWrite'

@export()
@description('Which mailboxes the identity may use, and what enforces it.')
@discriminator('mode')
type mailboxScopeType = noMailboxesType | exchangeRbacType | applicationAccessPolicyType | everyMailboxType

@export()
@description('No mailbox yet: nothing can be sent.')
@sealed()
type noMailboxesType = {
  @description('No right to mail is granted.')
  mode: 'none'
}

@export()
@description('Exchange grants the rights on the mailboxes of one group, by RBAC for Applications. Entra grants no right to mail: the two add up.')
@sealed()
type exchangeRbacType = {
  @description('The way that Microsoft recommends.')
  mode: 'exchangeRbac'

  @description('GUID or SMTP address of a mail-enabled security group. Only its direct members count.')
  group: string

  @description('The initial domain of the tenant, such as contoso.onmicrosoft.com.')
  organization: string

  @description('A member of the group: the script proves that it may be used.')
  allowedMailbox: string

  @description('A mailbox outside the group: the script proves that it may not be used.')
  forbiddenMailbox: string

  @description('Left out: readBasic.')
  mailAccess: mailAccessType?

  @description('Mailboxes whose Sent Items are emptied. Left out: none, and full mailboxes stop sending.')
  sentItems: sentItemsType?

  @description('Resource id of a user-assigned identity with Exchange.ManageAsApp and the role Exchange Administrator: the script runs in this deployment. Left out: an administrator runs it.')
  scriptIdentityId: string?
}

@export()
@description('A mail sent as MIME always leaves a copy; this removes old ones.')
@sealed()
type sentItemsType = {
  @description('Days that a copy is kept. A mail in doubt is looked for there, so it must outlive its job; the script refuses less.')
  @minValue(7)
  days: int

  @description('Addresses. Only mailboxes that no person uses: a person\'s sent mail would go too.')
  @minLength(1)
  mailboxes: string[]
}

@export()
@description('Entra grants the rights and an Application Access Policy limits them to one group. The older way; the right is granted only after the limit is proved.')
@sealed()
type applicationAccessPolicyType = {
  @description('Microsoft asks not to make new policies; for tenants that have them.')
  mode: 'applicationAccessPolicy'

  @description('GUID or SMTP address of a mail-enabled security group.')
  group: string

  @description('The initial domain of the tenant, such as contoso.onmicrosoft.com.')
  organization: string

  @description('A member of the group: the script proves that it may be used.')
  allowedMailbox: string

  @description('A mailbox outside the group: the script proves that it may not be used.')
  forbiddenMailbox: string

  @description('Left out: readBasic.')
  mailAccess: mailAccessType?

  @description('Mailboxes whose Sent Items are emptied. Left out: none, and full mailboxes stop sending.')
  sentItems: sentItemsType?

  @description('Resource id of a user-assigned identity with Exchange.ManageAsApp and the role Exchange Administrator: the script runs in this deployment. Left out: an administrator runs it.')
  scriptIdentityId: string?

  @description('Set it to true once the script, run by an administrator, has said that the forbidden mailbox is denied. Until then Mail.Send is not granted.')
  policyProven: bool?
}

@export()
@description('Entra grants the rights on every mailbox of the tenant. Whoever can run code as this identity can write as anybody.')
@sealed()
type everyMailboxType = {
  @description('No limit by Exchange.')
  mode: 'tenant'

  @description('Must be written out, so that nobody gets here by accident.')
  understood: 'this identity may send as every mailbox of the tenant'

  @description('Left out: readBasic.')
  mailAccess: mailAccessType?
}

@export()
@description('Who may stand in From: the settings SENDER_...')
@discriminator('mode')
type sendersType = groupSendersType | mailboxSenderType | anySenderType

@export()
@description('The members of an Entra group.')
@sealed()
type groupSendersType = {
  @description('SENDER_MODE.')
  mode: 'group'

  @description('SENDER_GROUP: object id, or a display name that only one group has.')
  @minLength(1)
  group: string

  @description('SENDER_MAX_REMOVAL_PERCENT. Left out: the default of Mailchute.')
  @minValue(0)
  @maxValue(100)
  maxRemovalPercent: int?

  @description('SENDER_MAX_AGE_HOURS. Left out: the default of Mailchute.')
  @minValue(2)
  @maxValue(168)
  maxAgeHours: int?
}

@export()
@description('One mailbox.')
@sealed()
type mailboxSenderType = {
  @description('SENDER_MODE.')
  mode: 'mailbox'

  @description('SENDER_MAILBOX: one of its addresses.')
  @minLength(1)
  mailbox: string
}

@export()
@description('Every mailbox of the tenant.')
@sealed()
type anySenderType = {
  @description('SENDER_MODE.')
  mode: 'any'
}

@export()
@description('What one mailbox may do, over all instances: the settings MAILBOX_... 0 lifts a limit; left out: what Exchange allows.')
@sealed()
type mailboxLimitsType = {
  @description('MAILBOX_MESSAGES_PER_MINUTE.')
  @minValue(0)
  @maxValue(3000)
  messagesPerMinute: int?

  @description('MAILBOX_IN_FLIGHT.')
  @minValue(0)
  @maxValue(32)
  inFlight: int?

  @description('MAILBOX_RECIPIENTS_PER_DAY.')
  @minValue(0)
  @maxValue(1000000)
  recipientsPerDay: int?

  @description('MAILBOX_UPLOAD_MB_PER_5MIN.')
  @minValue(0)
  @maxValue(10000)
  uploadMbPer5Min: int?
}

@export()
@description('A person, group or service that gets rights.')
@sealed()
type operatorType = {
  @description('For people: it stands in deployments and messages.')
  name: string

  @description('Object id; of a service, that of its service principal (Enterprise applications), not of its app registration.')
  @minLength(36)
  @maxLength(36)
  id: string

  @description('What the object id names.')
  type: 'ServicePrincipal' | 'User' | 'Group'
}

@export()
@description('A service or person that puts mail on the queue.')
@sealed()
type producerType = {
  @description('For people: it stands in deployments and messages.')
  name: string

  @description('Object id; of a service, that of its service principal (Enterprise applications), not of its app registration.')
  @minLength(36)
  @maxLength(36)
  id: string

  @description('What the object id names.')
  type: 'ServicePrincipal' | 'User' | 'Group'

  @description('Whether it sends mails above 192 KB, which travel through the container mail-jobs. Left out: no.')
  largeMails: bool?

  @description('Which of the reply queues it reads. Left out: none.')
  replyQueues: string[]?
}

@export()
@description('Who gets a role, in the terms of a role assignment.')
@sealed()
type granteeType = {
  @description('Object id.')
  id: string

  @description('What the object id names.')
  type: 'ServicePrincipal' | 'User' | 'Group'
}

@export()
@description('One row of the table in roles.bicep.')
@sealed()
type roleType = {
  @description('The GUID of the role definition.')
  id: string

  @description('Its name in the portal.')
  name: string
}

@export()
@description('A role to be assigned, and why.')
@sealed()
type grantType = {
  @description('From roles.bicep.')
  role: roleType

  @description('Why it is needed. It stands in the role assignment, and in docs/deploying.md.')
  @minLength(10)
  @maxLength(500)
  reason: string
}
