metadata description = 'Roles on a Service Bus namespace.'

import { grantType, granteeType } from '../../types.bicep'

@description('Name of the namespace.')
param namespaceName string

@description('Who gets the roles.')
param to granteeType

@description('Which roles, and why.')
param grants grantType[]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: namespaceName
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(namespace.id, to.id, grant.role.id)
    scope: namespace
    properties: {
      description: grant.reason
      principalId: to.id
      principalType: to.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role.id)
    }
  }
]
