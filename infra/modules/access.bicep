metadata description = 'Who may do what: the app, the producers, the operators. Nobody gets a role that manages resources.'

import { operatorType, producerType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Object id of the service principal of the identity.')
param principalId string

@description('Name of the namespace.')
param namespaceName string

@description('Name of the mail queue.')
param mailQueueName string

@description('Names of the reply queues.')
param replyQueueNames string[]

@description('Name of the account of ledger and bodies.')
param mailAccountName string

@description('Name of the account of the Functions host.')
param hostAccountName string

@description('Name of Application Insights.')
param insightsName string

@description('How the scale controller sees the length of the queue.')
param scalerRole 'custom' | 'dataOwner'

@description('Distinguishes the names of custom roles.')
param unique string

@description('Who puts mail on the queue.')
param producers producerType[]

@description('Who uses the command mailchute.')
param operators operatorType[]

var scalerGrants = {
  custom: {
    role: customRoles.outputs.queueLengthReader
    reason: 'The scale controller asks how many messages wait. It asks the namespace; on the queue alone the role did not wake the app.'
  }
  dataOwner: {
    role: roles.serviceBusOwner
    reason: 'The same without a custom role: where none may be made, this is the smallest that the scale controller takes.'
  }
}

module customRoles 'customRoles.bicep' = {
  params: {
    unique: unique
    queueLengthReader: scalerRole == 'custom'
    claimCheckAdder: contains(map(producers, producer => producer.?largeMails ?? false), true)
  }
}

module appAccess 'appAccess.bicep' = {
  params: {
    principalId: principalId
    namespaceName: namespaceName
    mailQueueName: mailQueueName
    replyQueueNames: replyQueueNames
    scalerGrant: scalerGrants[scalerRole]
    mailAccountName: mailAccountName
    hostAccountName: hostAccountName
    insightsName: insightsName
  }
}

module producerAccess 'producerAccess.bicep' = [
  for who in producers: {
    params: {
      who: who
      claimCheckAdder: customRoles.outputs.claimCheckAdder
      namespaceName: namespaceName
      mailQueueName: mailQueueName
      mailAccountName: mailAccountName
    }
  }
]

module operatorAccess 'operatorAccess.bicep' = [
  for who in operators: {
    params: {
      who: who
      namespaceName: namespaceName
      mailQueueName: mailQueueName
      mailAccountName: mailAccountName
    }
  }
]
