metadata description = 'What the HTTP door needs around it. This version has no door: deployed, it lets nobody in to nothing.'

import { operatorType, producerType } from '../types.bicep'

@description('Name of the Function App.')
param functionAppName string

@description('The unique name of the app registration.')
param uniqueName string

@description('Who puts mail on the queue.')
param producers producerType[]

@description('Who uses the command mailchute.')
param operators operatorType[]

module registration 'appRegistration.bicep' = {
  params: {
    uniqueName: uniqueName
    displayName: 'Mailchute'
    producers: producers
    operators: operators
  }
}

module signIn 'signIn.bicep' = {
  params: {
    functionAppName: functionAppName
    clientId: registration.outputs.clientId
  }
}
