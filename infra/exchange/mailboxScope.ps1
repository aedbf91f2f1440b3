#Requires -Version 7.4
<#
.SYNOPSIS
Limits Mailchute's identity to the mailboxes of one group in Exchange Online, and proves it.

.DESCRIPTION
Safe to run again: every step looks first and says what it found, changed or left. It ends well only if the allowed mailbox is in reach
and the forbidden one is not. It sends no mail and grants nothing in Entra. In a deployment its values come from the environment.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # exchangeRbac: Exchange gives the right to send, for the group only. applicationAccessPolicy: Entra gives it, after this script has proved the policy.
    [string]$Mode = $env:MAILBOX_SCOPE_MODE,
    # Client id of Mailchute's managed identity.
    [string]$AppId = $env:MAILBOX_SCOPE_APP_ID,
    # Object id of its service principal: from Enterprise applications, not from App registrations.
    [string]$PrincipalId = $env:MAILBOX_SCOPE_PRINCIPAL_ID,
    # Name of the identity. It begins the name of everything made in Exchange, so that two Mailchutes in one tenant stay apart.
    [string]$DisplayName = $env:MAILBOX_SCOPE_DISPLAY_NAME,
    # Object id or address of the mail-enabled group. Only its direct members count.
    [string]$Group = $env:MAILBOX_SCOPE_GROUP,
    # First domain of the tenant, such as contoso.onmicrosoft.com.
    [string]$Organization = $env:MAILBOX_SCOPE_ORGANIZATION,
    # A mailbox in the group. Together with the forbidden one it is the proof.
    [string]$AllowedMailbox = $env:MAILBOX_SCOPE_ALLOWED_MAILBOX,
    # A mailbox that is not in the group.
    [string]$ForbiddenMailbox = $env:MAILBOX_SCOPE_FORBIDDEN_MAILBOX,
    # send; readBasic (default) also finds a sent copy; readWrite also makes drafts. With a policy Entra gives these, not this script.
    [string]$MailAccess = $env:MAILBOX_SCOPE_MAIL_ACCESS,
    # Empties Sent Items of the mailboxes below after so many days. 0 leaves retention alone.
    [int]$SentItemsDays = $env:MAILBOX_SCOPE_SENT_ITEMS_DAYS,
    # Addresses with commas between. Only mailboxes that no person uses: a person's sent mail would go too.
    [string]$SentItemsMailboxes = $env:MAILBOX_SCOPE_SENT_ITEMS_MAILBOXES,
    # The setting JOB_LIFETIME_HOURS, 48 when left out: a sent copy must outlive its job.
    [int]$JobLifetimeHours = $env:MAILBOX_SCOPE_JOB_LIFETIME_HOURS,
    # O365Default when left out; O365USGovGCCHigh, O365USGovDoD or O365China in national clouds.
    [string]$ExchangeEnvironment = $env:MAILBOX_SCOPE_EXCHANGE_ENVIRONMENT,
    # Client id of the identity that runs this in a deployment. Empty: you sign in.
    [string]$ScriptClientId = $env:MAILBOX_SCOPE_SCRIPT_CLIENT_ID,
    # Takes everything away again, in reverse order.
    [switch]$Remove,
    # With -Remove of a policy: Mail.Send was revoked in Entra a day ago. Without its policy it reaches every mailbox.
    [switch]$MailSendRevoked
)
$ErrorActionPreference = 'Stop'
# The Exchange cmdlets live in a module, which does not see the line above: each call gets it by hand.
$strict = @{ ErrorAction = 'Stop' }
if (-not $MailAccess) { $MailAccess = 'readBasic' }
if (-not $JobLifetimeHours) { $JobLifetimeHours = 48 }
if (-not $ExchangeEnvironment) { $ExchangeEnvironment = 'O365Default' }
# 3.10 and later need PowerShell 7.6, which deployment scripts do not have.
$moduleVersion = '3.9.2'
# docs/protocol.md, section 8: copies are kept 7 days and longer than their job lives. A test holds this in step with the code.
$leastSentItemsDays = 7
# What was just made is not seen by every server at once.
$proofTries = 20
$proofPauseSeconds = 15

$roles = @{
    send      = @('Application Mail.Send')
    readBasic = @('Application Mail.Send', 'Application Mail.ReadBasic')
    readWrite = @('Application Mail.Send', 'Application Mail.ReadWrite')
}
$scopeName = "$DisplayName-senders"
$retentionName = "$DisplayName-sent-items"
$retentionMailboxes = @($SentItemsMailboxes -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ })

function Stop-Wrong([string]$What, [string]$Value, [string]$Allowed, [string]$ToDo) { throw "$What is '$Value'. Allowed: $Allowed. $ToDo" }
# Patterns leave no room for quotes, stars and spaces: these values end up in Exchange's filters.
function Assert-Pattern([string]$What, [string]$Value, [string]$Pattern, [string]$Allowed, [string]$ToDo) {
    if ($Value -notmatch $Pattern) { Stop-Wrong $What $Value $Allowed $ToDo }
}

function Assert-Arguments {
    $guid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    $address = '^[^@\s''"*()]+@[a-z0-9-]+(\.[a-z0-9-]+)+$'
    if ('exchangeRbac', 'applicationAccessPolicy' -cnotcontains $Mode) { Stop-Wrong 'Mode' $Mode 'exchangeRbac, applicationAccessPolicy' 'Take the mode of the parameter mailboxScope.' }
    Assert-Pattern 'AppId' $AppId $guid 'a GUID' 'Take the output IDENTITY_CLIENT_ID of the deployment.'
    Assert-Pattern 'PrincipalId' $PrincipalId $guid 'a GUID' 'Take the output IDENTITY_PRINCIPAL_ID of the deployment.'
    Assert-Pattern 'DisplayName' $DisplayName '^[a-z0-9][a-z0-9_-]{0,47}$' '1 to 48 letters, digits, - and _' 'Take the name of the managed identity.'
    Assert-Pattern 'Group' $Group "($guid)|($address)" 'an object id or an address' 'Name the mail-enabled group of the senders.'
    # Exchange lets a tenant id sign in and read with it; writing then fails.
    Assert-Pattern 'Organization' $Organization '^[a-z0-9-]+\.(onmicrosoft\.(com|us)|partner\.onmschina\.cn)$' 'the first domain of the tenant, such as contoso.onmicrosoft.com' 'A tenant id or a domain of your own does not do.'
    if ($roles.Keys -cnotcontains $MailAccess) { Stop-Wrong 'MailAccess' $MailAccess 'send, readBasic, readWrite' 'Leave it out for readBasic.' }
    if ($Remove -and $Mode -ceq 'applicationAccessPolicy' -and -not $MailSendRevoked) {
        Stop-Wrong 'MailSendRevoked' 'not set' 'set, to remove a policy' 'Revoke Mail.Send in Entra first and wait 24 hours, as long as tokens live: without the policy they reach every mailbox. Then add -MailSendRevoked.'
    }
    if ($Remove) { return }
    Assert-Pattern 'AllowedMailbox' $AllowedMailbox $address 'an address' 'Without it nothing can be proved; nothing was changed.'
    Assert-Pattern 'ForbiddenMailbox' $ForbiddenMailbox $address 'an address' 'Without it nothing can be proved; nothing was changed.'
    if ($AllowedMailbox -eq $ForbiddenMailbox) { Stop-Wrong 'ForbiddenMailbox' $ForbiddenMailbox 'another mailbox than AllowedMailbox' 'Name one that is not in the group.' }
    $retention = $SentItemsDays -ne 0
    if ($retention -ne ($retentionMailboxes.Count -gt 0)) { Stop-Wrong 'SentItemsMailboxes' $SentItemsMailboxes 'given together with SentItemsDays, or both left out' 'Name the mailboxes to empty.' }
    $least = [math]::Max($leastSentItemsDays, [math]::Ceiling($JobLifetimeHours / 24) + 1)
    if ($retention -and $SentItemsDays -lt $least) { Stop-Wrong 'SentItemsDays' $SentItemsDays "0, or $least and more with JOB_LIFETIME_HOURS=$JobLifetimeHours" 'Else a mail in doubt is never found.' }
    foreach ($mailbox in $retentionMailboxes) { Assert-Pattern 'SentItemsMailboxes' $mailbox $address 'addresses with commas between' 'Name the mailboxes to empty.' }
}

function Write-Left([string]$What) { Write-Host "left     $What" }
function Invoke-Change {
    [CmdletBinding(SupportsShouldProcess)]
    param([string]$What, [scriptblock]$Change)
    if ($PSCmdlet.ShouldProcess($What)) { & $Change | Out-Null; Write-Host "changed  $What" }
}

function Wait-Proof([string]$Claim, [scriptblock]$Holds) {
    if ($WhatIfPreference) { Write-Host "would prove: $Claim"; return }
    for ($attempt = 1; $attempt -le $proofTries; $attempt++) {
        if (& $Holds) { Write-Host "proved   $Claim"; return }
        if ($attempt -lt $proofTries) { Start-Sleep -Seconds $proofPauseSeconds }
    }
    Stop-Wrong 'The proof' "missing after $proofTries looks" $Claim 'Grant no mail permission in Entra. The allowed mailbox must be a direct member of the group, the forbidden one none, and nobody else may have given the identity more. Run this again.'
}

function Connect-Exchange {
    if ($ScriptClientId) { Install-Module -Name ExchangeOnlineManagement -RequiredVersion $moduleVersion -Scope CurrentUser -Force @strict }
    try { Import-Module -Name ExchangeOnlineManagement -RequiredVersion $moduleVersion @strict }
    catch {
        Stop-Wrong 'The module ExchangeOnlineManagement' 'missing, or loaded in another version' $moduleVersion "In a new PowerShell: Install-Module ExchangeOnlineManagement -RequiredVersion $moduleVersion -Scope CurrentUser"
    }
    if ($ScriptClientId) {
        Connect-ExchangeOnline -ManagedIdentity -ManagedIdentityAccountId $ScriptClientId -Organization $Organization -ExchangeEnvironmentName $ExchangeEnvironment -ShowBanner:$false @strict
        return $true
    }
    $open = @(Get-ConnectionInformation | Where-Object { $_.State -eq 'Connected' -and -not $_.IsEopSession })
    if ($open.Count -gt 0) { Write-Host 'found    a connection to Exchange Online; it is used, and left open'; return $false }
    Connect-ExchangeOnline -ExchangeEnvironmentName $ExchangeEnvironment -ShowBanner:$false @strict
    return $true
}

function Assert-Tenant {
    $domains = @(Get-AcceptedDomain @strict | ForEach-Object { [string]$_.DomainName })
    if ($Organization -notin $domains) { Stop-Wrong 'Organization' $Organization 'a domain of the tenant you are signed in to' 'Run Disconnect-ExchangeOnline, then sign in to the right tenant.' }
}

function Get-SenderGroup {
    # Get-Group does not know the object id of Entra; Get-Recipient does.
    $matching = @(if ($Group -match '@') { Get-Recipient -Identity $Group -ErrorAction SilentlyContinue } else { Get-Recipient -Filter "ExternalDirectoryObjectId -eq '$Group'" @strict })
    if ($matching.Count -ne 1) { Stop-Wrong 'Group' "$Group, known $($matching.Count) times to Exchange" 'exactly one mail-enabled group' 'A plain Entra security group is unknown to Exchange.' }
    $allowed = if ($Mode -ceq 'exchangeRbac') { @('MailUniversalSecurityGroup', 'GroupMailbox') } else { @('MailUniversalSecurityGroup') }
    $type = [string]$matching[0].RecipientTypeDetails
    if ($type -notin $allowed) { Stop-Wrong 'Group' "$Group, a $type" ($allowed -join ', ') 'Make a mail-enabled security group in the Exchange admin centre.' }
    Write-Host "found    the group $($matching[0].Name), a $type"
    return $matching[0]
}

function Assert-Mailboxes {
    foreach ($address in $AllowedMailbox, $ForbiddenMailbox) {
        if (@(Get-Recipient -Identity $address -ErrorAction SilentlyContinue).Count -ne 1) { Stop-Wrong 'A mailbox of the proof' $address 'a mailbox of this tenant' 'Mend the address; nothing was changed.' }
    }
    foreach ($address in $retentionMailboxes) {
        $policy = [string](Get-Mailbox -Identity $address @strict).RetentionPolicy
        $replaceable = '', 'Default MRM Policy', $retentionName
        if ($policy -notin $replaceable) { Stop-Wrong "The retention policy of $address" $policy "none, Default MRM Policy, $retentionName" 'Someone chose it on purpose: leave this mailbox out. Nothing was changed.' }
    }
}

# Lists are read whole and compared here: a Get by a name that does not exist may return everything.
function Get-OurServicePrincipal { Get-ServicePrincipal @strict | Where-Object { [string]$_.AppId -eq $AppId } }
function Get-AssignmentsOfIdentity { Get-ManagementRoleAssignment -RoleAssigneeType ServicePrincipal @strict | Where-Object { [string]$_.RoleAssignee -in $PrincipalId, $AppId } }
function Get-OurScope { Get-ManagementScope @strict | Where-Object { [string]$_.Name -eq $scopeName } }
function Get-OurRetentionTag { Get-RetentionPolicyTag @strict | Where-Object { [string]$_.Name -eq $retentionName } }
function Get-OurRetentionPolicy { Get-RetentionPolicy @strict | Where-Object { [string]$_.Name -eq $retentionName } }
function Get-OurAccessPolicies($SenderGroup) {
    # Where there is none at all, Exchange may call that an error. ScopeIdentityRaw is "SID;object id of the group".
    $ofThisApp = @(Get-ApplicationAccessPolicy -ErrorAction SilentlyContinue -ErrorVariable refusals | Where-Object { [string]$_.AppId -eq $AppId -and [string]$_.AccessRight -eq 'RestrictAccess' })
    foreach ($refusal in $refusals) { Write-Warning "Exchange showed no policies: $refusal" }
    $ofThisApp | Where-Object { ([string]$_.ScopeIdentityRaw -split ';')[-1] -eq [string]$SenderGroup.ExternalDirectoryObjectId }
}

function Set-AccessPolicy($SenderGroup) {
    Write-Warning 'Microsoft advises against new Application Access Policies. Prefer the mode exchangeRbac.'
    $address = [string]$SenderGroup.PrimarySmtpAddress
    if (@(Get-OurAccessPolicies $SenderGroup).Count -gt 0) { Write-Left 'the Application Access Policy of this group' }
    else { Invoke-Change 'make the Application Access Policy of this group' { New-ApplicationAccessPolicy -AppId $AppId -PolicyScopeGroupId $address -AccessRight RestrictAccess -Description $DisplayName @strict } }
    Wait-Proof 'the forbidden mailbox is denied' { [string](Test-ApplicationAccessPolicy -Identity $ForbiddenMailbox -AppId $AppId @strict).AccessCheckResult -eq 'Denied' }
    Wait-Proof 'the allowed mailbox is granted' { [string](Test-ApplicationAccessPolicy -Identity $AllowedMailbox -AppId $AppId @strict).AccessCheckResult -eq 'Granted' }
}

function Set-ServicePrincipalOfIdentity {
    $known = @(Get-OurServicePrincipal)
    if ($known.Count -gt 0) {
        if ([string]$known[0].ObjectId -ne $PrincipalId) { Stop-Wrong 'PrincipalId' $PrincipalId "$($known[0].ObjectId), which Exchange has for this client id" 'Take the object id from Enterprise applications.' }
        return Write-Left 'the service principal in Exchange'
    }
    Invoke-Change 'make the service principal in Exchange' { New-ServicePrincipal -AppId $AppId -ObjectId $PrincipalId -DisplayName $DisplayName @strict }
    Wait-Proof 'Exchange knows the service principal' { @(Get-OurServicePrincipal).Count -gt 0 }
}

function Set-Scope($SenderGroup) {
    $filter = "MemberOfGroup -eq '$(([string]$SenderGroup.DistinguishedName) -replace "'", "''")'"
    $known = @(Get-OurScope)
    # Exchange stores the filter with brackets and spaces of its own.
    $same = $known.Count -gt 0 -and (([string]$known[0].RecipientFilter) -replace '[\s()]') -eq ($filter -replace '[\s()]')
    if ($same) { Write-Left "the management scope $scopeName" }
    elseif ($known.Count -gt 0) { Invoke-Change "point the management scope $scopeName at this group" { Set-ManagementScope -Identity $scopeName -RecipientRestrictionFilter $filter @strict } }
    else { Invoke-Change "make the management scope $scopeName" { New-ManagementScope -Name $scopeName -RecipientRestrictionFilter $filter @strict } }
}

function Set-Roles {
    $wanted = $roles[$MailAccess]
    $held = @()
    foreach ($assignment in @(Get-AssignmentsOfIdentity)) {
        $role = [string]$assignment.Role
        if ([string]$assignment.CustomResourceScope -ne $scopeName) { Write-Left "the role $role of someone else's making; the proof says whether it reaches too far" }
        elseif ($role -in $wanted) { Write-Left "the role $role"; $held += $role }
        else { Invoke-Change "take away the role $role, which is not wanted any more" { Remove-ManagementRoleAssignment -Identity ([string]$assignment.Name) -Confirm:$false @strict } }
    }
    foreach ($role in @($wanted | Where-Object { $_ -notin $held })) {
        $name = "$DisplayName-$($role -replace '^Application ')"
        Invoke-Change "give the role $role in the scope $scopeName" { New-ManagementRoleAssignment -Name $name -App $PrincipalId -Role $role -CustomResourceScope $scopeName @strict }
    }
    # Every row counts, also one of someone else's making: one that is too wide opens the mailbox.
    Wait-Proof 'the forbidden mailbox is out of scope' {
        $rows = @(Test-ServicePrincipalAuthorization -Identity $PrincipalId -Resource $ForbiddenMailbox @strict)
        $rows.Count -gt 0 -and @($rows | Where-Object { [string]$_.InScope -ne 'False' }).Count -eq 0
    }
    Wait-Proof 'the allowed mailbox is in scope' {
        $rows = @(Test-ServicePrincipalAuthorization -Identity $PrincipalId -Resource $AllowedMailbox @strict | Where-Object { [string]$_.InScope -eq 'True' })
        @($wanted | Where-Object { $_ -notin @($rows.RoleName) }).Count -eq 0
    }
}

function Set-SentItemsRetention {
    $tag = @(Get-OurRetentionTag)
    # Read back as "7.00:00:00".
    $same = $tag.Count -gt 0 -and (([string]$tag[0].AgeLimitForRetention) -split '\.')[0] -eq [string]$SentItemsDays
    if ($same) { Write-Left "the retention tag $retentionName, $SentItemsDays days" }
    elseif ($tag.Count -gt 0) { Invoke-Change "set the retention tag $retentionName to $SentItemsDays days" { Set-RetentionPolicyTag -Identity $retentionName -AgeLimitForRetention $SentItemsDays @strict } }
    else {
        Invoke-Change "make the retention tag $retentionName, $SentItemsDays days" {
            New-RetentionPolicyTag -Name $retentionName -Type SentItems -AgeLimitForRetention $SentItemsDays -RetentionAction DeleteAndAllowRecovery -RetentionEnabled $true @strict
        }
    }
    if (@(Get-OurRetentionPolicy).Count -gt 0) { Write-Left "the retention policy $retentionName" }
    else { Invoke-Change "make the retention policy $retentionName" { New-RetentionPolicy -Name $retentionName -RetentionPolicyTagLinks $retentionName @strict } }

    foreach ($address in $retentionMailboxes) {
        if ([string](Get-Mailbox -Identity $address @strict).RetentionPolicy -eq $retentionName) { Write-Left "the retention policy of $address" }
        else { Invoke-Change "give $address the retention policy $retentionName" { Set-Mailbox -Identity $address -RetentionPolicy $retentionName @strict } }
    }
}

function Remove-SentItemsRetention {
    $policy = @(Get-OurRetentionPolicy)
    if ($policy.Count -gt 0) {
        # What new mailboxes get; none where the tenant has removed it.
        $usual = @(Get-RetentionPolicy @strict | ForEach-Object { [string]$_.Name } | Where-Object { $_ -eq 'Default MRM Policy' })[0]
        $bearers = "RetentionPolicy -eq '$(([string]$policy[0].DistinguishedName) -replace "'", "''")'"
        foreach ($mailbox in @(Get-Mailbox -ResultSize Unlimited -Filter $bearers @strict)) {
            Invoke-Change "give $($mailbox.PrimarySmtpAddress) back the usual retention policy" { Set-Mailbox -Identity ([string]$mailbox.PrimarySmtpAddress) -RetentionPolicy $usual @strict }
        }
        Invoke-Change "remove the retention policy $retentionName" { Remove-RetentionPolicy -Identity $retentionName -Confirm:$false @strict }
    }
    if (@(Get-OurRetentionTag).Count -gt 0) { Invoke-Change "remove the retention tag $retentionName" { Remove-RetentionPolicyTag -Identity $retentionName -Confirm:$false @strict } }
}

function Remove-AccessPolicy($SenderGroup) {
    foreach ($policy in @(Get-OurAccessPolicies $SenderGroup)) { Invoke-Change 'remove the Application Access Policy' { Remove-ApplicationAccessPolicy -Identity $policy.Identity -Confirm:$false @strict } }
}

function Remove-ApplicationRoles {
    $assignments = @(Get-AssignmentsOfIdentity)
    foreach ($assignment in @($assignments | Where-Object { [string]$_.CustomResourceScope -eq $scopeName })) {
        Invoke-Change "take away the role $($assignment.Role)" { Remove-ManagementRoleAssignment -Identity ([string]$assignment.Name) -Confirm:$false @strict }
    }
    if (@(Get-OurScope).Count -gt 0) { Invoke-Change "remove the management scope $scopeName" { Remove-ManagementScope -Identity $scopeName -Confirm:$false @strict } }
    $others = @($assignments | Where-Object { [string]$_.CustomResourceScope -ne $scopeName })
    if ($others.Count -gt 0) { Write-Left 'the service principal in Exchange: others gave it roles' }
    elseif (@(Get-OurServicePrincipal).Count -gt 0) { Invoke-Change 'remove the service principal from Exchange' { Remove-ServicePrincipal -Identity $AppId -Confirm:$false @strict } }
}

Assert-Arguments
$connectedHere = Connect-Exchange
try {
    Assert-Tenant
    if ($Remove) {
        Remove-SentItemsRetention
        if ($Mode -ceq 'exchangeRbac') { Remove-ApplicationRoles } else { Remove-AccessPolicy (Get-SenderGroup) }
        Write-Host 'Done. What is not named above was not there.'
        return
    }
    $senderGroup = Get-SenderGroup
    Assert-Mailboxes
    if ($Mode -ceq 'exchangeRbac') {
        Set-ServicePrincipalOfIdentity
        Set-Scope $senderGroup
        Set-Roles
    }
    else { Set-AccessPolicy $senderGroup }
    if ($SentItemsDays -ne 0) { Set-SentItemsRetention }
    if ($WhatIfPreference) { return }
    if ($Mode -ceq 'exchangeRbac') { Write-Host 'Done. Never grant Mail.Send to this identity in Entra: it would reach every mailbox. The first mail may need up to 2 hours.' }
    else { Write-Host 'Done. It is proved, so Mail.Send may be granted in Entra now: deploy with policyProven and grantGraphAccess.' }
    # Read by the deployment, whose grant of Mail.Send waits for it.
    $DeploymentScriptOutputs = @{ mode = $Mode; allowedMailbox = 'allowed'; forbiddenMailbox = 'denied' }
}
finally {
    if ($connectedHere) { Disconnect-ExchangeOnline -Confirm:$false -ErrorAction SilentlyContinue }
}
