metadata description = 'The app registration of the HTTP door: what callers ask a token for, and the roles that they are given.'

extension microsoftGraphV1

import { operatorType, producerType } from '../types.bicep'

@description('The unique name by which it is found again; it can never be changed.')
param uniqueName string

@description('Name that people see.')
param displayName string

@description('Get Mail.Enqueue and Mail.Read.')
param producers producerType[]

@description('Get Mail.Admin and Mail.Read.')
param operators operatorType[]

// Fixed ids: a role is known by its id, and a new one would take it from everybody.
var appRoles = [
  {
    id: guid(uniqueName, 'Mail.Enqueue')
    value: 'Mail.Enqueue'
    description: 'Put mail on the queue.'
  }
  {
    id: guid(uniqueName, 'Mail.Read')
    value: 'Mail.Read'
    description: 'See what became of a mail.'
  }
  {
    id: guid(uniqueName, 'Mail.Admin')
    value: 'Mail.Admin'
    description: 'See, replay and close all mails, and sync the senders.'
  }
]

var holders = concat(
  flatten(map(producers, who => map(['Mail.Enqueue', 'Mail.Read'], value => { id: who.id, value: value }))),
  flatten(map(operators, who => map(['Mail.Admin', 'Mail.Read'], value => { id: who.id, value: value })))
)

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  signInAudience: 'AzureADMyOrg'
  api: {
    requestedAccessTokenVersion: 2
  }
  appRoles: [
    for appRole in appRoles: {
      id: appRole.id
      value: appRole.value
      displayName: appRole.value
      description: appRole.description
      allowedMemberTypes: ['Application', 'User']
      isEnabled: true
    }
  ]
}

resource servicePrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: app.appId
  // Nobody gets a token for this door without one of its roles.
  appRoleAssignmentRequired: true
}

resource assignments 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for holder in holders: {
    appRoleId: guid(uniqueName, holder.value)
    principalId: holder.id
    resourceId: servicePrincipal.id
  }
]

module identifierUri 'identifierUri.bicep' = {
  params: {
    uniqueName: uniqueName
    displayName: displayName
    appId: app.appId
  }
}

@description('Client id.')
output clientId string = app.appId
