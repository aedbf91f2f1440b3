metadata description = 'Every name of a resource comes from here.'

@export()
@description('The names of one deployment. Prefixes are those of the Cloud Adoption Framework.')
@sealed()
type namesType = {
  @description('Of the resource group.')
  resourceGroup: string

  @description('Of the identity that sends.')
  identity: string

  @description('Of the Service Bus namespace; unique in the world.')
  serviceBus: string

  @description('Of the storage account of ledger and bodies; unique in the world, 24 characters at most.')
  mailStorage: string

  @description('Of the storage account of the Functions host; unique in the world, 24 characters at most.')
  hostStorage: string

  @description('Of the Log Analytics workspace.')
  logs: string

  @description('Of Application Insights.')
  insights: string

  @description('Of the Flex Consumption plan.')
  plan: string

  @description('Of the Function App; unique in the world.')
  functionApp: string

  @description('Of the app registration of the HTTP door, by which it is found again.')
  appRegistration: string

  @description('Of the action group.')
  actionGroup: string

  @description('Of the deployment script that limits the mailboxes.')
  exchangeScript: string
}

@export()
@description('Names for an environment; `unique` makes those distinct that must be unique in the world.')
func resourceNames(environmentName string, unique string) namesType => {
  resourceGroup: 'rg-mailchute-${environmentName}'
  identity: 'id-mailchute-${environmentName}'
  serviceBus: 'sbns-mailchute-${environmentName}-${unique}'
  mailStorage: 'stmail${unique}'
  hostStorage: 'sthost${unique}'
  logs: 'log-mailchute-${environmentName}'
  insights: 'appi-mailchute-${environmentName}'
  plan: 'asp-mailchute-${environmentName}'
  functionApp: 'func-mailchute-${environmentName}-${unique}'
  appRegistration: 'mailchute-${environmentName}-${unique}'
  actionGroup: 'ag-mailchute-${environmentName}'
  exchangeScript: 'script-mailchute-${environmentName}'
}
