metadata description = 'Grants application permissions of Microsoft Graph to the identity. Who deploys it must be Privileged Role Administrator. Run again after "Not a valid reference update": a new identity takes a while to be known.'

// In this file and the app registration only: the extension changes how a file compiles, and needs rights on the tenant.
extension microsoftGraphV1

@description('Object id of the service principal of the identity. A parameter: read in the same file it has failed (msgraph-bicep-types#183).')
param principalId string

@description('Names of the permissions.')
param permissions string[]

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource grants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for permission in permissions: {
    appRoleId: single(filter(graph.appRoles, appRole => appRole.value == permission && contains(appRole.allowedMemberTypes, 'Application')))
    principalId: principalId
    resourceId: graph.id
  }
]

@description('The id of the only app role found.')
func single(found { id: string }[]) string =>
  length(found) == 1 ? found[0].id : fail('Microsoft Graph must offer exactly one application permission of each name.')
