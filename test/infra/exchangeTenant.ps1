# An Exchange tenant of a few tables, for test/infra/exchangeRun.test.ts: functions with the names of the cmdlets that the script uses.
# They note every change. What Exchange itself does is not imitated beyond that; docs/deploying.md lists it as not tried.
param([string]$ScriptPath, [string]$RunsPath, [string]$ResultPath)
$ErrorActionPreference = 'Stop'

$global:changes = [System.Collections.Generic.List[string]]::new()
$global:tenant = @{ Principals = @(); Scopes = @(); Assignments = @(); Policies = @(); Tags = @(); RetentionPolicies = @() }
$global:mailboxPolicy = @{ 'sender@contoso.example' = 'Default MRM Policy'; 'other@contoso.example' = 'Litigation' }

function global:Install-Module { [CmdletBinding()] param($Name, $RequiredVersion, $Scope, [switch]$Force) $global:changes.Add("Install-Module $RequiredVersion") }
function global:Import-Module { [CmdletBinding()] param($Name, $RequiredVersion) }
function global:Get-ConnectionInformation { [CmdletBinding()] param() }
function global:Connect-ExchangeOnline { [CmdletBinding()] param($ExchangeEnvironmentName, $Organization, $ManagedIdentityAccountId, [switch]$ManagedIdentity, [switch]$ShowBanner) if ($ManagedIdentity) { $global:changes.Add("Connect-ExchangeOnline $Organization") } }
function global:Disconnect-ExchangeOnline { [CmdletBinding()] param([switch]$Confirm) }
function global:Start-Sleep { [CmdletBinding()] param($Seconds) }
function global:Get-AcceptedDomain { [CmdletBinding()] param() [pscustomobject]@{ DomainName = 'contoso.onmicrosoft.com' } }

function global:Get-Recipient {
    [CmdletBinding()] param($Identity, $Filter)
    if ($Filter -or $Identity -eq 'senders@contoso.example') {
        [pscustomobject]@{ Name = 'Senders'; RecipientTypeDetails = 'MailUniversalSecurityGroup'; DistinguishedName = 'CN=Senders,OU=contoso,DC=prod'; ExternalDirectoryObjectId = '33333333-3333-3333-3333-333333333333'; PrimarySmtpAddress = 'senders@contoso.example' }
    }
    elseif ($global:mailboxPolicy.ContainsKey($Identity)) { [pscustomobject]@{ Name = $Identity; RecipientTypeDetails = 'UserMailbox' } }
}

function global:Get-ServicePrincipal { [CmdletBinding()] param() $global:tenant.Principals }
function global:New-ServicePrincipal { [CmdletBinding()] param($AppId, $ObjectId, $DisplayName) $global:changes.Add('New-ServicePrincipal'); $global:tenant.Principals += [pscustomobject]@{ AppId = $AppId; ObjectId = $ObjectId } }
function global:Remove-ServicePrincipal { [CmdletBinding()] param($Identity, [switch]$Confirm) $global:changes.Add('Remove-ServicePrincipal'); $global:tenant.Principals = @() }

function global:Get-ManagementScope { [CmdletBinding()] param() $global:tenant.Scopes }
# As Exchange does, the filter comes back with brackets of its own.
function global:New-ManagementScope { [CmdletBinding()] param($Name, $RecipientRestrictionFilter) $global:changes.Add('New-ManagementScope'); $global:tenant.Scopes += [pscustomobject]@{ Name = $Name; RecipientFilter = "(($RecipientRestrictionFilter))" } }
function global:Set-ManagementScope { [CmdletBinding()] param($Identity, $RecipientRestrictionFilter) $global:changes.Add('Set-ManagementScope') }
function global:Remove-ManagementScope { [CmdletBinding()] param($Identity, [switch]$Confirm) $global:changes.Add('Remove-ManagementScope'); $global:tenant.Scopes = @() }

function global:Get-ManagementRoleAssignment { [CmdletBinding()] param($RoleAssigneeType) $global:tenant.Assignments }
function global:New-ManagementRoleAssignment {
    [CmdletBinding()] param($Name, $App, $Role, $CustomResourceScope)
    $global:changes.Add("New-ManagementRoleAssignment $Role")
    $global:tenant.Assignments += [pscustomobject]@{ Name = $Name; RoleAssignee = $App; Role = $Role; CustomResourceScope = $CustomResourceScope }
}
function global:Remove-ManagementRoleAssignment {
    [CmdletBinding()] param($Identity, [switch]$Confirm)
    $global:changes.Add("Remove-ManagementRoleAssignment $Identity")
    $global:tenant.Assignments = @($global:tenant.Assignments | Where-Object { $_.Name -ne $Identity })
}
function global:Test-ServicePrincipalAuthorization {
    [CmdletBinding()] param($Identity, $Resource)
    foreach ($assignment in $global:tenant.Assignments) {
        $inScope = (-not $assignment.CustomResourceScope) -or $Resource -eq 'sender@contoso.example'
        [pscustomobject]@{ RoleName = $assignment.Role; InScope = [string]$inScope }
    }
}

function global:Get-ApplicationAccessPolicy { [CmdletBinding()] param() $global:tenant.Policies }
function global:New-ApplicationAccessPolicy {
    [CmdletBinding()] param($AppId, $PolicyScopeGroupId, $AccessRight, $Description)
    $global:changes.Add('New-ApplicationAccessPolicy')
    $global:tenant.Policies += [pscustomobject]@{ Identity = 'policy'; AppId = $AppId; AccessRight = $AccessRight; ScopeIdentityRaw = 'S-1-5-21-1;33333333-3333-3333-3333-333333333333' }
}
function global:Remove-ApplicationAccessPolicy { [CmdletBinding()] param($Identity, [switch]$Confirm) $global:changes.Add('Remove-ApplicationAccessPolicy'); $global:tenant.Policies = @() }
function global:Test-ApplicationAccessPolicy {
    [CmdletBinding()] param($Identity, $AppId)
    $denied = $global:tenant.Policies.Count -gt 0 -and -not $global:policyIgnored -and $Identity -ne 'sender@contoso.example'
    [pscustomobject]@{ AccessCheckResult = $(if ($denied) { 'Denied' } else { 'Granted' }) }
}

function global:Get-Mailbox {
    [CmdletBinding()] param($Identity, $ResultSize, $Filter)
    $addresses = if ($Identity) { @($Identity) } else { @($global:mailboxPolicy.Keys | Where-Object { $global:mailboxPolicy[$_] -eq 'id-mailchute-test-sent-items' }) }
    foreach ($address in $addresses) { [pscustomobject]@{ PrimarySmtpAddress = $address; RetentionPolicy = $global:mailboxPolicy[$address] } }
}
function global:Set-Mailbox { [CmdletBinding()] param($Identity, $RetentionPolicy) $global:changes.Add("Set-Mailbox $RetentionPolicy"); $global:mailboxPolicy[$Identity] = $RetentionPolicy }
function global:Get-RetentionPolicyTag { [CmdletBinding()] param() $global:tenant.Tags }
function global:New-RetentionPolicyTag {
    [CmdletBinding()] param($Name, $Type, $AgeLimitForRetention, $RetentionAction, $RetentionEnabled)
    $global:changes.Add("New-RetentionPolicyTag $Type $AgeLimitForRetention")
    $global:tenant.Tags += [pscustomobject]@{ Name = $Name; AgeLimitForRetention = "$AgeLimitForRetention.00:00:00" }
}
function global:Set-RetentionPolicyTag { [CmdletBinding()] param($Identity, $AgeLimitForRetention) $global:changes.Add("Set-RetentionPolicyTag $AgeLimitForRetention") }
function global:Remove-RetentionPolicyTag { [CmdletBinding()] param($Identity, [switch]$Confirm) $global:changes.Add('Remove-RetentionPolicyTag'); $global:tenant.Tags = @() }
function global:Get-RetentionPolicy { [CmdletBinding()] param() @([pscustomobject]@{ Name = 'Default MRM Policy' }) + $global:tenant.RetentionPolicies }
function global:New-RetentionPolicy { [CmdletBinding()] param($Name, $RetentionPolicyTagLinks) $global:changes.Add('New-RetentionPolicy'); $global:tenant.RetentionPolicies += [pscustomobject]@{ Name = $Name; DistinguishedName = 'CN=retention' } }
function global:Remove-RetentionPolicy { [CmdletBinding()] param($Identity, [switch]$Confirm) $global:changes.Add('Remove-RetentionPolicy'); $global:tenant.RetentionPolicies = @() }

$results = foreach ($run in (Get-Content -Raw $RunsPath | ConvertFrom-Json -AsHashtable)) {
    $global:changes.Clear()
    $global:policyIgnored = [bool]$run.policyIgnored
    if ($run.assignedBySomeoneElse) {
        $global:tenant.Assignments += [pscustomobject]@{ Name = 'theirs'; RoleAssignee = $run.parameters.PrincipalId; Role = 'Application Mail.Send'; CustomResourceScope = '' }
    }
    $parameters = $run.parameters
    $failure = $null
    $outputs = $null
    try {
        # Dot-sourced in a scope of its own, as a deployment does it: the outputs are a variable of the script.
        $outputs = & { . $ScriptPath @parameters 6>$null 3>$null | Out-Null; $DeploymentScriptOutputs }
    }
    catch { $failure = [string]$_.Exception.Message }
    @{ changes = @($global:changes); failure = $failure; outputs = $outputs }
}
ConvertTo-Json -Depth 5 -InputObject @($results) | Set-Content $ResultPath
