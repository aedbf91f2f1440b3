metadata description = 'Roles on Application Insights.'

import { grantType, granteeType } from '../../types.bicep'

@description('Name of Application Insights.')
param insightsName string

@description('Who gets the roles.')
param to granteeType

@description('Which roles, and why.')
param grants grantType[]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(insights.id, to.id, grant.role.id)
    scope: insights
    properties: {
      description: grant.reason
      principalId: to.id
      principalType: to.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role.id)
    }
  }
]
