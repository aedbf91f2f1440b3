metadata description = 'Who is told, and when. The description of each alert names the command that shows its cause.'

@description('Name of the action group.')
param actionGroupName string

@description('Region of the log alerts.')
param location string

@description('Tags.')
param tags { *: string }

@description('Who gets a mail. Best a mailbox that Mailchute does not send for.')
param emails string[]

@description('Resource id of the namespace.')
param namespaceId string

@description('Name of the mail queue.')
param mailQueueName string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Whether a group is synced: only then its sync can fail.')
param sendersAreSynced bool

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'mailchute'
    enabled: true
    emailReceivers: [
      for (email, index) in emails: {
        name: 'email ${index + 1}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var ofMailQueue = [{ name: 'EntityName', operator: 'Include', values: [mailQueueName] }]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'mailchute dead letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages lie in the dead-letter queue and are not swept into the list of problems. Look: mailchute doctor'
    severity: 1
    enabled: true
    scopes: [namespaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: ofMailQueue
          // The sweep takes a minute: only what stays for the whole window counts.
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}

resource backlog 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'mailchute backlog that nobody works on'
  location: 'global'
  tags: tags
  properties: {
    description: 'Jobs wait in the queue and none is completed: the app does not run, or the queue is paused. Look: mailchute doctor'
    severity: 1
    enabled: true
    scopes: [namespaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'jobs wait'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          dimensions: ofMailQueue
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
        }
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'none is completed'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'CompleteMessage'
          dimensions: ofMailQueue
          timeAggregation: 'Total'
          operator: 'LessThanOrEqual'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}

var logAlerts = [
  {
    name: 'mailchute problems wait for a person'
    description: 'Jobs were parked: refused for good, in doubt, or another mail under a used id. Look: mailchute failed list'
    severity: 2
    query: loadTextContent('../queries/problems.kql')
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'mailchute sending fails'
    description: 'Runs fail: a store or the queue does not answer, or there is a fault. Look: mailchute doctor'
    severity: 1
    query: loadTextContent('../queries/sendingFails.kql')
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 2
    enabled: true
  }
  {
    name: 'mailchute sends nothing'
    description: 'Jobs are put back and none was sent for an hour: Graph refuses or throttles, or the list of senders is too old. Look: mailchute doctor'
    severity: 1
    query: loadTextContent('../queries/nothingSent.kql')
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'mailchute sync of senders stopped'
    description: 'A run changed nothing, since the group could not be read or too many would be removed. Look: mailchute senders runs'
    severity: 2
    query: loadTextContent('../queries/sendersRefused.kql')
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: sendersAreSynced
  }
  {
    name: 'mailchute sync of senders is stale'
    description: 'No run went through for two hours; after SENDER_MAX_AGE_HOURS nothing is sent. Look: mailchute senders runs'
    severity: 1
    query: loadTextContent('../queries/sendersSynced.kql')
    window: 'PT2H'
    operator: 'LessThan'
    threshold: 1
    enabled: sendersAreSynced
  }
]

resource logAlertRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: alert.enabled
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: alert.window
      autoMitigate: true
      // Before the first line is written there is no table to check against.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroup.id]
      }
    }
  }
]
